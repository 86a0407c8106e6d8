"""What templates see of a guide: plain values under the names the theme documents."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import text
from generator.model.data import Fact
from generator.model.guide import (
    Guide,
    GuideChapter,
    Section,
)
from generator.model.line_kinds import ADDRESS, DATE, DOCUMENT, PLAN, SOURCE, TERM
from generator.model.selection import Why
from generator.model.settings import Settings
from generator.render.budget import budget_view
from generator.render.catalogs import catalogs_view, picked_view
from generator.render.documents import documents_view
from generator.render.fill import Filler
from generator.render.lists import address_view, files_view, plan_view, renewal_view, task_view, term_view
from generator.render.path import path_view
from generator.render.questions import questions_view
from generator.render.recheck import recheck_view
from generator.render.sections import SectionFiller, numbers_of
from generator.render.sources import numbers_by_address, sources_view
from generator.render.timeline import timeline_view
from generator.render.typography import title_html

WORDS_PER_MINUTE = 160
"""Plain prose read slowly, in a language that is not one's first."""

NEXT_STEPS = 5
View = dict[str, Any]

ReportAddress = Callable[[str, str, str], str]
"""Gives an address by chapter, module and revision."""


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between screen and paper: how text is filled, and the width of the timeline in its own units.

    `sections` fills sections. `most_height` is how high the drawing of the path may be, `report` gives the address to
    report a mistake in a section.
    """

    sections: SectionFiller
    chart: int
    most_height: int | None = None
    report: ReportAddress | None = None

    @property
    def filler(self) -> Filler:
        """Fills everything else."""
        return self.sections.filler

    @property
    def is_screen(self) -> bool:
        """Whether what is shown can be changed by who reads it."""
        return self.most_height is None


def minutes(words: int) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def day_view(day: dt.date) -> View:
    """A day as scripts compare it, and as it is read."""
    return {"iso": day.isoformat(), "said": text.long_date(day)}


def guide_view(guide: Guide, medium: Medium, hrefs: Mapping[str, str], settings: Settings) -> View:
    """A guide with its text as HTML. `hrefs` gives the address of each chapter by id."""
    filler = medium.filler
    dates = guide.entries(DATE)
    facts = {cited.number: cited.fact for cited in guide.entries(SOURCE)}
    chapters = [_chapter(chapter, medium, hrefs[chapter.id], facts) for chapter in guide.chapters]
    lanes = [text.curly(lane.label) for lane in settings.timeline.lanes] if settings.timeline else []
    tasks = _tasks(guide, filler)
    return {
        "id": guide.id,
        "title": text.curly(guide.title),
        "reader": None if guide.reader is None else {"name": guide.reader},
        "season": None if guide.season is None else settings.season_name.replace("{year}", str(guide.season)),
        "situation": [{"label": label, "value": value, "html": title_html(value)} for label, value in guide.situation],
        "plan": [plan_view(item, filler) for item in guide.entries(PLAN)],
        "parts": _parts(guide, chapters),
        "chapters": chapters,
        "tasks": tasks,
        "next_count": NEXT_STEPS,
        "next_steps": [task for group in tasks for task in group["items"]][:NEXT_STEPS],
        "path": path_view(guide, filler, medium.chart, medium.most_height),
        "timeline": timeline_view(dates, filler, lanes, medium.chart, guide.path, medium.most_height)
        if dates
        else None,
        "budget": budget_view(guide.budget, filler, is_on_screen=medium.is_screen),
        "files": files_view(guide, filler),
        "documents": documents_view(guide.entries(DOCUMENT), filler),
        "catalogs": catalogs_view(guide.catalogs, filler),
        "picked": picked_view(guide.catalogs, filler),
        "questions": questions_view(guide, filler),
        "renewal": renewal_view(guide),
        "ends": None if guide.ends is None else day_view(guide.ends),
        "resources": [address_view(line, numbers_by_address(guide.entries(SOURCE))) for line in guide.of(ADDRESS)],
        "sources": sources_view(guide.entries(SOURCE)),
        "terms": [term_view(line.id, line.entry) for line in guide.of(TERM)],
        "minutes": minutes(guide.words),
        "reviewed": None if guide.reviewed is None else text.long_date(guide.reviewed),
        "downloads": [],
    }


def _parts(guide: Guide, chapters: list[View]) -> list[View]:
    parts: list[View] = []
    for chapter, view in zip(guide.chapters, chapters, strict=True):
        if not parts or parts[-1]["id"] != chapter.part:
            parts.append({"id": chapter.part, "title": chapter.part_title, "chapters": []})
        parts[-1]["chapters"].append(view)
    return parts


def _chapter(chapter: GuideChapter, medium: Medium, href: str, facts: Mapping[int, Fact]) -> View:
    entries: list[View] = [
        {
            "lead": None if group.lead is None else group.lead.sentence.removesuffix(":"),
            "open": medium.filler.open(group.unsettled),
            "sections": [_section(section, chapter.id, medium, facts) for section in group.sections],
        }
        for group in chapter.groups
    ]
    return {
        "id": chapter.id,
        "number": chapter.number,
        "title": chapter.title,
        "summary": chapter.summary,
        "why": _why(chapter.why),
        "href": href,
        "minutes": minutes(chapter.words),
        "entries": entries,
        "day": max(one.decision.module.front.reviewed for one in chapter.sections).isoformat(),
        "tasks": sum(_ticked(section["html"]) for entry in entries for section in entry["sections"]),
    }


def last_day(view: View) -> str | None:
    """The latest day on which a chapter of a guide's view was reviewed (ISO 8601)."""
    return max((one["day"] for one in view["chapters"]), default=None)


def _ticked(html: str) -> int:
    """How many tasks of some HTML a reader can tick."""
    return html.count(" data-task=")


def _section(section: Section, chapter: str, medium: Medium, facts: Mapping[int, Fact]) -> View:
    decision, why = section.decision, section.decision.why
    module = decision.module
    assert why is not None
    return {
        "id": section.id,
        "title": title_html(module.title),
        "html": medium.sections.numbered(medium.sections.fill(section).html, numbers_of(section)),
        "lead": None if decision.lead is None else decision.lead.words,
        "why": _why(why),
        "recheck": recheck_view(section, facts, medium.filler),
        "module": module.id,
        "revision": module.revision,
        "reviewed": text.long_date(module.front.reviewed),
        "report": None if medium.report is None else medium.report(chapter, module.id, module.revision),
    }


def _why(why: Why) -> View:
    return {"sentence": why.sentence, "added": why.added, "margin": why.margin}


def _tasks(guide: Guide, filler: Filler) -> list[View]:
    """The groups of the checklist with their tasks."""
    titles = {chapter.id: chapter.title for chapter in guide.chapters}
    return [
        {
            "title": group.title,
            "items": [task_view(one, filler, titles) | {"late": group.is_overdue} for one in group.tasks],
        }
        for group in guide.tasks
    ]
