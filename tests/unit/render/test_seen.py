"""What a page reads of its guide is noted, however a template reads it, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from generator.render.seen import SeenGuide, is_said, values_digest
from generator.render.theme import Theme
from generator.resources import theme_dir

CHAPTERS: list[dict[str, Any]] = [{"id": "one", "title": "One", "day": "1"}, {"id": "two", "title": "Two", "day": "2"}]
VIEW: dict[str, Any] = {
    "title": "Tent",
    "plan": [{"name": "count"}],
    "chapters": CHAPTERS,
    "parts": [{"title": "All", "chapters": CHAPTERS}],
}


WHOLE = {"*", *VIEW}
ONE, TWO = ({f"{name}/{key}" for key in ("*", "id", "title", "day")} for name in ("one", "two"))
METHODS = {"get", "items"}
"""What templates call was looked for as a key first."""


@pytest.mark.parametrize(
    ("template", "read"),
    [
        ("{{ guide.title }}", {"title"}),
        ("{{ guide['title'] }}", {"title"}),
        ("{% if guide.none is defined %}{% endif %}", {"none"}),
        ("{{ guide.get('title') }}", {"title"}),
        ("{% if 'plan' in guide %}{% endif %}", {"plan"}),
        ("{{ guide.chapters|length }}", {"chapters"}),
        ("{{ guide.chapters|map(attribute='title')|join }}", {"chapters", "one/title", "two/title"}),
        ("{% for part in guide.parts %}{{ part.chapters[0].day }}{% endfor %}", {"parts", "one/day"}),
        ("{% set it = guide.chapters|first %}{% for key in it %}{% endfor %}", {"chapters"} | ONE),
        ("{% for key, value in guide.items() %}{% endfor %}", WHOLE),
        ("{{ guide|length }}", {"*"}),
        ("{% if guide.chapters[1] %}{% endif %}", {"chapters", "two/*"}),
        ("{% set it = guide.chapters|last %}{% if it and it.id %}{% endif %}", {"chapters", "two/*", "two/id"}),
        ("{% set a = guide|dictsort %}", WHOLE),
        ("{{ guide.chapters[1]|string|length }}", {"chapters"} | TWO),
        ("{{ guide.chapters[1]|tojson|length }}", {"chapters"} | TWO),
    ],
)
def test_what_a_template_reads_is_noted(template: str, read: set[str], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(template, "utf-8")
    guide = SeenGuide(VIEW)
    with guide.noting() as noted:
        Theme((tmp_path, theme_dir())).render("page.html", {"guide": guide.view})
    assert noted - METHODS == read


def test_what_was_not_read_makes_no_difference() -> None:
    other = [CHAPTERS[0] | {"day": "3"}, CHAPTERS[1]]
    first, second = (
        SeenGuide(VIEW),
        SeenGuide(VIEW | {"chapters": other, "parts": [{"title": "All", "chapters": other}]}),
    )
    for read, is_alike in (
        (["title", "chapters", "parts", "one/title"], True),
        (["one/day"], False),
        (["three/title"], True),
    ):
        assert (first.digest(read) == second.digest(read)) is is_alike


@pytest.mark.parametrize(
    ("read", "is_another"),
    [
        (["one/title", "two/*", "parts"], False),
        (["one/entries"], True),
        (["one/minutes"], False),
        (["two/entries"], False),
        (["minutes"], False),
    ],
)
def test_what_modules_say_is_in_few_values(read: list[str], is_another: bool) -> None:
    assert is_said(read, {"one"}) is is_another


def test_one_page_inside_another_notes_for_itself() -> None:
    guide = SeenGuide(VIEW)
    with guide.noting() as outer:
        assert guide.view["title"]
        with guide.noting() as inner:
            assert guide.view["plan"]
    assert (outer, inner) == ({"title"}, {"plan"})


def test_equal_values_have_one_name_however_they_share_their_parts() -> None:
    one = ["a" * 40]
    assert values_digest([one, one]) == values_digest([["a" * 40], ["".join(["a"] * 40)]])
    assert len({values_digest(value) for value in (1, "1", True, Markup("1"), None, [1], (1,))}) == 7
