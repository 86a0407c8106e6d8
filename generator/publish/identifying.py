"""The values that identify a person, in the one form in which they are looked for."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.model.profile import Applicant, Profile

WINDOW = 8
"""Values of this many letters and digits are found wherever they are; shorter ones only as whole words."""

LONG = 12
"""Names of this many letters are found inside other words too: "drzenobiakruger"."""

FEW = 300
"""Up to so many values it is quicker to look for each than to cut a text into all its stretches."""

SHORTEST_NAME = 5
"""Letters of a name of one word that is looked for: "May" and "Will" are on every page."""

# Accents (also of Hebrew and Arabic), the stretching of Arabic, and what is not seen.
_INVISIBLE = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "Đ": "D", "Ð": "D", "Ø": "O", "Ł": "L", "Ħ": "H", "Æ": "Ae", "Œ": "Oe", "Þ": "Th",
})  # fmt: skip
_OTHER_LETTERS = re.compile("[đðøłħıæœþĐÐØŁĦÆŒÞ]")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_PROFILE_FIELDS = {one.name for one in dataclasses.fields(Profile)}


@dataclass(frozen=True, slots=True)
class IdentifyingValue:
    """A value of a person: what it is, whose, and its words folded; `small` are those that a name has in lower case."""

    what: str
    profile: str
    words: tuple[str, ...]
    small: frozenset[str] = frozenset()

    @property
    def squeezed(self) -> str:
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Leak:
    """A file that holds a person's value. The value itself is never repeated."""

    path: str
    what: str
    profile: str

    def __str__(self) -> str:
        return f"{self.path} holds the {self.what} of applicant '{self.profile}'"


def unaccented(text: str) -> str:
    """Text without accents and invisible characters."""
    if text.isascii():
        return text
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    return plain.translate(_LETTERS) if _OTHER_LETTERS.search(plain) else plain


def fold(text: str) -> str:
    """Text without case, accents and invisible characters."""
    if text.isascii():
        return text.lower()
    # Folding case may bring accents back: "İ" becomes "i" with a dot.
    return unaccented(unaccented(text).casefold())


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


def identifying_names(names: Iterable[tuple[str, str]]) -> list[IdentifyingValue]:
    """The names of people: profile and name. Each in any order of its words."""
    return [
        IdentifyingValue("name", profile, words, _small_in(unaccented(name)))
        for profile, name in sorted(set(names))
        for words in _orders_of(name)
    ]


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
            yield from identifying_names([(one.id, value)])
        elif len(value.strip()) >= WINDOW:
            yield IdentifyingValue("personal text", one.id, words)


def _orders_of(name: str) -> Iterator[tuple[str, ...]]:
    """A name with each of its words in front, and with its umlauts spelled out."""
    composed = unicodedata.normalize("NFC", name).casefold()
    for words in {words_of(name), words_of(composed.translate(_SPELLED_OUT))}:
        if len(words) != 1 or not words[0].isascii() or len(words[0]) >= SHORTEST_NAME:
            yield from {(*words[at:], *words[:at]) for at in range(len(words))}


def _is_telling(identity: str) -> bool:
    """Whether an id says anything: "17" is on every page."""
    letters = "".join(words_of(identity))
    return len(letters) >= (6 if letters.isdigit() else 4)


class Lookout:
    """Looks for many values in a text at once."""

    def __init__(self, values: Iterable[IdentifyingValue]) -> None:
        self._anywhere: dict[str, list[IdentifyingValue]] = {}
        self._whole: dict[str, list[IdentifyingValue]] = {}
        self._unspaced: list[IdentifyingValue] = []
        for value in (one for one in values if one.words):
            if len(value.squeezed) >= WINDOW:
                self._anywhere.setdefault(value.squeezed[:WINDOW], []).append(value)
            elif _CJK.search(value.squeezed):
                self._unspaced.append(value)
            else:
                self._whole.setdefault(value.words[0], []).append(value)

    def in_text(self, text: str) -> Iterator[IdentifyingValue]:
        """The values that are in a text. Long ones are found across line breaks, hyphens and tags."""
        folded = fold(text)
        yield from (value for value in self._likely_in(folded) if _stands_as_itself(value, text, folded))

    def _likely_in(self, folded: str) -> Iterator[IdentifyingValue]:
        """The values whose letters are in a text, whatever is between them."""
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
        """The beginnings of values that are in a text: looked for one by one, or where they are many all at once."""
        if len(self._anywhere) <= FEW:
            return [begin for begin in self._anywhere if begin in squeezed]
        windows = {squeezed[start : start + WINDOW] for start in range(len(squeezed) - WINDOW + 1)}
        return self._anywhere.keys() & windows


def _stands_in(wanted: tuple[str, ...], words: list[str]) -> bool:
    size = len(wanted)
    return any(tuple(words[start : start + size]) == wanted for start, word in enumerate(words) if word == wanted[0])


def _stands_as_itself(value: IdentifyingValue, text: str, folded: str) -> bool:
    """Whether it is the value that is written: "For a student, 1 month" is not the id 'student-1', "do an elective" is
    not An Do, and "human strong" not An Strong.
    """
    if value.what == "id":
        return _hyphened(value.words).search(folded) is not None
    if _CJK.search(value.squeezed):
        return True
    if len(value.squeezed) >= WINDOW:
        is_found_anywhere = value.what == "name" and len(value.squeezed) >= LONG
        return is_found_anywhere or _has_edges(value.squeezed, unaccented(text))
    if value.what != "name":
        return True
    written = _spaced(value.words).findall(unaccented(text))
    is_name = any(not _small_in(one) - value.small for one in written)
    return is_name or not written or _hyphened(value.words).search(folded) is not None


def _has_edges(squeezed: str, plain: str) -> bool:
    """Whether letters that are in a text begin and end where a word does, also as in "DrLiNa" and "lina7"."""
    found = list(_scattered(squeezed).finditer(plain))
    return not found or any(
        _is_edge(plain[one.start() - 1 : one.start()], plain[one.start()])
        and _is_edge(plain[one.end() - 1], plain[one.end() : one.end() + 1])
        for one in found
    )


def _is_edge(before: str, after: str) -> bool:
    return not (before.isalpha() and after.isalpha()) or (before.islower() and after.isupper())


def _small_in(text: str) -> frozenset[str]:
    """The words that a text has in lower case."""
    return frozenset(word for word in _WORD.findall(text) if word[0].islower())


@cache
def _hyphened(words: tuple[str, ...]) -> re.Pattern[str]:
    """These words as an id or an address has them, and as nothing longer."""
    between = r"(?:[-_.\u2010-\u2015]\s*)"
    return re.compile(rf"(?<![\w-]){between.join(map(re.escape, words))}(?![\w-])")


@cache
def _spaced(words: tuple[str, ...]) -> re.Pattern[str]:
    """These words one after the other, in any case."""
    between = r"[\W_]+"
    return re.compile(rf"(?i)(?<![^\W_])(?=({between.join(map(re.escape, words))})(?![^\W_]))")


@cache
def _scattered(squeezed: str) -> re.Pattern[str]:
    """These letters in any case, with anything but letters and digits between them."""
    return re.compile(r"(?i)" + r"[\W_]*".join(map(re.escape, squeezed)))
