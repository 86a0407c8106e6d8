"""What templates see of a guide: plain values under the names the theme documents."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from generator import text
from generator.model.guide import CitedFact, Guide, GuideChapter, ListedTask, PlanItem, Section
from generator.model.project import Project
from generator.model.settings import Settings
from generator.render.fill import Filler, due_words
from generator.render.typography import title_html

WORDS_PER_MINUTE = 220
"""Adults read plain prose at 200 to 250 words a minute."""

NEXT_STEPS = 5
View = dict[str, Any]


def project_view(settings: Settings) -> View:
    """The project as every template sees it."""
    theme = settings.theme
    return {
        "title": text.curly(settings.title),
        "subtitle": None if settings.subtitle is None else text.curly(settings.subtitle),
        "language": settings.language,
        "url": settings.site.url if settings.site else None,
        "office": {"name": settings.office.name, "contact": settings.office.contact} if settings.office else None,
        "theme": {
            "name": theme.name if theme else None,
            "accent": theme.accent if theme else None,
            "accent_dark": theme.accent_dark if theme else None,
            "footer": theme.footer if theme else None,
            "logo": theme.logo if theme else None,
        },
    }


def minutes(words: int) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def guide_view(guide: Guide, filler: Filler, hrefs: Mapping[str, str]) -> View:
    """A guide with its text as HTML. `hrefs` gives the address of each chapter by id."""
    chapters = [_chapter(chapter, filler, hrefs[chapter.id]) for chapter in guide.chapters]
    titles = {chapter.id: chapter.title for chapter in guide.chapters}
    parts: list[View] = []
    for chapter, view in zip(guide.chapters, chapters, strict=True):
        if not parts or parts[-1]["id"] != chapter.part:
            parts.append({"id": chapter.part, "title": chapter.part_title, "chapters": []})
        parts[-1]["chapters"].append(view)
    tasks = [
        {"title": group.title, "items": [_task(one, filler, titles) for one in group.tasks]} for group in guide.tasks
    ]
    return {
        "id": guide.id,
        "title": text.curly(guide.title),
        "reader": None if guide.reader is None else {"name": guide.reader},
        "match_year": guide.match_year,
        "situation": [{"label": label, "value": value} for label, value in guide.situation],
        "plan": [_plan_item(item) for item in guide.plan],
        "parts": parts,
        "chapters": chapters,
        "tasks": tasks,
        "next_steps": [task for group in tasks for task in group["items"]][:NEXT_STEPS],
        "sources": [_source(cited) for cited in guide.sources],
        "terms": [
            {
                "id": name,
                "term": term.term,
                "expansion": term.expansion,
                "definition": text.curly(term.definition),
                "anchor": f"term-{name}",
            }
            for name, term in guide.terms
        ],
        "minutes": minutes(guide.words),
        "reviewed": None if guide.reviewed is None else text.long_date(guide.reviewed),
        "downloads": [],
    }


def _chapter(chapter: GuideChapter, filler: Filler, href: str) -> View:
    return {
        "id": chapter.id,
        "number": chapter.number,
        "title": chapter.title,
        "summary": chapter.summary,
        "href": href,
        "minutes": minutes(chapter.words),
        "entries": [
            {
                "lead": None if group.lead is None else group.lead.sentence.removesuffix(":"),
                "sections": [_section(section, filler) for section in group.sections],
            }
            for group in chapter.groups
        ],
    }


def _section(section: Section, filler: Filler) -> View:
    decision = section.decision
    return {
        "id": section.id,
        "title": title_html(decision.module.title),
        "html": filler.body(decision.body, section.marks),
        "lead": None if decision.lead is None else decision.lead.words,
        "reason": _reason(section),
        "module": decision.module.id,
        "reviewed": text.long_date(decision.module.front.reviewed),
    }


def _reason(section: Section) -> str | None:
    """Why this reader got the section, for the reader: None where everybody gets it."""
    reason = section.decision.reason
    asked = [f"{trial.label}: {trial.answer_label}" for trial in reason.clauses if trial.truth.value == "true"]
    open_ones = [trial.label for trial in reason.clauses if trial.truth.value == "unknown"]
    if asked:
        return f"You answered {text.joined(list(dict.fromkeys(asked)))}."
    if open_ones:
        return f"You have not told us: {text.joined(list(dict.fromkeys(open_ones)))}."
    return None


def _task(listed: ListedTask, filler: Filler, titles: Mapping[str, str]) -> View:
    task = listed.task
    return {
        "id": task.id,
        "html": filler.task_label(listed.section, listed.mark),
        "when": due_words(task),
        "date": None if task.due is None else task.due.isoformat(),
        "planned": task.planned,
        "href": filler.addresses.section(listed.chapter, listed.section.id),
        "chapter": titles[listed.chapter],
    }


def _plan_item(item: PlanItem) -> View:
    return {
        "name": item.name,
        "label": text.curly(item.label),
        "text": item.text,
        "because": item.because,
        "items": [{"text": line, "because": because} for line, because in item.items],
        "changes": [{"lead": change.lead, "text": change.text, "because": change.because} for change in item.changes],
    }


def _source(cited: CitedFact) -> View:
    fact = cited.fact
    return {
        "number": cited.number,
        "id": cited.id,
        "statement": text.curly(fact.statement),
        "value": fact.value,
        "name": fact.source.name,
        "url": fact.source.url,
        "checked": text.long_date(fact.checked),
        "season": fact.season,
        "verify": fact.verify,
        "confidence": fact.confidence,
        "note": None if fact.note is None else text.curly(fact.note),
        "anchor": f"source-{cited.number}",
    }


def questions_view(project: Project, asked: tuple[str, ...]) -> list[View]:
    """The questions of some facets, for the front page."""
    return [{"label": project.facets[name].label, "question": project.facets[name].question} for name in asked]
