"""The entries of a guide's lists as templates see them: tasks, plan, terms, addresses, files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import text
from generator.model.data import Term
from generator.model.filled import FilledFile
from generator.model.guide import Guide, ListedTask, PlanChange, PlanItem
from generator.model.line import Line
from generator.model.line_kinds import SOURCE
from generator.render.fill import Filler, due_words
from generator.render.run import joined_leads
from generator.render.typography import title_html

View = dict[str, Any]


def task_view(listed: ListedTask, filler: Filler, titles: Mapping[str, str]) -> View:
    """A task of the checklist; `titles` are the chapters' by id."""
    task = listed.task
    return {
        "id": task.id,
        "step": task.step,
        "html": filler.task_label(listed.stretch, listed.mark, listed.section.marks),
        "when": due_words(task),
        "date": None if task.due is None or task.step is not None else task.due.isoformat(),
        "planned": task.says_planned,
        "lead": joined_leads(listed.leads),
        "open": filler.open(*listed.unsettled),
        "href": filler.addresses.section(listed.chapter, listed.section.id),
        "chapter": titles[listed.chapter],
    }


def plan_view(item: PlanItem, filler: Filler) -> View:
    """A value of the plan with its reason, and what would change it."""
    return {
        "name": item.name,
        "label": text.curly(item.label),
        "text": item.text,
        "because": item.because,
        "items": [{"text": line, "because": because} for line, because in item.items],
        "changes": [_change(change, filler) for change in item.changes],
    }


def _change(change: PlanChange, filler: Filler) -> View:
    return {
        "lead": change.lead,
        "text": change.text,
        "because": change.because,
        "open": filler.open(change.residue),
    }


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


def renewal_view(guide: Guide) -> View | None:
    """Until when the guide holds, and why; None where nothing in it runs out."""
    if guide.renewal is None:
        return None
    source = next((one.fact for one in guide.entries(SOURCE) if one.number == guide.renewal.source), None)
    return {
        "day": text.long_date(guide.renewal.day),
        "milestone": guide.renewal.milestone,
        "source": None if source is None else {"number": guide.renewal.source, "name": source.source.called},
    }


def term_view(name: str, term: Term) -> View:
    """A term of the glossary."""
    return {
        "id": name,
        "term": term.term,
        "expansion": term.expansion,
        "definition": text.curly(term.definition),
        "anchor": f"term-{name}",
    }


def address_view(line: Line, sources: Mapping[str, int]) -> View:
    """An address that the text links to. `same_as` is the number of the source that has the same, if one does."""
    one = line.entry
    same_as = sources.get(one.url)
    return {"id": line.id, "name": one.name, "url": one.url, "use": text.curly(one.use), "same_as": same_as}
