"""A table that goes on over a page is one table, and each of its cells is told its heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.render.tags.boxes import inside, is_kind
from generator.render.tags.tree import Tree

SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


def join_tables(document: Any, tree: Tree) -> None:
    """Join the stretches of each table, hide the heads that are only repeated, and name the heads of every cell."""
    tables: dict[int, list[Any]] = {}
    for page in document.pages:
        for box in _tables(page._page_box):  # noqa: SLF001 -- the boxes have no public name
            tables.setdefault(id(box.element), []).append(box)
    for stretches in tables.values():
        groups = list(stretches[0].children)
        for stretch in stretches[1:]:
            groups += _join(groups, stretch, tree)
        _name_heads(groups)


def _tables(box: Any) -> Iterator[Any]:
    if is_kind(box, "TableBox") and box.element_tag == "table":
        yield box
    for child in inside(box):
        yield from _tables(child)


def _element_of(group: Any, tree: Tree) -> Any:
    """The element of a row group; the box of a cell keeps its own as `mark`."""
    cell = next(cell for row in group.children for cell in row.children)
    return tree.element(tree.element(cell.mark["P"])["P"])


def _join(before: Sequence[Any], stretch: Any, tree: Tree) -> list[Any]:
    """Move the rows of a table's later stretch to where it began; gives the boxes of the groups that hold them.

    `before` are the boxes of the row groups so far.
    """
    table = tree.element(_element_of(before[0], tree)["P"])
    rest = tree.element(_element_of(stretch.children[0], tree)["P"])
    last = before[-1]
    end = tree.kids(table)[-1]
    for group in stretch.children:
        element = _element_of(group, tree)
        if group.is_header:
            tree.make_artifact(element)
        elif group.element is last.element:
            tree.move_kids(element, end)
        else:
            tree.move(element, table)
    tree.remove(rest)
    return [group for group in stretch.children if not group.is_header]


def _name_heads(groups: Sequence[Any]) -> None:
    """Tell each cell of the body the ids of its heads, those of its row first, and each head what it is a head of."""
    columns: dict[int, list[Any]] = {}
    of_group: dict[int, list[Any]] = {}
    for group in groups:
        for row in group.children:
            of_row = []
            for cell in row.children:
                scope = cell.element.get("scope", "col") if _is_head(cell) else None
                if scope is None:
                    continue
                cell.mark["A"]["Scope"] = SCOPES.get(scope, "/Column")
                if group.is_header:
                    for column in range(cell.grid_x, cell.grid_x + cell.colspan):
                        columns.setdefault(column, []).append(cell.mark["ID"])
                elif scope == "rowgroup":
                    of_group.setdefault(id(group.element), []).append(cell.mark["ID"])
                else:
                    of_row.append(cell.mark["ID"])
            for cell in row.children:
                if _is_head(cell) or cell.element is None:
                    continue
                above = [head for at in range(cell.grid_x, cell.grid_x + cell.colspan) for head in columns.get(at, ())]
                heads = [] if group.is_header else [*of_group.get(id(group.element), ()), *of_row, *above]
                cell.mark["A"].pop("Headers", None)
                if heads:
                    cell.mark["A"]["Headers"] = type(cell.mark["K"])(heads)


def _is_head(cell: Any) -> bool:
    return cell.element is not None and cell.element_tag == "th"
