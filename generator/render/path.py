"""The path as templates see it: the steps of this week, the table of all steps, and two drawings of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import text
from generator.kept import Kept
from generator.model.guide import Guide
from generator.model.guide_path import Anchor, GuidePath, StateItem, StepLine
from generator.render.fill import Filler
from generator.render.path_across import across
from generator.render.path_down import down

View = dict[str, Any]

_Drawn = tuple[tuple[StepLine, ...], tuple[Anchor, ...], View]
_DRAWN: Kept[_Drawn] = Kept(100)


def path_view(guide: Guide, filler: Filler, width: int, most_height: int | None) -> View | None:
    """The path of a guide; None where its project has no steps.

    `width` is that of the drawing, `most_height` how high it may be, in its own units.
    """
    path = guide.path
    if path is None:
        return None
    places = _places(guide, filler)
    steps = [_step(one, path, filler, places) for one in path.steps]
    by_id = {one["id"]: one for one in steps}
    week = [by_id[one.step] | {"why": one.why, "brief": one.brief} for one in path.this_week]
    return {
        "as_of": text.long_date(path.as_of),
        "state": [_state(one) for one in path.state],
        "counted": [_state(one) for one in path.counted],
        "verdicts": [
            {"sentence": one.sentence, "because": text.capitalized(one.because.rstrip(".")), "is_stop": one.is_stop}
            for one in path.verdicts
        ],
        "week": week,
        "can_begin": any(path.step(one.step).is_ready for one in path.this_week),
        "steps": steps,
        "done": [one.called for one in path.done],
        **(_drawn(path, width, most_height) if steps else {"across": None, "down": None}),
    }


def _drawn(path: GuidePath, width: int, most_height: int | None) -> View:
    """Both drawings, made once for all readers who have the steps alike: they have one and the same list of them."""

    def make() -> _Drawn:
        return path.steps, path.anchors, {"across": across(path, width, most_height), "down": down(path)}

    key = id(path.steps), id(path.anchors), path.as_of, width, most_height
    return _DRAWN.get(key, 1, make, lambda one: one[0] is path.steps and one[1] is path.anchors)[2]


def _state(one: StateItem) -> View:
    return {"facet": one.facet, "label": one.label, "value": one.value, "is_counted": one.is_counted}


def _places(guide: Guide, filler: Filler) -> Mapping[str, View]:
    """Where the guide speaks of a step: the first section with a task that names it."""
    titles = {chapter.id: chapter.title for chapter in guide.chapters}
    places: dict[str, View] = {}
    for group in guide.tasks:
        for listed in group.tasks:
            if listed.task.step is not None and listed.task.step not in places:
                href = filler.addresses.section(listed.chapter, listed.section.id)
                places[listed.task.step] = {"href": href, "title": titles[listed.chapter]}
    return places


def _step(one: StepLine, path: GuidePath, filler: Filler, places: Mapping[str, View]) -> View:
    waits = sorted((path.step(name) for name in one.waits_for), key=lambda step: step.number)
    return {
        "id": one.id,
        "number": one.number,
        "label": one.label,
        "called": one.called,
        "lane": one.lane,
        "start": text.long_date(one.start),
        "begin": None if one.begin is None else text.long_date(one.begin),
        "day": text.long_date(one.over),
        "is_late": one.missed is not None,
        "missed": None if one.missed is None else text.long_date(one.missed),
        "room": one.room,
        "is_tight": one.is_tight,
        "why": one.why,
        "waits_for": [{"number": other.number, "called": other.called, "id": other.id} for other in waits],
        "lead": one.lead,
        "open": filler.open(one.unsettled),
        "place": places.get(one.id),
    }
