"""Jinja as templates of a theme have it: sandboxed, escaping everything, refusing what is undefined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import escape

from generator.diagnostics import nearest
from generator.render.once import Once
from generator.render.template_code import TemplateCode

MOST_BITS = 64
"""The greatest power that a template may ask for."""

MOST_WORDS = 20_000
"""Words kept as they are printed; the shipped guide prints some 8,000 different ones for all of its personas."""

_SPECIAL = re.compile("[&<>\"']")


class Printed(dict[str, str]):
    """Words as they are printed, by the words: each is escaped once, though it is printed on many pages."""

    def __missing__(self, words: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        printed = self[words] = words if _SPECIAL.search(words) is None else str(escape(words))
        return printed


@dataclass(frozen=True, slots=True)
class AssetAddress:
    """`asset(name)` in templates: the address of a file of the theme on a page from which `root` leads to the top."""

    root: str

    def __call__(self, name: str) -> str:
        return f"{self.root}assets/{name}"


class Missing(StrictUndefined):
    """What is not there, with the name that was probably meant."""

    @property
    def _undefined_message(self) -> str:
        words = super()._undefined_message
        if not isinstance(self._undefined_obj, Mapping):
            return words
        hint = nearest(str(self._undefined_name), [str(name) for name in self._undefined_obj])
        return f"there is no '{self._undefined_name}' here" + (f": {hint}" if hint else "")


class SiteEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with the short way for what templates mostly see and do: plain mappings, words, macros."""

    code_generator_class = TemplateCode
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`left * right` and `left ** right`, but for what would fill the memory: Jinja bounds only ranges."""
        many = [one for one in (left, right) if isinstance(one, Sized)]
        times = [one for one in (left, right) if isinstance(one, int)]
        if operator == "**" and isinstance(right, int) and abs(right) > MOST_BITS:
            raise OverflowError(f"the power is greater than {MOST_BITS}")
        if operator == "*" and many and times and len(many[0]) * times[0] > MAX_RANGE:
            raise OverflowError(f"the result is longer than {MAX_RANGE}")
        return super().call_binop(context, operator, left, right)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.once, self.printed = Once(), Printed()
        self.globals["once"] = self.once

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something; what is of the theme or of this environment at once, as there is nothing it must not do."""
        kind = type(called)
        if kind is Macro:
            first: tuple[Any, ...] = (context.eval_ctx,)
        elif kind is Once:
            first = (self,)
        elif kind is AssetAddress or kind is BlockReference:
            first = ()
        else:
            return super().call(context, called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*first, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, by key first where `obj` is a plain mapping: its methods are not for templates."""
        # A mapping that notes what is looked up in it is asked once.
        if isinstance(obj, dict) and (value := obj.get(attribute, missing)) is not missing:
            return value
        return super().getattr(obj, attribute)
