"""`guidegen test`: the project's guide tests, and how much of its conditions they cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.doubts import unused_of
from generator.app.expected_path import path_failures
from generator.app.explain import finder_of
from generator.app.opened import Opened, open_project
from generator.app.path_sample import drawn_readers, written
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Diagnostics, Span
from generator.errors import OutputError, ProfileError, ProjectError, UsageError
from generator.explain.coverage import Coverage, coverage_of
from generator.explain.generated import GeneratedReader, ReaderFinder
from generator.explain.sentence import WordFinder
from generator.explain.words import normal
from generator.load.answers import read_answers
from generator.load.guide_tests import GuideTest, read_guide_tests
from generator.load.yaml import read_yaml
from generator.logic.seal import PUBLIC, Seal
from generator.logic.values import scalar_text
from generator.model.answers import Answers
from generator.model.condition import Clause
from generator.model.guide import Guide, PlanItem
from generator.model.line_kinds import PLAN
from generator.model.plan import Plan
from generator.model.profile import Profile
from generator.model.selection import Selection
from generator.model.truth import Truth
from generator.pdf import page_count
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import print_book


@dataclass(frozen=True, slots=True)
class TestResult:
    """One guide test and what it found wrong; empty where it passed."""

    __test__ = False

    test: GuideTest
    failures: tuple[str, ...]


@dataclass(slots=True)
class TestReport:
    """All results, and the coverage of the project's conditions.

    `generated` are readers that would cover what is missing, `unreachable` what no reader would, `warnings` what does
    not count of the readers' answers and ticks.
    """

    __test__ = False

    results: list[TestResult]
    coverage: Coverage
    generated: list[GeneratedReader] = field(default_factory=list)
    unreachable: list[tuple[str, Clause, Truth]] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return sum(1 for one in self.results if one.failures)


def run_guide_tests(root: Path, today: dt.date, *, generate: bool = False) -> TestReport:
    """Run every guide test of a project.

    With `generate`, also find readers that would cover the clauses no test covers. Raises ProjectError.
    """
    opened = open_project(root, today, Stopwatch())
    found = Diagnostics()
    tests = read_guide_tests(root, opened.project, opened.subjects, found)
    if found.has_errors:
        raise ProjectError(found)
    runner = _Runner(opened)
    report = TestReport([runner.run(test) for test in tests], runner.coverage)
    report.warnings = [*found, *(one for test in tests for one in _doubts(opened, test))]
    if generate:
        finder = ReaderFinder(opened.project, opened.space, today, lambda one: _answers_of(opened, one))
        coverage = runner.coverage.copy()
        report.generated, _ = finder.run(coverage)
        report.generated += finder.show_more(_drawn(opened), coverage)
        report.unreachable = coverage.missing
    return report


def _doubts(opened: Opened, test: GuideTest) -> list[Diagnostic]:
    """What does not count of the answers and ticks of a guide test; those of people and personas `check` tells."""
    if isinstance(test.profile, str):
        return []
    return unused_of(opened if test.as_of is None else opened.on(test.as_of), test.profile)


def _drawn(opened: Opened) -> Iterator[GeneratedReader]:
    """Readers drawn where the path of a project changes."""
    for profile, day in drawn_readers(opened) if opened.project.steps else ():
        yield GeneratedReader({name: written(answer) for name, answer in profile.answers.items()}, day)


def _answers_of(opened: Opened, reader: GeneratedReader) -> Answers | None:
    """What is known of a reader whose answers are given in words; None where they break a constraint."""
    diagnostics = Diagnostics()
    raw = read_yaml("".join(f"{name}: {value}\n" for name, value in reader.answers.items()), "generated", diagnostics)
    answers = read_answers(raw, opened.project.facets, diagnostics)
    opened = opened if reader.as_of is None else opened.on(reader.as_of)
    try:
        return opened.choose(Profile(id="generated", answers=answers, span=Span("generated"))).reader.plan.answers
    except ProfileError:
        return None


class _Runner:
    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.coverage = coverage_of(opened.project)
        self.plain = opened.plain

    def run(self, test: GuideTest) -> TestResult:
        opened = self.opened if test.as_of is None else self.opened.on(test.as_of)
        try:
            reader = opened.profile(test.profile) if isinstance(test.profile, str) else test.profile
            chosen = opened.choose(reader)
        except UsageError as error:
            return TestResult(test, (str(error),))
        except (ProfileError, ProjectError) as error:
            return TestResult(test, tuple(f"{one.span}: {one.message}" for one in error.diagnostics))
        plan, selection, guide = chosen.reader.plan, chosen.selection, chosen.guide
        self.coverage.add(plan.answers)
        finder = finder_of(guide, plan, selection, opened.seen_by(chosen.reader.profile).project, self.plain)
        failures = [*_words(test, finder), *_plan(test, guide, plan), *_presence(test, selection)]
        if test.path is not None:
            failures += path_failures(test.path, opened.project, chosen.reader)
        if test.most_words is not None and guide.words > test.most_words:
            failures.append(f"the guide has {guide.words} words, more than {test.most_words}")
        if test.most_pages is not None:
            failures.extend(self._pages(test.most_pages, guide))
        return TestResult(test, tuple(failures))

    def _pages(self, most: int, guide: Guide) -> Iterator[str]:
        renderer = HandbookRenderer(self.opened.project, self.opened.theme(), self.opened.fragments, Seal(PUBLIC))
        try:
            pages = page_count(print_book(renderer.source(guide).html, (), renderer.typesetting).pdf)
        except OutputError as error:
            yield str(error)
            return
        if pages > most:
            yield f"the handbook has {pages} pages, more than {most}"


def _words(test: GuideTest, finder: WordFinder) -> Iterator[str]:
    for words in test.must_say:
        if finder.place_of(words) is None:
            yield f"must say, but does not: {words}"
    for words in test.must_not_say:
        place = finder.place_of(words)
        if place is not None:
            yield f"must not say, but does: {words} ({place})"


def _plan(test: GuideTest, guide: Guide, plan: Plan) -> Iterator[str]:
    shown: dict[str, PlanItem] = {item.name: item for item in guide.entries(PLAN)}
    for name, wanted in test.plan.items():
        value = plan.values[name]
        texts = [scalar_text(value.table, one.value) for one in value.winners if one.value is not None]
        got = "; ".join(texts) or "not set"
        if normal(got) != normal(wanted):
            yield f"plan.{name} must be '{wanted}', but is '{got}'" + ("" if name in shown else " (not shown)")


def _presence(test: GuideTest, selection: Selection) -> Iterator[str]:
    for name in test.modules:
        decision = selection.decisions[name]
        if not decision.shown:
            yield f"must have '{name}', but has not: {decision.reason.sentence}"
    for name in test.absent:
        decision = selection.decisions[name]
        if decision.shown:
            yield f"must not have '{name}', but has: {decision.reason.sentence}"
