"""The text of modules: whatever a line promises, a list, a table, a quotation, it has to become."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostics, Span
from generator.logic.fingerprint import digest
from generator.logic.proven import YES, Proven
from generator.model.module import Aside, Block, Body, Run, Text
from generator.model.project import Project
from generator.prose.html import Converter
from generator.prose.promises import Broken, broken_promises

_TABLE = ("bad-table", "table-without-header")


def check_promises(project: Project, proven: Proven, diagnostics: Diagnostics) -> None:
    """Report every line of a module that does not become what it promises."""
    converter = Converter()
    for module in project.texts:
        name = digest("promises", *(text.markdown for text in _texts(module.body)))
        if proven.get(name) is not None:
            continue
        is_kept = True
        said = {(one.span.line, one.code) for one in diagnostics if one.span.path == module.path}
        for text in _texts(module.body):
            for broken in sorted(broken_promises(text.markdown, converter.html), key=lambda one: one.line):
                is_kept = False
                place = text.place(broken.line, broken.column)
                if not _is_said(broken, place, said):
                    diagnostics.error(broken.code, broken.message, place, broken.advice)
                said.add((place.line, broken.code))
        if is_kept:
            proven.put(name, YES)


def _texts(body: Body) -> Iterator[Text]:
    """The texts that are converted: of a list or table with conditions the whole."""
    for node in body:
        match node:
            case Text():
                yield node
            case Run():
                yield node.whole
            case Aside():
                yield from _texts(node.body)
            case Block():
                for arm in node.arms:
                    yield from _texts(arm.body)


def _is_said(broken: Broken, place: Span, said: set[tuple[int, str]]) -> bool:
    """Whether the line, or of a table the one next to it, is reported already: one mistake, one finding."""
    near = range(place.line - 1, place.line + 2) if broken.code in _TABLE else ()
    return any(line == place.line or (line in near and code in _TABLE) for line, code in said)
