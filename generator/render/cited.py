"""Facts in running text: the number of a source comes after the comma or full stop that follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generator.render.fragments import Piece

_ENDING = re.compile(r"[.,;:!?\u2026]+")

Cite = Callable[[Piece], tuple[str, str] | None]
"""Gives the value of a fact and the number of its source as HTML; None for a piece that is not a fact."""


def joined_pieces(pieces: Iterable[Piece], cite: Cite, fill: Callable[[Piece], str]) -> str:
    """The HTML of pieces in a row; `fill` gives that of all but facts. Facts next to each other share an ending."""
    out: list[str] = []
    sources: list[str] = []
    for piece in pieces:
        cited = cite(piece)
        if cited is not None:
            out.append(cited[0])
            sources.append(cited[1])
            continue
        words = fill(piece)
        if sources and isinstance(piece, str):
            ending = _ENDING.match(words)
            out.append(ending.group() if ending else "")
            words = words[ending.end() :] if ending else words
        out += [*sources, words]
        sources = []
    return "".join([*out, *sources])
