"""Macros of a template, to be called from Python; and how what goes wrong in a template is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment

from generator.errors import GuidegenError
from generator.render.environment import SiteEnvironment
from generator.render.template_error import Places, missing_macro, theme_error


class Macros:
    """The macros of one template, to be called from Python. What goes wrong in one is told as that of a template."""

    def __init__(self, environment: SiteEnvironment, template: str, places: Places) -> None:
        self._environment, self._template, self._places = environment, template, places
        self._module = environment.get_template(template).module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """The macro of this name; calling it, or asking for one that is not there, raises ThemeError."""
        if name.startswith("__"):
            raise AttributeError(name)
        macro = self._macro(name)

        def call(*arguments: object) -> Any:
            with told(self._template, self._places):
                return macro(*arguments)

        self.__dict__[name] = call
        return call

    def once(self, name: str, *values: Any) -> Any:
        """The macro of this name, filled once for all that give it the same values; raises ThemeError."""
        with told(self._template, self._places):
            return self._environment.once(self._environment, self._macro(name), *values)

    def _macro(self, name: str) -> Any:
        macro = getattr(self._module, name, None)
        if macro is None:
            raise missing_macro(name, self._template, self._places)
        return macro


@contextmanager
def told(template: str, places: Places, environment: Environment | None = None) -> Iterator[None]:
    """Turn whatever goes wrong in a template into a finding with its place."""
    try:
        yield
    except (GuidegenError, MemoryError):
        raise
    except Exception as error:
        known = [] if environment is None else environment.list_templates()
        raise theme_error(error, template, places, known) from error
