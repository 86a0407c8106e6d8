"""`once(macro, ...)` in templates: a macro is filled once for all guides that give it the same values."""

from __future__ import annotations

import io
import pickle
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, Undefined, pass_environment
from jinja2.runtime import Macro
from markupsafe import Markup

from generator.kept import Kept

MOST = 10_000
"""Fillings that are kept; the shipped guide has some 5,000 different ones for all of its personas."""


class Once:
    """The function of one environment.

    Only macros of a template that was imported without its context are kept: they see nothing but what they are given.
    Any other macro is filled every time, and so is one that is given something besides plain values.
    """

    def __init__(self) -> None:
        self._filled: Kept[Markup] = Kept(MOST)
        self._alone: dict[int, tuple[Macro, bool]] = {}

    @pass_environment
    def __call__(self, environment: Environment, macro: Macro, *values: Any) -> Markup:
        """The macro, filled with these values. Raises TypeError for what is not a macro."""
        if not isinstance(macro, Macro | Undefined):
            raise TypeError(f"'once' fills a macro, not a {type(macro).__name__}")
        name = _name(values) if self._is_alone(environment, macro) else None
        if name is None:
            return _fill(macro, values)
        return self._filled.get((id(macro), name), 1, lambda: _fill(macro, values), lambda _: True)

    def _is_alone(self, environment: Environment, macro: Macro) -> bool:
        """Whether a macro is that of a template which nobody gave a context."""
        known = self._alone.get(id(macro))
        if known is None or known[0] is not macro:
            # Only here a macro says whose it is. A template's one module is there once it was imported like this.
            template = environment.get_template(macro._func.__globals__["name"])  # noqa: SLF001
            own = getattr(template._module, macro.name, None)  # noqa: SLF001
            known = self._alone[id(macro)] = macro, own is macro
        return known[1]


def _fill(macro: Macro, values: tuple[Any, ...]) -> Markup:
    return Markup(macro(*values))  # noqa: S704 -- what a macro of the theme made


def _name(values: tuple[Any, ...]) -> bytes | None:
    """A name for plain values; None where one of them is something else, which a macro might change."""
    out = io.BytesIO()
    try:
        _Plain(out, 5).dump(values)
    except pickle.PicklingError:
        return None
    return blake2b(out.getbuffer(), digest_size=16).digest()


class _Plain(pickle.Pickler):
    """Writes plain values and HTML, and refuses all else."""

    def reducer_override(self, thing: object) -> Any:
        """How HTML is written; asked only of what is not a plain value."""
        if type(thing) is Markup:
            return Markup, (str(thing),)
        if thing is Markup:  # its class, which goes before it
            return NotImplemented
        raise pickle.PicklingError(f"{type(thing).__name__} is not a plain value")
