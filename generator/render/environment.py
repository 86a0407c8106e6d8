"""Jinja as templates of a theme have it: sandboxed, escaping everything, refusing what is undefined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context, Macro
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment
from markupsafe import escape

from generator.diagnostics import nearest
from generator.render.once import Once
from generator.render.template_code import TemplateCode

MOST_BITS = 64
"""The greatest power that a template may ask for."""

_SPECIAL = re.compile("[&<>\"']")


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
        self.once = Once()
        self.globals["once"] = self.once

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something; a macro at once, since there is nothing that it must not do."""
        if type(called) is not Macro:
            return super().call(context, called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(context.eval_ctx, *args, **kwargs)

    @staticmethod
    def escaped(value: object) -> str:
        """What is printed of a value that is not HTML; nearly all words are printed as they are."""
        return value if type(value) is str and _SPECIAL.search(value) is None else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, by key first where `obj` is a plain mapping: its methods are not for templates."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
