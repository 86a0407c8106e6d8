"""The settings of a source as YAML: short, in lines that fit a page, for a person to keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from generator.model.settings import RosterSettings

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*[A-Za-z0-9]|[A-Za-z]")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def source_block(name: str, settings: RosterSettings, comments: Iterable[str] = ()) -> list[str]:
    """The lines of one source, as they are below `rosters:`. `comments` are lines for what a person must decide."""
    columns = [f"{key}: {_headers(headers)}" for key, headers in settings.columns.items()]
    answers = [
        f"{facet}: {{{', '.join(f'{_scalar(words)}: {_value(value)}' for words, value in known.items())}}}"
        for facet, known in settings.answers.items()
    ]
    lines = [f"  {_scalar(name)}:"]
    lines += _flow("columns", columns, "{}")
    lines += _flow("answers", answers, "{}")
    lines += [f"    dates: {settings.dates}"] if settings.dates else []
    lines += _flow("ignore", list(map(_scalar, settings.ignore)), "[]")
    lines += [f"    sheet: {_scalar(settings.sheet)}"] if settings.sheet else []
    lines += [] if settings.hidden == "leave-out" else [f"    hidden: {settings.hidden}"]
    return [*lines, *(f"    # {one}" for one in comments)]


def with_source(text: str, name: str, block: list[str]) -> str | None:
    """`guidegen.yaml` with one source's lines added, or in place of its old ones; None where its form forbids it.

    What a person wrote stays as it is: where the old lines hold a comment, or `rosters:` is written on one line,
    nothing is changed.
    """
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if re.match(r"rosters:(\s|$)", line)), None)
    if start is None:
        gap = [] if not lines or not lines[-1].strip() else [""]
        return "\n".join([*lines, *gap, "rosters:", *block]) + "\n"
    if lines[start].partition(":")[2].partition("#")[0].strip():
        return None
    end = next((at for at in range(start + 1, len(lines)) if re.match(r"[^\s#]", lines[at])), len(lines))
    heads = [at for at in range(start + 1, end) if re.match(r"  \S", lines[at]) and not lines[at].startswith("  #")]
    own = next((at for at in heads if lines[at].strip().partition(":")[0].strip("'\"") == name), None)
    if own is None:
        while end > start + 1 and not lines[end - 1].strip():
            end -= 1
        return "\n".join([*lines[:end], *block, *lines[end:]]) + "\n"
    last = next((at for at in heads if at > own), end)
    while last > own + 1 and not lines[last - 1].strip():
        last -= 1
    if any("#" in line for line in lines[own:last]):
        return None
    return "\n".join([*lines[:own], *block, *lines[last:]]) + "\n"


def _headers(headers: tuple[str, ...]) -> str:
    return _scalar(headers[0]) if len(headers) == 1 else f"[{', '.join(map(_scalar, headers))}]"


def _flow(key: str, entries: list[str], brackets: str) -> list[str]:
    """`key: {a, b}` over as many lines as it needs; nothing where there are no entries."""
    if not entries:
        return []
    lines, line = [], f"    {key}: {brackets[0]}"
    for number, entry in enumerate(entries):
        piece = entry + ("," if number < len(entries) - 1 else brackets[1])
        if len(line) + len(piece) > WIDTH and line.strip() != f"{key}: {brackets[0]}":
            lines.append(line.rstrip())
            line = "      "
        line += piece + " "
    return [*lines, line.rstrip()]


def _scalar(words: str) -> str:
    """A text of YAML that reads as this text again: one line, quoted where it needs to be."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    if _PLAIN.fullmatch(line) and line.casefold() not in _WORDS_OF_YAML:
        return line
    return json.dumps(line, ensure_ascii=False)


def _value(value: str | None) -> str:
    return "null" if value is None else _scalar(value)


def open_comment(facet: str, answers: Iterable[str], allowed: Iterable[str]) -> str:
    """A line for answers that only a person can tell, to be filled in and kept."""
    listed = ", ".join(f"{_scalar(words)}: ..." for words in answers)
    return f"still open, under answers: {facet}: {{{listed}}}, each one of {', '.join(allowed)} or null"


def answer_line(words: str, value: str | None) -> str:
    """One entry of `answers:` as it is written."""
    return f"`{_scalar(words)}: {'...' if value == '...' else _value(value)}`"
