"""What a search looks through: the sections and lines of guides as plain text, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.model.catalog_kinds import ROW
from generator.model.data import Term
from generator.model.guide import Guide
from generator.model.line import LineKind
from generator.model.line_kinds import COST, DATE, DOCUMENT, MAYBE_COST, STEP, TASK, TERM
from generator.render.browser import compact
from generator.render.catalogs import catalog_page
from generator.render.plain import plain_text
from generator.render.sections import FilledSection
from generator.render.words import COMPARED

View = dict[str, Any]
Found = tuple[str, str, str, str]
"""Address, title, where it is, and text. What is nowhere yet another answer may bring."""

Also = Iterable[tuple[str, str]]

BEFORE, BETWEEN, AFTER = "window.guidegenSearch = [\n", ",\n", "\n]\n"

SEARCHED: Mapping[LineKind[Any], tuple[str, str, tuple[str, ...]]] = {
    TASK: ("Checklist", "task-{id}", ("due",)),
    STEP: ("Path", "step-{id}", ("day", "called")),
    COST: ("Budget", "{id}", ("unit", "note")),
    MAYBE_COST: ("", "{id}", ("unit", "note")),
    DATE: ("Timeline", "{id}", ("start", "note")),
    DOCUMENT: ("Documents", "{id}", ("content", "issuer", "who")),
    ROW: ("Lists", "{id}", ("fit", "facts", "ask")),
    TERM: ("Terms", "term-{id}", ("definition",)),
}
"""The kinds of lines that are found: what their page is called, where on it they are, and which fields are read."""


def search_script(view: View, sections: Iterable[FilledSection], lines: Iterable[Found], also: Also) -> str:
    """A script that hands the guide's text to the page: works from the disk, where a page may not fetch.

    `view` is the guide as pages show it, `sections` are its sections in order and `lines` all else that is found.
    `also` is what its terms are also called, which finds them.
    """
    found = list(lines)
    here, more = [one for one in found if one[2]], [one for one in found if not one[2]]
    brought = f"window.guidegenMore = {_shown(more)}\n" if more else ""
    return _script(map(_entry, [*_sections(view, sections), *here])) + _other_words(also) + brought


def all_guides_script(guides: Iterable[tuple[str, str, str]], terms: Iterable[Term]) -> str:
    """A script for the page that leads to all guides: what they say, each text once, with the guides that say it.

    `guides` gives the folder, the title and the search script of each.
    """
    named: list[tuple[str, str]] = []
    holders: dict[str, list[int]] = {}
    for number, (folder, title, script) in enumerate(guides):
        named.append((folder, title))
        for line in script[len(BEFORE) : script.index(AFTER)].split(BETWEEN):
            holders.setdefault(line, []).append(number)
    entries = (f"{line[:-1]},{_shown(numbers)}]" for line, numbers in holders.items())
    pairs = [(words, term.term) for term in terms for words in term.also]
    return f"{_script(entries)}{_other_words(pairs)}window.guidegenGuides = {_shown(named)}\n"


def _other_words(pairs: Also) -> str:
    """What terms are also called, each with the term itself."""
    return f"window.guidegenAlso = {_shown(tuple(pairs))}\n"


def _script(entries: Iterable[str]) -> str:
    return f"{BEFORE}{BETWEEN.join(entries)}{AFTER}"


@lru_cache(maxsize=16_384)
def _entry(found: Found) -> str:
    """What is found as a line of the script; guides find much the same."""
    return _shown(found)


def _shown(value: object) -> str:
    """A value inside a script of a page, which no text can end."""
    return compact(value).replace("</", "<\\/")


def _sections(view: View, sections: Iterable[FilledSection]) -> Iterator[Found]:
    filled = iter(sections)
    for chapter in view["chapters"]:
        for group in chapter["entries"]:
            for section in group["sections"]:
                address = f"{chapter['href']}#{section['id']}"
                yield address, _line(str(section["title"])), chapter["title"], _words(next(filled))


@lru_cache(maxsize=4096)
def _words(section: FilledSection) -> str:
    return _line(section.unnumbered)


def found_lines(guide: Guide) -> Iterator[Found]:
    """What is found of a guide besides its sections."""
    for line in guide.of(*SEARCHED):
        page, anchor, fields = SEARCHED[line.kind]
        words = ". ".join(filter(None, (line.words(name).rstrip(".") for name in fields)))
        expansion = line.words("expansion") if line.kind is TERM else ""
        title = f"{line.label}: {expansion}" if expansion else line.label
        listing = COST.page if line.kind is MAYBE_COST else line.kind.page
        address = f"{listing}.html#{anchor.format(id=line.id)}"
        if line.kind is ROW:
            catalog, _, row = line.id.partition("/")
            address = f"{catalog_page(catalog)}.html#{row}"
        place = COMPARED if line.kind is COST and line.entry.is_comparison else page
        yield address, title, place, f"{words}." if words else ""


def _line(html: str) -> str:
    return plain_text(html).replace("\n", " ")
