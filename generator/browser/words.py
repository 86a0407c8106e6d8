"""Names, patterns, number words and the plural rule: the page's script words nothing that is not from here."""

from __future__ import annotations

from generator import text
from generator import words as plain
from generator.assemble import words as said
from generator.browser.conditions import Data
from generator.logic import words
from generator.logic.path_field import DAY_WORDS
from generator.render import words as shown
from generator.select import words as chosen


def words_data() -> Data:
    """The words of the engine, by what they are for."""
    return {
        "numbers": list(plain.NUMBERS),
        "none": plain.NONE,
        "not": words.NOT,
        "singular": [1],
        "months": list(plain.MONTHS),
        "days": {"long": plain.LONG_DATE, "month": plain.MONTH_YEAR, "short": plain.MONTH_DAY},
        "and": _joining("and"),
        "or": _joining("or"),
        "stretch": {
            "day": plain.DAY,
            "longer": [[length, unit] for length, unit in plain.LONGER],
            "long": plain.LONG,
            "about": plain.ABOUT,
        },
        "range": {
            "more": words.OR_MORE,
            "fewer": words.OR_FEWER,
            "either": words.EITHER,
            "fromTo": words.FROM_TO,
            "on": words.ON,
            "onOrBefore": words.ON_OR_BEFORE,
            "onOrAfter": words.ON_OR_AFTER,
            "between": words.BETWEEN,
            "before": words.BEFORE,
            "after": words.AFTER,
        },
        "rule": {"before": words.STRETCH_BEFORE, "after": words.STRETCH_AFTER, "units": words.UNITS},
        "if": words.IF,
        "instead": plain.INSTEAD,
        "unworded": words.UNWORDED,
        "otherwise": chosen.OTHERWISE,
        "otherCase": chosen.OTHER_CASE,
        "fields": DAY_WORDS,
        "due": {"days": shown.STEP_DAYS, "late": shown.STEP_LATE, "planned": shown.PLANNED, "by": shown.DUE_BY},
        "groups": _groups(),
        "nothing": said.NOTHING_CHOSEN,
        "room": {
            "noSpare": said.NO_SPARE,
            "late": said.LATE,
            "anyTime": said.ANY_TIME,
            "fixed": said.FIXED,
            "others": said.OTHERS,
            "about": said.ABOUT,
        },
        "why": _why(),
        "reading": _reading(),
    }


def _groups() -> Data:
    return {
        "now": said.NOW,
        "noDate": said.NO_DATE,
        "asYouGo": said.AS_YOU_GO,
        "startIn": shown.START_IN,
        "whenAsked": shown.WHEN_ASKED,
        "sameMonth": shown.SAME_MONTH,
        "fromTo": shown.FROM_TO,
    }


def _joining(conjunction: str) -> Data:
    """How a list is joined, read off from one."""
    two, more = text.joined(["", ""], conjunction), text.joined(["", "", ""], conjunction)
    last = f",{two}"
    return {"two": two, "more": more.removesuffix(last), "last": last}


def _why() -> Data:
    return {
        "before": said.WHY_BEFORE,
        "chain": said.WHY_CHAIN,
        "chainAdvice": said.WHY_CHAIN_ADVICE,
        "chainDay": said.WHY_CHAIN_DAY,
        "by": said.WHY_BY,
        "advice": said.WHY_ADVICE,
        "day": said.WHY_DAY,
        "nothing": said.WHY_NOTHING,
        "late": said.WHY_LATE,
        "tight": said.WHY_TIGHT,
        "tooShort": said.WHY_TOO_SHORT,
        "lateMoves": said.WHY_LATE_MOVES,
        "lateLost": said.WHY_LATE_LOST,
        "waits": said.WHY_WAITS,
    }


def _reading() -> Data:
    return {
        "everybody": chosen.EVERYBODY,
        "because": chosen.BECAUSE,
        "ofChapter": chosen.OF_CHAPTER,
        "openChapter": chosen.OPEN_CHAPTER,
        "asChapter": chosen.AS_CHAPTER,
        "insteadOfOthers": chosen.INSTEAD_OF_OTHERS,
        "open": chosen.OPEN,
        "replaced": chosen.REPLACED,
        "fitted": chosen.FITTED,
        "answer": chosen.ANSWER,
        "otherAnswer": chosen.OTHER_ANSWER,
        "planned": chosen.PLANNED,
        "notPlanned": chosen.NOT_PLANNED,
    }
