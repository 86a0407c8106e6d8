"""Lines: whatever a reader can read that is not prose, one after the other, each with its fields in order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generator.diagnostics import Span
from generator.model.condition import Condition

MadeFrom = TypeVar("MadeFrom")
"""What a line is made from."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One field of a kind of line.

    `said` is the pattern of its words ("ready by {}"), `called` what a message calls it ("the note"). What moves though
    nobody changed it (with the day, or with what comes before it) is not `compared`. What is `quiet` only follows
    from other fields in most cases, and is said where nothing else changed. What is not `is_read` is seen, counted or
    heard, but no page has its words.
    """

    name: str
    said: str = "{}"
    called: str = ""
    compared: bool = True
    quiet: bool = False
    is_read: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class LineKind(Generic[MadeFrom]):
    """A kind of line, with its fields; the first one is what a line is about.

    Its parameter is the type of what its lines are made from, which pages, calendar and workbook read.

    `plural` names all lines of the kind, `named` is the pattern of what a message calls one of them, made from its
    label and its fields. Lines that `follow` are there because something else is: a source because a text cites it.
    `is_own` lines tell of the reader: two readers differ there anyway. `page` is the page of a guide that lists them.
    """

    name: str
    plural: str
    named: str
    fields: tuple[FieldKind, ...]
    page: str | None = None
    follows: bool = False
    is_own: bool = False

    def field(self, name: str) -> FieldKind:
        """The field of this name."""
        return next(one for one in (*self.fields, LABEL, LEAD) if one.name == name)


LABEL = FieldKind("label", called="the name")
LEAD = FieldKind("lead", called="for whom it is")
"""What every line has: both are compared as fields are."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a line: its value, by which it is compared, and all of it in words; no words where there is nothing
    to read. `place` is where it is written, where that is not the place of its line.
    """

    name: str
    value: Hashable
    words: str = field(compare=False)
    place: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a reader can read.

    `entry` is what it is made from, of its kind's type; `Guide.entries` gives these typed. `lead` are the words over a
    line that may not be for this reader, `unsettled` the conditions that their answers leave open of it. `place` is
    where the project's files say it, `chapter` the chapter it is in.
    """

    kind: LineKind[Any]
    id: str
    label: str
    fields: tuple[Field, ...]
    place: Span
    entry: Any = None
    lead: str | None = None
    unsettled: tuple[Condition, ...] = ()
    chapter: str | None = None

    @property
    def main(self) -> Field:
        """What the line is about."""
        return self.fields[0]

    @property
    def compared(self) -> Mapping[str, Field]:
        """Everything that counts where two guides are compared, by name: label, lead and fields."""
        own = (Field(LABEL.name, self.label, self.label), Field(LEAD.name, self.lead, self.lead or ""))
        fields = (one for kind, one in zip(self.kind.fields, self.fields, strict=True) if kind.compared)
        return {one.name: one for one in (*own, *fields)}

    def says_as(self, other: Line) -> bool:
        """Whether all that is `compared` is equal to that of another line of the same kind."""
        # Nearly all lines of two guides are alike: naming each field first took most of the time of a comparison.
        return self is other or (
            (self.label, self.lead) == (other.label, other.lead)
            and all(
                one.value == another.value
                for kind, one, another in zip(self.kind.fields, self.fields, other.fields, strict=True)
                if kind.compared
            )
        )

    def unlike(self, other: Line) -> Mapping[str, tuple[Field, Field]]:
        """What is `compared` and differs from that of another line of the same kind, both by name."""
        found: dict[str, tuple[Field, Field]] = {}
        for name, own, its in ((LABEL.name, self.label, other.label), (LEAD.name, self.lead, other.lead)):
            if own != its:
                found[name] = Field(name, own, own or ""), Field(name, its, its or "")
        for kind, one, another in zip(self.kind.fields, self.fields, other.fields, strict=True):
            if kind.compared and one.value != another.value:
                found[one.name] = one, another
        return found

    def words(self, name: str) -> str:
        """The words of one field."""
        return next(one.words for one in self.fields if one.name == name)

    @property
    def name(self) -> str:
        """What a message calls the line."""
        return self.kind.named.format(label=self.label, **{one.name: one.words for one in self.fields})
