"""Every reader of a small project, one by one, through `plan` and `select`: what is wrong for them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Mapping

from generator.app.opened import Opened
from generator.check.conditionals import Conditional, conditionals
from generator.diagnostics import Diagnostics, Span
from generator.errors import ProfileError
from generator.load.answers import read_answers
from generator.load.yaml import read_yaml
from generator.logic.evaluate import evaluate
from generator.logic.presence import Presence
from generator.logic.reader import Reader
from generator.model.answers import Presumed
from generator.model.condition import ALWAYS, AllOf, Condition, Not
from generator.model.module import Aside, Block, LinkMark, Run, Text, ValueMark, mark_numbers
from generator.model.outline import SlotEntry
from generator.model.profile import Answer, Profile
from generator.model.selection import ArmDecision, Decision, Selection, texts_in
from generator.model.truth import FALSE, TRUE, UNKNOWN
from generator.plan import plan_reader
from tests.space.opened import TODAY

Finding = tuple[str, Span]
Answers = dict[str, Answer]

DAYS = [
    dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2027, 2, 1), dt.date(2027, 3, 1), dt.date(2027, 5, 1),
    dt.date(2027, 6, 30), dt.date(2027, 7, 15), dt.date(2027, 9, 1), dt.date(2027, 10, 1), dt.date(2028, 1, 1),
    dt.date(2028, 2, 1),
]  # fmt: skip
"""One day between all bounds that the rule sets use, and the bounds."""


def choices(project: Opened) -> dict[str, list[Answer]]:
    """Every answer to every facet asked."""
    found: dict[str, list[Answer]] = {}
    for name, facet in project.project.facets.items():
        if facet.derived is not None:
            continue
        match facet.type:
            case "choice":
                found[name] = list(facet.real_values)
            case "integer":
                assert facet.min is not None
                assert facet.max is not None
                found[name] = list(range(facet.min, facet.max + 1))
            case "date":
                found[name] = list(DAYS)
            case "choices":
                values = facet.real_values
                picks = (itertools.combinations(values, size) for size in range(len(values) + 1))
                found[name] = [frozenset(pick) for several in picks for pick in several]
    return found


def readers(project: Opened) -> list[Reader]:
    """Every fully answered reader."""
    every = choices(project)
    return [
        reader
        for mix in itertools.product(*every.values())
        if (reader := reader_of(project, dict(zip(every, mix, strict=True)))) is not None
    ]


def partly_answered(project: Opened) -> Iterator[Answers]:
    """Every way to answer some questions: with one answer, with one that stands for several, or not at all."""
    every: dict[str, list[Answer | None]] = {}
    for name, several in choices(project).items():
        meant = [value for value, words in project.project.facets[name].values.items() if words.means]
        every[name] = [*several, *meant, None]
    for mix in itertools.product(*every.values()):
        yield {name: answer for name, answer in zip(every, mix, strict=True) if answer is not None}


def reader_of(project: Opened, answers: Answers) -> Reader | None:
    """A reader with their plan; None where the answers break a constraint."""
    profile = Profile(id="reader", answers=answers, span=Span("reader"))
    try:
        return plan_reader(project.project, project.subjects, profile, TODAY)
    except ProfileError as error:
        if {one.code for one in error.diagnostics} != {"broken-constraint"}:
            raise
        return None


def select(project: Opened, reader: Reader) -> Selection:
    """What the reader gets."""
    return project.selector.select(reader)


def answers_of(project: Opened, witness: Mapping[str, str]) -> Answers:
    """A witness read as the answers of a profile file."""
    raw = read_yaml("".join(f"{name}: {value}\n" for name, value in witness.items()), "witness", Diagnostics())
    diagnostics = Diagnostics()
    answers = read_answers(raw, project.project.facets, diagnostics)
    assert not diagnostics.found, diagnostics.found
    return answers


def says(condition: Condition, reader: Reader) -> bool:
    """Whether a condition holds for a reader whose answers decide it."""
    truth = evaluate(condition, reader.plan.answers)
    assert truth is not UNKNOWN
    return truth is TRUE


def violations(project: Opened, reader: Reader, selection: Selection, for_nobody: Collection[str] = ()) -> set[Finding]:
    """What is wrong for one reader, with its place. Points that are `for_nobody` do not count."""
    chosen = {decision.module.id: decision for chapter in selection.chapters for decision in chapter.decisions}
    found = _holes(project, reader, selection, chosen)
    slots = {decision.module.front.slot for decision in chosen.values()}
    for decision in chosen.values():
        for number, other in enumerate(decision.module.front.requires):
            if other not in chosen:
                found.add(("broken-requires", decision.module.front.place("requires", number)))
        for stretch in texts_in(decision.body):
            for number in mark_numbers(stretch.markdown):
                match decision.module.marks[number]:
                    case LinkMark("module", target, span) if target not in chosen and target not in slots:
                        found.add(("absent-target", span))
                    case ValueMark(("plan", name), span) if not reader.plan.values[name].winners:
                        found.add(("no-value", span))
    return found | _points(project, reader, selection, for_nobody)


def _holes(project: Opened, reader: Reader, selection: Selection, chosen: Mapping[str, Decision]) -> set[Finding]:
    found: set[Finding] = set()
    chapters = {one.chapter for one in selection.chapters}
    for part in project.project.outline.parts:
        if not says(part.when, reader):
            continue
        if not any(says(chapter.when, reader) for chapter in part.chapters):
            found.add(("hole", part.place("id")))
        for chapter in part.chapters:
            if not says(chapter.when, reader):
                continue
            expects = False
            for number, entry in enumerate(chapter.contents):
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                place = entry.place("slot") if isinstance(entry, SlotEntry) else chapter.place("contents", number)
                if name not in project.project.slots or (isinstance(entry, SlotEntry) and not says(entry.when, reader)):
                    continue
                expects = True
                if not any(one.id in chosen for one in project.project.slots[name]):
                    found.add(("hole", place))
            if not expects and chapter.id not in chapters:
                found.add(("hole", chapter.place("id")))
    return found


def _points(project: Opened, reader: Reader, selection: Selection, for_nobody: Collection[str]) -> set[Finding]:
    found: set[Finding] = set()
    everything = told(selection)
    for name, point in project.project.points.items():
        if name in for_nobody:
            continue
        places = sorted(place for point_told, place in everything if point_told == name)
        if not says(point.when, reader):
            found |= {("point-misplaced", place) for place in places}
        elif not places:
            found.add(("point-missing", point.span))
        else:
            found |= {("point-twice", place) for place in places[1:]}
    return found


class Brute:
    """All readers of one project, and what each of them shows."""

    def __init__(self, project: Opened) -> None:
        self.project = project
        self.everybody = readers(project)
        self.selections = [select(project, reader) for reader in self.everybody]
        self.for_nobody = {
            name
            for name, point in project.project.points.items()
            if not any(says(point.when, reader) for reader in self.everybody)
        }

    def any_violation(self) -> set[Finding]:
        """What is wrong for any reader."""
        found: set[Finding] = set()
        for reader, selection in zip(self.everybody, self.selections, strict=True):
            found |= violations(self.project, reader, selection, self.for_nobody)
        return found

    # what no reader, or every reader shows

    def conditionals(self) -> list[Conditional]:
        """Everything that has a condition."""
        return list(conditionals(self.project.project, Presence(self.project.project, self.project.space)))

    def never_or_always(self) -> set[Finding]:
        """What nobody gets, conditions that everybody meets, and conditions on values that somebody lacks."""
        found: set[Finding] = set()
        for one in self.conditionals():
            here = [reader for reader in self.everybody if says(one.around, reader)]
            meeting = [reader for reader in here if says(one.condition, reader)]
            reached = [reader for reader in here if not any(says(rival, reader) for rival in one.before)]
            for clause in one.condition.clauses():
                if clause.subject.startswith("plan.") and any(
                    not reader.plan.values[clause.subject.removeprefix("plan.")].winners for reader in reached
                ):
                    found.add(("no-value", clause.span))
            if not here or one.kind == "row":
                if here and meeting == here and one.condition != ALWAYS:
                    found.add(("always-true", one.place))
                continue
            if not meeting:
                code = {"alternative": "module", "derived": "row"}.get(one.kind, one.kind)
                found.add((f"dead-{code}", one.place))
            elif not any(reader in reached for reader in meeting):
                code = {"alternative": "never-wins", "derived": "dead-row"}.get(one.kind, "dead-block")
                found.add((code, one.place))
            elif meeting == here and one.condition != ALWAYS:
                found.add(("always-true", one.place))
        return found

    def chosen_by_nobody(self) -> set[str]:
        """The modules that are chosen for no reader."""
        return {
            name
            for name in self.project.project.modules
            if not any(selection.decisions[name].shown for selection in self.selections)
        }

    def blocks_shown_to_nobody(self) -> set[Span]:
        """The arms that are chosen for no reader."""
        every = {arm.span for module in self.project.project.modules.values() for arm in module.arms()}
        shown = {
            arm.span
            for selection in self.selections
            for decision in selection.decisions.values()
            for arm in decision.arms
            if arm.shown
        }
        return every - shown

    # readers who left something open

    def completed(self, answers: Answers) -> Iterator[Reader]:
        """Fully answered readers who gave these answers, and any to the other questions."""
        every = {name: several for name, several in choices(self.project).items() if name not in answers}
        for name, answer in answers.items():
            meant = self.project.project.facets[name].type == "choice"
            every[name] = sorted(self.project.project.facets[name].expand(str(answer))) if meant else [answer]
        for mix in itertools.product(*every.values()):
            reader = reader_of(self.project, dict(zip(every, mix, strict=True)))
            if reader is not None:
                yield reader

    def completions(self, answers: Answers) -> list[Reader]:
        """The fully answered readers who said the same as far as it goes."""
        facets = self.project.project.facets

        def fits(name: str, answer: Answer, given: Answer) -> bool:
            if facets[name].type == "choice":
                return answer in facets[name].expand(str(given))
            return answer == given

        return [
            reader
            for reader in self.everybody
            if all(fits(name, reader.profile.answers[name], given) for name, given in answers.items())
        ]

    def partial_findings(self) -> tuple[set[Finding], set[Finding]]:
        """Rows that nobody gets however little they answered, and what stays open though all agree."""
        used: set[Span] = set()
        open_ones: set[Finding] = set()
        asked = [one for one in self.conditionals() if one.kind != "point" and self._matters(one)]
        for answers in partly_answered(self.project):
            reader = reader_of(self.project, answers)
            if reader is None or not (completions := self.completions(answers)):
                continue
            for value in reader.plan.values.values():
                used |= {winner.span for winner in value.winners}
            if _may_not_be_asked(self.project, reader):
                continue
            selection = select(self.project, reader)
            for one in asked:
                if ("stays-unknown", one.place) not in open_ones and _stays_open(one, reader, selection, completions):
                    open_ones.add(("stays-unknown", one.place))
        rows = {
            ("dead-row", row.place("when"))
            for table in self.project.project.tables.values()
            for row in table.every_row
            if row.span not in used
        }
        return rows, open_ones

    def shows_open(self, answers: Answers, found: Finding) -> bool:
        """Whether a reader with these answers has this at its place left open though all completions agree."""
        reader = reader_of(self.project, answers)
        assert reader is not None
        selection, completions = select(self.project, reader), list(self.completed(answers))
        return any(
            _stays_open(one, reader, selection, completions) for one in self.conditionals() if one.place == found[1]
        )

    def surprises(self) -> Iterator[object]:
        """What some completion of a reader's answers has although it was ruled out for the reader."""
        asked = [AllOf((one.around, one.condition)) for one in self.conditionals()]
        for answers in partly_answered(self.project):
            reader = reader_of(self.project, answers)
            completions = () if reader is None else self.completions(answers)
            for later in completions:
                assert reader is not None
                for name, value in later.plan.values.items():
                    before = reader.plan.answers.get(f"plan.{name}")
                    if isinstance(before, Presumed) and value.value not in before.possible:
                        yield answers, later.profile.answers, name, value.value
                for condition in asked:
                    if evaluate(condition, reader.plan.answers) is FALSE and says(condition, later):
                        yield answers, later.profile.answers, condition

    def lost_points(self) -> set[Finding]:
        """What makes a point for some completion of a reader who is told that point nowhere."""
        found: set[Finding] = set()
        everything = [told(selection) for selection in self.selections]
        for answers in partly_answered(self.project):
            reader = reader_of(self.project, answers)
            if reader is None:
                continue
            ahead = self.completions(answers)
            later = {one for number, full in enumerate(self.everybody) if full in ahead for one in everything[number]}
            now = told(select(self.project, reader)) & later
            for point, place in later:
                is_due = any(
                    (point, place) in everything[number] and says(self.project.project.points[point].when, full)
                    for number, full in enumerate(self.everybody)
                    if full in ahead
                )
                if is_due and point not in {name for name, _ in now}:
                    found.add(("point-hidden", place))
        return found

    def _matters(self, one: Conditional) -> bool:
        """Whether somebody gets it, and somebody who is where it is asked does not."""
        here = [reader for reader in self.everybody if says(one.around, reader)]
        if one.condition != ALWAYS and all(says(one.condition, reader) for reader in here):
            return False
        reached = (reader for reader in here if not any(says(rival, reader) for rival in one.before))
        return any(says(one.condition, reader) for reader in reached)


