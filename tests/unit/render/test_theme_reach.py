"""The templates that a template names are those that Jinja finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, meta

from generator.render.theme import Theme
from generator.render.theme_reach import reach_digest
from generator.resources import theme_dir
from tests.pages import built_in_theme

NAMING = {
    '{% extends "a.html" %}': ("a.html",),
    "{%- from 'a.html' import one, two with context -%}": ("a.html",),
    '{%import "a.html" as a%}{% include "b.html" ignore missing %}': ("a.html", "b.html"),
    '{% extends "a.html" if own else "b.html" %}': (None,),
    '{% include ["a.html", "b.html"] %}': (None,),
    '{% include "a" ~ ".html" %}': (None,),
    "{% include name %}": (None,),
    "{{ include }} {% set from = 1 %}": (),
}


def test_of_the_built_in_theme() -> None:
    theme = built_in_theme()
    names = [name for name in theme.environment.list_templates(["html", "j2"]) if not name.startswith("builtin/")]
    reach_digest(theme, *names)
    for name in names:
        source = (theme_dir() / name).read_text("utf-8")
        found = meta.find_referenced_templates(Environment(autoescape=True).parse(source))
        assert set(theme.reached[name][1]) == set(found), name


@pytest.mark.parametrize(("source", "named"), NAMING.items())
def test_where_the_name_is_worked_out(tmp_path: Path, source: str, named: tuple[str | None, ...]) -> None:
    (tmp_path / "site").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "page.html").write_text(source, "utf-8")
    theme = Theme((tmp_path,))
    found = reach_digest(theme, "page.html")
    assert theme.reached["page.html"][1] == named
    assert (found == theme.digest("site")) is (None in named)
