"""Plain English in messages, docstrings, comments, templates and docs: words that a reader of today does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.projects import ROOT

REFUSED = {
    r"\banew\b": "again",
    r"\bwhoever\b": "anyone who",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bno valid\b": "not a valid",
    r"\bdear\b(?! \{\{)": "expensive",
    r"(?<!\bthere )\b(?:is|are)\s(?:\* )?no\b(?! longer| more\b| later| earlier)": "is not a",
    r"\bstands?\b(?! (?:in )?for\b)(?!-)": "is",
    r"\b(?:is|are|placed|lies|nor) beside\b(?! =)": "next to",
}
"""What is not written, and what is written instead. "There is no" and "stands for" are plain."""

FOREIGN = ("minisearch", "leanqr")
"""Scripts of others."""

FILES = [
    *(ROOT / "generator").rglob("*.py"),
    *(one for one in (ROOT / "tests").rglob("*.py") if "english" not in one.name),
    *(ROOT / "docs").rglob("*.md"),
    *(one for ending in ("html", "js", "j2", "md", "css") for one in (ROOT / "templates").rglob(f"*.{ending}")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]


def found(text: str) -> list[tuple[int, str, str]]:
    """Each word that is refused: its line, as it is written, and what to write."""
    several = [(one, instead) for word, instead in REFUSED.items() for one in re.finditer(word, text, re.IGNORECASE)]
    return sorted((text.count("\n", 0, one.start()) + 1, one[0], instead) for one, instead in several)


def refused() -> Iterator[str]:
    """Every word of the project that is refused, with its place and what to write."""
    for file in FILES:
        if not file.name.startswith(FOREIGN):
            for line, word, instead in found(file.read_text("utf-8")):
                yield f"{file.relative_to(ROOT)}:{line}: '{word}': write '{instead}'"
