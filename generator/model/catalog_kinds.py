"""The kinds of lines of catalogs: a list as a whole, a note over its rows and a row, each with its fields."""

from __future__ import annotations

from generator.model.choices import Choice, NoteWords, ReaderCatalog
from generator.model.line import FieldKind, LineKind

CATALOG: LineKind[ReaderCatalog] = LineKind(
    "catalog",
    "what is said over the lists",
    "the list \u201c{label}\u201d",
    (
        FieldKind("about", called="what it is about"),
        FieldKind("menu", called="its name in the menu"),
        FieldKind("unit", called="what its rows are called"),
        FieldKind("keys", called="what decides at a glance"),
        FieldKind("columns", called="what is told of each row", quiet=True),
        FieldKind("fresh", "looked up within {}", "how long a row holds"),
        FieldKind("best", "{} in the handbook", "how many the handbook has"),
        FieldKind("fitted", called="whether it says what fits", is_read=False),
    ),
    page="lists",
)
"""A catalog, above its notes and rows."""

ROW: LineKind[Choice] = LineKind(
    "row",
    "the lists",
    "\u201c{label}\u201d in your lists",
    (
        FieldKind("fit", called="whether it is for you"),
        FieldKind("because", "because {}", "the reason"),
        FieldKind("ask", "ask first: {}", "what to ask first"),
        FieldKind("open", called="what it depends on"),
        FieldKind("facts", called="what is known of it"),
        FieldKind("more", "not known: {}", "what is not known of it"),
        FieldKind("scores", called="the reason for its place", quiet=True),
        FieldKind("source", called="the source"),
        FieldKind("confirm", "confirm {}", "what to confirm"),
        FieldKind("note", called="the note"),
        FieldKind("checked", called="the day it was checked"),
        FieldKind("stale", called="whether it was checked this year", compared=False),
        FieldKind("listed", called="whether it is on your list"),
    ),
    page="lists",
)
"""A row of a catalog."""

NOTICE: LineKind[NoteWords] = LineKind(
    "notice",
    "the notes of lists",
    "a note of your lists",
    (
        FieldKind("text", called="the text"),
        FieldKind("kind", called="how much it weighs"),
        FieldKind("checked", called="the day it was checked"),
    ),
    page="lists",
)
