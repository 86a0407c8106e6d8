"""The whole text of chapters, with all that they may say to anybody: a page takes from it what its persona did not get.

Each chapter is a script at the root of the site, since a page opened from the disk may not fetch. Its sections are as
the pages of guides have them, but that every arm of every block is there, and what is the reader's own is left to the
page's engine: values, days, leads, numbers of sources, and which of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import text
from generator.model.artifact import Artifact
from generator.model.condition import ALWAYS
from generator.model.filled import (
    FilledFact,
    FilledFile,
    FilledLink,
    FilledMark,
    FilledPicture,
    FilledTask,
    FilledTerm,
    FilledValue,
)
from generator.model.guide import CitedFact
from generator.model.module import (
    Aside,
    Block,
    Body,
    FactMark,
    FileMark,
    LinkMark,
    Mark,
    Module,
    PictureMark,
    Run,
    TaskMark,
    TermMark,
    Text,
    ValueMark,
)
from generator.model.outline import Chapter, SlotEntry
from generator.model.project import Project
from generator.model.selection import Lead, ShownArm, ShownAside, ShownNode, ShownRun
from generator.render.browser import compact
from generator.render.lists import term_view
from generator.render.macros import Macros
from generator.render.notes import notes_of
from generator.render.report import report_address
from generator.render.sections import SectionFiller
from generator.render.sources import sources_view
from generator.render.theme import Theme
from generator.render.typography import title_html

View = dict[str, Any]
Places = dict[str, tuple[str, str]]
"""Chapter and section by module or slot."""

FOLDER = "text"
"""Where the scripts are below the site's root."""

THIS_GUIDE = "this-guide"
"""Stands for the guide of the reader in the address to report a mistake; the page puts its own in this place."""

NOTES = "_notes"
"""No chapter can have this name."""

_NO_VALUE = "\u2013"
_ANY = Lead("", ALWAYS)


def text_files(project: Project, sections: SectionFiller, theme: Theme, base: str) -> Iterator[Artifact]:
    """One script for each chapter, and one for the notes of all sources and terms; `base` is the site's address."""
    yield from text_scripts(project, sections, theme.macros("site/section.html"), base)
    yield notes_of_all(project, theme.macros("site/source-parts.html"))


def text_scripts(project: Project, sections: SectionFiller, macros: Macros, base: str) -> Iterator[Artifact]:
    """One script for each chapter; `macros` are those of `site/section.html`, all else is as for `text_files`."""
    chapters = [(chapter, list(_modules(project, chapter))) for _, chapter in project.outline.chapters()]
    places: Places = {}
    for chapter, modules in chapters:
        for one in modules:
            for name in (one.id, one.front.slot or one.id):
                places.setdefault(name, (chapter.id, one.id))
    for chapter, modules in chapters:
        views: list[View] = []
        for one in modules:
            marks = {number: _filled(mark, project, places) for number, mark in enumerate(one.marks)}
            html = sections.whole(one, tuple(_all_of(one.body)), marks)
            views.append(_section(one, html) | _about(one, chapter, project, base))
        filled = {one["id"]: str(macros.section(one)) for one in views}
        data = compact({"title": text.curly(chapter.title), "sections": filled}).replace("</", "<\\/")
        script = f"(window.guidegenText ??= {{}})[{compact(chapter.id)}] = {data}\n"
        yield Artifact(f"{FOLDER}/{chapter.id}.js", script.encode())


def notes_of_all(project: Project, macros: Macros) -> Artifact:
    """What is said of every source and term next to where it is named; `macros` as for the notes of a guide."""
    sources = sources_view([CitedFact(0, name, fact) for name, fact in project.facts.items()])
    terms = [term_view(name, term) for name, term in project.terms.items()]
    data = compact(notes_of(sources, terms, macros)).replace("</", "<\\/")
    return Artifact(f"{FOLDER}/{NOTES}.js", f"(window.guidegenText ??= {{}})[{compact(NOTES)}] = {data}\n".encode())


def _modules(project: Project, chapter: Chapter) -> Iterator[Module]:
    for entry in chapter.contents:
        name = entry.slot if isinstance(entry, SlotEntry) else entry
        yield from project.slots.get(name) or (project.modules[name],)


def _about(module: Module, chapter: Chapter, project: Project, base: str) -> View:
    """What is at the end of a section; why it is there is the page's to say."""
    site = project.settings.site
    report = report_address(site.report if site else None, base, THIS_GUIDE)
    return {
        "why": None,
        "reviewed": text.long_date(module.front.reviewed),
        "report": None if report is None else report(chapter.id, module.id, module.revision),
    }


def _section(module: Module, html: str) -> View:
    return {
        "id": module.id,
        "title": title_html(module.title),
        "html": Markup(html),  # noqa: S704 -- filled pieces
        "recheck": None,
        "module": module.id,
    }


def _all_of(body: Body) -> Iterator[ShownNode]:
    """A body with every arm of its blocks, each under a lead that is still to be worded."""
    for node in body:
        match node:
            case Text():
                yield node
            case Block():
                for arm in node.arms:
                    yield ShownArm(_ANY, tuple(_all_of(arm.body)), arm.span)
            case Aside():
                yield ShownAside(node.kind, tuple(_all_of(node.body)))
            case Run():
                yield ShownRun(node, tuple(_all_of(node.body)))


def _filled(mark: Mark, project: Project, places: Places) -> FilledMark:
    """A mark as it is for nobody in particular."""
    match mark:
        case ValueMark(path, _):
            return FilledValue(_NO_VALUE, ".".join(path))
        case FactMark(name, with_value, _):
            known = project.facts[name]
            return FilledFact(0, text.curly(known.value) if with_value else None, known.confirm, name)
        case TermMark(term, words, _):
            return FilledTerm(term, text.curly(words or project.terms[term].term))
        case LinkMark(kind, target, _):
            # A slot is led to by its first alternative; the page puts the reader's in its place.
            if kind == "resource":
                return FilledLink(None, "", project.resources[target].url)
            return FilledLink(*places[target])
        case PictureMark(target, words, caption):
            state = project.media[target].state
            return FilledPicture(target, text.curly(words), caption and text.curly(caption), state)
        case FileMark(target, words):
            return FilledFile(target, text.curly(words), project.media[target].state)
        case TaskMark(identity, _, _, is_done, step):
            return FilledTask(identity, None, planned=False, rule=None, is_done=is_done, step=step)
