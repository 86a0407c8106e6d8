"""Where the pages of a guide are, and how they lead to what is not in their folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.output import guide_folder, own_pages_folder


@dataclass(frozen=True, slots=True)
class Location:
    """Where guides' pages are.

    `folder` gives a guide's folder below the output root. From a page there, `root` leads to what pages share (style,
    scripts, fonts, media) and `files` to the folder of the guide's handbook, calendar and workbook.
    """

    folder: Callable[[str], str]
    root: str
    files: str


ON_THE_SITE = Location(guide_folder, "../../", "")
OF_A_PERSON = Location(own_pages_folder, "", "../")
"""A folder with all that its pages need, so that it can be handed over, moved and removed alone."""
