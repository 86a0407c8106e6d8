"""`guidegen test`: the project's guide tests, and how much of its conditions they cover."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.errors import OutputError, ProfileError, ProjectError, UsageError
from generator.explain.coverage import Coverage, coverage_of
from generator.explain.words import normal, says
from generator.load.guide_tests import GuideTest, read_guide_tests
from generator.logic.combine import negated
from generator.logic.seal import PUBLIC, Seal
from generator.logic.values import scalar_text
from generator.model.answers import Interval, Possible, Several
from generator.model.condition import Condition
from generator.model.guide import Guide, PlanItem
from generator.model.plan import Plan
from generator.model.profile import Answer, Profile
from generator.model.selection import Selection
from generator.model.truth import TRUE
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import lay_out
from generator.render.words import PlainWords

_PAGE = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True, slots=True)
class TestResult:
    """One guide test and what it found wrong; empty where it passed."""

    __test__ = False

    test: GuideTest
    failures: tuple[str, ...]


@dataclass(slots=True)
class TestReport:
    """All results, and the coverage of the project's conditions."""

    __test__ = False

    results: list[TestResult]
    coverage: Coverage
    generated: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return sum(1 for one in self.results if one.failures)


def run_guide_tests(root: Path, today: dt.date, *, generate: bool = False) -> TestReport:
    """Run every guide test of a project.

    With `generate`, also find readers that would cover the clauses no test covers. Raises ProjectError.
    """
    opened = open_project(root, today, Stopwatch())
    tests = read_guide_tests(root, opened.project, opened.subjects, opened.warnings)
    if opened.warnings.has_errors:
        raise ProjectError(opened.warnings)
    runner = _Runner(opened)
    report = TestReport([runner.run(test) for test in tests], runner.coverage)
    if generate:
        report.generated = _readers_for(opened, runner.coverage.copy())
    return report


class _Runner:
    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.coverage = coverage_of(opened.project)
        self.fragments = FragmentMaker()
        self.plain = PlainWords(self.fragments)

    def run(self, test: GuideTest) -> TestResult:
        opened = self.opened if test.as_of is None else replace(self.opened, today=test.as_of)
        try:
            reader = opened.profile(test.profile) if isinstance(test.profile, str) else test.profile
            plan, selection, guide = opened.choose(reader)
        except UsageError as error:
            return TestResult(test, (str(error),))
        except (ProfileError, ProjectError) as error:
            return TestResult(test, tuple(f"{one.span}: {one.message}" for one in error.diagnostics))
        self.coverage.add(plan.answers)
        failures = [*self._words(test, guide), *_plan(test, guide, plan), *_presence(test, selection)]
        if test.most_words is not None and guide.words > test.most_words:
            failures.append(f"the guide has {guide.words} words, more than {test.most_words}")
        if test.most_pages is not None:
            failures.extend(self._pages(test.most_pages, guide))
        return TestResult(test, tuple(failures))

    def _words(self, test: GuideTest, guide: Guide) -> Iterator[str]:
        text = normal(self.text(guide))
        for words in test.must_say:
            if not says(text, words):
                yield f"must say, but does not: {words}"
        for words in test.must_not_say:
            if says(text, words):
                yield f"must not say, but does: {words} ({self._where(guide, words)})"

    def _where(self, guide: Guide, words: str) -> str:
        for chapter in guide.chapters:
            for section in chapter.sections:
                body = self.plain(section.decision.body, section.marks)
                if says(normal(f"{section.decision.module.title} {body}"), words):
                    return section.decision.module.path
        return "plan, timeline, budget, documents, terms or sources"

    def text(self, guide: Guide) -> str:
        """Everything a guide says, as plain words."""
        pieces = [guide.title]
        for item in guide.plan:
            pieces += [item.label, item.text, item.because, *(f"{line} {why}" for line, why in item.items)]
            pieces += [f"{change.lead}: {change.text}, because {change.because}" for change in item.changes]
        for chapter in guide.chapters:
            pieces += [chapter.title, chapter.summary or ""]
            for group in chapter.groups:
                pieces.append("" if group.lead is None else group.lead.sentence)
                for section in group.sections:
                    pieces.append(section.decision.module.title)
                    pieces.append(self.plain(section.decision.body, section.marks))
        pieces += [entry.label for entry in guide.timeline]
        pieces += [line.label for line in guide.documents]
        pieces += [line.label for group in guide.budget.groups for line in group.lines]
        pieces += [f"{term.term} {term.expansion or ''} {term.definition}" for _, term in guide.terms]
        return "\n".join(pieces)

    def _pages(self, most: int, guide: Guide) -> Iterator[str]:
        renderer = HandbookRenderer(self.opened.project, self.opened.theme(), self.fragments, Seal(PUBLIC))
        try:
            pdf = lay_out(renderer.source(guide).html, (), renderer.typesetting)
        except OutputError as error:
            yield str(error)
            return
        pages = len(_PAGE.findall(pdf))
        if pages > most:
            yield f"the handbook has {pages} pages, more than {most}"


def _plan(test: GuideTest, guide: Guide, plan: Plan) -> Iterator[str]:
    shown: dict[str, PlanItem] = {item.name: item for item in guide.plan}
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


def _readers_for(opened: Opened, coverage: Coverage) -> list[Mapping[str, str]]:
    """Readers, found greedily, that show the truths still missing; a truth that nobody can show is passed over."""
    found: list[Mapping[str, str]] = []
    for place, clause, truth in coverage.missing:
        if truth in coverage.seen.get(place, set()):
            continue
        wanted: Condition = clause if truth is TRUE else negated(clause)
        reader = opened.space.find(wanted)
        if reader is None:
            continue
        answers = {
            name: answer
            for name, one in reader.items()
            if name in opened.project.facets
            and opened.project.facets[name].derived is None
            and (answer := _answer(one)) is not None
        }
        try:
            plan = opened.choose(Profile(id="generated", answers=answers, span=clause.span))[0]
        except ProfileError:
            continue
        before = len(coverage.missing)
        coverage.add(plan.answers)
        if len(coverage.missing) < before:
            found.append(opened.space.words({name: reader[name] for name in answers}))
    return found


def _answer(possible: Possible) -> Answer | None:
    match possible:
        case Several(chosen):
            return chosen
        case Interval(day):
            return day
        case frozenset():
            return next(iter(possible))
    return None
