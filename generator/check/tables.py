"""Tables in modules: each has a header row, so that every cell can be told what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostics, Span
from generator.model.module import Aside, Block, Body, Text
from generator.model.project import Project

_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FENCE = re.compile(r"\s*(```|~~~)")


def check_tables(project: Project, diagnostics: Diagnostics) -> None:
    """Report every table without a header."""
    for module in project.modules.values():
        for stretch in _texts(module.body):
            for line in _headless(stretch.markdown):
                diagnostics.error(
                    "table-without-header",
                    "this table has no header row",
                    Span(module.path, stretch.span.line + line),
                    "begin with '| What | Where |' and a line '|---|---|' below it",
                )


def _texts(body: Body) -> Iterator[Text]:
    for node in body:
        match node:
            case Text():
                yield node
            case Block():
                for arm in node.arms:
                    yield from _texts(arm.body)
            case Aside():
                yield from _texts(node.body)


def _headless(markdown: str) -> Iterator[int]:
    """The first line of every table without a header, counted from the stretch's first."""
    in_code = False
    lines = markdown.split("\n")
    before_is_blank = True
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        begins = before_is_blank and not in_code and line.lstrip().startswith("|")
        before_is_blank = not line.strip()
        if not begins:
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        has_ruler = "-" in following and _RULER.fullmatch(following) is not None
        if not has_ruler or _RULER.fullmatch(line) or not line.replace("|", "").strip():
            yield number
