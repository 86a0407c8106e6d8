"""Reviews: modules and facts whose day has passed."""

from __future__ import annotations

import datetime as dt
import re

from generator.diagnostics import Diagnostics
from generator.model.dates import add_months
from generator.model.module import FrontMatter
from generator.model.project import Project

_EVERY = re.compile(r"(\d{1,3}) (day|week|month|year)s?")


def check_reviews(project: Project, today: dt.date, diagnostics: Diagnostics) -> None:
    """Warn of overdue reviews and expired facts, as of `today`."""
    for module in project.texts:
        front = module.front
        if front.review_every is not None and _EVERY.fullmatch(front.review_every) is None:
            diagnostics.error(
                "bad-value",
                f"'review_every' cannot be '{front.review_every}'",
                front.place("review_every"),
                "such as '6 months'",
            )
            continue
        due = review_due(front)
        if due is not None and due < today:
            key = "review_by" if front.review_by is not None else "review_every"
            diagnostics.warning(
                "overdue-review",
                f"'{module.id}' was to be reviewed by {due}",
                front.place(key),
                "read it against its sources and set 'reviewed'",
            )
    for name, fact in project.facts.items():
        if fact.expires is not None and fact.expires < today:
            readers = sorted(
                module.id
                for module in project.texts
                if any(getattr(mark, "fact", None) == name for mark in module.marks)
            )
            cited = f"; cited by {', '.join(readers)}" if readers else ""
            diagnostics.warning(
                "expired-fact",
                f"fact {name} expired on {fact.expires}{cited}",
                fact.place("expires"),
                "check its source and set 'checked' and 'expires'",
            )


def review_due(front: FrontMatter) -> dt.date | None:
    """The day by which a module is to be reviewed again; None where it has none."""
    if front.review_by is not None:
        return front.review_by
    match = _EVERY.fullmatch(front.review_every or "")
    if match is None:
        return None
    count, unit = int(match.group(1)), match.group(2)
    if unit in ("month", "year"):
        return add_months(front.reviewed, count * (12 if unit == "year" else 1))
    return front.reviewed + dt.timedelta(days=count * (7 if unit == "week" else 1))
