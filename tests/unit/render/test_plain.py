"""Every text can be read as plain words: the marks in words are those of the theme."""

from __future__ import annotations

import inspect

import pytest

from generator.render.plain import _Words
from generator.render.theme import Theme
from generator.resources import theme_dir

MACROS = {
    name: one
    for name, one in vars(Theme((theme_dir(),)).environment.get_template("site/compare-marks.html").module).items()
    if hasattr(one, "arguments")
}


@pytest.mark.parametrize("name", sorted(MACROS))
def test_marks_in_words_take_what_those_of_the_theme_take(name: str) -> None:
    """compare-marks.html is the theme's set without anything to tick, as words have it."""
    inspect.signature(getattr(_Words(), name)).bind(*MACROS[name].arguments)
