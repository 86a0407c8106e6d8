"""Diagnostics: what is wrong in a project's files, where, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the project: POSIX path relative to the project, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NO_PLACE = Span("")
"""Of what no file of the project is the cause."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `witness` is a set of answers with which anybody can see it."""

    severity: Severity
    code: str
    message: str
    span: Span
    suggestion: str | None = None
    witness: Mapping[str, str] | None = None

    @property
    def order(self) -> tuple[Span, str, str]:
        return (self.span, self.code, self.message)


@dataclass(slots=True)
class Diagnostics:
    """Gathers the findings of a stage, so that all of them are shown at once.

    `lost` names what is declared but could not be read, by kind ("facts") and name; "*" stands for all of a kind. Who
    refers to it has made no mistake.
    """

    found: list[Diagnostic] = field(default_factory=list)
    lost: set[tuple[str, str]] = field(default_factory=set)

    def lose(self, kind: str, name: str = "*") -> None:
        """Note that a name is declared, or that any name may be, but could not be read."""
        self.lost.add((kind, name))

    def is_lost(self, kind: str, name: str) -> bool:
        """Whether a name may be declared in a place that could not be read."""
        return (kind, name) in self.lost or (kind, "*") in self.lost

    def error(
        self,
        code: str,
        message: str,
        span: Span,
        suggestion: str | None = None,
        witness: Mapping[str, str] | None = None,
    ) -> None:
        self.found.append(Diagnostic("error", code, message, span, suggestion, witness))

    def warning(
        self,
        code: str,
        message: str,
        span: Span,
        suggestion: str | None = None,
        witness: Mapping[str, str] | None = None,
    ) -> None:
        self.found.append(Diagnostic("warning", code, message, span, suggestion, witness))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        self.found.extend(others)

    @property
    def has_errors(self) -> bool:
        return any(one.severity == "error" for one in self.found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(in_order(self.found))

    def __len__(self) -> int:
        return len(self.found)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be made for one profile: everything that was found."""

    found: tuple[Diagnostic, ...]

    @classmethod
    def saying(cls, words: str) -> Self:
        """A failure that no place of a file is the cause of: the PDF engine, a handbook that is missing."""
        return cls((Diagnostic("error", "failed", words, NO_PLACE),))

    def __str__(self) -> str:
        """Everything in one line, for a cell of a table."""
        sentences = (f"{one.message} ({one.suggestion})" if one.suggestion else one.message for one in self.found)
        return "; ".join(sentences)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and drop what was found twice."""
    unique = {(one.severity, one.code, one.message, one.span): one for one in found}
    return sorted(unique.values(), key=lambda one: one.order)


_FEW = 12


def nearest_or_all(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`; where nothing is near, all of them if they are few."""
    names = sorted(known)
    few = f"known: {', '.join(names)}" if 0 < len(names) <= _FEW else None
    return nearest(word, names) or few


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, as a "did you mean" suggestion; None where nothing is near."""
    names = sorted(known)
    matches = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if not matches:
        folded = {name.casefold().replace("_", "-"): name for name in names}
        matches = [
            folded[key] for key in difflib.get_close_matches(word.casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
        ]
    return f"did you mean '{matches[0]}'?" if matches else None
