"""What a handbook says, line by line, so that two of them can be compared, and what changed in words."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping

from generator import text
from generator.model.guide import FilledFact, FilledMark, FilledTerm, FilledValue, Guide, ListedTask, Section
from generator.model.selection import texts_in

Substance = Mapping[str, list[str]]
"""Lines by a stable name, such as `date:match-day`: what each is called, and what it says."""

MOST_CHANGES = 8
_KINDS = ("plan", "date", "task", "budget", "document", "section", "detail")
DETAILS = "Corrected details in the sources, the costs or the documents"


def substance_of(guide: Guide, task_words: Callable[[ListedTask], str]) -> dict[str, list[str]]:
    """The lines of a guide that its reader would act on: not its looks, and not the day it was made."""
    lines: dict[str, list[str]] = {}
    for item in guide.plan:
        lines[f"plan:{item.name}"] = [item.label, item.text or ", ".join(words for words, _ in item.items)]
    for entry in guide.timeline:
        lines[f"date:{entry.id}"] = [entry.label, _day(entry.start)]
    for group in guide.tasks:
        for listed in group.tasks:
            lines[f"task:{listed.task.id}"] = [task_words(listed), _day(listed.task.due)]
    if guide.budget.groups:
        lines["budget:total"] = ["What it costs", f"about {guide.budget.currency}{guide.budget.total.typical:,}"]
    for document in guide.documents:
        lines[f"document:{document.id}"] = [document.label, _day(document.needed)]
    for chapter in guide.chapters:
        for section in chapter.sections:
            lines[f"section:{section.id}"] = [text.curly(section.decision.module.front.title), _said_in(section)]
    facts = [(one.fact.statement, one.fact.value, one.fact.source.url, one.fact.verify) for one in guide.sources]
    costs = [(one.label, one.total, one.is_counted) for group in guide.budget.groups for one in group.lines]
    papers = [(one.label, one.content, one.issuer, one.validity, one.rule) for one in guide.documents]
    lines["detail:all"] = ["", _digest(guide.reader, guide.season, guide.situation, sorted(facts), costs, papers)]
    return lines


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _said_in(section: Section) -> str:
    """A hash of a section's words as this reader has them; a moved date is a line of its own."""
    decision = section.decision
    words = [decision.lead.words if decision.lead else ""]
    words += [stretch.markdown for stretch in texts_in(decision.body)]
    words += [_filled(mark) for _, mark in sorted(section.marks.items())]
    return _digest(*words)


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _filled(mark: FilledMark) -> str:
    match mark:
        case FilledValue(words) | FilledTerm(_, words):
            return words
        case FilledFact():
            return mark.value or ""
        case _:
            return ""


def changes_between(old: Substance, new: Substance) -> list[str]:
    """What changed, in sentences for the reader, the plan first; empty where nothing did."""
    names = sorted({*old, *new}, key=_rank(old, new))
    said = [sentence for name in names if (sentence := _change(name, old.get(name), new.get(name)))]
    if not said and old != new:
        return [DETAILS]
    if len(said) > MOST_CHANGES:
        more = len(said) - MOST_CHANGES + 1
        said = [*said[: MOST_CHANGES - 1], f"And {text.number(more)} more changes"]
    return said


def _rank(old: Substance, new: Substance) -> Callable[[str], tuple[int, int]]:
    """Kinds in their order, and within a kind the order of the new handbook, what is gone at the end."""
    place = {name: at for at, name in enumerate((*new, *(name for name in old if name not in new)))}
    return lambda name: (_KINDS.index(name.partition(":")[0]), place[name])


def _change(name: str, old: list[str] | None, new: list[str] | None) -> str | None:
    if old == new or (old is not None and new is not None and old[1] == new[1]):
        return None
    label = (new or old or [""])[0]
    match name.partition(":")[0]:
        case "section":
            how = "New" if old is None else "No longer for you" if new is None else "Changed"
            return f"{how}: \u201c{label}\u201d"
        case "document":
            if old is None or new is None:
                return f"{'New document' if old is None else 'Document no longer needed'}: {label}"
        case "task" if old is None or new is None:  # its section says so
            return None
        case "detail":
            return None
    if new is None:
        return f"{label}: no longer for you"
    was = f" (was {_said(old[1])})" if old is not None and old[1] else ""
    return f"{label}: {_said(new[1]) or 'no date yet'}{was}"


def _said(value: str) -> str:
    try:
        return text.long_date(dt.date.fromisoformat(value))
    except ValueError:
        return value
