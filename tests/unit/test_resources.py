"""Both places of the shipped files: the wheel's and the checkout's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import resources
from generator.errors import OutputError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package folder that `resources` takes for its own."""
    folder = tmp_path / "generator"
    folder.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    return folder


def test_the_checkout_has_its_theme_at_the_root(package: Path) -> None:
    theme = package.parent / "templates"
    theme.mkdir()
    assert resources.theme_dir() == theme


def test_the_wheels_theme_comes_first(package: Path) -> None:
    (package.parent / "templates").mkdir()
    (package / "_theme").mkdir()
    assert resources.theme_dir() == package / "_theme"


def test_the_starter_lies_in_the_package(package: Path) -> None:
    (package / "starter").mkdir()
    assert resources.starter_dir() == package / "starter"


def test_an_incomplete_installation_says_so(package: Path) -> None:
    with pytest.raises(OutputError, match="not installed completely"):
        resources.theme_dir()


def test_this_checkout_is_complete() -> None:
    assert (resources.starter_dir() / "guidegen.yaml").is_file()
    assert resources.theme_dir().is_dir()
