"""`guidegen doctor`: versions, system libraries and fonts, and what is missing in plain words."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import generator
from generator.errors import OutputError
from generator.resources import starter_dir, theme_dir

PACKAGES = ("click", "filelock", "jinja2", "markdown", "nh3", "pebble", "pydantic", "PyYAML", "weasyprint")
LIBRARIES = {
    "Pango": ("pango-1.0", "libpango-1.0-0"),
    "Pango for FreeType": ("pangoft2-1.0", "libpangoft2-1.0-0"),
    "HarfBuzz subsetting": ("harfbuzz-subset", "libharfbuzz-subset0"),
}
FONTS = ("source-sans-3-400-normal.ttf", "source-serif-4-600-normal.ttf")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `advice` is what to do where it is not fine."""

    name: str
    value: str
    advice: str | None = None

    @property
    def is_fine(self) -> bool:
        return self.advice is None


def examine() -> list[Finding]:
    """Everything guidegen needs, found or not."""
    return [*_versions(), *_libraries(), *_files()]


def _versions() -> Iterator[Finding]:
    yield Finding("guidegen", generator.__version__)
    yield Finding(
        "Python", platform.python_version(), None if sys.version_info >= (3, 11) else "guidegen needs 3.11 or later"
    )
    for package in PACKAGES:
        try:
            yield Finding(package, version(package))
        except PackageNotFoundError:
            yield Finding(package, "missing", f"pip install {package}")


def _libraries() -> Iterator[Finding]:
    for name, (library, package) in LIBRARIES.items():
        found = find_library(library)
        advice = None if found else f"handbooks need it; on Debian: apt-get install {package}"
        yield Finding(name, found or "missing", advice)


def _files() -> Iterator[Finding]:
    for name, folder in (("theme", theme_dir), ("starter project", starter_dir)):
        try:
            yield Finding(name, str(folder()))
        except OutputError as error:
            yield Finding(name, "missing", str(error))
            return
    for font in FONTS:
        file = theme_dir() / "handbook" / "fonts" / font
        yield Finding(
            font, "bundled" if file.is_file() else "missing", None if file.is_file() else "install guidegen again"
        )
