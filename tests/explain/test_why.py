"""Why you are reading this: true of the reader, and enough to explain it, for every section of every reader."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from generator.app.explain import open_for_explaining
from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.errors import ProfileError
from generator.logic.combine import NEVER, all_of, negated
from generator.logic.evaluate import certain, evaluate
from generator.logic.reader import Reader
from generator.logic.residue import reduced
from generator.logic.subject import PLAN
from generator.model.answers import Answers, Possible, is_settled
from generator.model.condition import ALWAYS, Clause, Condition, Not
from generator.model.profile import Answer, Persona, Profile
from generator.model.selection import ChosenChapter, Decision, Selection, Why
from generator.model.truth import TRUE, Truth
from generator.plan import plan_reader
from generator.select.words import EVERYBODY
from tests.campaigns import sampled
from tests.complete import completions
from tests.projects import ROOT, SMALL_DIR
from tests.readers import DAY
from tests.space.opened import opened as random_project
from tests.space.rule_sets import make_rule_set

STARTER = ROOT / "generator" / "starter"
PROJECTS = [pytest.param(folder, id=folder.name) for folder in (ROOT, SMALL_DIR, STARTER)]
SOME, MANY = 12, 334
"""Random readers of each share of answers: in `make test`, and of the shipped guide in a campaign."""
COMPLETE = 12
PARTS = 3
ASKED = [
    *sampled([(ROOT, part, PARTS) for part in range(PARTS)], 1),
    *((folder, 0, 1) for folder in (SMALL_DIR, STARTER)),
]
"""Whose personas are asked, from which on and one of how many; the others of the shipped guide in a campaign."""


@cache
def opened_at(folder: Path) -> Opened:
    return open_for_explaining(folder, DAY)


def read_by(opened: Opened, profile: Profile) -> tuple[Reader, Selection]:
    reader = plan_reader(opened.project, opened.subjects, profile, DAY)
    return reader, opened.selector.select(reader)


def somebody(opened: Opened, count: int, share: float, seed: int) -> Iterator[tuple[Reader, Selection]]:
    """Readers who answered a share of the questions, and whose answers go together."""
    chance = random.Random(seed)
    anybody = Persona(id=f"somebody-{seed}", title="", answers={}, span=Span("test.yaml"))
    for one in completions(opened, anybody, 50 * count):
        if not count:
            return
        answers = {name: answer for name, answer in one.answers.items() if chance.random() < share}
        try:
            yield read_by(opened, replace(one, answers=answers))
        except ProfileError:
            continue  # a row that holds needs an answer that is not given
        count -= 1


@cache
def answered_all(folder: Path, count: int) -> tuple[tuple[Reader, Selection], ...]:
    """Readers who answered everything: of so many, those whose answers go together to the end."""
    opened = opened_at(folder)
    anybody = Persona(id="anybody", title="", answers={}, span=Span("test.yaml"))
    return tuple(read_by(opened, one) for one in completions(opened, anybody, count))


def personas(opened: Opened, first: int, step: int) -> Iterator[tuple[Reader, Selection]]:
    for persona in islice(opened.project.personas.values(), first, None, step):
        yield read_by(opened, persona)


def sections(selection: Selection) -> Iterator[Decision]:
    for chapter in selection.chapters:
        yield from chapter.decisions


def left_open(opened: Opened, decision: Decision, answers: Answers, why: Why) -> Condition:
    """What has to turn out true of what is said to be open; what the plan may still become, where that is said."""
    if any(subject.startswith(PLAN) for subject in why.open):
        answers = certain(answers)
    rest = reduced(opened.presence.placed[decision.module.id].there, answers)
    if isinstance(rest, Truth):
        return ALWAYS if rest is TRUE else NEVER  # a condition that nobody can meet stays open clause by clause
    return all_of(rest, *(known_of(opened, subject, answers[subject]) for subject in why.open))


def known_of(opened: Opened, subject: str, possible: Possible) -> Condition:
    """What is known of a subject that is open: the values that constraints have ruled out."""
    everything = opened.subjects[subject].everything()
    if not isinstance(possible, frozenset) or not isinstance(everything, frozenset):
        return ALWAYS
    gone = everything - possible
    return Not(Clause(subject, gone)) if gone else ALWAYS


class Claims:
    """What readers were told, each claim once: (module, what is said of the reader, what is said to be open)."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.seen: set[tuple[str, tuple[Condition, ...], Condition]] = set()
        self.everybody: set[str] = set()

    def hear(self, readers: Iterable[tuple[Reader, Selection]]) -> int:
        heard = 0
        for reader, selection in readers:
            for chapter in selection.chapters:
                self._hear_chapter(reader.plan.answers, chapter)
                for decision in chapter.decisions:
                    self._hear(reader.profile.answers, reader.plan.answers, decision, chapter.why)
                    heard += 1
        return heard

    def _hear_chapter(self, answers: Answers, chapter: ChosenChapter) -> None:
        why, asked = chapter.why, self.opened.presence.chapters[chapter.chapter]
        assert bool(why.sentence) == bool(why.holds or why.open) == bool(why.margin)
        assert why.sentence or self.opened.space.find(negated(asked)) is None, chapter.chapter
        for condition in (*why.holds, *why.in_short):
            assert evaluate(condition, answers) is TRUE, chapter.chapter
        for subject in why.open:
            assert not is_settled(answers[subject]), chapter.chapter
        assert why.open or self.opened.space.find(all_of(*why.holds, negated(asked))) is None, chapter.chapter

    def _hear(self, given: Mapping[str, Answer], answers: Answers, decision: Decision, chapter: Why) -> None:
        why = decision.why
        assert why is not None
        said = (given, decision.module.id, why)
        assert (why.margin is None) == why.sentence.startswith(EVERYBODY), said
        assert not set("{}") & set(f"{why.sentence}{why.margin}"), said
        if why.margin is None:
            self.everybody.add(decision.module.id)
            return
        assert why.margin or chapter.margin, said
        assert why.holds or why.open, said
        assert not set(why.in_short) & set(chapter.in_short), said
        assert why.added == why.sentence or chapter.sentence, said
        for condition in (*why.holds, *why.in_short):
            assert evaluate(condition, answers) is TRUE, said
        for subject in why.open:
            assert not is_settled(answers[subject]), said
        told = (*chapter.in_short, *why.in_short)
        unsettled = left_open(self.opened, decision, answers, why)
        assert why.open or unsettled == ALWAYS or self.opened.space.find(negated(unsettled)) is None, said
        self.seen |= {(decision.module.id, holds, unsettled) for holds in (why.holds, told)}

    def check_in_space(self) -> None:
        """Proved over all readers there can be: what is said implies that the section is read."""
        presence, space = self.opened.presence, self.opened.space
        for module in self.everybody:
            assert space.find(negated(presence.placed[module].there)) is None, module
        for module, holds, unsettled in self.seen:
            there = presence.placed[module].there
            witness = space.find(all_of(*holds, unsettled, negated(there)))
            assert witness is None, (module, holds, unsettled, witness)

    def check_by_readers(self, readers: Iterable[tuple[Reader, Selection]]) -> int:
        """Tried on readers who answered everything: who is what is said of another gets the section too."""
        tried = 0
        for reader, selection in readers:
            read = {decision.module.id for decision in sections(selection)}
            assert self.everybody <= read
            truths: dict[Condition, bool] = {}

            def is_true(condition: Condition, reader: Reader = reader, truths: dict[Condition, bool] = truths) -> bool:
                if condition not in truths:
                    truths[condition] = evaluate(condition, reader.plan.answers) is TRUE
                return truths[condition]

            for module, holds, unsettled in self.seen:
                if all(map(is_true, (*holds, unsettled))):
                    tried += 1
                    assert module in read, (module, holds, unsettled, reader.profile.answers)
        return tried


