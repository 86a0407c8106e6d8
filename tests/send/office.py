"""A whole project with applicants and their handbooks, and the command line on it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from unittest import mock

import pytest

from generator.send.ledger_file import look_into
from tests.projects import SMALL, TODAY, Ran, guidegen, write_project
from tests.send.mail_server import PASSWORD, USER
from tests.shared import built_once

ANSWERED = """\
  specialty: radiology
  visa: h1b
  status: student
  citizenship: other
  rotations: 2
  interest: [research]
  rotation_start: 2027-05-03
"""
OPEN = """\
  specialty: psychiatry
  visa: undecided
  status: graduate
"""
NAMES = {"bea-1": "Béatrice Müller-Ōsaka", "carl-2": "Carl Öhman", "dina-3": "Dina Khoury"}


def person(name: str, email: str, answers: str = ANSWERED) -> str:
    """An applicant's file."""
    return f"name: {name}\nemail: {email}\nanswers:\n{answers}"


PEOPLE = {
    f"profiles/applicants/{identity}.yaml": person(
        name, f"{identity}@example.net", OPEN if "carl" in identity else ANSWERED
    )
    for identity, name in NAMES.items()
}


def mail_lines(port: int, authority: Path, more: str = "") -> str:
    """`mail:` of guidegen.yaml for the test server."""
    return (
        f"mail:\n  host: 127.0.0.1\n  port: {port}\n  ca_file: {authority}\n  user: {USER}\n"
        f"  from: {{name: The Office, address: office@example.org}}\n  retry_after: 0.05\n  timeout: 60\n"
        f"  per_minute: 6000\n{more}"
    )


def make_office(
    folder: Path, who: Collection[str] = NAMES.keys(), mail: str = "", edit: Callable[[Path], None] = lambda _: None
) -> Path:
    """The small project, edited, with three people or some of them, and their handbooks."""
    files = {path: text for path, text in SMALL.items() if "applicants" not in path}
    root = write_project(folder, {path: text for path, text in PEOPLE.items() if Path(path).stem in who}, files)
    settings = root / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + mail, "utf-8")
    edit(root)
    ran = guidegen("handbooks", "-C", root, "-q", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    return root


def shared_office(factory: pytest.TempPathFactory, *who: str) -> Path:
    """The project with these people or all three, made once for all tests; copy it."""

    def build(folder: Path) -> None:
        make_office(folder / "office", who or NAMES.keys())

    return built_once(factory, "-".join(("office", *who)), build) / "office"


def copy_office(source: Path, target: Path, mail: str) -> Path:
    """A copy of it, with mail settings."""
    shutil.copytree(source, target, symlinks=True)
    settings = target / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + mail, "utf-8")
    return target


def send(root: Path, *arguments: str, password: str | None = PASSWORD) -> Ran:
    """`guidegen send` on the tests' day."""
    environment = {} if password is None else {"GUIDEGEN_SMTP_PASSWORD": password}
    with mock.patch.dict(os.environ, environment):
        return guidegen("send", "-C", root, "--as-of", TODAY, *arguments)


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change a file of the project."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def rebuild(root: Path, *arguments: str) -> None:
    """Make the handbooks again."""
    ran = guidegen("handbooks", "-C", root, "-q", "--as-of", TODAY, *arguments)
    assert ran.code == 0, ran.err


def states(root: Path) -> Mapping[str, list[str]]:
    """The states of everybody's sendings, oldest first."""
    found: dict[str, list[str]] = {}
    with look_into(root / "mail") as ledger:
        for one in [] if ledger is None else ledger.all():
            found.setdefault(one.profile, []).append(one.state.value)
    return found


def plain(words: str) -> str:
    """Words without the spaces that never break, on one line."""
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ")).strip()
