"""Sections filled once for all guides that say them alike."""

from __future__ import annotations

from generator.render.fill import Filler
from generator.render.fragments import FragmentMaker
from generator.render.sections import SectionFiller, numbers_of
from generator.render.site import ADDRESSES
from tests.pages import built_in_theme
from tests.readers import small_world

READERS = [
    f"{{specialty: {specialty}, visa: {visa}, status: {status}}}"
    for specialty in ("radiology", "psychiatry")
    for visa in ("j1", "h1b")
    for status in ("student", "graduate")
]


def test_a_section_is_filled_once_and_reads_as_if_it_were_filled_for_each() -> None:
    world = small_world()
    filler = Filler(FragmentMaker(), built_in_theme().macros("marks.html"), ADDRESSES, interactive=True)
    shared = SectionFiller(filler)
    names, html, count = set(), set(), 0
    for reader in READERS:
        guide = world.choose(reader).guide
        for section in (one for chapter in guide.chapters for one in chapter.sections):
            filled = shared.fill(section)
            whole = filler.body(section.decision.body, section.marks, section.id)
            assert shared.numbered(filled.html, numbers_of(section)) == whole
            assert numbers_of(section).keys() or filled.unnumbered == whole
            names.add((filled.module, filled.name))
            html.add((filled.module, filled.html))
            count += 1
    assert len(names) == len(html) < count / 2, "one name for each that differs"