@pytest.mark.parametrize("asked", ASKED)
def test_what_personas_are_told(asked: tuple[Path, int, int]) -> None:
    folder, first, step = asked
    opened = opened_at(folder)
    claims = Claims(opened)
    assert claims.hear(personas(opened, first, step)) > 20
    claims.check_in_space()
    assert claims.check_by_readers(answered_all(folder, COMPLETE)) > 10


@pytest.mark.parametrize("folder", PROJECTS)
@pytest.mark.parametrize("share", sampled([0.15, 0.6, 1.0], 1))
def test_what_random_readers_are_told(folder: Path, share: float) -> None:
    _check_random(folder, SOME, share)


@pytest.mark.parametrize("first", sampled([0, 30], 1))
def test_what_readers_of_random_projects_are_told(first: int, tmp_path: Path) -> None:
    told = 0
    for seed in range(first, first + 30):
        opened, found = random_project(tmp_path / "project", make_rule_set(seed, texts=True).files())
        if any(one.severity == "error" for one in found):
            continue
        claims = Claims(opened)
        for share in (0.0, 0.5, 1.0):
            claims.hear(somebody(opened, 6, share, seed))
        claims.check_in_space()
        claims.check_by_readers(somebody(opened, 6, 1.0, seed + 1))
        told += len(claims.seen)
    assert told > 100


@pytest.mark.campaign
@pytest.mark.parametrize("share", [0.15, 0.6, 1.0])
def test_what_a_thousand_random_readers_are_told(share: float) -> None:
    _check_random(ROOT, MANY, share)


def _check_random(folder: Path, count: int, share: float) -> None:
    opened = opened_at(folder)
    claims = Claims(opened)
    claims.hear(somebody(opened, count, share, 11))
    claims.check_in_space()
    claims.check_by_readers(answered_all(folder, COMPLETE))


@pytest.mark.parametrize("asked", ASKED)
def test_everybody_is_said_of_every_section_that_nothing_keeps_from_anybody(asked: tuple[Path, int, int]) -> None:
    folder, first, step = asked
    opened = opened_at(folder)
    proved = {
        name
        for name, placed in opened.presence.placed.items()
        if opened.space.find(negated(placed.there)) is None and not placed.hiding
    }
    told = {
        decision.module.id
        for _, selection in personas(opened, first, step)
        for decision in sections(selection)
        if decision.why is not None and decision.why.margin is None
    }
    assert proved
    assert told <= proved
    unsure = {name for name in proved - told if not opened.presence.is_for_everybody(name)}
    assert proved - unsure == told
