"""The theme: templates and files, each from the project's `templates/` where it has one, else built in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from jinja2.filters import do_striptags

from generator import text
from generator.diagnostics import Diagnostic, Span
from generator.errors import ThemeError
from generator.render.engine_script import FOLDER, SCRIPT, engine_script, packed_script, packed_style
from generator.render.environment import Missing, SiteEnvironment
from generator.render.known_code import KnownCode
from generator.render.macros import Macros, told
from generator.render.table_size import sized
from generator.render.template_error import BUILT_IN, Places
from generator.render.typography import title_html

TEMPLATE_SUFFIXES = {".html", ".j2"}
NOT_ASSETS = TEMPLATE_SUFFIXES | {".md", ".yaml"}
_PACKED = {".js": packed_script, ".css": packed_style}
EXTRA_STYLE = "extra.css"
"""A project's own style sheet in `site/` or `handbook/`, after the theme's: for rules without a copy of a file."""


@dataclass(frozen=True)
class Theme:
    """Templates and assets on a search path: the first folder that has a file wins, and the last is the built-in theme.

    A template of the built-in theme has a second name, `builtin/...`, so that a project's own may extend the one it
    replaces.
    """

    folders: tuple[Path, ...]

    @cached_property
    def environment(self) -> SiteEnvironment:
        """The one environment of a run: sandboxed, escaping everything, refusing what is undefined."""
        loaders = [
            PrefixLoader({BUILT_IN: FileSystemLoader(str(self.folders[-1]))}),
            FileSystemLoader([str(folder) for folder in self.folders]),
        ]
        environment = SiteEnvironment(
            autoescape=True,
            undefined=Missing,
            loader=ChoiceLoader(loaders),
            trim_blocks=False,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=KnownCode("pages"),
        )
        environment.filters["unbroken"] = title_html
        environment.filters["sized"] = sized
        environment.filters["capital"] = text.capitalized
        environment.filters["striptags"] = lru_cache(maxsize=4096)(do_striptags)  # each section's title on many pages
        return environment

    @cached_property
    def reached(self) -> dict[str, tuple[str, tuple[str | None, ...]]]:
        """Templates that were read with those that each names, by name; filled by `theme_reach.py`."""
        return {}

    @cached_property
    def built_in(self) -> Theme:
        """The built-in theme alone."""
        return self if len(self.folders) == 1 else Theme(self.folders[-1:])

    @cached_property
    def places(self) -> Places:
        """Says where a template's lines are."""
        return Places(self.folders)

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Render one template.

        Raises ThemeError naming the template and its line.
        """
        with told(template, self.places, self.environment):
            return self.environment.get_template(template).render(context)

    @cached_property
    def _plain(self) -> Environment:
        """The same, for templates of plain text."""
        return self.environment.overlay(autoescape=False, bytecode_cache=KnownCode("plain text"))

    def render_text(self, template: str, context: Mapping[str, Any]) -> str:
        """Render one template of plain text: nothing is escaped.

        Raises ThemeError naming the template and its line.
        """
        with told(template, self.places, self.environment):
            return self._plain.get_template(template).render(context)

    def hold(self, kind: str) -> None:
        """Read all templates of a kind now, so that what a run makes is of one state, whatever is edited meanwhile.

        Raises ThemeError naming the template and its line.
        """
        for name in self.environment.list_templates(sorted(one[1:] for one in TEMPLATE_SUFFIXES)):
            inside = name.removeprefix(f"{BUILT_IN}/")
            is_used = inside == name or len(self.folders) > 1
            if is_used and (inside.startswith(f"{kind}/") or "/" not in inside):
                with told(name, self.places, self.environment):
                    self.environment.get_template(name)

    def macros(self, template: str) -> Macros:
        """The macros of a template, to be called from here.

        Raises ThemeError naming the template and its line.
        """
        with told(template, self.places, self.environment):
            return Macros(self.environment, template, self.places)

    def asset(self, kind: str, name: str) -> bytes | None:
        """One of these files; None where there is none of that name, or it is not a file to be served."""
        if (kind, name) == ("site", SCRIPT):
            return self._engine()
        file = self._files(kind).get(name)
        return None if file is None or file.suffix in NOT_ASSETS else self._served(file)

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a file of this name below `site/` or `handbook/`."""
        return any((folder / kind / name).is_file() for folder in self.folders)

    def assets(self, kind: str) -> dict[str, bytes]:
        """The files below `site/` or `handbook/` that are not templates, by their path below it."""
        files = {name: file for name, file in self._files(kind).items() if file.suffix not in NOT_ASSETS}
        found = {name: self._served(file) for name, file in sorted(files.items()) if not name.startswith(FOLDER)}
        return found | {SCRIPT: self._engine()} if kind == "site" else found

    def _served(self, file: Path) -> bytes:
        """A file as it is served: scripts and styles of the built-in theme without what is for those who write them."""
        content = file.read_bytes()
        pack = _PACKED.get(file.suffix) if file.is_relative_to(self.folders[-1]) else None
        return content if pack is None else pack(content.decode()).encode()

    def _engine(self) -> bytes:
        """The page's engine, made of its modules. A project may replace single ones."""
        files = self._files("site").items()
        modules = {name: file.read_text("utf-8") for name, file in files if name.startswith(FOLDER)}
        try:
            return engine_script(modules).encode()
        except ValueError as error:
            place = Span(f"templates/site/{FOLDER}", 1, 1)
            raise ThemeError([Diagnostic("error", "bad-script", str(error), place)]) from None

    def _files(self, kind: str) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            real, place = folder.resolve(), folder / kind
            is_inside = place.resolve().is_relative_to(real)
            for file in sorted(place.rglob("*")):
                # Folders that are links are not gone into: only a file's own link can lead out.
                is_own = file.resolve().is_relative_to(real) if file.is_symlink() else is_inside
                if is_own and file.is_file():
                    found.setdefault(file.relative_to(place).as_posix(), file)
        return found

    def digest(self, kind: str) -> str:
        """A hash over everything a kind of output takes from the theme."""
        hasher = hashlib.sha256()
        for name, file in sorted({**self._files(kind), **self._shared()}.items()):
            hasher.update(f"{name}\0".encode())
            hasher.update(hashlib.sha256(file.read_bytes()).digest())
        return hasher.hexdigest()

    def stamp(self) -> str:
        """Says, from names, times and sizes alone, whether a file of the theme has changed."""
        files = (file for folder in self.folders for file in sorted(folder.rglob("*")))
        looked = ((file, file.stat()) for file in files if file.is_file())
        return ";".join(f"{file}:{stat.st_mtime_ns}:{stat.st_size}" for file, stat in looked)

    def _shared(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted(folder.glob("*.html")):
                found.setdefault(f"../{file.name}", file)
        return found
