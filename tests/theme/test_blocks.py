"""The blocks that templates/README.md names: a project's own words are found where they belong, and the rest stays."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.app.opened import theme_of
from generator.app.previewed import read_previewed
from generator.render.fragments import FragmentMaker
from tests.projects import ROOT, TODAY, MakeProject

GUIDE = "guides/psychiatry--undecided--student"
BLOCKS = {
    "chapter": ("visa.html", ("title", "description", "brand", "head", "heading", "text", "body", "foot")),
    "guide": ("index.html", ("heading", "chapters")),
}


@pytest.mark.parametrize(("template", "block"), [(name, one) for name, (_, all_) in BLOCKS.items() for one in all_])
def test_a_block_is_filled_in_its_place(make_project: MakeProject, template: str, block: str) -> None:
    own = f'{{% extends "builtin/site/{template}.html" %}}{{% block {block} %}}OURS {{{{ super() }}}}{{% endblock %}}'
    root = make_project({f"templates/site/{template}.html": own})
    previewed = read_previewed(root, dt.date.fromisoformat(TODAY), theme_of(root), FragmentMaker())
    path = f"{GUIDE}/{BLOCKS[template][0]}"
    ours = previewed.page(path)
    (root / f"templates/site/{template}.html").unlink()
    plain = read_previewed(root, dt.date.fromisoformat(TODAY), theme_of(root), FragmentMaker()).page(path)
    assert ours is not None
    assert plain is not None
    assert ours.content != plain.content
    assert ours.content.replace(b"OURS ", b"") == plain.content


def test_the_readme_names_them() -> None:
    words = (ROOT / "templates/README.md").read_text("utf-8")
    assert [one for _, names in BLOCKS.values() for one in names if f"`{one}`" not in words] == []
