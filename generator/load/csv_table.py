"""Reading a CSV file as a table, whatever wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostics, Span
from generator.load.headers import LOOKED_AT, HeaderNames, find_header
from generator.load.recurring import Recurring
from generator.model.roster import Header, RosterRow, RosterTable

DELIMITERS = (",", ";", "\t")
MOST_BYTES = 50_000_000
MOST_LINES = 200
"""Lines one record may have; more is a quote left open."""

OPEN_QUOTE = "a quote is opened here and not closed, or is inside a cell without being doubled"


def read_csv(
    path: str, data: bytes, encoding: str | None, names: HeaderNames, diagnostics: Diagnostics
) -> RosterTable | None:
    """The rows of a CSV file; None (and one error) where it is not readable at all.

    The delimiter is the one with which most headers are understood.
    """
    if len(data) > MOST_BYTES:
        message = f"the file has {len(data)} bytes; at most {MOST_BYTES} are read"
        diagnostics.error("file-too-large", message, Span(path))
        return None
    known = _encoding(path, data, encoding, diagnostics)
    if known is None:
        return None

    def lines() -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(data), known, newline="")

    first, line = next(((number, line) for number, line in enumerate(lines()) if line.strip()), (None, ""))
    if first is None:
        diagnostics.error("empty-roster", "the file is empty", Span(path))
        return None
    declared = _declared_delimiter(line)
    start = first if declared is None else first + 1
    best: tuple[tuple[int, int, int], str, int, Header] | None = None
    for order, delimiter in enumerate((declared,) if declared else DELIMITERS):
        looked_at = list(itertools.islice(records(lines(), start, delimiter, None), LOOKED_AT + 2))
        if not looked_at or looked_at[0].problem is not None:
            continue
        header = find_header([() if one.problem else one.cells for one in looked_at], names)
        if header is None:
            continue
        fit = (names.count(header.names), len(header.names), -order)
        if best is None or fit > best[0]:
            best = fit, delimiter, looked_at[header.first].number - 1, header
    if best is None:
        diagnostics.error("bad-csv", OPEN_QUOTE, Span(path, start + 1))
        return None
    _, delimiter, top, header = best
    rows = itertools.islice(records(lines(), top, delimiter, len(header.names)), header.size, None)
    kept = tuple(row for row in rows if row.problem or any(row.cells))
    return RosterTable(path, top + 1, header, kept)


def _encoding(path: str, data: bytes, encoding: str | None, diagnostics: Diagnostics) -> str | None:
    """In what a file is written; None (and an error) where it cannot be read so."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        diagnostics.error(
            "bad-encoding",
            f"byte {error.start + 1} of the file is not {encoding or 'UTF-8'}",
            Span(path, line),
            "save it as 'CSV UTF-8', or name its encoding, such as --encoding cp1252",
        )
        return None
    if text.count("\0") > len(text) // 4:
        diagnostics.error(
            "bad-encoding",
            "a quarter of the file is NUL characters, as in UTF-16 without a mark",
            Span(path, text.count("\n", 0, text.index("\0")) + 1),
            "save it as 'CSV UTF-8', or say --encoding utf-16-le",
        )
        return None
    return encoding or "utf-8"


def _declared_delimiter(line: str) -> str | None:
    """Spreadsheet programs may write `sep=;` as the first line."""
    words = line.strip().casefold()
    return words[4:] if words.startswith("sep=") and words[4:] in DELIMITERS else None


def records(lines: Iterable[str], first: int, delimiter: str, width: int | None) -> Iterator[RosterRow]:
    """Each record with the line it starts on. Where one is broken, reading goes on with the very next line."""
    window, recurring = _Window(lines, first), Recurring()
    while (line := window.line(0)) is not None:
        feed = _Feed(window)
        start = window.start
        try:
            cells = tuple(
                recurring.same(cell.strip())
                for cell in next(csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True))
            )
        except csv.Error:
            yield RosterRow(start + 1, (line.rstrip("\r\n"),), OPEN_QUOTE)
            window.pass_over(1)
            continue
        # Programs write empty cells behind the last column, which is nothing; a cell that holds something there, or a
        # record that ends too early, is. A record over several lines is then most likely one whose quotation mark was
        # never closed, which ate the rows below: only its first line is given up, and reading goes on with the next.
        is_uneven = width is not None and (len(cells) < width or any(cells[width:]))
        if cells and is_uneven:
            several = feed.taken > 1
            problem = OPEN_QUOTE if several else f"the row has {len(cells)} cells, the header has {width}"
            yield RosterRow(start + 1, (line.rstrip("\r\n"),) if several else cells, problem)
            window.pass_over(1)
            continue
        yield RosterRow(start + 1, cells if width is None else cells[:width])
        window.pass_over(feed.taken)


class _Window:
    """Lines from the one in hand on, which is number `start`; those before it are forgotten."""

    def __init__(self, lines: Iterable[str], start: int) -> None:
        self.rest, self.start = itertools.islice(lines, start, None), start
        self.held: deque[str] = deque()

    def line(self, ahead: int) -> str | None:
        """A line so far ahead of the one in hand; None after the last one."""
        while ahead >= len(self.held):
            line = next(self.rest, None)
            if line is None:
                return None
            self.held.append(line)
        return self.held[ahead]

    def pass_over(self, count: int) -> None:
        """Take the line in hand to be a later one."""
        self.start += count
        for _ in range(count):
            self.held.popleft()


class _Feed:
    """Gives a reader one record's lines and counts them."""

    def __init__(self, window: _Window) -> None:
        self.window, self.taken = window, 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = None if self.taken == MOST_LINES else self.window.line(self.taken)
        if line is None:
            raise StopIteration
        self.taken += 1
        return line
