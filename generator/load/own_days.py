"""What to write for a day of one's own: data sets no days, steps do. So authors of other tools look for them here."""

from __future__ import annotations

from pydantic import BaseModel

from generator.diagnostics import Diagnostics, Span
from generator.logic.subject import PLAN
from generator.model.dates import DateRule
from generator.model.document import Document, DocumentSet
from generator.model.milestone import Milestone

_STEP = "name the step of content/data/steps.yaml that has these days: 'step: ID'"
_KEYS: dict[type[BaseModel], dict[str, str]] = {
    Document: {"lead_days": _STEP, "due": _STEP},
    DocumentSet: {"due": "a set has no day; give its documents a 'step: ID' of content/data/steps.yaml"},
    Milestone: {"alarms": "write one reminder, in days before it: 'alarm: 14'"},
}
_VALUES: dict[type[BaseModel], dict[str, str]] = {
    Milestone: {
        "target": "what the reader does is a step of content/data/steps.yaml; 'step: ID' puts it here",
        "anchor": f"a milestone is set by others; {_STEP}",
    },
}


_TASK = "a task of what the reader does names its step: '{step: ID}'; a milestone or an answered date takes no distance"


def report_own_day(rule: DateRule | None, place: Span, diagnostics: Diagnostics) -> None:
    """Report the day of a task that neither others nor the reader's answer set."""
    if rule is not None and (rule.count or rule.anchor.startswith(PLAN)):
        diagnostics.error("own-day", "this is a day of your own, not one that is set", place, _TASK)


def instead_of_key(model: type[BaseModel], key: str) -> str | None:
    """What to write in place of a key that gives a day of one's own; None for any other key."""
    return _KEYS.get(model, {}).get(key)


def instead_of_value(model: type[BaseModel], value: str) -> str | None:
    """What to write in place of a value that gives a day of one's own; None for any other value."""
    return _VALUES.get(model, {}).get(value)
