"""The atoms of a book in their order, with what the seams between its pieces ask for."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from generator.render.press.piece import Atom, ColumnSet, End, Piece
from generator.render.press.unfit import Unfit

AVOID = ("avoid", "avoid-page")
FORCED = ("page", "left", "right", "recto", "verso")


@dataclass(frozen=True, slots=True)
class Use:
    """A piece in a book, with the elements around it: each a name and a key that is its own in the book."""

    piece: Piece
    path: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a box of a book ends that began with the atom `first`: `content`, `bottom` and `below` as in `End`.

    Both are counted from the top of the atom it ends with. A margin that stays inside the box around is in `below`.
    """

    first: int
    content: float
    bottom: float
    below: float
    depth: int


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A note that the atom `slot` of a book calls: its use, its number there, how high it is.

    `low` is where the line that calls it ends, counted from the top of the atom, which may be a row of a table.
    """

    slot: int
    use: int
    number: int
    low: float
    height: float
    in_row: bool


@dataclass(slots=True)
class Slot:
    """An atom in the order of the book: the space above it, and whether a page begins or may begin with it.

    `region` is what it has in common with the others in the same columns, `child` with those in the same box right
    inside them; `below` is the bottom margin of that box.
    """

    use: int
    number: int
    atom: Atom
    gap: float
    forced: bool
    pair: bool
    near: bool
    clears: bool
    region: str | None
    child: str = ""
    below: float = 0
    ends: tuple[Ending, ...] = ()
    calls: tuple[NoteCall, ...] = ()


def slots_of(uses: Sequence[Use]) -> list[Slot]:
    """The atoms of pieces in their order."""
    slots: list[Slot] = []
    begun: dict[str, int] = {}
    holding = _holding(uses)
    for number, use in enumerate(uses):
        piece, before = use.piece, uses[number - 1] if number else None
        gap, forced, pair = _seam(before, use)
        for _, key in use.path:
            begun.setdefault(key, len(slots))
        zero = len(slots) - piece.skipped
        for at in range(start := piece.skipped, len(piece.atoms)):
            atom = piece.atoms[at]
            if at > start:
                last = piece.atoms[at - 1]
                gap, forced = atom.top - last.bottom, False
            slots.append(
                Slot(
                    number,
                    at,
                    atom,
                    gap,
                    forced,
                    atom.pair if at > start else pair,
                    atom.near if at > start else pair,
                    at == start and piece.clears,
                    *_columns(use, number, atom.column),
                    tuple(_ending(one, atom, use, zero, begun, holding) for one in atom.ends),
                )
            )
        for at, note in enumerate(piece.notes):
            slot = slots[zero + note.caller]
            low, height = note.low - slot.atom.top, note.atom.bottom - note.atom.top
            slot.calls = (*slot.calls, NoteCall(zero + note.caller, number, at, low, height, note.in_row))
    return slots


def _holding(uses: Sequence[Use]) -> set[str]:
    """The elements around pieces in which the margin below the last box stays, as they have padding or a border there.

    Raises Unfit where one around several pieces has a frame that goes along them.
    """
    several: set[str] = set()
    before: set[str] = set()
    for use in uses:
        keys = {key for _, key in use.path}
        several |= keys & before
        before |= keys
    holding = set()
    for use in uses:
        for edges in use.piece.edges:
            is_along = edges.ground is not None or edges.sides[1][0] or edges.sides[3][0]
            if is_along and 0 < edges.nesting <= len(use.path) and use.path[edges.nesting - 1][1] in several:
                raise Unfit("an element that is cut has a background, or a border at its side")
        for end in use.piece.atoms[-1].ends:
            if end.below and 0 < end.nesting <= len(use.path):
                holding.add(use.path[end.nesting - 1][1])
    return holding


def _ending(end: End, atom: Atom, use: Use, zero: int, begun: Mapping[str, int], holding: Container[str]) -> Ending:
    """Where a box ends in a book; it may be an element around its piece, which `begun` with an earlier one."""
    is_around = 0 < end.nesting <= len(use.path)
    is_held = 1 < end.nesting <= len(use.path) + 1 and use.path[end.nesting - 2][1] in holding
    first = begun[use.path[end.nesting - 1][1]] if is_around else zero + max(end.first, use.piece.skipped)
    return Ending(
        first,
        end.content - atom.top,
        end.bottom - atom.top,
        end.below + end.margin + (end.outside if is_held else 0),
        end.depth,
    )


def _columns(use: Use, number: int, columns: ColumnSet | None) -> tuple[str | None, str, float]:
    """What atoms of one set of columns, and of one box right inside it, have in common, and the margin below that.

    Both may be elements around their pieces, else they are in the piece.
    """
    if columns is None:
        return None, "", 0
    depth = use.piece.columns
    child = f"{number}.{columns.child}"
    if depth is None or depth > len(use.path) or columns.number > 1:
        return f"of {number}.{columns.number}", child, columns.below
    if depth < len(use.path):
        child = f"in {use.path[depth][1]}"
    return f"in {use.path[depth - 1][1]}", child, columns.below


def _seam(before: Use | None, use: Use) -> tuple[float, bool, bool]:
    """Between two pieces: the space, whether a page has to begin, and whether one may."""
    tops = use.piece.tops
    if before is None or before.piece.whole_page or use.piece.whole_page:
        return _alone(tops), True, True
    common = 0
    while common < min(len(before.path), len(use.path)) and before.path[common] == use.path[common]:
        common += 1
    values = [*before.piece.after[common:], *use.piece.before[common:]]
    if any(value in FORCED for value in values):
        return _alone(tops), True, True
    bottoms = before.piece.bottoms
    depth = use.piece.columns
    met = 2 if depth is not None and depth == before.piece.columns and depth <= common else 1
    gap = _collapsed([*bottoms[met - 1], *tops[met - 1]])
    gap += sum(_collapsed(margins) for margins in (*bottoms[met:], *tops[met:]))
    return gap, False, not any(value in AVOID for value in values)


def _alone(tops: Sequence[Sequence[float]]) -> float:
    """The space above a piece that meets no other."""
    return sum(map(_collapsed, tops))


def _collapsed(margins: Sequence[float]) -> float:
    """Margins that meet, as one (CSS 2.2, 8.3.1)."""
    return max([0, *(one for one in margins if one > 0)]) + min([0, *(one for one in margins if one < 0)])
