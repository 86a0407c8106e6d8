"""Readers for tests: a project loaded once, conditions and answers written as YAML, and what a reader gets as lines."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostics, Span
from generator.load.answers import read_answers
from generator.load.conditions import ConditionReader
from generator.load.yaml import read_yaml
from generator.logic.evaluate import evaluate
from generator.logic.narrow import narrow, possible_answers
from generator.logic.reader import Chosen as ChosenGuide
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.facet import Facet
from generator.model.guide import Guide
from generator.model.located import Map
from generator.model.plan import Plan
from generator.model.profile import Answer, Persona, Profile
from generator.model.selection import Selection, ShownArm, ShownAside, ShownNode, ShownRun
from generator.model.truth import Truth
from tests.projects import SMALL_DIR, TODAY

DAY = dt.date.fromisoformat(TODAY)
NOWHERE = Span("test.yaml")


def chosen_from_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of readers that are planned from now on, each as soon as it is."""
    found: list[str] = []
    choose = Opened.choose

    def noted(opened: Opened, profile: Profile) -> ChosenGuide:
        found.append(profile.id)
        return choose(opened, profile)

    monkeypatch.setattr(Opened, "choose", noted)
    return found


def yaml_map(words: str) -> Map:
    """A mapping from YAML; nothing may be wrong with it."""
    diagnostics = Diagnostics()
    found = read_yaml(words, "test.yaml", diagnostics)
    assert found is not None, list(diagnostics)
    assert not diagnostics.found, list(diagnostics)
    return found


def random_answers(facets: Mapping[str, Facet], chance: random.Random, share: float) -> dict[str, Answer]:
    """Answers to a share of the questions, drawn one by one; they may break a constraint."""
    answers: dict[str, Answer] = {}
    for name, facet in facets.items():
        if facet.derived is not None or chance.random() >= share:
            continue
        if facet.type == "choice":
            answers[name] = chance.choice(list(facet.values))
        elif facet.type == "choices":
            answers[name] = frozenset(chance.sample(list(facet.values), chance.randint(0, 2)))
        elif facet.type == "integer":
            answers[name] = chance.randint(facet.min or 0, facet.max or 0)
        else:
            answers[name] = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randint(0, 900))
    return answers


@dataclass(frozen=True, slots=True)
class Chosen:
    """One reader's plan, selection and guide."""

    plan: Plan
    selection: Selection
    guide: Guide

    @classmethod
    def of(cls, chosen: ChosenGuide) -> Chosen:
        """The same as tests see it."""
        return cls(chosen.reader.plan, chosen.selection, chosen.guide)

    @property
    def lines(self) -> list[str]:
        """What is shown, one line for each module, lead and stretch of text, indented by what it is shown under."""
        lines: list[str] = []
        for chapter in self.selection.chapters:
            for decision in chapter.decisions:
                lines.append(f"{decision.module.id}" + (f" <{decision.lead.sentence}>" if decision.lead else ""))
                lines.extend(_lines(decision.body, "  "))
        return lines

    @property
    def modules(self) -> list[str]:
        return [decision.module.id for chapter in self.selection.chapters for decision in chapter.decisions]


def _lines(body: tuple[ShownNode, ...], indent: str) -> list[str]:
    lines: list[str] = []
    for node in body:
        if isinstance(node, ShownArm):
            if node.lead is not None:
                lines.append(f"{indent}<{node.lead.sentence}>")
            lines.extend(_lines(node.body, indent + ("  " if node.lead else "")))
        elif isinstance(node, ShownAside):
            lines.append(f"{indent}[{node.kind}]")
            lines.extend(_lines(node.body, f"{indent}  "))
        elif isinstance(node, ShownRun):
            lines.extend(_lines(node.body, indent))
        else:
            lines.extend(f"{indent}{line}" for line in node.markdown.splitlines() if line.strip())
    return lines


@dataclass(frozen=True, slots=True)
class World:
    """A project, and readers of it."""

    opened: Opened

    def condition(self, words: str) -> Condition:
        """A condition as an author writes it: "{visa: j1}"."""
        diagnostics = Diagnostics()
        found = ConditionReader(dict(self.opened.subjects), diagnostics).condition(yaml_map(words))
        assert not diagnostics.found, list(diagnostics)
        return found

    def given(self, words: str) -> Mapping[str, Answer]:
        """Answers as a persona's file gives them."""
        diagnostics = Diagnostics()
        answers = read_answers(yaml_map(words), self.opened.project.facets, diagnostics)
        assert not diagnostics.found, list(diagnostics)
        return answers

    def answers(self, words: str) -> Answers:
        """The values still possible after these answers, constraints and derived facets counted in; no plan."""
        project = self.opened.project
        possible = possible_answers(self.given(words), project.facets, self.opened.subjects)
        return narrow(possible, project.facets, project.constraints)[0]

    def truth(self, condition: str, answers: str) -> Truth:
        """The truth of a condition for a reader."""
        return evaluate(self.condition(condition), self.plan(answers).answers)

    def plan(self, answers: str) -> Plan:
        """The plan of a reader."""
        return self.choose(answers).plan

    def choose(self, answers: str) -> Chosen:
        """Everything a reader gets."""
        return Chosen.of(self.opened.choose(self.persona(self.given(answers))))

    def persona(self, answers: Mapping[str, Answer]) -> Persona:
        """A persona with these answers."""
        return Persona(id="reader", title="Reader", answers=answers, span=NOWHERE)


def open_world(root: Path) -> World:
    """Open a project with which nothing may be wrong."""
    return World(open_project(root, DAY, Stopwatch()))


@cache
def small_world() -> World:
    """The small project, opened once."""
    return open_world(SMALL_DIR)
