"""Threats that no other test shows."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from generator.app.sendings import failed_csv
from generator.errors import ThemeError
from generator.render.theme import Theme
from generator.resources import theme_dir
from generator.send.sending import Sending, State
from tests.projects import ROOT

GOOD = "<html lang=en><head><title>x</title></head><body><p>Words.</p></body></html>"


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__['os'] }}",
        "{% include '../../../../../../etc/hostname' %}",
        "{% include '/etc/hostname' %}",
        "{{ reader.update({'x': 1}) }}",
    ],
)
def test_a_theme_cannot_reach_python_or_files(tmp_path: Path, template: str) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/message.html").write_text(template, "utf-8")
    with pytest.raises(ThemeError) as caught:
        Theme((tmp_path, theme_dir())).render("mail/message.html", {"reader": {"name": "x"}})
    assert [one.span.path for one in caught.value.diagnostics] == ["templates/mail/message.html"]


@pytest.mark.parametrize("reply", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_a_reply_that_is_a_formula_is_written_as_words(reply: str) -> None:
    one = Sending(
        number=1, profile="ana", address="+ana@example.org", files={}, message_id="<1@x>", substance={},
        state=State.FAILED, reply=reply,
    )  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(failed_csv([one], {}).decode("utf-8-sig")))
    assert row["reply"] == f"'{reply}"
    assert row["email"] == "'+ana@example.org"


def applying(requirements: Iterable[Requirement], where: dict[str, str]) -> list[Requirement]:
    """Those that count on the Python described."""
    return [one for one in requirements if one.marker is None or one.marker.evaluate(where)]


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """Every library with a version that fits, and every file by its hash."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^[a-z0-9._-]+==.*(?:\n    .*)+", lock, re.MULTILINE)
    locked = [Requirement(entry.split("\\")[0].strip()) for entry in entries]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [Requirement(line) for line in (*project["project"]["dependencies"], *project["build-system"]["requires"])]
    for python in ("3.11.2", "3.13.0"):  # Debian 12's, and a newer one
        where = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
        versions = {one.name: str(one.specifier)[2:] for one in applying(locked, where)}
        assert len(versions) == len(applying(locked, where)), f"Python {python}: each library once"
        for one in applying(wanted, where):
            name = re.sub(r"[-_.]+", "-", one.name).lower()
            assert name in versions, f"{name} is not in requirements.lock; run 'make lock'"
            assert Version(versions[name]) in one.specifier, f"{name}: run 'make lock'"
    needed = {"guidegen", "hatchling"}
    known: set[str] = set()
    while needed - known:  # what those that are installed ask for in turn
        name = min(needed - known)
        known.add(name)
        asked = [Requirement(line) for line in importlib.metadata.requires(name) or ()]
        needed |= {one.name.lower() for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})}
    names = {one.name for one in locked} | {"guidegen"}
    assert {re.sub(r"[-_.]+", "-", one) for one in needed} <= names, "run 'make lock'"
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in re.sub(r"#.*", "", lock), "only names, versions and hashes"
