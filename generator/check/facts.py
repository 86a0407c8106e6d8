"""Facts past their date: who reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator import text
from generator.diagnostics import Diagnostic
from generator.logic.combine import all_of, any_of, negated
from generator.logic.cone import ConeTooLarge
from generator.logic.presence import Presence
from generator.logic.space import Space
from generator.model.condition import Clause, Condition, Range
from generator.model.module import FactMark, mark_numbers
from generator.model.profile import Persona

CODE = "expired-fact"
MOST_NAMED = 3


def name_readers(found: Iterable[Diagnostic], presence: Presence) -> list[Diagnostic]:
    """The findings, those about expired facts with the personas who read them, whatever else they answer."""
    found = list(found)
    if not any(one.code == CODE for one in found) or not presence.is_ranked:
        return found
    project, space = presence.project, presence.space
    expired = {fact.place("expires"): name for name, fact in project.facts.items() if fact.expires is not None}
    return [_named(one, expired[one.span], presence, space) if one.code == CODE else one for one in found]


def _named(finding: Diagnostic, fact: str, presence: Presence, space: Space) -> Diagnostic:
    try:
        readers = readers_of(fact, presence, space)
    except ConeTooLarge:
        return finding
    return replace(finding, message=f"{finding.message}; {_affected(readers, len(presence.project.personas))}")


def readers_of(fact: str, presence: Presence, space: Space) -> list[str]:
    """The personas of whose readers some read a fact, whatever else they answer.

    Raises ConeTooLarge.
    """
    read = any_of(*_readings(fact, presence))
    personas = presence.project.personas
    return [name for name, one in personas.items() if not space.nobody(all_of(read, _answered(one, space)))]


def _readings(fact: str, presence: Presence) -> Iterator[Condition]:
    """For whom the fact is in a text, or with a line of data."""
    project = presence.project
    for placed in presence.placed.values():
        for one in presence.texts(placed):
            marks = (placed.module.marks[number] for number in mark_numbers(one.text.markdown))
            if any(isinstance(mark, FactMark) and mark.fact == fact for mark in marks):
                yield one.there
    for entries in (project.costs, project.documents):
        for entry in entries.values():
            if fact in entry.facts:
                yield entry.when


def _answered(persona: Persona, space: Space) -> Condition:
    """What a persona's answers leave possible."""
    parts: list[Condition] = []
    for name, answer in persona.answers.items():
        if isinstance(answer, frozenset):
            for value in space.subjects[name].values:
                clause = Clause(name, frozenset({value}))
                parts.append(clause if value in answer else negated(clause))
        elif isinstance(answer, str):
            parts.append(Clause(name, frozenset(space.facets[name].expand(answer))))
        else:
            parts.append(Clause(name, Range(answer, answer)))
    return all_of(*parts)


def _affected(personas: Sequence[str], total: int) -> str:
    if not personas:
        return "no persona reads it"
    if len(personas) == total:
        return "every persona reads it"
    named = list(personas[:MOST_NAMED])
    if len(personas) > MOST_NAMED:
        named.append(f"{len(personas) - MOST_NAMED} more")
    return f"{len(personas)} of {total} personas read it: {text.joined(named)}"
