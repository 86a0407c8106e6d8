"""The source of a guide's pages: all that they are made of, as plain values, so that it can be kept from run to run."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.module import Module
from generator.render.search import Found
from generator.render.sections import FilledSection, FindSection, Numbers, SectionFiller
from generator.render.views import ReportAddress, View, minutes

Reports = Callable[[str], ReportAddress | None]


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

    def kept(self) -> bytes:
        """The source without what its modules say: equal for all guides that differ in nothing else."""
        names = [(one.module, one.name) for one in self.sections]
        return kept_values((self.id, _bare(self.view), names, dict(self.numbers), self.found, self.also, self.along))


def kept_values(values: object) -> bytes:
    """Plain values and HTML, to be read by `plain_values`."""
    return pickle.dumps(values, 5)


def plain_values(content: bytes) -> Any:
    """What was written by `kept_values`; None where it cannot be read."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError, LookupError):
        return None


def restored(
    content: bytes, filler: SectionFiller, modules: Mapping[str, Module], find: FindSection, report: Reports
) -> GuideSource | None:
    """A kept source with what its modules say now; None where it cannot be read, or one of its sections is not known.

    `report` gives what makes the addresses of reports in the guide of an id.
    """
    values = plain_values(content)
    if values is None:
        return None
    name, view, names, numbers, found, also, along = values
    sections = [find(*one) for one in names]
    filled = tuple(one for one in sections if one is not None)
    if len(filled) < len(sections):
        return None
    address, ahead = report(name), iter(filled)
    for chapter in view["chapters"]:
        words = 0
        for section in sections_of(chapter):
            one = next(ahead)
            words += one.words
            revision = modules[one.module].revision
            section["html"], section["revision"] = filler.numbered(one.html, numbers), revision
            section["report"] = None if address is None else address(chapter["id"], one.module, revision)
        chapter["minutes"] = minutes(words)
    view["minutes"] = minutes(sum(one.words for one in filled))
    return GuideSource(name, view, filled, numbers, found, also, along)


def sections_of(chapter: View) -> Iterator[View]:
    """The sections of a chapter in a view."""
    return (section for entry in chapter["entries"] for section in entry["sections"])


def _bare(view: View) -> View:
    """A guide without the HTML of its sections; a chapter is still the same one in the list and in its part."""
    bare = {id(chapter): _without_html(chapter) for chapter in view["chapters"]}
    parts = [part | {"chapters": [bare[id(one)] for one in part["chapters"]]} for part in view["parts"]]
    return view | {"chapters": list(bare.values()), "parts": parts}


def _without_html(chapter: View) -> View:
    entries = chapter["entries"]
    without = [one | {"sections": [section | {"html": None} for section in one["sections"]]} for one in entries]
    return chapter | {"entries": without}


class _Reader(pickle.Unpickler):
    """Reads plain values and nothing else: a foreign file makes nothing run."""

    def find_class(self, module: str, name: str) -> type:
        """The one class that values are of besides the plain ones."""
        if (module, name) != (Markup.__module__, Markup.__name__):
            raise pickle.UnpicklingError(f"{module}.{name} is not part of a source")
        return Markup
