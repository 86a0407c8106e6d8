"""The kinds of output, each described once: what it is called, where it is, and for whom it may be made.

What makes the files is in `render/files.py`, which may import the makers; this table may be read from everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputKind:
    """One kind of output.

    `name` is what `outputs:` and `--to` call it. `file` is its file in a guide's folder; only the pages, which are many
    files, have none: they are never attached to a mail. `label` is what a download says, `word` what a mail calls it in
    a sentence. `is_enclosed` says that a handbook may carry it within.
    """

    name: str
    file: str = ""
    label: str
    word: str
    media_type: str
    is_enclosed: bool = False


PAGES = OutputKind(name="html", label="Pages", word="pages", media_type="text/html")
HANDBOOK = OutputKind(
    name="pdf", file="handbook.pdf", label="Handbook to print", word="handbook", media_type="application/pdf"
)
CALENDAR = OutputKind(
    name="ics",
    file="calendar.ics",
    label="Your dates for your calendar",
    word="calendar",
    media_type="text/calendar",
    is_enclosed=True,
)
WORKBOOK = OutputKind(
    name="xlsx",
    file="tracker.xlsx",
    label="Your lists to fill in",
    word="workbook",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    is_enclosed=True,
)

OUTPUTS = (PAGES, HANDBOOK, CALENDAR, WORKBOOK)
"""All kinds, in the order in which they are offered, made and attached."""

FILES = tuple(kind for kind in OUTPUTS if kind.file)
"""The kinds that are one file of a guide's folder."""

ALL_NAMES = tuple(kind.name for kind in OUTPUTS)
ENCLOSED_NAMES = tuple(kind.name for kind in OUTPUTS if kind.is_enclosed)


def guide_folder(profile: str) -> str:
    """Where a persona's guide is below the site's root."""
    return f"guides/{profile}"


def own_pages_folder(profile: str) -> str:
    """Where an applicant's own pages are below the folder of handbooks."""
    return f"{profile}/pages"


def own_home(profile: str) -> str:
    """The first of an applicant's own pages."""
    return f"{own_pages_folder(profile)}/index.html"
