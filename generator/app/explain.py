"""`guidegen explain`: why a reader gets what they get, and why not the rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.app.applicants import reader_of_answers
from generator.app.doubts import doubts_of
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.check.seasons import project_season
from generator.diagnostics import Diagnostic, nearest
from generator.errors import UsageError
from generator.explain.choice import choice_data
from generator.explain.effects import Effect, Effects
from generator.explain.reader import ReaderExplanation
from generator.explain.sentence import WordFinder, WordsFound
from generator.explain.smallest import FewestAnswers, fewest_answers, of_answers_alone
from generator.logic.cone import ConeTooLarge
from generator.model.guide import Guide
from generator.model.module import Module
from generator.model.plan import Plan
from generator.model.profile import Profile
from generator.model.project import Project
from generator.model.selection import Selection
from generator.render.plain import PlainWords


@dataclass(frozen=True, slots=True)
class ExplainedReader:
    """A reader's guide with everything that was decided for it."""

    explanation: ReaderExplanation
    guide: Guide
    plain: PlainWords


def open_for_explaining(root: Path, today: dt.date) -> Opened:
    """The project. Raises ProjectError."""
    return open_project(root, today, Stopwatch())


def find_reader(opened: Opened, profile: str | None, answers: Path | None) -> tuple[Profile, list[Diagnostic]]:
    """The persona or applicant of an id, or the reader of an answers file with what of it was left out.

    Whose season is over, and what does not count of their answers, is said too. Raises UsageError where there is none,
    ProjectError where their file is wrong.
    """
    left_out: list[Diagnostic] = []
    if answers is not None:
        reader, left_out = reader_of_answers(opened, answers)
    else:
        assert profile is not None
        reader = opened.profile(profile)
    left_out += doubts_of(opened, reader)
    if opened.project.settings.season_of(reader.answers) is None:
        left_out += project_season(opened.project, opened.today)
    return reader, left_out


def explain_reader(opened: Opened, reader: Profile) -> ExplainedReader:
    """Everything decided for one reader.

    Raises ProfileError.
    """
    chosen, opened = opened.choose(reader), opened.seen_by(reader)
    explanation = ReaderExplanation(opened.presence, opened.subjects, chosen.reader, chosen.selection)
    return ExplainedReader(explanation, chosen.guide, opened.plain)


def find_module(opened: Opened, name: str) -> Module:
    """A module by id.

    Raises UsageError where there is none.
    """
    module = opened.project.modules.get(name)
    if module is None:
        rivals = opened.project.slots.get(name)
        if rivals is not None:
            names = ", ".join(one.id for one in rivals)
            raise UsageError(f"'{name}' is a slot; name one of its modules: {names}")
        if name in opened.project.stories:
            example = next(one.id for one in opened.project.examples.values() if one.story == name)
            raise UsageError(f"'{name}' is the story of an example, and in no guide", f"guidegen explain -p {example}")
        hint = nearest(name, opened.project.modules)
        raise UsageError(f"there is no module '{name}'" + (f"; {hint}" if hint else ""), "see 'guidegen list modules'")
    return module


def choice_of(opened: Opened, reader: Profile, name: str) -> dict[str, Any]:
    """What was decided of a row of a catalog, named as "catalog/row".

    Raises UsageError where there is none, or the reader does not have the catalog; ProfileError.
    """
    catalogs = opened.project.catalogs
    catalog, _, row = name.partition("/")
    if catalog not in catalogs:
        hint = nearest(catalog, catalogs)
        raise UsageError(f"there is no catalog '{catalog}'" + (f"; {hint}" if hint else ""))
    rows = [one.id for one in catalogs[catalog].rows]
    if row not in rows:
        hint = nearest(row, rows)
        raise UsageError(f"catalog '{catalog}' has no row '{row}'" + (f"; {hint}" if hint else ""))
    chosen = opened.choose(reader)
    for one in chosen.guide.catalogs:
        if one.name == catalog:
            choice = next(choice for choice in one.choices if choice.id == row)
            return choice_data(one, choice, chosen.reader)
    advice = f"see 'when' in {catalogs[catalog].head.place('when')}"
    raise UsageError(f"{reader.id} does not have the catalog '{catalog}'", advice)


def answers_that_bring_in(opened: Opened, module: Module) -> FewestAnswers | None:
    """The smallest set of answers that selects a module; None where nobody gets it.

    Raises UsageError where too many readers would have to be compared.
    """
    placed = opened.presence.placed.get(module.id)
    if placed is None:
        return None
    try:
        return fewest_answers(placed.there, of_answers_alone(opened.space))
    except ConeTooLarge as large:
        raise UsageError(f"'{module.id}' depends on too much at once: {large}") from None


def effects_of_answers(opened: Opened, reader: Profile) -> list[Effect]:
    """What the answers to the questions that a reader left open would change.

    Raises ProfileError.
    """
    return Effects(opened.presence, opened.subjects, opened.choose, opened.today).of(reader)


def words_in(reader: ExplainedReader, words: str) -> WordsFound:
    """Where words of a reader's guide came from; if they are not in it, where else they are."""
    told = reader.explanation
    return finder_of(reader.guide, told.plan, told.selection, told.project, reader.plain).find(words)


def finder_of(guide: Guide, plan: Plan, selection: Selection, project: Project, plain: PlainWords) -> WordFinder:
    """Finds words in a guide. What `plain` has read once serves the next guide too."""
    return WordFinder(guide, plan, selection.decisions, project, plain)
