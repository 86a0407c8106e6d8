"""Words: numbers, lists, dates and quotes in American English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from generator.words import ABOUT, DAY, LONG, LONG_DATE, LONGER, MONTH_DAY, MONTH_YEAR, MONTHS, NONE, NUMBERS

LANGUAGES = ("en", "en-US")
"""The languages in which everything around an author's text is worded: the theme, the dates, the reasons, the mail."""

_OPENING = re.compile(r"(?:(?<=^)|(?<=[\s(\[\u2014\u2013/]))(['\"])")
_CURLY = {"'": ("\u2018", "\u2019"), '"': ("\u201c", "\u201d")}


def number(value: int) -> str:
    """A count in words up to nine, in figures from ten."""
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else str(value)


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """ "a", "a and b", "a, b, and c"."""
    if len(words) <= 2:
        return f" {conjunction} ".join(words)
    return f"{', '.join(words[:-1])}, {conjunction} {words[-1]}"


def joined_clauses(clauses: Sequence[str], conjunction: str = "and") -> str:
    """Parts of a sentence joined by "and", set off by a comma where one of them has commas of its own."""
    if len(clauses) == 2 and any("," in one for one in clauses):
        return f"{clauses[0]}, {conjunction} {clauses[1]}"
    return joined(clauses, conjunction)


@lru_cache(maxsize=4096)
def long_date(day: dt.date) -> str:
    """ "March 17, 2028", never broken over lines."""
    return LONG_DATE.format(month=MONTHS[day.month - 1], day=day.day, year=day.year)


def month_year(day: dt.date) -> str:
    """ "March 2028", never broken over lines."""
    return MONTH_YEAR.format(month=MONTHS[day.month - 1], year=day.year)


def month_day(day: dt.date) -> str:
    """ "March 17", never broken over lines."""
    return MONTH_DAY.format(month=MONTHS[day.month - 1], day=day.day)


def days(count: int) -> str:
    """A stretch of days as people say it: "six weeks", "three months", "ten days"."""
    for length, unit in LONGER:
        if count >= length and count % length == 0:
            return plural(count // length, *unit)
    if count > LONG:
        length, unit = LONGER[0]
        return ABOUT.format(stretch=plural(round(count / length), *unit))
    return plural(count, *DAY)


def plural(count: int, one: str, other: str) -> str:
    """The count in words with the word it counts."""
    return f"{NONE if count == 0 else number(count)} {one if count == 1 else other}"


def counted(count: int, one: str, other: str) -> str:
    """The count in digits with the word it counts, as commands say it: "1 guide", "2 guides"."""
    return f"{count} {one if count == 1 else other}"


@lru_cache(maxsize=4096)
def curly(text: str) -> str:
    """Straight quotes and apostrophes made typographic, and `--` an en dash."""
    text = _OPENING.sub(lambda match: _CURLY[match.group(1)][0], text)
    for straight, (_, closing) in _CURLY.items():
        text = text.replace(straight, closing)
    return text.replace("---", "\u2014").replace("--", "\u2013")


def capitalized(text: str) -> str:
    """The text with its first letter in upper case; the rest as it is."""
    return text[:1].upper() + text[1:]


def letter(number: int) -> str:
    """The letter of a number from 1: a to z, then aa, ab and so on."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = f"{chr(ord('a') + rest)}{letters}"
    return letters
