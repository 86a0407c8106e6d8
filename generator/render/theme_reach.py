"""What of a theme a template can reach: itself, and all templates that it extends, imports or includes."""

from __future__ import annotations

import hashlib
import re

from jinja2 import TemplateNotFound

from generator.render.theme import Theme

_NAMES = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*"""
    r"""(?:(["'])(?P<name>[^"']*)\1\s*(?=[-+]?%\}|(?:import|as|ignore|with|without)\b))?"""
)
"""A tag that names a template; where the name is not written out, it is worked out."""


def reach_digest(theme: Theme, *templates: str) -> str:
    """A hash over templates and those they can reach; over all of the theme where that is not written out."""
    found: dict[str, str] = {}
    waiting = list(templates)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name], named = _source(theme, name)
        except TemplateNotFound:
            return theme.digest("site")
        waiting += [one for one in named if one is not None]
        if None in named:
            return theme.digest("site")
    hasher = hashlib.sha256()
    for name, source in sorted(found.items()):
        hasher.update(f"{name}\0{len(source)}\0{source}".encode())
    return hasher.hexdigest()


def _source(theme: Theme, name: str) -> tuple[str, tuple[str | None, ...]]:
    """A template, and those that it names; None is one whose name is worked out."""
    if name not in theme.reached:
        environment = theme.environment
        source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        theme.reached[name] = source, _named(source)
    return theme.reached[name]


def _named(source: str) -> tuple[str | None, ...]:
    """The templates that one names: it is not parsed for that, which takes as long as to fill it."""
    return tuple(match["name"] for match in _NAMES.finditer(source))
