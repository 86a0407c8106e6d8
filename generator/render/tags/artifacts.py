"""Running heads and page numbers are not part of the text."""

from __future__ import annotations

from generator.render.tags.tree import Tree


def hide_running_heads(tree: Tree) -> None:
    """Make artifacts of what is in the margins of pages: tagged by WeasyPrint, and attached to nothing."""
    reached = {id(one) for one in tree.in_reading_order()}
    held = {id(kid) for one in tree.elements for kid in tree.kids(one)}
    for element in tree.elements:
        if id(element) not in reached and id(element) not in held:
            tree.make_artifact(element)
