"""Pictures and files that modules name: there, what they say they are, and not too heavy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.media import MOST_BYTES, PICTURES, Media
from generator.model.module import FileMark, Module, PictureMark
from generator.model.outline import SlotEntry
from generator.model.project import Project
from generator.pictures.published import picture_flaw, weight

MOST_WEIGHT = 150_000
"""Bytes of pictures on one page, as a tablet loads them."""

_PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
"""What the archives of office programs hold."""


def check_media(project: Project, diagnostics: Diagnostics) -> None:
    """Report pictures and files that are missing, too large, not what they are called, or named by nobody."""
    flaws: dict[str, str | None] = {}
    for module in project.texts:
        for mark in module.marks:
            if isinstance(mark, PictureMark | FileMark):
                _check(mark, project.media, flaws, diagnostics)
    for name in sorted(set(project.media) - set(flaws)):
        place = Span(f"content/{name}")
        advice = f"write ![words]({name}) or [words]({name}) in a module, or take it away"
        diagnostics.warning("unused-media", "no module names this file", place, advice)
    _check_weight(project, flaws, diagnostics)


def _check(
    mark: PictureMark | FileMark, media: Mapping[str, Media], flaws: dict[str, str | None], diagnostics: Diagnostics
) -> None:
    name = mark.target
    one = media.get(name)
    if one is None:
        advice = nearest(name, media) or "put the file into content/media/"
        diagnostics.error("missing-file", f"there is no content/{name}", mark.span, advice)
        return
    if isinstance(mark, PictureMark) and not one.is_picture:
        advice = f"write [words]({name}) for a file; pictures are {', '.join(PICTURES)}"
        diagnostics.error("not-a-picture", f"'{name}' is not a picture", mark.span, advice)
    if name not in flaws:
        flaws[name] = _flaw(one)
        if (flaw := flaws[name]) is not None:
            diagnostics.error("broken-media", f"content/{name} {flaw}", mark.span)


def _flaw(one: Media) -> str | None:
    """What is wrong with a file, as the end of a sentence; None where nothing is."""
    if one.size > MOST_BYTES:
        return f"has {one.size / 1024 / 1024:.1f} MB; at most {MOST_BYTES // 1024 // 1024} MB are published"
    if one.is_picture:
        return picture_flaw(one.content, one.suffix)
    look = _LOOKS.get(one.suffix)
    if look is None:
        return f"is of a kind that is not published; known: {', '.join((*PICTURES, *_LOOKS))}"
    return None if look(one) else f"is not a {one.suffix[1:].upper()}, whatever its name says"


def _is_pdf(one: Media) -> bool:
    return one.content.startswith(b"%PDF-")


def _is_office(one: Media) -> bool:
    try:
        names = zipfile.ZipFile(io.BytesIO(one.content)).namelist()
    except zipfile.BadZipFile:
        return False
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    return not has_macros and any(name.startswith(_PARTS[one.suffix]) for name in names)


def _is_open_document(one: Media) -> bool:
    try:
        kind = zipfile.ZipFile(io.BytesIO(one.content)).read("mimetype")
    except (zipfile.BadZipFile, KeyError):
        return False
    return kind.startswith(b"application/vnd.oasis.opendocument.")


def _is_text(one: Media) -> bool:
    try:
        one.content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in one.content


_LOOKS: Mapping[str, Callable[[Media], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _is_office,
    ".xlsx": _is_office,
    ".pptx": _is_office,
    ".odt": _is_open_document,
    ".ods": _is_open_document,
    ".csv": _is_text,
    ".txt": _is_text,
}


def _check_weight(project: Project, flaws: Mapping[str, str | None], diagnostics: Diagnostics) -> None:
    """Warn of chapters whose pictures are too heavy for a phone; of a slot's alternatives the heaviest counts."""
    for _, chapter in project.outline.chapters():
        weighed: list[tuple[int, PictureMark]] = []
        for entry in chapter.contents:
            name = entry.slot if isinstance(entry, SlotEntry) else entry
            rivals = project.slots.get(name, ()) or [project.modules[name]] if name in project.modules else ()
            several = [list(_weights(module, project, flaws)) for module in rivals or project.slots.get(name, ())]
            weighed += max(several, key=lambda one: sum(size for size, _ in one), default=[])
        total = sum(size for size, _ in weighed)
        if total > MOST_WEIGHT:
            heaviest = max(weighed, key=lambda one: one[0])[1]
            message = f"the pictures of chapter '{chapter.id}' have {total // 1000} kB"
            advice = f"make them smaller: a page loads at most {MOST_WEIGHT // 1000} kB of them"
            diagnostics.warning("heavy-page", message, heaviest.span, advice)


def _weights(module: Module, project: Project, flaws: Mapping[str, str | None]) -> Iterator[tuple[int, PictureMark]]:
    for mark in module.marks:
        one = project.media.get(mark.target) if isinstance(mark, PictureMark) else None
        if one is not None and one.is_picture and flaws.get(one.path) is None and isinstance(mark, PictureMark):
            yield weight(one.content, one.suffix), mark
