"""The theme: templates and files, each from the project's `templates/` where it has one, else built in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.errors import OutputError
from generator.render.typography import title_html

TEMPLATE_SUFFIXES = {".html", ".j2"}
NOT_ASSETS = TEMPLATE_SUFFIXES | {".md", ".yaml"}


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with the short way for what templates mostly see: plain mappings."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, by key first where `obj` is a plain mapping: its methods are not for templates."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@dataclass(frozen=True)
class Theme:
    """Templates and assets on a search path: the first folder that has a file wins."""

    folders: tuple[Path, ...]

    @cached_property
    def environment(self) -> ImmutableSandboxedEnvironment:
        """The one environment of a run: sandboxed, escaping everything, refusing what is undefined."""
        environment = _Environment(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            trim_blocks=False,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters["unbroken"] = title_html
        return environment

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Render one template.

        Raises OutputError naming the template and its line.
        """
        try:
            return self.environment.get_template(template).render(context)
        except TemplateError as error:
            raise OutputError(f"templates/{_where(error, template)}: {error}") from error

    @cached_property
    def _plain(self) -> Environment:
        """The same, for templates of plain text."""
        return self.environment.overlay(autoescape=False)

    def render_text(self, template: str, context: Mapping[str, Any]) -> str:
        """Render one template of plain text: nothing is escaped.

        Raises OutputError naming the template and its line.
        """
        try:
            return self._plain.get_template(template).render(context)
        except TemplateError as error:
            raise OutputError(f"templates/{_where(error, template)}: {error}") from error

    def macros(self, template: str) -> Any:
        """The macros of a template, to be called from here."""
        try:
            return self.environment.get_template(template).module
        except TemplateError as error:
            raise OutputError(f"templates/{_where(error, template)}: {error}") from error

    def asset(self, kind: str, name: str) -> bytes | None:
        """One of these files; None where there is none of that name, or it is not a file to be served."""
        file = self._files(kind).get(name)
        return None if file is None or file.suffix in NOT_ASSETS else file.read_bytes()

    def assets(self, kind: str) -> dict[str, bytes]:
        """The files below `site/` or `handbook/` that are not templates, by their path below it."""
        return {
            name: file.read_bytes() for name, file in sorted(self._files(kind).items()) if file.suffix not in NOT_ASSETS
        }

    def _files(self, kind: str) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted((folder / kind).rglob("*")):
                if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
                    found.setdefault(file.relative_to(folder / kind).as_posix(), file)
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


def _where(error: TemplateError, template: str) -> str:
    name = getattr(error, "name", None) or template
    line = getattr(error, "lineno", None)
    if line is None:
        line = _template_line(error)
    return f"{name}:{line}" if line else str(name)


def _template_line(error: TemplateError) -> int | None:
    """The line of the innermost template frame of a traceback."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(tuple(TEMPLATE_SUFFIXES)):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
