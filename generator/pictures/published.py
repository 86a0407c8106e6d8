"""What of a picture is published, in which sizes, and how heavy it is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pictures.raster import FORMATS, MOST_WIDTH, WIDTHS, at_width, raster_flaw, raster_size
from generator.pictures.svg import clean_svg, svg_flaw, svg_size


def picture_flaw(content: bytes, suffix: str) -> str | None:
    """What is wrong with a picture, as the end of a sentence; None where nothing is."""
    return svg_flaw(content) if suffix == ".svg" else raster_flaw(content, suffix)


def picture_size(content: bytes, suffix: str) -> tuple[int, int]:
    """Width and height as published. The content has no flaw."""
    if suffix not in FORMATS:
        return svg_size(content)
    width, height = raster_size(content)
    shown = min(width, MOST_WIDTH)
    return shown, max(1, round(height * shown / width))


def published(content: bytes, suffix: str) -> bytes:
    """The picture in its largest size."""
    return at_width(content, suffix, MOST_WIDTH) if suffix in FORMATS else clean_svg(content)


def smaller(content: bytes, suffix: str) -> Iterator[tuple[int, bytes]]:
    """The smaller sizes of a picture, each with its width."""
    if suffix in FORMATS:
        width = raster_size(content)[0]
        yield from ((one, at_width(content, suffix, one)) for one in WIDTHS if one < width)


def weight(content: bytes, suffix: str) -> int:
    """The bytes that a tablet loads."""
    return len(at_width(content, suffix, WIDTHS[-1])) if suffix in FORMATS else len(clean_svg(content))
