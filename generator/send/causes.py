"""Why a handbook is another one, in the words of the project, so that people can be grouped by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from generator.diagnostics import nearest
from generator.errors import UsageError
from generator.model.line_kinds import ADDRESS, COLUMN, KINDS, SOURCE, TERM
from generator.send.substance import ORDER, Substance, fields_of

NOTE = "note"
LEAVABLE = {
    "sources": SOURCE.name,
    "terms": TERM.name,
    "addresses": ADDRESS.name,
    "columns": COLUMN.name,
    "notes": NOTE,
}
"""What an office may call not worth a message, each with the kind of line or the field that it is."""

_KINDS = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One change: the kind and the id of a line, and the field; with an empty field the whole line came or went."""

    kind: str
    id: str
    field: str = ""

    @property
    def words(self) -> str:
        """Such as "the note of source ECF-04"."""
        if self.kind == ORDER:
            return "the order of sections"
        if not self.field:
            return f"{self.kind} {self.id}, new or gone"
        return f"{_KINDS[self.kind].field(self.field).called} of {self.kind} {self.id}"


def causes_between(old: Substance, new: Substance) -> frozenset[Cause]:
    """Every line and field in which two handbooks differ; empty where they say the same."""
    found: set[Cause] = set()
    for name in old.keys() | new.keys():
        kind, _, identity = name.partition(":")
        if name == ORDER:
            found |= {Cause(ORDER, "")} if old.get(name) != new.get(name) else set()
            continue
        was, now = fields_of(old.get(name)), fields_of(new.get(name))
        if was is None or now is None:
            found.add(Cause(kind, identity))
        else:
            found |= {
                Cause(kind, identity, field) for field in was.keys() | now.keys() if was.get(field) != now.get(field)
            }
    return frozenset(found)


def leavable(words: str) -> frozenset[str]:
    """The kinds and fields that a list such as "sources,notes" names.

    Raises UsageError for a word that is not one of LEAVABLE.
    """
    given = [word.strip() for word in words.split(",")]
    for word in given:
        if word not in LEAVABLE:
            hint = nearest(word, LEAVABLE)
            known = ", ".join(LEAVABLE)
            raise UsageError(f"--not-for: '{word}' is not one of {known}" + (f"; {hint}" if hint else ""))
    return frozenset(LEAVABLE[word] for word in given)


def is_left(causes: Collection[Cause], left: Collection[str]) -> bool:
    """Whether everything that changed is of the kinds or fields that are left."""
    return bool(causes) and all(cause.kind in left or cause.field in left for cause in causes)
