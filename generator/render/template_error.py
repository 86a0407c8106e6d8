"""What went wrong in a template, as one finding with the template's own file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.diagnostics import Diagnostic, Span, nearest
from generator.errors import ThemeError

BUILT_IN = "builtin"
"""The folder below which every built-in template has a second name, also where a project's own takes its place."""

CODE = "broken-template"
_NAME = re.compile(r"'([A-Za-z_]\w*)'")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a template. `name` is its path below its folder of the theme."""

    name: str
    line: int
    is_own: bool


class Places:
    """Says where in the theme a file is. The last folder is the built-in theme, any before it the project's own."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._own, self._built_in = folders[:-1], folders[-1]

    def of_name(self, name: str, line: int = 1) -> Place:
        """The place of the template that is found under a name."""
        plain = name.removeprefix(f"{BUILT_IN}/")
        is_own = plain == name and any((folder / name).is_file() for folder in self._own)
        return Place(plain, line, is_own)

    def of_file(self, file: str, line: int) -> Place | None:
        """The place of a file; None for one that is not of the theme."""
        for folder in (*self._own, self._built_in):
            if Path(file).is_relative_to(folder):
                return Place(Path(file).relative_to(folder).as_posix(), line, folder != self._built_in)
        return None

    def span(self, place: Place, said: str = "") -> Span:
        """The place as it is shown: `templates/FILE`, with `builtin/` where a file of the project has that name."""
        is_hidden = not place.is_own and any((folder / place.name).is_file() for folder in self._own)
        folder = f"templates/{BUILT_IN}" if is_hidden else "templates"
        return Span(f"{folder}/{place.name}", place.line, self._column(place, said) if place.is_own else 1)

    def _column(self, place: Place, said: str) -> int:
        """Where the name that is spoken of is, or the first tag of the line. Jinja knows lines only."""
        file = next(folder / place.name for folder in self._own if (folder / place.name).is_file())
        lines = file.read_text("utf-8", "replace").split("\n")
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        names = [found.start() for name in _NAME.findall(said) for found in re.finditer(rf"\b{name}\b", line)]
        starts = names[:1] or [at for at in (line.find("{{"), line.find("{%")) if at >= 0]
        return min(starts, default=0) + 1


def theme_error(error: Exception, asked: str, places: Places, known: Sequence[str] = ()) -> ThemeError:
    """What was raised while the template `asked` was read or filled. `known` are the names of all templates."""
    reached = [place for place in _reached(error, places) if place is not None]
    place = reached[-1] if reached else places.of_name(asked)
    words, hint = _words(error, reached), _hint(error, reached, known)
    return ThemeError([Diagnostic("error", CODE, words, places.span(place, words), hint)])


def missing_macro(name: str, template: str, places: Places) -> ThemeError:
    """A macro that is asked for and not there."""
    message = f"the macro '{name}' is missing"
    hint = f'begin the file with {{% extends "{BUILT_IN}/{template}" %}} to keep the macros that you do not change'
    return ThemeError([Diagnostic("error", CODE, message, places.span(places.of_name(template)), hint)])


def _reached(error: Exception, places: Places) -> Iterator[Place | None]:
    """The lines of templates that the error went through, the one where it was raised last."""
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            yield places.of_file(template.filename, template.get_corresponding_lineno(trace.tb_lineno))
        elif "__jinja_exception__" in frame.f_globals:  # Jinja has put the lines of the template in place already
            yield places.of_file(frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    if isinstance(error, TemplateSyntaxError):
        yield places.of_file(error.filename, error.lineno) if error.filename else None


def _words(error: Exception, reached: Sequence[Place]) -> str:
    """What is wrong, in one line."""
    if isinstance(error, RecursionError):
        names = list(dict.fromkeys(place.name for place in reached[-60:]))
        return f"this never ends: {' uses '.join([*names, names[0]])}" if names else "this never ends"
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    said = " ".join((getattr(error, "message", None) or str(error)).split()).rstrip(".")
    if isinstance(error, TemplateSyntaxError | UndefinedError):
        return said[:1].lower() + said[1:]
    return f"this cannot be worked out: {said or 'no reason given'} ({type(error).__name__})"


def _hint(error: Exception, reached: Sequence[Place], known: Sequence[str]) -> str | None:
    """What to write instead, or who uses a built-in file."""
    if isinstance(error, TemplateNotFound):
        return nearest(str(error.name), known)
    if reached and not reached[-1].is_own:
        users = [place for place in reached if place.is_own]
        if users:
            return f"this file is built in; templates/{users[-1].name} uses it on line {users[-1].line}"
        return "this file is built in; please report what is said here"
    return None
