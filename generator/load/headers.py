"""Finding the header of a table: below a title, in the two rows of SurveyMonkey, the three of Qualtrics."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.load.cells import folded
from generator.model.project import Project
from generator.model.roster import ERROR, FIELDS, KEY, Header
from generator.model.settings import RosterSettings

LOOKED_AT = 25
"""So many rows of a file may come before its header."""

USUAL = {
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "your email": "email",
    "your email address": "email",
    "mail": "email",
    "full name": "name",
    "your name": "name",
    "your full name": "name",
    "what is your name": "name",
    "what is your full name": "name",
    "what is your email": "email",
    "what is your email address": "email",
    "first name": "first_name",
    "given name": "first_name",
    "last name": "last_name",
    "family name": "last_name",
    "surname": "last_name",
    "timestamp": "answered",
    "completion time": "answered",
    "recorded date": "answered",
    "date modified": "answered",
    "submission date": "answered",
    "pass phrase": "pass_phrase",
    "shared mailbox": "shared_mailbox",
}
"""What offices and web forms call the fields, where the project does not say."""

FORM = "completion time"
FORMS_OWN = ("id", "start time", "last modified time")
"""What a table with the first of these has besides: its `ID` counts answers, so one person may have several."""

IMPORT_ID = re.compile(r'\{"ImportId":\s*"([^"]*)"')
QUALTRICS_OWN = frozenset(
    ("startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished", "_recordId", "userLanguage",
     "externalDataReference", "locationLatitude", "locationLongitude", "distributionChannel")
)  # fmt: skip
MONKEY = ("respondent id", "collector id")
MONKEYS_OWN = frozenset((*MONKEY, "start date", "end date", "date created", "ip address", "custom data 1"))
MONKEYS_WORDS = frozenset(("response", "open-ended response"))


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """Every header that is understood, folded, with the field or facet it stands for."""

    known: Mapping[str, str]
    ignored: frozenset[str]

    def count(self, headers: Sequence[str]) -> int:
        """How many of these headers are understood, each counted once."""
        return len({words for words in map(folded, headers) if words in self.known or words in self.ignored})


def header_names(project: Project, sources: Sequence[RosterSettings]) -> HeaderNames:
    """The sources' own names first, then ids, labels and questions, then what fields are usually called."""
    known: dict[str, str] = {}
    for settings in sources:
        for field, headers in settings.columns.items():
            for header in headers:
                known.setdefault(folded(header), field)
    for field in FIELDS:
        known.setdefault(field, field)
    for name, facet in project.facets.items():
        if facet.derived is None:
            for header in (name, name.replace("_", " "), facet.label, facet.question or ""):
                if header:
                    known.setdefault(folded(header), name)
    for header, field in USUAL.items():
        known.setdefault(header, field)
    ignored = {folded(header) for settings in sources for header in settings.ignore}
    return HeaderNames(known, frozenset({ERROR, folded(KEY), *ignored}))


def find_header(rows: Sequence[tuple[str, ...]], names: HeaderNames) -> Header | None:
    """The header among the first rows of a file: the row with most names that are understood, else the first that is
    no title. None where every row is blank.
    """
    looked = rows[:LOOKED_AT]
    for number, row in enumerate(looked):
        filled = [cell for cell in row if cell]
        if number >= 2 and filled and sum(1 for cell in filled if IMPORT_ID.match(cell)) * 2 > len(filled):
            return _qualtrics(number, looked)
    for number, row in enumerate(looked):
        if tuple(map(folded, row[:2])) == MONKEY and number + 1 < len(rows) and not any(rows[number + 1][:2]):
            return _monkey(number, row, rows[number + 1])
    numbers = [number for number, row in enumerate(looked) if any(row)]
    if not numbers:
        return None
    counts = {number: names.count(looked[number]) for number in numbers}
    best = max(numbers, key=lambda number: (counts[number], -number))
    if not counts[best]:
        best = next((number for number in numbers if sum(map(bool, looked[number])) > 1), numbers[0])
    own: frozenset[int] = frozenset()
    headers = looked[best]
    if FORM in map(folded, headers):
        own = frozenset(index for index, header in enumerate(headers) if folded(header) in FORMS_OWN)
    return Header(first=best, names=headers, own=own)


def _qualtrics(number: int, rows: Sequence[tuple[str, ...]]) -> Header:
    ids, questions, imports = rows[number - 2 : number + 1]
    found = [match.group(1) if (match := IMPORT_ID.match(cell)) else "" for cell in imports]
    own = frozenset(index for index, name in enumerate(found) if name in QUALTRICS_OWN)
    names = tuple(question or ids[index] for index, question in enumerate(questions))
    return Header(first=number - 2, size=3, names=names, ids=ids, own=own)


def _monkey(number: int, questions: tuple[str, ...], options: tuple[str, ...]) -> Header:
    """A question is over the first of its columns, and each column's answer below it."""
    names: list[str] = []
    for question in questions:
        names.append(question or (names[-1] if names else ""))
    width = max(len(questions), len(options))
    names += [names[-1]] * (width - len(names))
    padded = options + ("",) * (width - len(options))
    kept = tuple("" if folded(option) in MONKEYS_WORDS else option for option in padded)
    own = frozenset(index for index, name in enumerate(names) if folded(name) in MONKEYS_OWN)
    return Header(first=number, size=2, names=tuple(names), options=kept, own=own)
