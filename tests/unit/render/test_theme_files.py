"""What a project puts into the theme is a file of its own: a link leads nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.theme import Theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project's theme with one file and a folder of one, and what is next to it."""
    folder = tmp_path / "templates"
    (folder / "site/fonts").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (folder / "site/own.svg").write_text("own", "utf-8")
    (folder / "site/fonts/own.woff2").write_text("own", "utf-8")
    (tmp_path / "outside/secret.svg").write_text("secret", "utf-8")
    return folder


def served(folder: Path) -> dict[str, bytes]:
    return Theme((folder,)).assets("handbook")


def test_links_are_followed_inside_the_theme_alone(folder: Path) -> None:
    (folder / "handbook").mkdir()
    for name, target in (("a.svg", "site/own.svg"), ("b.svg", "../outside/secret.svg"), ("c.svg", "nowhere.svg")):
        (folder / "handbook" / name).symlink_to(folder / target)
    (folder / "handbook/site").symlink_to(folder / "site")
    (folder / "handbook/outside").symlink_to(folder.parent / "outside")
    assert served(folder) == {"a.svg": b"own"}


@pytest.mark.parametrize(("target", "found"), [("site", {"own.svg", "fonts/own.woff2"}), ("../outside", set())])
def test_a_kind_that_is_a_link_is_one_too(folder: Path, target: str, found: set[str]) -> None:
    (folder / "handbook").symlink_to(folder / target)
    assert served(folder).keys() == found


def test_the_theme_may_be_a_link(folder: Path) -> None:
    (folder / "handbook").symlink_to("site")
    (folder.parent / "other").symlink_to(folder)
    assert served(folder.parent / "other").keys() == {"own.svg", "fonts/own.woff2"}
