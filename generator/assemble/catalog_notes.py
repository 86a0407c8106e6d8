"""The notes of a catalog that a reader has: in words, each with its lead and what is open of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import text
from generator.assemble.catalog_cells import checked_words
from generator.diagnostics import Diagnostic, Diagnostics
from generator.kept import Kept
from generator.logic.asked import asked_by
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.residue import remainder, residue
from generator.logic.subject import Subjects
from generator.model.answers import Answers
from generator.model.bounds import day_bounds
from generator.model.catalog import UNKNOWN_CELL, Note
from generator.model.catalog_row import Catalog
from generator.model.choices import NoteWords
from generator.model.project import Project
from generator.model.truth import FALSE, TRUE


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes that some readers have of a catalog, and what is wrong with them; the rest is held on to for its id."""

    notes: tuple[NoteWords, ...]
    found: tuple[Diagnostic, ...]
    held: tuple[object, ...]


# What a reader has of the notes depends on the answers they ask about: it is worded once for these.
_NOTED: Kept[Noted] = Kept(10_000)
_ASKS: Kept[tuple[tuple[str, ...], Catalog]] = Kept(100)


def notes_of(project: Project, subjects: Subjects, catalog: Catalog, answers: Answers) -> Noted:
    """The notes of a catalog for one reader; only the answers that the notes ask about are looked at."""
    asks, _ = _ASKS.get((id(catalog), id(project)), 1, lambda: (_asks(project, catalog), catalog))
    asked = {name: answers[name] for name in asks}

    def make() -> Noted:
        found = Diagnostics()
        notes = tuple(_worded(catalog, asked, LeadWords(subjects, found)))
        return Noted(notes, tuple(found), (project, subjects, catalog))

    return _NOTED.get((id(project), id(subjects), id(catalog), tuple(asked.values())), 1, make)


def _asks(project: Project, catalog: Catalog) -> tuple[str, ...]:
    return asked_by((one.when for one in catalog.head.notes), project.facets)


def _worded(catalog: Catalog, answers: Answers, leads: LeadWords) -> Iterator[NoteWords]:
    for note in catalog.head.notes:
        truth = evaluate(note.when, answers)
        if truth is FALSE:
            continue
        lead = rest = None
        if truth is not TRUE:
            rest = remainder(note.when, answers)
            lead = leads.write(residue(note.when, answers), answers, note.lead, note.place("when"))
        yield NoteWords(note, text.curly(note.text), _when_checked(note), lead, rest)


def _when_checked(note: Note) -> str:
    """When a note was checked, in words; none where it says nothing of that."""
    if note.checked is None:
        return ""
    return checked_words(None if note.checked == UNKNOWN_CELL else day_bounds(note.checked))
