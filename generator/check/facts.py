"""Facts past their date: who reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator import text
from generator.diagnostics import Diagnostic
from generator.model.project import Project

MOST_NAMED = 3


def name_readers(
    found: Iterable[Diagnostic], project: Project, readers: Mapping[str, Sequence[str]]
) -> list[Diagnostic]:
    """The findings, those about expired facts with the personas whose guides cite them.

    `readers` gives the ids of personas by fact.
    """
    expired = {fact.place("expires"): name for name, fact in project.facts.items() if fact.expires is not None}
    return [
        replace(one, message=f"{one.message}; {_affected(readers.get(expired[one.span], ()), len(project.personas))}")
        if one.code == "expired-fact"
        else one
        for one in found
    ]


def _affected(personas: Sequence[str], total: int) -> str:
    if not personas:
        return "no persona reads it"
    if len(personas) == total:
        return "every persona reads it"
    named = list(personas[:MOST_NAMED])
    if len(personas) > MOST_NAMED:
        named.append(f"{len(personas) - MOST_NAMED} more")
    return f"{len(personas)} of {total} personas read it: {text.joined(named)}"
