"""The lists of a reader with their days: tasks by month, documents, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from generator import text
from generator.app.opened import Opened
from generator.assemble.gathered import Gathered
from generator.assemble.tasks import gather_tasks
from generator.logic.condition_data import day_number
from generator.logic.reader import Reader
from generator.model.entries import TimelineEntry
from generator.model.guide_path import GuidePath
from generator.render.documents import documents_view
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.path_across import across
from generator.render.path_down import down
from generator.render.timeline import timeline_view

Told = dict[str, Any]
NARROW, SIZES, STEP = 520, 16, 32
FILLER = Filler(FragmentMaker(), None, Addresses(lambda *_: "", lambda *_: "", lambda _: ""))


def lists_told(reader: Reader, gathered: Gathered) -> Told:
    """The groups of tasks, the documents and the dates, in their order."""
    groups = gather_tasks(gathered.chapters, reader.today, lambda *_: "")
    papers = [
        (group["title"], one["id"])
        for group in documents_view(gathered.documents, FILLER)
        for one in group["documents"]
    ]
    needed = {
        one.id: [_day(one.start), _day(one.needed), one.planned, one.beside.lead, list(one.sets)]
        for one in gathered.documents
    }
    dates = {one.id: [_day(one.start), _day(one.end), one.lane] for one in gathered.timeline}
    months = timeline_view(gathered.timeline, FILLER, (), 1000)["months"]
    return {
        "tasks": [[one.title, [listed.task.id for listed in one.tasks], one.is_overdue] for one in groups],
        "documents": [[title, name, *needed[name]] for title, name in papers],
        "dates": [
            [
                month["title"],
                one["id"],
                one["when"],
                one["planned"],
                one["beside"]["lead"],
                *dates[one["id"]],
                one["standing"] or "",
            ]
            for month in months
            for one in month["entries"]
        ],
    }


def drawings_told(opened: Opened, reader: Reader, gathered: Gathered) -> Told:
    """The drawings of the path and of the dates, as far as the page's script makes them too; by the day more or less
    wide, so that names have more and less room.
    """
    width = NARROW + day_number(reader.today) % SIZES * STEP
    drawn = opened.project.settings.timeline
    lanes = [text.curly(lane.label) for lane in drawn.lanes] if drawn else []
    return drawings(gathered.path, gathered.timeline, lanes, width)


def drawings(path: GuidePath | None, dates: Sequence[TimelineEntry], lanes: Iterable[str], width: int) -> Told:
    """The drawings of a path and of dates; none of what is not there."""
    steps = path if path is not None and path.steps else None
    chart = timeline_view(dates, FILLER, lanes, width, path)["chart"] if dates else None
    return {
        "across": None if steps is None else _across(across(steps, width, None)),
        "down": None if steps is None else down(steps),
        "chart": None if chart is None else _chart(chart),
    }


def _across(view: Told) -> Told:
    return _dated(
        {("names" if name == "anchors" else name): one for name, one in view.items() if name not in ("top", "span")}
    )


def _chart(view: Told) -> Told:
    chain = view["chain"] and {name: one for name, one in view["chain"].items() if name != "height"}
    lanes = [{name: lane[name] for name in ("label", "top", "marks")} for lane in view["lanes"]]
    return _dated({name: one for name, one in view.items() if name != "span"} | {"chain": chain, "lanes": lanes})


def _dated(view: Told) -> Told:
    return view | {name: day_number(dt.date.fromisoformat(view[name])) for name in ("first", "last")}


def _day(day: dt.date | None) -> int | None:
    return None if day is None else day_number(day)
