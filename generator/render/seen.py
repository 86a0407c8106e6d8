"""A guide as its pages see it: what a page reads of it is noted, so that another value of that makes the page again."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from generator.logic.fingerprint import digest

View = dict[str, Any]
KEYS = "*"
"""Stands for which keys a mapping has."""


SAID = "entries"
"""What of a chapter follows from what its modules say; of a guide nothing else does, but for `minutes_of`."""


class Noting(dict[str, Any]):
    """A plain mapping that notes, under its own name and the key, what is looked up in it.

    Who goes through it has read all of it; who asks how many there are, which keys it has.
    """

    __slots__ = ("_name", "_noted")

    def __init__(self, name: str, values: Mapping[str, Any], noted: set[str]) -> None:
        super().__init__(values)
        self._name, self._noted = name, noted

    def __getitem__(self, key: str) -> Any:
        self._noted.add(f"{self._name}{key}")
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._noted.add(f"{self._name}{key}")
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        self._noted.add(f"{self._name}{key}")
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self._note_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._noted.add(f"{self._name}{KEYS}")  # asked by `{% if previous %}` too: that reads no value
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        self._note_all()
        return super().__eq__(other)

    def __repr__(self) -> str:
        self._note_all()
        return super().__repr__()

    def keys(self) -> Any:
        """All keys."""
        self._note_all()
        return super().keys()

    def values(self) -> Any:
        """All values."""
        self._note_all()
        return super().values()

    def items(self) -> Any:
        """All keys with their values."""
        self._note_all()
        return super().items()

    def _note_all(self) -> None:
        self._noted.update(f"{self._name}{key}" for key in (KEYS, *super().keys()))

    __hash__ = None


class SeenGuide:
    """The view of one guide, and of each of its chapters, noting what is read of them."""

    def __init__(self, view: View) -> None:
        self._noted: set[str] = set()
        self._plain: dict[str, object] = {}
        self._digests: dict[str, str] = {}
        seen = {id(one): self._noting(f"{one['id']}/", one, one) for one in view["chapters"]}
        parts = view["parts"]
        self.chapters = list(seen.values())
        shown = view | {
            "chapters": self.chapters,
            "parts": [one | {"chapters": [seen[id(chapter)] for chapter in one["chapters"]]} for one in parts],
        }
        # A chapter notes for itself what is read of it: where it is listed, only which one it is counts.
        listed = {
            "chapters": _ids(view["chapters"]),
            "parts": [one | {"chapters": _ids(one["chapters"])} for one in parts],
        }
        self.view = self._noting("", shown, view | listed)

    def _noting(self, name: str, shown: View, plain: View) -> Noting:
        self._plain |= {f"{name}{key}": value for key, value in plain.items()} | {f"{name}{KEYS}": sorted(plain)}
        return Noting(name, shown, self._noted)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """The names of what is read inside, filled in at its end."""
        before, read = set(self._noted), set[str]()
        self._noted.clear()
        try:
            yield read
        finally:
            read |= self._noted
            self._noted.clear()
            self._noted |= before

    def note(self, names: Iterable[str]) -> None:
        """Note that this was read, by what is read from now on in its place."""
        self._noted.update(names)

    def digest(self, names: Iterable[str]) -> str:
        """A name for the values of what was read."""
        return digest(*(f"{name} {self._digest(name)}" for name in names))

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = values_digest(self._plain[name]) if name in self._plain else ""
        return self._digests[name]


def is_said(read: Iterable[str], chapters: Iterable[str]) -> bool:
    """Whether something of what was read of a guide follows from what the modules of these chapters say.

    How long it takes to read them is not looked at.
    """
    return not {f"{name}/{SAID}" for name in chapters}.isdisjoint(read)


def minutes_of(view: View) -> str:
    """How long it takes to read a guide, and each of its chapters."""
    return " ".join(str(one["minutes"]) for one in (view, *view["chapters"]))


def _ids(chapters: Iterable[View]) -> list[str]:
    return [chapter["id"] for chapter in chapters]


def values_digest(values: object) -> str:
    """A name for plain values and HTML, the same for equal ones however they share their parts."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.fast = True  # what is there twice is written twice, whether or not it is one thing in memory
    pickler.dump(values)
    return hashlib.sha256(out.getbuffer()).hexdigest()[:32]
