"""What was read of a project's files in earlier runs: each module alone, and all other files together.

Only what nothing was found wrong with is kept, so that whatever there is to be said is said every time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from generator.cache import keep_named, read_named, trim
from generator.logic.subject import Subject
from generator.model.module import Module
from generator.model.outline import Outline
from generator.model.profile import Example

MOST = 32 << 20
"""Bytes that what was read may take; the shipped guide takes two million."""

UNREADABLE = (
    pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError, ImportError, LookupError, MemoryError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What reading a file raises that was not written here."""

_MODELS = "generator.model."
_OTHERS = {"generator.diagnostics", "generator.logic.comparison", "generator.logic.subject"}
"""Where the classes are of which a project is made, besides plain values and days."""


class Others(NamedTuple):
    """What the files of a project say that are not modules. `given` are fields of the project by name.

    `subjects` are what conditions can test, and what those of these files compare; `steps` are the ids of steps.
    """

    subjects: Mapping[str, Subject]
    steps: frozenset[str]
    outline: Outline | None
    examples: Mapping[str, Example]
    given: Mapping[str, Any]


Read = tuple[str, Module, tuple[Subject, ...]]
"""The hash of a module's file, what it says, and the subjects that its conditions brought."""


class ReadBefore:
    """Knows what was read in a folder of the cache under a name, which is that of all files but modules.

    `is_still` says whether these files still have this name: else nobody knows what was read.
    """

    def __init__(self, folder: Path, name: str, is_still: Callable[[], bool]) -> None:
        self.folder, self.name, self.is_still = folder, name, is_still
        others = self._read("others")
        self._others = None if others is None else Others(*others)
        known = self._read("modules")
        self._known: dict[str, Read] = known if isinstance(known, dict) else {}
        self._now: dict[str, Read] = {}

    @property
    def others(self) -> Others | None:
        """What all files but modules say; None where that is not known."""
        return self._others

    def keep_others(self, others: Others) -> None:
        """Know this, if the files are still as they were named."""
        if self.is_still():
            self._others = others
            self._write("others", tuple(others))

    def module(self, path: str, source: str, subjects: dict[str, Subject]) -> Module | None:
        """What the file of a module says, its subjects added to the others; None where that is not known."""
        known = self._known.get(path)
        if known is None or known[0] != _hash(source):
            return None
        self._now[path] = known
        for one in known[2]:
            before = subjects.get(one.name)
            subjects[one.name] = one if before is None else replace(before, places=(*before.places, *one.places))
        return known[1]

    def know_module(
        self, module: Module, source: str, before: Mapping[str, Subject], now: Mapping[str, Subject]
    ) -> None:
        """Know what the file of a module says; the subjects are those `before` it was read, and `now`."""
        brought = []
        for name, one in now.items():
            earlier = before.get(name)
            if earlier is not one:
                brought.append(one if earlier is None else replace(one, places=one.places[len(earlier.places) :]))
        self._now[module.path] = _hash(source), module, tuple(brought)

    def keep_modules(self) -> None:
        """Keep what is known of modules now; nothing is written where nothing is new."""
        if self._others is not None and self._now != self._known:
            self._write("modules", self._now)

    def _read(self, name: str) -> Any:
        content = read_named(self.folder / name, self.name)
        try:
            return None if content is None else _Reader(io.BytesIO(content)).load()
        except UNREADABLE:
            return None

    def _write(self, name: str, values: object) -> None:
        keep_named(self.folder / name, self.name, pickle.dumps(values, 5))
        trim(self.folder, MOST)


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


class _Reader(pickle.Unpickler):
    """Reads values of a project and nothing else: a foreign file makes nothing run."""

    def find_class(self, module: str, name: str) -> type:
        """The class of a value."""
        if (module, name) == ("datetime", "date"):
            return dt.date
        if module.startswith(_MODELS) or module in _OTHERS:
            found = super().find_class(module, name)
            # A name with dots would lead from a module of the project to what that module has imported.
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not part of a project")
