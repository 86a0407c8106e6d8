"""The values that identify a person, in the one form in which they are looked for."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.profile import Applicant, Profile

WINDOW = 8
"""Values of this many letters and digits are found wherever they stand; shorter ones only as whole words."""

FEW = 300
"""Up to so many values it is quicker to look for each than to cut a text into all its stretches."""

_INVISIBLE = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_OTHER_LETTERS = re.compile("[đðøłħıæœþ]")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_PROFILE_FIELDS = {one.name for one in dataclasses.fields(Profile)}


@dataclass(frozen=True, slots=True)
class IdentifyingValue:
    """A value of a person: what it is, whose, and its words folded."""

    what: str
    profile: str
    words: tuple[str, ...]

    @property
    def squeezed(self) -> str:
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that holds a person's value. The value itself is never repeated."""

    path: str
    what: str
    profile: str

    def __str__(self) -> str:
        return f"{self.path} holds the {self.what} of applicant '{self.profile}'"


def fold(text: str) -> str:
    """Text without case, accents and invisible characters."""
    if text.isascii():
        return text.lower()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text)).casefold()
    if _OTHER_LETTERS.search(plain):
        plain = plain.translate(_LETTERS)
    # Folding case may bring accents back: "İ" becomes "i" with a dot.
    return _INVISIBLE.sub("", unicodedata.normalize("NFKD", plain))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


def identifying_values(people: Iterable[Applicant]) -> list[IdentifyingValue]:
    """What would give a person away: addresses, whole names, ids, other free text of eight characters or more.

    Answers never do: they are the same for many. Invented people (`fictional: true`) are left out.
    """
    found = [value for one in people if not one.fictional for value in _values_of(one)]
    return sorted({value for value in found if value.words}, key=lambda one: (one.profile, one.what, one.words))


def identifying_ids(profiles: Iterable[str]) -> list[IdentifyingValue]:
    """The ids of people of whom nothing else is known any more."""
    return [IdentifyingValue("id", one, words_of(one)) for one in sorted(set(profiles)) if _is_telling(one)]


def identifying_addresses(addresses: Iterable[tuple[str, str]]) -> list[IdentifyingValue]:
    """The addresses of people of whom nothing else is known any more: profile and address."""
    return [IdentifyingValue("address", profile, words_of(address)) for profile, address in sorted(set(addresses))]


def _values_of(one: Applicant) -> Iterator[IdentifyingValue]:
    if _is_telling(one.id):
        yield IdentifyingValue("id", one.id, words_of(one.id))
    for part in dataclasses.fields(one):
        value = getattr(one, part.name)
        if part.name in _PROFILE_FIELDS or not isinstance(value, str):
            continue
        words = words_of(value)
        if part.name == "email":
            yield IdentifyingValue("address", one.id, words)
        elif part.name == "name":
            for several in {words, (*words[-1:], *words[:-1])}:
                yield IdentifyingValue("name", one.id, several)
        elif len(value.strip()) >= WINDOW:
            yield IdentifyingValue("personal text", one.id, words)


def _is_telling(identity: str) -> bool:
    """Whether an id says anything: "17" stands on every page."""
    letters = "".join(words_of(identity))
    return len(letters) >= (6 if letters.isdigit() else 4)


class Lookout:
    """Looks for many values in a text at once."""

    def __init__(self, values: Iterable[IdentifyingValue]) -> None:
        self._anywhere: dict[str, list[IdentifyingValue]] = {}
        self._whole: dict[str, list[IdentifyingValue]] = {}
        self._unspaced: list[IdentifyingValue] = []
        for value in values:
            if len(value.squeezed) >= WINDOW:
                self._anywhere.setdefault(value.squeezed[:WINDOW], []).append(value)
            elif _CJK.search(value.squeezed):
                self._unspaced.append(value)
            else:
                self._whole.setdefault(value.words[0], []).append(value)

    def in_text(self, text: str) -> Iterator[IdentifyingValue]:
        """The values that stand in a text. Long ones are found across line breaks, hyphens and tags."""
        folded = fold(text)
        if self._anywhere or self._unspaced:
            squeezed = "".join(filter(str.isalnum, folded))
            for begin in self._begins_in(squeezed):
                yield from (value for value in self._anywhere[begin] if value.squeezed in squeezed)
            yield from (value for value in self._unspaced if value.squeezed in squeezed)
        if self._whole and (len(self._whole) > FEW or any(first in folded for first in self._whole)):
            words = _WORD.findall(folded)
            for first in self._whole.keys() & set(words):
                yield from (value for value in self._whole[first] if _stands_in(value.words, words))

    def _begins_in(self, squeezed: str) -> Iterable[str]:
        """The beginnings of values that stand in a text: looked for one by one, or where they are many all at once."""
        if len(self._anywhere) <= FEW:
            return [begin for begin in self._anywhere if begin in squeezed]
        windows = {squeezed[start : start + WINDOW] for start in range(len(squeezed) - WINDOW + 1)}
        return self._anywhere.keys() & windows


def _stands_in(wanted: tuple[str, ...], words: list[str]) -> bool:
    size = len(wanted)
    return any(tuple(words[start : start + size]) == wanted for start, word in enumerate(words) if word == wanted[0])
