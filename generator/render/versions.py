"""What the bytes of a handbook follow from besides its HTML and theme: the versions of what lays it out."""

from __future__ import annotations

import platform
import zlib
from importlib.metadata import version

from generator import __version__
from generator.render.surroundings import LIBRARIES, load_weasyprint


def versions() -> dict[str, str]:
    """Versions by name: guidegen, the libraries, Pango, zlib, and Python, by which processes talk to each other.

    Raises OutputError where WeasyPrint cannot be loaded.
    """
    pango = load_weasyprint().text.ffi.pango.pango_version()
    return {
        "guidegen": __version__,
        **{name: version(name) for name in LIBRARIES},
        "Pango": str(pango),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "Python": ".".join(platform.python_version_tuple()[:2]),
    }
