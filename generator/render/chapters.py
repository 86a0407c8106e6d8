"""What templates see of the chapters of a guide: their sections as HTML, and why each is there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import text
from generator.model.data import Fact
from generator.model.filled import FilledFile
from generator.model.guide import Guide, GuideChapter, Section
from generator.model.selection import Why
from generator.render.fill import Filler
from generator.render.recheck import recheck_view
from generator.render.typography import title_html

WORDS_PER_MINUTE = 160
"""Plain prose read slowly, in a language that is not one's first."""

View = dict[str, Any]

ReportAddress = Callable[[str, str, str], str]
"""Gives an address by chapter, module and revision."""


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between screen and paper: how text is filled, and the width of the timeline in its own units.

    `report` gives the address to report a mistake in a section.
    """

    filler: Filler
    chart: int
    report: ReportAddress | None = None


def minutes(words: int) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def chapter_view(chapter: GuideChapter, medium: Medium, href: str, facts: Mapping[int, Fact]) -> View:
    """A chapter with its text as HTML. `href` is its address, `facts` are the guide's, by number."""
    return {
        "id": chapter.id,
        "number": chapter.number,
        "title": chapter.title,
        "summary": chapter.summary,
        "why": _why(chapter.why),
        "href": href,
        "minutes": minutes(chapter.words),
        "entries": [
            {
                "lead": None if group.lead is None else group.lead.sentence.removesuffix(":"),
                "open": medium.filler.open(group.unsettled),
                "sections": [_section(section, chapter.id, medium, facts) for section in group.sections],
            }
            for group in chapter.groups
        ],
    }


def _section(section: Section, chapter: str, medium: Medium, facts: Mapping[int, Fact]) -> View:
    decision, why = section.decision, section.decision.why
    module = decision.module
    assert why is not None
    return {
        "id": section.id,
        "title": title_html(module.title),
        "html": medium.filler.body(decision.body, section.marks, section.id),
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


def parts_view(guide: Guide, chapters: list[View]) -> list[View]:
    """The parts of a guide, each with its chapters; `chapters` are the views of all."""
    parts: list[View] = []
    for chapter, view in zip(guide.chapters, chapters, strict=True):
        if not parts or parts[-1]["id"] != chapter.part:
            parts.append({"id": chapter.part, "title": chapter.part_title, "chapters": []})
        parts[-1]["chapters"].append(view)
    return parts


def files_view(guide: Guide, filler: Filler) -> list[View]:
    """The files that the text names, each once, with the section that says what for."""
    found: dict[str, View] = {}
    for chapter in guide.chapters:
        for section in chapter.sections:
            for mark in section.marks.values():
                if isinstance(mark, FilledFile) and filler.shelf is not None and mark.path not in found:
                    found[mark.path] = {
                        "words": mark.words,
                        "attributes": filler.shelf.attributes(mark.path),
                        "kind": mark.path.rpartition(".")[2].upper(),
                        "section": title_html(section.decision.module.title),
                        "href": filler.addresses.section(chapter.id, section.id),
                    }
    return list(found.values())
