"""What the page leaves out and shows after an answer is what guidegen would have chosen, had it known the answer."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Span
from generator.errors import ProfileError
from generator.explain.coverage import conditions_of
from generator.logic.evaluate import evaluate
from generator.logic.subject import PLAN
from generator.model.answers import Answers, Presumed
from generator.model.condition import Condition
from generator.model.guide import Guide
from generator.model.module import Aside, Block, Body, Text
from generator.model.profile import Answer, Persona
from generator.model.selection import ShownArm, ShownNode
from generator.model.truth import TRUE
from tests.projects import ROOT, SMALL, TODAY, files_of, write_project

BROWSER_GUIDE = Path(__file__).parent.parent / "browser/guide"
SHIPPED = (
    "diagnostic-radiology--undecided--student",
    "medical-genetics--j1--graduate",
    "psychiatry--h1b--student",
    "surgery--not-needed--graduate",
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
            case Aside():
                yield from _hidden(node.body, hides=hides)
            case Block():
                for arm in node.arms:
                    yield from _hidden(arm.body, hides=hides or arm.unknown == "hide")


def completions(opened: Opened, persona: Persona, answers: Answers, count: int) -> Iterator[Persona]:
    """Readers who answered everything, and of whom the persona's answers are true."""
    chance = random.Random(persona.id)
    for number in range(count):
        full: dict[str, Answer] = {}
        for name, facet in opened.project.facets.items():
            possible = answers[name]
            if facet.derived is not None:
                continue
            if name == "match_year":
                full[name] = opened.project.settings.season
            elif facet.type == "choices":
                full[name] = frozenset(one for one in facet.real_values if chance.random() < 0.5)
            elif facet.type == "date":
                full[name] = dt.date(2027, 1, 1) + dt.timedelta(days=chance.randrange(300))
            else:
                assert isinstance(possible, frozenset)
                full[name] = chance.choice(sorted(possible, key=str))
        yield Persona(id=f"{persona.id}-{number}", title="", answers=full, span=Span("test"))


def agree(opened: Opened, name: str, count: int) -> int:
    """Compare a persona's guide, fitted to each completion, with the completion's own; how many were compared."""
    persona = opened.project.personas[name]
    plan, _, guide = opened.choose(persona)
    tested = {clause.subject for one in conditions_of(opened.project) for clause in one.clauses()}
    stated = {one: _value(plan.answers, one) for one in sorted(tested) if one.startswith(PLAN)}
    stretches = list(texts(guide))
    hidden = set(never_on_pages(opened)) - {place for place, _ in stretches}
    compared = 0
    for reader in completions(opened, persona, plan.answers, count):
        try:
            full, _, wanted = opened.choose(reader)
        except ProfileError:
            continue  # answers that cannot be true together
        if any(_value(full.answers, subject) != value for subject, value in stated.items()):
            continue  # the plan's own numbers do not change on the page
        compared += 1
        shown = {place for place, around in stretches if all(evaluate(one, full.answers) is TRUE for one in around)}
        assert shown == {place for place, _ in texts(wanted)} - hidden, reader.answers
    return compared


def _value(answers: Answers, subject: str) -> object:
    possible = answers[subject]
    assert isinstance(possible, Presumed)
    return possible.value


def test_on_a_small_guide(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", files_of(BROWSER_GUIDE), SMALL)
    opened = open_project(root, dt.date.fromisoformat(TODAY), Stopwatch())
    assert sum(agree(opened, name, 60) for name in opened.project.personas) > 200


@pytest.mark.parametrize("name", SHIPPED)
def test_on_the_shipped_guide(name: str) -> None:
    opened = open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch())
    assert agree(opened, name, 60) > 5
