"""What is proved of a project, kept for the next run: a line for each question, each with a checksum of its own.

A line that is half written, foreign or of another guidegen is passed over, and its question is asked again.
"""

from __future__ import annotations

import hashlib
import itertools
import platform
from functools import cache
from pathlib import Path

from generator.cache import cache_folder, keep
from generator.logic.proven import Proven
from generator.resources import code_name

FILE = "proven.txt"
MOST = 100_000
"""The most answers kept: those of the last run first."""

LIBRARIES = ("Markdown", "pymdown-extensions", "Jinja2", "MarkupSafe", "nh3", "icalendar", "XlsxWriter")
"""What proofs and pages rest on besides guidegen's own code."""


def read_proven(root: Path) -> Proven:
    """What is known of a project under its names; nothing where nothing was kept."""
    head = engine_name()
    try:
        lines = (cache_folder(root) / FILE).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return Proven()
    if not lines or lines[0] != head:
        return Proven()
    known: dict[str, str] = {}
    for line in itertools.islice(lines, 1, None):
        words, _, check = line.rpartition(" ")
        name, _, answer = words.partition(" ")
        if name and answer and check == _check(words):
            known[name] = answer
    return Proven(known)


def keep_proven(root: Path, proven: Proven) -> None:
    """Keep what is known now, for the next run; nothing is written where nothing is new."""
    if proven.asked.items() <= proven.known.items():
        return
    older = ((name, answer) for name, answer in proven.known.items() if name not in proven.asked)
    kept = itertools.islice(itertools.chain(proven.asked.items(), older), MOST)
    lines = (f"{name} {answer}" for name, answer in kept)
    keep(cache_folder(root) / FILE, "\n".join((engine_name(), *(f"{one} {_check(one)}" for one in lines), "")))


@cache
def engine_name() -> str:
    """A name for guidegen as it is: its code, and the libraries that proofs rest on."""
    from importlib.metadata import version  # noqa: PLC0415 -- slow, and a known proof does not ask for it

    digest = hashlib.sha256(f"{platform.python_version()}\0{code_name()}".encode())
    for library in LIBRARIES:
        digest.update(f"\0{library} {version(library)}".encode())
    return digest.hexdigest()


def _check(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
