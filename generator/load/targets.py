"""What marks lead to: facts and terms, modules and resources, pictures."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.address import is_address
from generator.model.module import FactMark, LinkMark, PictureMark, TermMark

SCHEMES = ("http", "https", "mailto", "tel")

_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<target>[^\s)]+)(?:\s+[\"'](?P<caption>[^)]*)[\"'])?\s*\)")


def named_mark(inner: str, place: Span, diagnostics: Diagnostics) -> FactMark | TermMark | None:
    """What is between two brackets: a fact, a source or a term; None, and a diagnostic, where it is none."""
    kind, colon, name = inner.partition(":")
    name, bar, words = name.partition("|")
    kind, name = kind.strip(), name.removesuffix("\\").strip()
    advice = nearest(kind, ("fact", "source", "term")) if colon else None
    if name and kind in ("fact", "source"):
        if not bar:
            return FactMark(name, kind == "fact", place)
        advice = f"write your own words, then [[source:{name}]]"
    elif name and kind == "term":
        return TermMark(name, words.strip() or None, place)
    elif kind in ("fact", "source", "term"):
        advice = None
    diagnostics.error(
        "bad-mark",
        f"'[[{inner}]]' is not a mark",
        place,
        advice or "write [[fact:ID]], [[source:ID]] or [[term:id]]",
    )
    return None


def picture_mark(whole: str, line: str, place: Span, diagnostics: Diagnostics) -> PictureMark | None:
    """A file of the project, with words for those who do not see it, alone on its line."""
    match = _PICTURE.fullmatch(whole)
    if match is None or not match["target"].startswith("media/"):
        advice = "put it into content/media/ and write ![what is seen](media/name.png)"
        diagnostics.error("picture", "this is not a picture of the project", place, advice)
    elif not match["words"].strip():
        advice = "write ![what is seen](media/name.png), for readers who do not see it"
        diagnostics.error("picture", "this picture has no words", place, advice)
    elif line.strip() != whole:
        advice = "leave a blank line above and below it, and nothing next to it"
        diagnostics.error("picture", "a picture has a line of its own", place, advice)
    else:
        caption = match["caption"]
        return PictureMark(match["target"], match["words"].strip(), caption and caption.strip(), place)
    return None


def link_mark(address: str, title: str, place: Span, diagnostics: Diagnostics) -> LinkMark | None:
    """A link to a module or a resource; None where it leads elsewhere, or nowhere, which is reported."""
    scheme, _, target = address.partition(":")
    place = Span(place.path, place.line, place.column + 1)
    if any(opening in address + title for opening in ("{{", "[[")):
        diagnostics.error("bad-link", "an address and its title take no marks", place, "write them whole")
        return None
    if scheme in ("module", "resource"):
        return LinkMark("module" if scheme == "module" else "resource", target, place)
    if scheme not in SCHEMES:
        diagnostics.error(
            "bad-link",
            f"'{scheme}:' is not a kind of link",
            place,
            nearest(scheme, ("module", "resource", *SCHEMES)) or "write https://..., module:<id> or resource:<id>",
        )
    elif not is_address(address):
        diagnostics.error(
            "bad-link",
            f"'{address}' is not a valid address",
            place,
            "copy the whole address, such as https://example.org/page",
        )
    return None
