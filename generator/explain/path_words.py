"""The path of a reader in sentences: whole patterns, filled with days, steps and rules."""

from __future__ import annotations

from generator import text
from generator.logic.calendar import Calendar
from generator.path.chain import Link

BEFORE = {
    "today": "{step} can begin on {start}",
    "after": "{step} begins on {start}, after {other}",
    "soft": "{step} begins on {start}, usually after {other}",
    "either": "{step} begins on {start}, after {other}, the first of several ways",
    "from": "{step} begins on {start}, not before {rule}",
    "within": "{step} begins on {start}, when {rule} lets it",
    "day": "{step} begins on {start}, the day that was answered",
    "wish": "{step} begins on {start}, as planned ({rule})",
    "weekday": "{step} begins on {start}",
}
AFTER = {
    "by": "{step} is over by {end}, that is {rule}",
    "before": "{step} is over by {end}, because {other} needs it",
    "day": "{step} is over by {end}, the day that was answered",
}
HARD = "{sentence} (a rule of others)"
TAKES = "{sentence}; it takes {days}"
NOTHING_WAITS = "{step} may be done at any time: nothing waits for it"


def before_words(link: Link, calendar: Calendar) -> str:
    """Why a step begins no earlier."""
    return _filled(BEFORE[link.why], link, calendar)


def after_words(link: Link, calendar: Calendar) -> str:
    """Why a step is over no later."""
    sentence = _filled(AFTER[link.why], link, calendar)
    return HARD.replace("{sentence}", sentence) if link.is_hard and link.why == "by" else sentence


def _filled(pattern: str, link: Link, calendar: Calendar) -> str:
    words = {
        "step": link.id,
        "start": str(link.start),
        "end": str(link.end),
        "other": link.step or "",
        "rule": "" if link.rule is None else calendar.words(link.rule),
    }
    sentence = pattern
    for name, value in words.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    if not link.days:
        return sentence
    return TAKES.replace("{sentence}", sentence).replace("{days}", text.plural(link.days, "day", "days"))
