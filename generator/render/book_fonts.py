"""The fonts of a handbook: the theme's, then a project's own for other scripts, each a family of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from generator.errors import OutputError
from generator.render.glyphs import drawable
from generator.render.theme import EXTRA_STYLE, Theme

SHEET = "handbook.css"
OTHER_SCRIPTS = "Other scripts"
"""The family in handbook.css, after the theme's own, for a project's fonts. With several files it becomes several
families, since the engine draws all of one family with the glyph numbers of one file.
"""
BODY = "Source Sans 3"
MOST_FACES = 4
"""A file of fonts has more, but seldom more that add a letter."""

_FACE = re.compile(r"@font-face\s*\{[^}]*?src:\s*url\([\"']?([^)\"']+)")
_FAMILY = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^;\"'}]+)")


@dataclass(frozen=True, slots=True)
class BookFonts:
    """The style sheet with the families of a project's fonts in it, all files, and the letters the fonts can draw.

    `sheets` are the theme's, the project's faces and the project's own rules, each as CSS, the last two maybe empty.
    """

    sheets: tuple[str, str, str]
    assets: Mapping[str, bytes]
    families: frozenset[str]
    letters: frozenset[int]


def book_fonts(theme: Theme, own: tuple[str, ...]) -> BookFonts:
    """The fonts of a theme's handbooks. `own` are a project's files below `templates/handbook/`.

    Raises OutputError where a file is not there, or is not a font.
    """
    assets = theme.assets("handbook")
    sheet, extra = assets[SHEET].decode(), assets.get(EXTRA_STYLE, b"").decode("utf-8", "replace")
    theirs = [unquote(one) for one in _FACE.findall(sheet + extra)]
    letters = drawable(assets[name] for name in sorted(set(theirs)) if name in assets)
    faces: list[str] = []
    families: list[str] = []
    for name in own:
        if name not in assets:
            raise OutputError(f"there is no font templates/handbook/{name}, which guidegen.yaml names")
        for file, content, points in _faces_of(name, assets[name]):
            if points <= letters:
                continue
            letters |= points
            assets[file] = content
            families.append(f"{OTHER_SCRIPTS} {len(families) + 1}")
            faces.append(f'@font-face {{ font-family: "{families[-1]}"; src: url({quote(file)}) }}\n')
    named = ", ".join(f'"{one}"' for one in families)
    if named:
        sheet, extra = (one.replace(f'"{OTHER_SCRIPTS}"', named) for one in (sheet, extra))
    known = frozenset(one.strip() for one in _FAMILY.findall(sheet + extra)) | frozenset(families)
    return BookFonts((sheet, "".join(faces), extra), assets, known, letters)


def drawn_in(own: tuple[str, ...]) -> tuple[str, ...]:
    """The families for the words of drawings, the theme's first. `own` are a project's files, as for the book."""
    return BODY, *(f"{OTHER_SCRIPTS} {number}" for number in range(1, 1 + MOST_FACES * len(own)))


def _faces_of(name: str, content: bytes) -> Iterator[tuple[str, bytes, frozenset[int]]]:
    """Each face of a font file as a file of its own, with the letters it draws; a collection holds several."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # noqa: PLC0415 -- only where fonts are read

    try:
        if content[:4] != b"ttcf":
            with TTFont(io.BytesIO(content), lazy=True) as font:
                yield name, content, frozenset(font.getBestCmap() or ())
            return
        for number, font in enumerate(TTCollection(io.BytesIO(content)).fonts):
            face = io.BytesIO()
            font.save(face)
            yield f"{name}.{number}", face.getvalue(), frozenset(font.getBestCmap() or ())
    except (TTLibError, KeyError, ValueError, OSError) as error:
        raise OutputError(f"templates/handbook/{name} is not a font that can be read: {error}") from error
