"""What the page leaves out and shows after an answer is what guidegen would have chosen, had it known the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError
from generator.explain.coverage import conditions_of
from generator.logic.evaluate import evaluate
from generator.logic.subject import PLAN, asked_about
from generator.model.answers import Answers, Presumed
from generator.model.condition import Condition
from generator.model.guide import Guide
from generator.model.module import Aside, Block, Body, Run, Text
from generator.model.selection import ShownArm, ShownNode
from generator.model.truth import TRUE
from tests.campaigns import sampled
from tests.complete import completions
from tests.projects import ROOT, SMALL, TODAY, files_of, write_project

BROWSER_GUIDE = Path(__file__).parent.parent / "browser/guide"
SHIPPED = (
    "surgery--not-needed--graduate",
    "diagnostic-radiology--undecided--student",
    "medical-genetics--j1--graduate",
    "psychiatry--h1b--student",
)
Place = tuple[str, str]


def texts(guide: Guide) -> Iterator[tuple[Place, tuple[Condition, ...]]]:
    """Every stretch of a guide with the open conditions around it."""
    for chapter in guide.chapters:
        for section in chapter.sections:
            around = (section.decision.unsettled,)
            for text, conditions in _inside(section.decision.body, around):
                yield (section.id, text.markdown), tuple(one for one in conditions if one is not None)


def _inside(
    body: tuple[ShownNode, ...], around: tuple[Condition | None, ...]
) -> Iterator[tuple[Text, tuple[Condition | None, ...]]]:
    for node in body:
        if isinstance(node, Text):
            yield node, around
        else:
            yield from _inside(node.body, (*around, node.unsettled) if isinstance(node, ShownArm) else around)


def never_on_pages(opened: Opened) -> Iterator[Place]:
    """What says `unknown: hide`: a page whose reader has not answered does not hold it."""
    for module in opened.project.modules.values():
        yield from ((module.id, text) for text in _hidden(module.body, hides=module.front.unknown == "hide"))


def _hidden(body: Body, *, hides: bool) -> Iterator[str]:
    for node in body:
        match node:
            case Text():
                if hides:
                    yield node.markdown
            case Aside() | Run():
                yield from _hidden(node.body, hides=hides)
            case Block():
                for arm in node.arms:
                    yield from _hidden(arm.body, hides=hides or arm.unknown == "hide")


def settled_when_made(opened: Opened) -> Iterator[Place]:
    """What a block says that asks whether something was answered: not for the page to fit, but when a guide is made."""
    asking = asked_about(opened.subjects).keys()
    for module in opened.project.modules.values():
        yield from ((module.id, text) for text in _asking(module.body, asking, asks=False))


def _asking(body: Body, asking: Collection[str], *, asks: bool) -> Iterator[str]:
    for node in body:
        match node:
            case Text():
                if asks:
                    yield node.markdown
            case Aside() | Run():
                yield from _asking(node.body, asking, asks=asks)
            case Block():
                subjects = {clause.subject for arm in node.arms for clause in arm.condition.clauses()}
                for arm in node.arms:
                    yield from _asking(arm.body, asking, asks=asks or not subjects.isdisjoint(asking))


def agree(opened: Opened, name: str, count: int, at_least: int = 0, most: int = 3000) -> int:
    """Compare a persona's guide, fitted to each completion, with the completion's own; how many were compared.

    After so many completions it goes on until there were `at_least` to compare, at most to `most`.
    """
    persona = opened.project.personas[name]
    chosen = opened.choose(persona)
    answers, guide = chosen.reader.plan.answers, chosen.guide
    tested = {clause.subject for one in conditions_of(opened.project) for clause in one.clauses()}
    stated = {one: _value(answers, one) for one in sorted(tested) if one.startswith(PLAN)}
    stretches = list(texts(guide))
    hidden = set(never_on_pages(opened)) - {place for place, _ in stretches}
    made = set(settled_when_made(opened))
    compared = 0
    for number, reader in enumerate(completions(opened, persona, most)):
        if number >= count and compared >= at_least:
            break
        try:
            full = opened.choose(reader)
        except ProfileError:
            continue  # answers that cannot be true together
        if any(_value(full.reader.plan.answers, subject) != value for subject, value in stated.items()):
            continue  # the plan's own numbers do not change on the page
        compared += 1
        shown = {
            place
            for place, around in stretches
            if all(evaluate(one, full.reader.plan.answers) is TRUE for one in around)
        }
        assert shown - made == {place for place, _ in texts(full.guide)} - hidden - made, reader.answers
    return compared


def _value(answers: Answers, subject: str) -> object:
    possible = answers[subject]
    assert isinstance(possible, Presumed)
    return possible.value


@pytest.mark.parametrize("count", sampled([20, 60], 1))
def test_on_a_small_guide(tmp_path: Path, count: int) -> None:
    root = write_project(tmp_path / "project", files_of(BROWSER_GUIDE), SMALL)
    opened = open_project(root, dt.date.fromisoformat(TODAY), Stopwatch())
    assert sum(agree(opened, name, count) for name in opened.project.personas) > 200


@pytest.mark.parametrize("persona", sampled([(SHIPPED[2], 1), *((name, 6) for name in SHIPPED)], 1))
def test_on_the_shipped_guide(persona: tuple[str, int]) -> None:
    """Most completions have another plan than the persona and are not compared, so that each that is takes seconds."""
    name, least = persona
    opened = open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch())
    assert agree(opened, name, 100 if least > 1 else 1, at_least=least) >= least
