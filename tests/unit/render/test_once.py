"""`once` fills a macro as calling it does, and only once for the same plain values."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from generator.errors import ThemeError
from generator.render.theme import Theme
from generator.resources import theme_dir

PARTS = """
{%- macro show(one, two=2) %}{{ one }}-{{ two }}{% endmacro %}
{%- macro count(into) %}{% set into.n = into.n + 1 %}{{ into.n }}{% endmacro %}
{%- macro seen() %}{{ here|default("nothing") }}{% endmacro %}"""


def theme(folder: Path, **pages: str) -> Theme:
    for name, source in {"parts": PARTS, **pages}.items():
        (folder / f"{name}.html").write_text(source, "utf-8")
    return Theme((folder, theme_dir()))


def test_equal_values_are_filled_once_and_unlike_ones_are_not_confused(tmp_path: Path) -> None:
    macros = theme(tmp_path).macros("parts.html")
    assert macros.once("show", {"a": [1, Markup("<b>")]}) is macros.once("show", {"a": [1, Markup("<b>")]})
    values = ("<b>", Markup("<b>"), 1, True, "1", 1.0, None, (1,), [1])
    assert [str(macros.once("show", one)) for one in values] == [str(macros.show(one)) for one in values]
    assert str(macros.once("show", 1, 3)) == "1-3"


@pytest.mark.parametrize(
    "imported",
    ['{% from "parts.html" import seen with context %}', PARTS, '{% import "parts.html" as p with context %}'],
)
def test_a_macro_that_sees_the_page_is_filled_every_time(tmp_path: Path, imported: str) -> None:
    called = "p.seen" if " as p " in imported else "seen"
    found = theme(tmp_path, page=f"{imported}{{{{ once({called}) }}}}")
    assert [found.render("page.html", {"here": one}).strip() for one in "ab"] == ["a", "b"]


def test_a_macro_that_changes_what_it_is_given_is_filled_every_time(tmp_path: Path) -> None:
    page = '{% from "parts.html" import count %}{% set it = namespace(n=0) %}{{ once(count, it) }}{{ once(count, it) }}'
    assert theme(tmp_path, page=page).render("page.html", {}) == "12"


@pytest.mark.parametrize(
    ("called", "said"),
    [("once(nope)", "'nope' is undefined"), ("once(3)", "'once' fills a macro, not a int"), ("once(show)", "'one'")],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, called: str, said: str) -> None:
    found = theme(tmp_path, page=f'{{% from "parts.html" import show %}}\n{{{{ {called} }}}}')
    with pytest.raises(ThemeError) as raised:
        found.render("page.html", {})
    assert [said in one.message for one in raised.value.diagnostics] == [True]


@pytest.mark.parametrize("value", ["plain", "a<b>&\"'", Markup("<i>"), 3, None, 1.5, True, ["<"], {"x": "<"}])
def test_values_are_printed_as_by_jinja(tmp_path: Path, value: object) -> None:
    page = "{{ v }}|{{ [v]|join }}|{{ v ~ '<' }}|{{ v if v else '<' }}"
    usual = Environment(autoescape=True).from_string(page)
    assert theme(tmp_path, page=page).render("page.html", {"v": value}) == usual.render(v=value)


def test_keys_come_before_methods_however_deep(tmp_path: Path) -> None:
    page = "{{ v.items }} {{ v.keys.items }} {{ v.x is defined }} {{ v.keys.x is defined }} {{ words.upper() }}"
    values = {"v": {"items": 1, "keys": {"items": "&"}}, "words": "a"}
    assert theme(tmp_path, page=page).render("page.html", values) == "1 &amp; False False A"
