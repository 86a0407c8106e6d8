"""Steps and milestones: what gives a reader their days."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.assemble.timeline import standing
from generator.browser.conditions import Conditions, Data, present, rule_data
from generator.logic.condition_data import day_number
from generator.logic.entries import condition_of
from generator.logic.lead import LeadWords
from generator.model.milestone import WEEKDAYS, FixedDay, Milestone, MilestoneRule, NearWeekday, NthWeekday, RelativeDay
from generator.model.project import Project
from generator.model.step import Closed, Durations, Step, Window
from generator.render.words import STANDING


def steps_data(project: Project, conditions: Conditions) -> Data:
    """Every step in the order written."""
    return {name: _step(step, conditions) for name, step in project.steps.items()}


def milestones_data(project: Project, conditions: Conditions) -> Data:
    """Every milestone by its name."""
    drawn = project.settings.timeline
    lanes = {phase: lane.label for lane in (drawn.lanes if drawn else ()) for phase in lane.phases}
    return {
        name: _milestone(one, project, conditions)
        | (
            {}
            if not one.show
            else {
                "lane": text.curly(lanes.get(one.phase) or text.capitalized(one.phase)),
                "kind": one.kind,
                **_standings(one),
            }
        )
        for name, one in sorted(project.milestones.items())
    }


def _step(step: Step, conditions: Conditions) -> Data:
    data = {
        "label": text.curly(step.label),
        "noun": text.curly(step.noun),
        "takes": _durations(step.takes),
        **conditions.when(step.when),
    }
    for name, condition in (("done", step.done), ("settled", step.settled)):
        if condition is not None:
            data[name] = conditions.number(condition)
    return data | present(
        (
            ("called", None if step.called is None else text.curly(step.called)),
            ("takesAnswer", step.takes.answer),
            ("isEvent", step.takes.basis == "event"),
            ("byOthers", step.by_others),
            ("after", list(step.after)),
            ("anyAfter", list(step.any_after)),
            ("soft", list(step.soft)),
            ("from", [{"date": rule_data(one.date), **conditions.when(one.when)} for one in step.from_]),
            (
                "by",
                [
                    {"date": rule_data(one.date), **conditions.when(one.when)} | present([("hard", one.hard)])
                    for one in step.by
                ],
            ),
            ("within", [_window(one, conditions) for one in step.within]),
            ("closed", [_span(one) for one in step.closed]),
            ("startsOn", None if step.starts_on is None else rule_data(step.starts_on)),
            ("endsOn", None if step.ends_on is None else rule_data(step.ends_on)),
            ("weekday", step.day_of_week),
            ("repeat", None if step.repeat is None else [step.repeat.of, step.repeat.fewer]),
            ("lead", None if step.lead is None else LeadWords.own(step.lead)),
            ("missed", list(step.missed)),
        )
    )


def _durations(durations: Durations) -> list[int]:
    return [durations.min, durations.typical, durations.max]


def _span(closed: Closed) -> list[int]:
    return [month * 100 + day for month, day in (closed.from_, closed.to)]


def _window(window: Window, conditions: Conditions) -> Data:
    return {
        "opens": rule_data(window.opens),
        "closes": rule_data(window.closes),
        **conditions.when(window.when),
    } | present(
        (
            ("opensEarly", None if window.opens_early is None else rule_data(window.opens_early)),
            ("season", window.season or None),
            ("left", None if window.left is None else _durations(window.left)),
        )
    )


def _milestone(milestone: Milestone, project: Project, conditions: Conditions) -> Data:
    return {"label": text.curly(milestone.label), **conditions.when(condition_of(project, milestone))} | present(
        (
            ("called", None if milestone.called is None else text.curly(milestone.called)),
            (
                "dates",
                {
                    str(year): [day_number(one.start)] + ([] if one.end is None else [day_number(one.end)])
                    for year, one in milestone.dates.items()
                },
            ),
            ("start", _rule(milestone.start)),
            ("end", _rule(milestone.end)),
            ("step", milestone.step),
            ("hidden", not milestone.show),
            ("lead", None if milestone.lead is None else LeadWords.own(milestone.lead)),
        )
    )


def _standings(milestone: Milestone) -> Data:
    """What its date rests on, in words: of the seasons that are published, and else."""
    found = {str(year): STANDING[standing(milestone, year)] for year in milestone.dates}
    otherwise = STANDING[standing(milestone, None)]
    return present(
        (("resting", otherwise), ("standing", {year: one for year, one in found.items() if one != otherwise}))
    )


def _rule(rule: MilestoneRule | None) -> Any:
    match rule:
        case None:
            return None
        case RelativeDay():
            return {"to": rule.to, "days": rule.days}
        case NthWeekday():
            return {"year": rule.year, "month": rule.month, "nth": rule.n, "weekday": WEEKDAYS.index(rule.weekday)}
        case FixedDay():
            return {"year": rule.year, "month": rule.month, "day": rule.day}
        case NearWeekday():
            wanted = list(range(5)) if rule.weekday is None else [WEEKDAYS.index(rule.weekday)]
            step = -1 if rule.rule == "weekday-on-or-before" else 1
            data = {"year": rule.year, "month": rule.month, "day": rule.day}
            return data | {"step": step, "weekdays": wanted}
