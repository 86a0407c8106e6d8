"""Sections filled once for all guides that say them alike."""

from __future__ import annotations

import dataclasses

from generator.render.fill import Filler
from generator.render.fragments import FragmentMaker
from generator.render.sections import FilledSection, SectionFiller, numbers_of
from generator.render.site import ADDRESSES
from generator.render.texts import text_files
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


class Store:
    """Keeps sections in memory."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], FilledSection] = {}

    def find(self, module: str, name: str) -> FilledSection | None:
        return self.known.get((module, name))

    def add(self, section: FilledSection) -> None:
        self.known[section.module, section.name] = section


def test_the_whole_text_of_a_module_is_filled_once_for_what_it_is_made_of() -> None:
    world, theme = small_world(), built_in_theme()
    filler = Filler(FragmentMaker(), theme.macros("marks.html"), ADDRESSES, interactive=True)
    project, store = world.opened.project, Store()

    def texts() -> list[bytes]:
        return [one.content for one in text_files(project, SectionFiller(filler, store), theme, "")]

    made, kept = texts(), dict(store.known)
    assert {module for module, _ in kept} <= project.modules.keys()
    assert texts() == made
    assert store.known == kept, "nothing is filled again"
    store.known = {key: dataclasses.replace(one, html="as it was kept") for key, one in kept.items()}
    assert b"as it was kept" in b"".join(texts())
    name, fact = next(iter(project.facts.items()))
    facts = {**project.facts, name: fact.model_copy(update={"value": "another value"})}
    other = dataclasses.replace(project, facts=facts)
    list(text_files(other, SectionFiller(filler, store), theme, ""))
    assert store.known.keys() > kept.keys(), "another value of a fact fills the modules that print it"
