"""PNG, JPEG and WebP: measured, made smaller for phones, and freed of what cameras write into them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""The kinds by how their files' names end."""

WIDTHS = (480, 960)
"""Pixels: what a phone and a tablet load of a wider picture."""

MOST_WIDTH = 1600
MOST_PIXELS = 40_000_000
"""A picture that unpacks to more is refused: it may be made to fill the memory."""

QUALITY = 82


def raster_flaw(content: bytes, suffix: str) -> str | None:
    """What is wrong with a picture, as the end of a sentence; None where nothing is."""
    from PIL import Image  # noqa: PLC0415 -- only where there are pictures

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.format != FORMATS[suffix]:
                return f"is not a {FORMATS[suffix]}, whatever its name says: it is a {image.format}"
            if image.width * image.height > MOST_PIXELS:
                return f"has {image.width} by {image.height} pixels: make it smaller"
            with _strictly():
                image.load()
        with Image.open(io.BytesIO(content)) as image:
            image.verify()  # the rest of a PNG: loading stops where the last row is whole
    except Image.DecompressionBombError:
        return "unpacks to far too many pixels: make it smaller"
    except (OSError, SyntaxError, ValueError):  # what Pillow's readers raise for files that are damaged
        return f"is not a {FORMATS[suffix]}, or is damaged"
    return None


@contextmanager
def _strictly() -> Iterator[None]:
    """Pillow told to mind damage: the PDF engine tells it, for the whole process, not to."""
    from PIL import ImageFile  # noqa: PLC0415 -- only where there are pictures

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


@lru_cache(maxsize=64)
def raster_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture is seen. The content has no flaw."""
    image = _upright(content)
    return image.width, image.height


@lru_cache(maxsize=64)
def at_width(content: bytes, suffix: str, width: int) -> bytes:
    """The picture at a width in pixels, or at its own where that is less; without place, camera and date."""
    image = _upright(content)
    if image.width > width:
        mode = "RGBA" if image.mode == "P" else image.mode
        image = image.convert(mode).resize((width, max(1, round(image.height * width / image.width))))
    made = io.BytesIO()
    options: dict[str, Any] = {"optimize": True} if FORMATS[suffix] == "PNG" else {"quality": QUALITY}
    image.save(made, FORMATS[suffix], **options)
    return made.getvalue()


def _upright(content: bytes) -> Any:
    """The picture turned as its camera says, and nothing else of what the camera says."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- only where there are pictures

    with Image.open(io.BytesIO(content)) as image:
        turned = ImageOps.exif_transpose(image)
        bare = Image.new(turned.mode, turned.size)
        if turned.mode == "P" and (palette := turned.getpalette()) is not None:
            bare.putpalette(palette)
            if "transparency" in turned.info:
                bare.info["transparency"] = turned.info["transparency"]
        bare.paste(turned)
        return bare
