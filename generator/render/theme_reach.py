"""What of a theme a template can reach: itself, and all templates that it extends, imports or includes."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta

from generator.render.theme import Theme


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
        except (TemplateNotFound, TemplateSyntaxError):
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


@lru_cache(maxsize=512)
def _named(source: str) -> tuple[str | None, ...]:
    """The templates that one names. A process that builds often, as `serve` does, reads each text once."""
    return tuple(meta.find_referenced_templates(Environment(autoescape=True).parse(source)))
