"""Code of templates is shared by all themes of a process, and never that of other templates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where Python keeps guidegen's own code, empty; no code is known in memory."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(known_code, "_CODES", {})
    return known_code.kept_file("any").parent


def _compiled(theme: Theme, template: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many templates become code where nothing is remembered of one."""
    known_code._CODES.clear()
    environment, count = theme.environment, list[object]()
    compiled = type(environment).compile

    def counted(*args: Any, **named: Any) -> Any:
        count.append(args)
        return compiled(*args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(type(environment), "compile", counted)
        environment.get_template(template)
    return len(count)


def test_built_in_code_is_kept_for_the_next_run(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, folders = "site/chapter.html", (theme_dir(),)
    assert _compiled(Theme(folders), name, monkeypatch) == 1
    [kept] = beside.glob("template-*")
    assert _compiled(Theme(folders), name, monkeypatch) == 0
    whole = kept.read_bytes()
    for content in (whole[:-9], b"", whole[:40] + b"other" + whole[45:]):  # half written, or of somebody else
        kept.write_bytes(content)
        assert _compiled(Theme(folders), name, monkeypatch) == 1
        assert kept.read_bytes() == whole
    monkeypatch.setattr(known_code, "code_name", lambda: "another guidegen")
    assert _compiled(Theme(folders), name, monkeypatch) == 1


def test_code_of_a_project_is_kept_nowhere(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html").write_text('{% extends "base.html" %}', "utf-8")
    (own / "base.html").write_text("words", "utf-8")
    assert _compiled(Theme((own, theme_dir())), "page.html", monkeypatch) == 1
    assert not [*beside.glob("template-*")]


def test_nothing_is_kept_where_python_keeps_nothing(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _compiled(Theme((theme_dir(),)), "site/chapter.html", monkeypatch) == 1
    assert not beside.exists()
