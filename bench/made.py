"""A project of any size, made up: so many modules in chapters, so many personas, facets that decide about them.

python -P -m bench.made FOLDER MODULES PERSONAS
"""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path

FACETS = {"region": 10, "season": 5, "level": 5, "pace": 2, "budget": 4, "company": 3}
"""Questions, each with so many answers. Personas answer the first four, which gives up to five hundred."""
ASKED = ("region", "season", "level", "pace")
CHAPTER = 25
"""Modules in a chapter."""
WORDS = (
    "ask book call carry change choose compare count decide early every first friend good keep late learn letter "
    "list look many month more need next note often office open order over paper pay people place plan read reason "
    "road same see send short show small start step stop take talk time train travel turn use wait walk week well "
    "word work write year "
)


def value(facet: str, number: int) -> str:
    """The name of an answer."""
    return f"{facet}-{number}"


def make(folder: Path, modules: int, personas: int) -> None:
    """Write a project. The same numbers give the same project."""
    chance = random.Random(modules * 1000 + personas)
    chapters = -(-modules // CHAPTER)
    files = {
        "guidegen.yaml": "title: Made up\nseason: 2028\noutputs: [html]\n",
        "content/rules.yaml": "plan: {}\n",
        "content/points.yaml": "points: {}\n",
        "content/outline.yaml": _outline(modules, chapters),
        "profiles/facets.yaml": _facets(),
        "profiles/personas.yaml": _personas(personas),
    }
    for number in range(modules):
        files[f"content/modules/c{number // CHAPTER}/m{number}.md"] = _module(number, chance)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _outline(modules: int, chapters: int) -> str:
    lines = ["parts:", "  - id: all", "    title: All of it", "    chapters:"]
    for chapter in range(chapters):
        names = [f"m{number}" for number in range(modules) if number // CHAPTER == chapter]
        lines += [
            f"      - id: c{chapter}",
            f"        title: Chapter {chapter}",
            f"        contents: [{', '.join(names)}]",
        ]
    return "\n".join(lines) + "\n"


def _facets() -> str:
    lines = ["facets:"]
    for facet, count in FACETS.items():
        lines += [
            f"  {facet}:",
            f"    label: {facet.title()}",
            f"    question: Which {facet}?",
            "    type: choice",
            "    values:",
        ]
        lines += [
            f"      {value(facet, number)}: {{label: {facet.title()} {number}, text: {facet} {number}, "
            f"if: your {facet} is {number}, if_not: your {facet} is not {number}}}"
            for number in range(count)
        ]
    return "\n".join(lines) + "\n"


def _personas(count: int) -> str:
    lines = ["personas:"]
    ranges = [range(FACETS[facet]) for facet in ASKED]
    for number, answers in enumerate(itertools.islice(itertools.product(*ranges), count)):
        given = ", ".join(f"{facet}: {value(facet, one)}" for facet, one in zip(ASKED, answers, strict=True))
        lines.append(f"  - {{id: p{number}, title: Persona {number}, answers: {{{given}}}}}")
    return "\n".join(lines) + "\n"


def _module(number: int, chance: random.Random) -> str:
    facets: list[str] = []
    head = [f"title: Module {number}", "reviewed: 2026-11-20", "review_by: 2099-01-01"]
    if number % 3:
        facets = chance.sample(list(FACETS), 1 + number % 2)
        asked = [f"{facet}: [{', '.join(_some(facet, chance))}]" for facet in facets]
        head.append(f"when: {{{', '.join(asked)}}}")
    text = [_paragraph(chance) for _ in range(3)]
    if number % 4 == 0:
        facet = chance.choice([one for one in FACETS if one not in facets])
        text.append(
            f"::: when {{{facet}: {value(facet, 0)}}}\n{_paragraph(chance)}\n::: else\n{_paragraph(chance)}\n:::"
        )
    text.append("\n".join(f"- {_sentence(chance)}" for _ in range(4)))
    return "---\n" + "\n".join(head) + "\n---\n" + "\n\n".join(text) + "\n"


def _some(facet: str, chance: random.Random) -> list[str]:
    return [value(facet, one) for one in chance.sample(range(FACETS[facet]), FACETS[facet] // 2 or 1)]


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(4))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS.split(), k=12)).capitalize() + "."


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
