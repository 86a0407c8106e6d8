"""Lines of code: between which fences, and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span
from generator.load.dialects import code_advice
from generator.prose.lines import CONTAINERS, FENCE

_LANGUAGE = re.compile(r"[ ]*[\w#.+-]*[ ]*")


@dataclass(frozen=True, slots=True)
class OpenCode:
    """Code that is open: its fence, where it is, and whether it is in an item or a quotation."""

    fence: str
    span: Span
    is_inside: bool


class CodeReader:
    """Tells, line after line, what is code. `code` is what is open."""

    def __init__(self, path: str, diagnostics: Diagnostics) -> None:
        self.path, self.diagnostics = path, diagnostics
        self.code: OpenCode | None = None

    def holds(self, line: str, place: Span) -> bool:
        """Whether a line is in code, or opens or closes it."""
        opening = CONTAINERS.match(line)
        start = opening.end() if opening is not None else 0
        is_inside = start > 0
        if self.code is None:
            fence = FENCE.fullmatch(line[start:])
            if fence is None:
                return False
            advice = code_advice(fence["info"].strip())
            if advice is not None or not _LANGUAGE.fullmatch(fence["info"]):
                advice = advice or f"write the name of the language alone, or just {fence['fence']}"
                where = Span(self.path, place.line, start + len(fence["fence"]) + 1)
                self.diagnostics.error("bad-code", f"'{fence['info'].strip()}' means nothing here", where, advice)
            self.code = OpenCode(fence["fence"], place, is_inside)
            return True
        bare = line.strip(" \t>")
        if len(bare) < len(self.code.fence) or bare.strip(self.code.fence[0]):
            return True
        if is_inside != self.code.is_inside:
            message = "code ends where it begins: at the left margin, or as far in as its item"
            self.diagnostics.error("indented-code", message, place)
        self.code = None
        return True

    def end(self) -> bool:
        """Report code that is not closed at the end of the text; whether there is any."""
        if self.code is not None:
            advice = f"write '{self.code.fence}' on a line of its own where it ends"
            self.diagnostics.error("unclosed-code", "this code is not closed", self.code.span, advice)
        return self.code is not None
