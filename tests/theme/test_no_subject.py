"""The tool and its theme know no subject: words of the shipped guide's field are in the project's files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.projects import ROOT

FIELD = re.compile(
    r"visa|\bj-?1\b|\bh-?1-?b\b|rotation|specialt|match[ _](?:day|year)|the Match\b|\beras\b|hospital"
    r"|residen(?:cy|ts?\b)|psychiat|radiolog|medic(?:al|ine)|clinic|usmle|ecfmg|physician|\bpatients?\b|\bdoctors\b",
    re.IGNORECASE,
)
FOREIGN = {"minisearch.js"}
"""Files of others, as they came."""

WORKER = re.compile(r"build again, with -j1 ")
KINDS = {".py", ".html", ".css", ".js", ".txt", ".md", ".yaml", ".svg"}


def words_of_the_field() -> Iterator[str]:
    """Each line of the tool, its theme and its starter that speaks of the shipped guide's field."""
    for folder in (ROOT / "generator", ROOT / "templates"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in KINDS and file.name not in FOREIGN:
                yield from _lines(file)


def _lines(file: Path) -> Iterator[str]:
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        found = FIELD.search(WORKER.sub("", line))
        if found is not None:
            yield f"{file.relative_to(ROOT)}:{number}: {found[0]}: {line.strip()[:100]}"


def test_the_tool_knows_no_medicine() -> None:
    assert list(words_of_the_field()) == []


def test_the_words_are_those_of_the_shipped_guide() -> None:
    """A pattern that finds nothing there would find nothing here either."""
    text = "".join(file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md"))
    assert len({word.casefold() for word in FIELD.findall(text)}) > 10
