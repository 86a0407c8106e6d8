"""All repairs of a PDF's tags, in their order."""

from __future__ import annotations

from typing import Any

from generator.render.tags.artifacts import hide_running_heads
from generator.render.tags.continued import Built
from generator.render.tags.figures import place_figures
from generator.render.tags.links import name_links
from generator.render.tags.tables import join_tables
from generator.render.tags.tree import Tree


def repair_tags(document: Any, pdf: Any, built: Built) -> None:
    """Make the tags of a laid-out document say what a reader sees, and open its bookmarks.

    To be called as the `finisher` of `write_pdf`, on the objects before they are written; `built` has watched how
    they were made. WeasyPrint 70 tags running heads like text that has no place; makes two elements of what goes on
    over a page, of a table the second with the repeated head as its own; speaks a link as its address or anchor;
    counts the place of figures from above; and leaves the ids of table heads without an index.
    """
    tree = Tree(pdf)
    hide_running_heads(tree)
    join_tables(document, tree)
    built.join(tree)
    name_links(document)
    place_figures(document, tree)
    tree.index_ids()
    pdf.catalog["PageMode"] = "/UseOutlines"
