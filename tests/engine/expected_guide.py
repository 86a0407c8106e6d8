"""What the guide of a reader comes to: numbers of chapters and sources, and what is to be looked at again."""

from __future__ import annotations

from typing import Any

from generator.app.opened import Opened
from generator.assemble.gathered import gather
from generator.logic.condition_data import day_number
from generator.logic.reader import Reader
from generator.model.filled import FilledFact
from generator.model.guide import Section
from generator.model.project import Project
from generator.model.selection import Selection
from generator.render.views import minutes
from tests.engine.expected_lists import drawings_told, lists_told

Told = dict[str, Any]


def guide_told(opened: Opened, reader: Reader, selection: Selection) -> Told:
    """Its chapters, the facts it cites in order, its terms, and by section the facts to look at again."""
    gathered = gather(opened.project, opened.subjects, reader, selection)
    sections = [section for chapter in gathered.chapters for section in chapter.sections]
    return {
        "chapters": [
            {"id": one.id, "number": one.number, "words": one.words, "minutes": minutes(one.words)}
            for one in gathered.chapters
        ],
        "sources": list(gathered.marks.facts),
        "terms": sorted(gathered.marks.terms),
        "lists": lists_told(reader, gathered),
        "drawings": drawings_told(opened, reader, gathered),
        "recheck": {section.id: _recheck(section, opened.project) for section in sections},
    }


def _recheck(section: Section, project: Project) -> Told | None:
    cited = {mark.fact for mark in section.marks.values() if isinstance(mark, FilledFact)}
    told = sorted(one for one in cited if project.facts[one].verify and not project.facts[one].confirm)
    checked = [day_number(project.facts[one].checked) for one in told]
    return {"facts": told, "checked": min(checked)} if told else None