def _may_not_be_asked(project: Opened, reader: Reader) -> bool:
    """Whether a reader answered a question of which it is open whether it is asked of them."""
    facets, known = project.project.facets, reader.plan.answers
    return any(evaluate(facets[name].asked_when, known) is UNKNOWN for name in reader.profile.answers)


def _stays_open(one: Conditional, reader: Reader, selection: Selection, completions: list[Reader]) -> bool:
    """Whether it is not decided for a reader, while it comes out the same in all completions of the answers."""
    if one.kind not in ("alternative", "block"):
        whole = AllOf((one.around, one.condition))
        return (
            evaluate(whole, reader.plan.answers) is UNKNOWN
            and len({says(whole, completion) for completion in completions}) == 1
        )
    if evaluate(one.around, reader.plan.answers) is not TRUE:
        return False
    decision: Decision | ArmDecision = selection.decisions[one.name]
    if one.kind == "block":
        arms = {arm.span: arm for arm in selection.decisions[one.name].arms}
        if one.place not in arms:
            return False
        decision = arms[one.place]
    hidden = decision.reason.kind == "hidden"
    whole = AllOf((one.condition, *(Not(rival) for rival in one.before)))
    # A plan states one value: what is written for it holds, whatever it may become.
    if evaluate(whole, reader.plan.answers) is not UNKNOWN:
        return False
    ends = {says(whole, each) for each in completions}
    return (ends == {True} and (decision.lead is not None or hidden)) or (
        ends == {False} and (decision.shown or hidden)
    )


def told(selection: Selection) -> set[tuple[str, Span]]:
    """Every point a reader is told, with the place that names it."""
    found: set[tuple[str, Span]] = set()
    for chapter in selection.chapters:
        for decision in chapter.decisions:
            front = decision.module.front
            found |= {(point, front.place("points", number)) for number, point in enumerate(front.points)}
            for arm in decision.arms:
                if arm.shown and has_text(decision, arm.span):
                    found |= {(point, arm.span) for point in arm.points}
    return found


def has_text(decision: Decision, span: Span) -> bool:
    """Whether any text of an arm was left for the reader of a decision."""
    arm = next(one for one in decision.module.arms() if one.span == span)
    inside = {id(text) for text in _texts(arm.body)}
    return any(id(text) in inside for text in texts_in(decision.body))


def _texts(body: object) -> Iterator[object]:
    assert isinstance(body, tuple)
    for node in body:
        match node:
            case Text():
                yield node
            case Aside() | Run():
                yield from _texts(node.body)
            case Block():
                for arm in node.arms:
                    yield from _texts(arm.body)
