"""The source of a guide's pages: all that they are made of, as plain values, so that it can be kept from run to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.search import Found
from generator.render.sections import FilledSection, Numbers
from generator.render.views import View


@dataclass(frozen=True, slots=True)
class GuideSource:
    """What the pages of one guide are made of.

    `view` is what templates see. `sections` are its sections in order, as they were filled; `numbers` those of its
    sources. `found` is what a search finds besides sections, `also` what terms are also called, and `along` the script
    of what a reader can take along.
    """

    id: str
    view: View
    sections: tuple[FilledSection, ...]
    numbers: Numbers
    found: tuple[Found, ...]
    also: tuple[tuple[str, str], ...]
    along: str


def sections_of(chapter: View) -> Iterator[View]:
    """The sections of a chapter in a view."""
    return (section for entry in chapter["entries"] for section in entry["sections"])
