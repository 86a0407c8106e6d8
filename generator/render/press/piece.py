"""A piece: a stretch of a handbook that was laid out and painted once, ready to be set into many."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.render.press.needs import Form, Glyphs

RAW, ARTIFACT = "", "Artifact"
"""Kinds of items that are not part of the text: changes of the graphics state, and what is drawn around text."""


@dataclass(slots=True)
class Hole:
    """A number in painted text that each book fills in: of a link, or the piece's own where `link` is None.

    `code` is how the digits were painted, in hexadecimal glyph numbers of `font`; `page` says it is a page's number.
    """

    font: bytes
    code: bytes
    link: int | None
    page: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A short text of its part that each book fills in: the room for it in CSS pixels, and the CSS of its letters.

    `is_right` says that it is at the right end of its room.
    """

    number: int
    room: float
    face: str
    is_right: bool


@dataclass(slots=True)
class Ink:
    """Painted content: text or a drawing with its tag, an artifact, or a change of the graphics state.

    `hole`, `value` and `drawing` say what each book has there: a number, a text, a drawing of its part.
    """

    tag: str
    content: bytes
    mark: int = -1
    hole: Hole | None = None
    value: Value | None = None
    drawing: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether each book has content of its own there."""
        return self.hole is not None or self.value is not None or self.drawing is not None


@dataclass(frozen=True, slots=True)
class Edges:
    """A box with borders or a background, drawn again where a page ends inside it. Lengths in CSS pixels.

    `first` and `last` are the atoms it goes around; `sides` the widths and colors of top, right, bottom and left.
    """

    first: int
    last: int
    depth: int
    nesting: int
    left: float
    top: float
    right: float
    bottom: float
    sides: tuple[tuple[float, bytes], ...]
    ground: bytes | None
    whole: tuple[Ink, ...]


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """The columns an atom flows in: how many, how far apart, and whether they are made equally long.

    `number` counts those of a piece, `child` the boxes right inside; `below` is that box's bottom margin.
    """

    number: int
    count: int
    step: float
    balanced: bool
    child: int = 0
    below: float = 0


@dataclass(frozen=True, slots=True)
class End:
    """Where a box ends that began with the atom `first`. Lengths in CSS pixels, from the top of the piece.

    `content` is the bottom of what is inside, `bottom` that of its border; `below` are its lower padding and border,
    `margin` is the one below, where it stays inside of the box around; `outside` is what it is where it does not.
    `depth` counts the boxes around, `nesting` the elements.
    """

    first: int
    content: float
    bottom: float
    below: float
    margin: float
    outside: float
    depth: int
    nesting: int


@dataclass(frozen=True, slots=True)
class Above:
    """What is above an atom at the top of a column: how much, and what of it is outside the box right in the column."""

    space: float = 0
    outside: float = 0


@dataclass(slots=True)
class Atom:
    """What no page end can divide: a line, a row, a drawing. Lengths in CSS pixels, from the top of the piece.

    It may be on a page where its `fit` is above the page's end, and all the boxes that end with it, its `ends` from the
    innermost, may end there. Its `body` is what has to be above the end even of an empty page. `free`, `pair` and
    `near` say whether a page may end before it: by the rules inside its box, by those between siblings, and by those
    where it is itself too low.
    `head` are the atoms repeated above it at the top of a page; `above` is its distance from the top of a column, as
    it is and with the margins that an empty page drops; `column` says in which columns it flows, and `tail` the space
    below it where it is their last. `kept` is the margin above it that stays at the top of a page, below boxes that
    are empty, and not above what is next to it, its first `beside` items. `sinks` is how much lower it is than at the
    top of a page, which drops margins inside its boxes. `floats` is the bottom of what floats next to it, `pushes` of
    what of that is in the way of text. Of a line, `line` is its number in its paragraph from 1, and `rest` counts
    those after it; `sends` says that a page may end after it and not before it, so that notes give way to it.
    """

    top: float
    bottom: float
    fit: float
    body: float
    free: bool = True
    pair: bool = True
    near: bool = True
    items: list[Ink] = field(default_factory=list)
    head: tuple[int, int] | None = None
    above: tuple[Above, Above] = (Above(), Above())
    column: ColumnSet | None = None
    kept: float = 0
    sinks: float = 0
    tail: float = 0
    beside: int = 0
    floats: float = float("-inf")
    pushes: float = float("-inf")
    ends: list[End] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    anchors: list[tuple[str, float, float]] = field(default_factory=list)
    bookmarks: list[tuple[int, str, float, float, str]] = field(default_factory=list)
    starts: dict[str, str] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    line: int = 0
    rest: int = 0
    sends: bool = False


@dataclass(frozen=True, slots=True)
class PieceNote:
    """A footnote: the atom that calls it, where the line of the call ends, and what goes to the foot of a page."""

    caller: int
    low: float
    atom: Atom
    in_row: bool


@dataclass(frozen=True, slots=True)
class PieceLink:
    """A link of a piece. `late` numbers the ones whose target each book fills in; the rectangle is in CSS pixels."""

    kind: str
    target: str
    name: str
    rectangle: tuple[float, float, float, float]
    element: int
    late: int | None


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure. Kids are ("m", mark), ("e", element) or ("o", link), in reading order.

    `heads` holds what refers to table heads by ids that each book makes its own; `figure` a drawing's rectangle.
    """

    kind: bytes
    parent: int | None
    kids: tuple[tuple[str, int], ...]
    attributes: bytes
    heads: bytes
    figure: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the elements of a piece go in a book.

    `tops` are right below what is around it, `heads` right below its table, and `foot` is what is around its notes.
    `there` are all of these with all below them.
    """

    tops: tuple[int, ...]
    heads: tuple[int, ...]
    foot: tuple[int, ...]
    there: tuple[int, ...]


@dataclass(slots=True)
class Piece:
    """One laid-out stretch. Of its `edges`, those of boxes that are inside others come after these.

    `tops` and `bottoms` are the margins that meet its neighbors', from the outermost box inwards: a list for each set
    of columns around it, as margins do not meet across the edge of a column. `before` and `after` are the page
    breaks asked for by the same boxes. `columns` is how many of the elements around it are outside of the columns it
    is in. `skipped` is how many of its atoms come with the pieces before it: the head of its table, to be repeated, and
    of its rows. `values` are the items that hold late texts. `whole_page` says that it is a page of its own. `notes`
    are the ones called in it, in their order; `foot` is the element around them. `needs` are the names of what it takes
    from its page, with their operators. `outlines` are those worked out so far, by what the elements around it are.
    """

    atoms: list[Atom]
    edges: list[Edges]
    links: list[PieceLink]
    elements: list[Element]
    parents: list[int]
    tops: list[list[float]]
    bottoms: list[list[float]]
    before: list[str]
    after: list[str]
    clears: bool
    forms: dict[str, Form]
    needs: tuple[tuple[bytes, bytes], ...]
    pictures: tuple[str, ...]
    glyphs: dict[str, Glyphs]
    columns: int | None
    skipped: int = 0
    whole_page: bool = False
    values: tuple[Ink, ...] = ()
    notes: tuple[PieceNote, ...] = ()
    foot: int | None = None
    outlines: dict[tuple[str, ...], Roots] = field(default_factory=dict, compare=False)
