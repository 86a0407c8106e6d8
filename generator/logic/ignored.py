"""What a reader can read and what is not a change nevertheless of a handbook, each with its reason: the one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.model.catalog_kinds import NOTICE, ROW
from generator.model.line import Line, LineKind
from generator.model.line_kinds import ANSWER, COST, MAYBE_COST, QUESTION, SECTION, SOURCE, SUM


@dataclass(frozen=True, slots=True)
class Ignored:
    """Fields of a kind of line (all of them without names), and who ignores them: `verify`, by the seal, and `send`."""

    kind: LineKind[Any]
    fields: tuple[str, ...]
    seal: bool
    send: bool
    reason: str

    def holds(self, line: Line, name: str) -> bool:
        """Whether it is about this field."""
        return line.kind is self.kind and (not self.fields or name in self.fields)


IGNORED = (
    Ignored(
        SECTION, ("reviewed",), seal=False, send=True,
        reason="a text that was read again and found right says the same; the seal knows the file, day and all",
    ),
    Ignored(
        SOURCE, ("checked",), seal=True, send=True,
        reason="a source that was looked up again and found the same says the same",
    ),
    Ignored(
        SOURCE, ("expires",), seal=False, send=True,
        reason="readers are told the first of these days alone, on the cover, and that is compared",
    ),
    Ignored(
        COST, ("by_number",), seal=True, send=True,
        reason="only the page shows what another number would cost; what was printed and sent does not",
    ),
    Ignored(
        MAYBE_COST, (), seal=True, send=True,
        reason="only the page shows what another number would cost; what was printed and sent does not",
    ),
    Ignored(
        SOURCE, ("value",), seal=False, send=True,
        reason="the value of a fact is read in the texts that print it, and these are compared themselves",
    ),
    Ignored(
        QUESTION, ("choices",), seal=False, send=True,
        reason="only the page offers answers to choose from; what was printed and sent does not",
    ),
    Ignored(
        ANSWER, ("label",), seal=False, send=True,
        reason="what a question is called is not news to somebody who has answered it",
    ),
    Ignored(
        SECTION, ("days",), seal=False, send=True,
        reason="the day of a task is a line of its own, and told there",
    ),
    Ignored(
        SUM, (), seal=True, send=False,
        reason="a sum follows from its lines, which are sealed",
    ),
    Ignored(
        SECTION, ("why",), seal=True, send=True,
        reason="why somebody gets a text is worded from their answers, and these are compared themselves",
    ),
    Ignored(
        ROW, ("checked",), seal=True, send=True,
        reason="a row that was looked up again and found the same says the same",
    ),
    Ignored(
        NOTICE, ("checked",), seal=True, send=True,
        reason="a note that was looked up again and found the same says the same",
    ),
)  # fmt: skip


def is_sealed(line: Line, name: str) -> bool:
    """Whether a field counts for the seal of a handbook."""
    return not any(one.seal for one in IGNORED if one.holds(line, name))


def is_sent(line: Line, name: str) -> bool:
    """Whether a field counts for what `send` compares."""
    return not any(one.send for one in IGNORED if one.holds(line, name))
