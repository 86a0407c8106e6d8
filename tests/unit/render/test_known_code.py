"""Code of templates is shared by all themes of a process, and never that of other templates."""

from __future__ import annotations

from pathlib import Path

from generator.render import known_code
from generator.render.theme import Theme
from generator.resources import theme_dir


def test_a_changed_template_is_other_code(tmp_path: Path) -> None:
    for words in ("one", "two"):
        (tmp_path / "page.html").write_text(f"{words} {{{{ words }}}}", "utf-8")
        theme = Theme((tmp_path, theme_dir()))
        assert theme.render("page.html", {"words": "<"}) == f"{words} &lt;"
        assert theme.render_text("page.html", {"words": "<"}) == f"{words} <"
        assert Theme(theme.folders).render("page.html", {"words": ">"}) == f"{words} &gt;"


def test_macros_follow_those_of_the_file_they_extend(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text('{%- extends "other.html" %}{% macro a() %}a{% endmacro %}', "utf-8")
    for number, name in enumerate(("b", "c")):
        (tmp_path / "other.html").write_text(f"{{% macro {name}() %}}{number}{{% endmacro %}}", "utf-8")
        macros = Theme((tmp_path, theme_dir())).macros("own.html")
        assert [str(macros.a()), str(getattr(macros, name)())] == ["a", str(number)]


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(known_code.MOST + 10):
        (tmp_path / "page.html").write_text(str(number), "utf-8")
        Theme((tmp_path, theme_dir())).render("page.html", {})
    assert len(known_code._CODES) <= known_code.MOST
