"""Pictures and files on pages and on paper: where they are, how large, and what is published of them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from generator.model.artifact import Artifact
from generator.model.media import Media
from generator.model.module import FileMark, PictureMark
from generator.model.project import Project
from generator.pictures.lettering import in_fonts
from generator.pictures.published import picture_size, published, smaller

View = dict[str, Any]
_ONE_SIZE = re.compile(r'<img src="([^"]+)" width')
_TYPES = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}


class Shelf(Protocol):
    """Where one kind of output has its pictures and files."""

    def picture(self, path: str) -> View:
        """Source, width and height of a picture, and its smaller sizes."""

    def attributes(self, path: str) -> Mapping[str, str]:
        """The attributes of a link to a file."""


def pictures_in(html: str) -> list[str]:
    """The addresses of the drawings in a section; of a photograph each screen asks for another size."""
    return _ONE_SIZE.findall(html)


@dataclass(frozen=True, slots=True)
class SiteShelf:
    """Files next to the pages, below `media/`; `root` leads there from a page."""

    media: Mapping[str, Media]
    root: str

    def picture(self, path: str) -> View:
        """Source, width and height of a picture, and its smaller sizes."""
        one = self.media[path]
        width, height = picture_size(one.content, one.suffix)
        sizes = [f"{self.root}{quote(_at(path, small))} {small}w" for small, _ in smaller(one.content, one.suffix)]
        source = f"{self.root}{quote(path)}"
        whole = [*sizes, f"{source} {width}w"] if sizes else []
        return {"src": source, "srcset": ", ".join(whole) or None, "width": width, "height": height}

    def attributes(self, path: str) -> Mapping[str, str]:
        """The attributes of a link to a file."""
        return {"href": f"{self.root}{quote(path)}"}


@dataclass(frozen=True, slots=True)
class BookShelf:
    """Pictures inside the handbook's own source, and files by their address on the site, if it has one."""

    media: Mapping[str, Media]
    base: str
    families: tuple[str, ...]

    def picture(self, path: str) -> View:
        """Source, width and height of a picture; paper has one size, and its own fonts."""
        one = self.media[path]
        width, height = picture_size(one.content, one.suffix)
        content = published(one.content, one.suffix)
        if one.suffix == ".svg":
            content = in_fonts(content, self.families)
        source = f"data:image/{_TYPES[one.suffix]};base64,{base64.b64encode(content).decode('ascii')}"
        return {"src": source, "srcset": None, "width": width, "height": height}

    def attributes(self, path: str) -> Mapping[str, str]:
        """The attributes of a link to a file: its address is printed behind its words."""
        if not self.base:
            return {"data-file": self.media[path].name}
        address = f"{self.base}{quote(path)}"
        return {"href": address, "data-file": address.partition("://")[2]}


def media_artifacts(project: Project) -> Iterator[Artifact]:
    """The files that modules name, pictures in all their sizes."""
    marks = (mark for module in project.texts for mark in module.marks)
    for path in sorted({mark.target for mark in marks if isinstance(mark, PictureMark | FileMark)}):
        one = project.media[path]
        if not one.is_picture:
            yield Artifact(path, one.content)
            continue
        yield Artifact(path, published(one.content, one.suffix))
        for width, content in smaller(one.content, one.suffix):
            yield Artifact(_at(path, width), content)


def _at(path: str, width: int) -> str:
    """Where a smaller size of a picture is."""
    stem, _, suffix = path.rpartition(".")
    return f"{stem}-{width}.{suffix}"
