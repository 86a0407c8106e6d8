"""What templates see of a guide: plain values under the names the theme documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import text
from generator.model.guide import (
    CitedFact,
    Guide,
    ListedTask,
    OpenQuestion,
    PlanChange,
    PlanItem,
)
from generator.model.project import Project
from generator.model.settings import Settings
from generator.render.browser import compact
from generator.render.budget import budget_view
from generator.render.chapters import Medium, View, chapter_view, files_view, minutes, parts_view
from generator.render.documents import documents_view
from generator.render.fill import Filler, due_words
from generator.render.run import joined_leads
from generator.render.timeline import timeline_view
from generator.render.typography import title_html

NEXT_STEPS = 5


def project_view(settings: Settings) -> View:
    """The project as every template sees it."""
    theme = settings.theme
    return {
        "title": text.curly(settings.title),
        "subtitle": None if settings.subtitle is None else text.curly(settings.subtitle),
        "language": settings.language,
        "url": settings.site.url if settings.site else None,
        "office": {"name": settings.office.name, "contact": settings.office.contact} if settings.office else None,
        "renew": text.curly(settings.renew),
        "theme": {
            "name": theme.name if theme else None,
            "accent": settings.accent,
            "has_own_accent": theme is not None and theme.accent is not None,
            "footer": theme.footer if theme else None,
            "logo": theme.logo if theme else None,
        },
    }


def guide_view(guide: Guide, medium: Medium, hrefs: Mapping[str, str], settings: Settings) -> View:
    """A guide with its text as HTML. `hrefs` gives the address of each chapter by id."""
    filler = medium.filler
    facts = {cited.number: cited.fact for cited in guide.sources}
    chapters = [chapter_view(chapter, medium, hrefs[chapter.id], facts) for chapter in guide.chapters]
    titles = {chapter.id: chapter.title for chapter in guide.chapters}
    lanes = [text.curly(lane.label) for lane in settings.timeline.lanes] if settings.timeline else []
    tasks = [
        {
            "title": group.title,
            "items": [_task(one, filler, titles) | {"late": group.is_overdue} for one in group.tasks],
        }
        for group in guide.tasks
    ]
    return {
        "id": guide.id,
        "title": text.curly(guide.title),
        "reader": None if guide.reader is None else {"name": guide.reader},
        "season": None if guide.season is None else settings.season_name.replace("{year}", str(guide.season)),
        "situation": [{"label": label, "value": value, "html": title_html(value)} for label, value in guide.situation],
        "plan": [_plan_item(item, filler) for item in guide.plan],
        "parts": parts_view(guide, chapters),
        "chapters": chapters,
        "tasks": tasks,
        "next_count": NEXT_STEPS,
        "next_steps": [task for group in tasks for task in group["items"]][:NEXT_STEPS],
        "timeline": timeline_view(guide.timeline, filler, lanes, medium.chart) if guide.timeline else None,
        "budget": budget_view(guide.budget, filler),
        "files": files_view(guide, filler),
        "documents": documents_view(guide.documents, filler),
        "questions": [_question(question, guide, filler) for question in guide.questions],
        "choices": compact({one.facet: _allowed(one) for one in guide.questions}),
        "renewal": _renewal(guide),
        "resources": [
            {"id": name, "name": resource.name, "url": resource.url, "use": text.curly(resource.use)}
            for name, resource in guide.resources
        ],
        "sources": _sources(guide.sources),
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


def _task(listed: ListedTask, filler: Filler, titles: Mapping[str, str]) -> View:
    task = listed.task
    return {
        "id": task.id,
        "html": filler.task_label(listed.stretch, listed.mark, listed.section.marks),
        "when": due_words(task),
        "date": None if task.due is None else task.due.isoformat(),
        "planned": task.planned,
        "lead": joined_leads(listed.leads),
        "open": filler.open(*listed.unsettled),
        "href": filler.addresses.section(listed.chapter, listed.section.id),
        "chapter": titles[listed.chapter],
    }


def _plan_item(item: PlanItem, filler: Filler) -> View:
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


def _renewal(guide: Guide) -> View | None:
    """Until when the guide holds, and why; None where nothing in it runs out."""
    if guide.renewal is None:
        return None
    source = next((one.fact for one in guide.sources if one.number == guide.renewal.source), None)
    return {
        "day": text.long_date(guide.renewal.day),
        "milestone": guide.renewal.milestone,
        "source": None if source is None else {"number": guide.renewal.source, "name": source.source.name},
    }


def _allowed(question: OpenQuestion) -> list[str | int] | str:
    """What an answer kept in the browser may be: one of these, or a date."""
    if question.type == "date":
        return "date"
    return [int(value) if question.type == "integer" else value for value, _ in question.choices]


def _question(question: OpenQuestion, guide: Guide, filler: Filler) -> View:
    titles = {section.id: section.decision.module.title for one in guide.chapters for section in one.sections}
    return {
        "facet": question.facet,
        "label": question.label,
        "question": question.question,
        "help": question.help,
        "type": question.type,
        "choices": [{"value": value, "label": label} for value, label in question.choices],
        "places": [
            {
                "kind": place.kind,
                "href": filler.addresses.section(place.chapter, place.section) if place.section else None,
                "title": title_html(titles[place.section]) if place.section else None,
            }
            for place in question.places
        ],
    }


def _sources(sources: Iterable[CitedFact]) -> list[View]:
    """The sources; `same_as` names an earlier one with the same address, so that paper need not repeat it."""
    first: dict[str, int] = {}
    views: list[View] = []
    for cited in sources:
        number = first.setdefault(cited.fact.source.url, cited.number)
        views.append(_source(cited) | {"same_as": None if number == cited.number else number})
    return views


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
        "confirm": fact.confirm,
        "confidence": fact.confidence,
        "note": None if fact.note is None else text.curly(fact.note),
        "anchor": f"source-{cited.number}",
    }


def questions_view(project: Project, asked: tuple[str, ...]) -> list[View]:
    """The questions of some facets, for the front page."""
    facets = [project.facets[name] for name in asked]
    return [
        {
            "label": text.curly(facet.label),
            "question": text.curly(facet.question or facet.label),
            "help": None if facet.help is None else text.curly(facet.help),
        }
        for facet in facets
    ]
