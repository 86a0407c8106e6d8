"""A finished guide as quotes: what a reader reads, each with the place in the project's files that says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.model.filled import FilledMark
from generator.model.guide import Guide, PlanItem, Section
from generator.model.line_kinds import LISTED, PLAN, SOURCE, VERDICT
from generator.model.module import Arm, Block, Body, Text
from generator.model.plan import Plan, PlanValue
from generator.model.project import Project
from generator.model.selection import Decision, ShownArm, ShownNode

PlainText = Callable[[tuple[ShownNode, ...], Mapping[int, FilledMark]], str]
"""Gives the words a reader sees of a shown body, a line for each paragraph, item or cell."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words of a guide and where they are.

    `kind` is part, chapter, title, lead, text, or the name of a kind of line. Of a module's text, `section` is the
    module in the guide, `stretch` the text in its file and `arms` the arms of blocks around it, from the outside in.
    Of a plan line and of a verdict, `value` is the plan value.
    """

    kind: str
    words: str
    place: Span
    chapter: str | None = None
    section: Section | None = None
    stretch: Text | None = None
    arms: tuple[Arm, ...] = ()
    value: PlanValue | None = None


@dataclass(frozen=True, slots=True)
class QuoteMaker:
    """Makes the quotes of guides of one project."""

    project: Project
    plain: PlainText

    def runs(self, guide: Guide, plan: Plan) -> Iterator[tuple[Quote, ...]]:
        """All quotes of a guide in its order; those of a run are read one after the other."""
        for item in guide.entries(PLAN):
            yield from ((one,) for one in self._plan(item, plan))
        yield from ((one,) for one in self._verdicts(guide, plan))
        places = {chapter.id: (part, chapter) for part, chapter in self.project.outline.chapters()}
        told: set[str] = set()
        for chapter in guide.chapters:
            part, place = places[chapter.id]
            if part.id not in told:
                told.add(part.id)
                yield (Quote("part", chapter.part_title, part.place("title")),)
            yield (Quote("chapter", chapter.title, place.place("title"), chapter.id),)
            if chapter.summary is not None:
                yield (Quote("chapter", chapter.summary, place.place("summary"), chapter.id),)
            for group in chapter.groups:
                if group.lead is not None:
                    front = group.sections[0].decision.module.front
                    where = front.place("lead" if front.lead is not None else "when")
                    yield (Quote("lead", group.lead.sentence, where, chapter.id, group.sections[0]),)
                for section in group.sections:
                    yield tuple(self.section(section, chapter.id))
        yield from ((one,) for one in self._lines(guide))

    def section(self, section: Section, chapter: str) -> Iterator[Quote]:
        """The quotes of one module in a guide."""
        module = section.decision.module
        yield Quote("title", module.title, module.front.place("title"), chapter, section)
        around = arms_around(module.body)
        for node in _in_order(section.decision.body):
            if isinstance(node, Text):
                words = self.plain((node,), section.marks)
                yield Quote("text", words, node.span, chapter, section, node, around[node.span])
            elif node.lead is not None:
                arm = next((arms for arms in around.values() if arms and arms[-1].span == node.span), ())
                yield Quote("lead", node.lead.sentence, node.span, chapter, section, None, arm)

    def _plan(self, item: PlanItem, plan: Plan) -> Iterator[Quote]:
        """One line of the plan page: the rows that set it, and those that would change it."""
        value = plan.values[item.name]
        table = value.table.span
        yield Quote("plan", item.label, table, value=value)
        set_by = value.winners[0].span if value.winners else table
        lines = item.items or (((item.text, item.because),) if item.text else ())
        for number, (words, because) in enumerate(lines):
            place = value.winners[number].span if item.items else set_by
            yield Quote("plan", f"{words}, because {because}", place, value=value)
        for change in item.changes:
            row = next((one.span for one in value.changes if one.because == change.because), table)
            yield Quote("plan", f"{change.lead}: {change.text}, because {change.because}", row, value=value)

    def _verdicts(self, guide: Guide, plan: Plan) -> Iterator[Quote]:
        """What the path comes to, each sentence with its reason and the row that says it."""
        for verdict in guide.entries(VERDICT):
            value = plan.values[verdict.name]
            words = f"{verdict.sentence} {verdict.because}." if verdict.because else verdict.sentence
            yield Quote(VERDICT.name, words, value.winners[0].span, value=value)

    def _lines(self, guide: Guide) -> Iterator[Quote]:
        """What is in the lists of a guide: dates, documents, costs, sources, words and addresses."""
        for line in guide.of(*LISTED):
            kind = line.kind.name
            if line.kind is not SOURCE:
                yield Quote(kind, line.label, line.place)
            for one in line.fields:
                if one.words and line.kind.field(one.name).is_read:
                    yield Quote("source" if one.name == "source" else kind, one.words, line.place)


def _in_order(body: tuple[ShownNode, ...]) -> Iterator[Text | ShownArm]:
    """The texts of a shown body, and each arm before its texts."""
    for node in body:
        if isinstance(node, Text):
            yield node
        else:
            if isinstance(node, ShownArm):
                yield node
            yield from _in_order(node.body)


def arms_around(body: Body, arms: tuple[Arm, ...] = ()) -> dict[Span, tuple[Arm, ...]]:
    """For each text of a body, the arms of blocks it is in, from the outside in."""
    found: dict[Span, tuple[Arm, ...]] = {}
    for node in body:
        if isinstance(node, Text):
            found[node.span] = arms
        elif isinstance(node, Block):
            for arm in node.arms:
                found |= arms_around(arm.body, (*arms, arm))
        else:
            found |= arms_around(node.body, arms)
    return found


def shown_spans(decisions: Mapping[str, Decision]) -> set[Span]:
    """The places of all texts that a reader gets."""
    return {
        node.span
        for decision in decisions.values()
        if decision.shown
        for node in _in_order(decision.body)
        if isinstance(node, Text)
    }
