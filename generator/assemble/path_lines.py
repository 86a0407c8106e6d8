"""The lines of a path: verdicts, what was counted, and each step with its days."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import text
from generator.assemble import words
from generator.assemble.line import Values, Worded, line
from generator.kept import Kept
from generator.model.guide_path import GuidePath, StateItem, StepLine
from generator.model.line import Line
from generator.model.line_kinds import COUNTED, STEP, VERDICT
from generator.model.project import Project

_STEPS: Kept[Line] = Kept(5_000)


def path_lines(path: GuidePath, project: Project, named: Collection[str | None]) -> Iterator[Line]:
    """The lines of a path; the steps in an order that does not move with the days. Tasks tell of the steps `named`."""
    for verdict in path.verdicts:
        values: Values = {"sentence": verdict.sentence, "because": verdict.because}
        place = project.tables[verdict.name].span
        yield line(VERDICT, verdict, verdict.name, words.PATH, values, place)
    for item in {one.facet: one for one in (*path.counted, *path.state) if one.is_counted}.values():
        yield line(
            COUNTED, item, item.facet, item.label, {"value": _counted(item, project)}, project.facets[item.facet].span
        )
    steps = {one.id: one for one in (*path.steps, *path.done)}
    weeks = {one.step: one.why for one in path.this_week}
    for name in project.steps:
        if name in steps:
            is_told = steps[name].is_told and name not in named
            yield _kept(steps[name], path, project, weeks.get(name), is_told=is_told)


def _counted(item: StateItem, project: Project) -> Worded | str:
    """What was counted; the rule of a day that moves."""
    return Worded(project.facets[item.facet].counted_as, item.value) if item.moves else item.value


def _kept(one: StepLine, path: GuidePath, project: Project, week: str | None, *, is_told: bool) -> Line:
    """The line of a step, made once for all readers who have it alike: they have one and the same."""
    key = id(one), week, is_told
    return _STEPS.get(key, 1, lambda: _step(one, path, project, week, is_told=is_told), lambda it: it.entry is one)


def _step(one: StepLine, path: GuidePath, project: Project, week: str | None, *, is_told: bool) -> Line:
    waits = tuple(path.step(name).called for name in sorted(one.waits_for))
    values: Values = {
        "day": "done" if one.is_done else Worded(one.fixed or one.rests.room, text.long_date(one.day)),
        "begin": None if one.is_done or one.begin is None else Worded(one.latest, text.long_date(one.begin)),
        "start": None if one.is_done else Worded(one.rests.start, text.long_date(one.start)),
        "room": None if one.is_done else Worded(one.rests.room, one.room),
        "why": None if one.is_done else Worded((*one.rests.why, one.waiting), one.why),
        "week": week,
        "waits": waits,
        "called": one.called,
        "told": Worded(is_told, ""),
    }
    unsettled = () if one.unsettled is None else (one.unsettled,)
    place = project.steps[one.id].span
    return line(STEP, one, one.id, one.label, values, place, lead=one.lead, unsettled=unsettled)
