"""The order of files, and of keys in a mapping, changes no selection; the order of rows and lists does, and is kept."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.line_kinds import SOURCE
from tests.projects import SMALL, TODAY, guidegen, write_project
from tests.readers import World, open_world, small_world

READERS = (
    "{specialty: radiology, visa: undecided, status: student}",
    "{specialty: psychiatry, visa: j1, rotations: 1}",
    "{specialty: psychiatry}",
    "{specialty: radiology, visa: not-needed, status: graduate, citizenship: us-citizen}",
)


def results(world: World) -> list[object]:
    """Everything about some readers that must not depend on any order."""
    found: list[object] = []
    for words in READERS:
        chosen = world.choose(words)
        found.append(sorted(chosen.lines))
        found.append(chosen.modules)
        found.append({name: one.reason for name, one in chosen.selection.decisions.items()})
        found.append({name: (value.value, value.because) for name, value in chosen.plan.values.items()})
        found.append(sorted(one.id for one in chosen.guide.entries(SOURCE)))
    return found


def shuffled(
    node: Any, dice: random.Random, keep: Callable[[tuple[str, ...]], bool], path: tuple[str, ...] = ()
) -> Any:
    """YAML with the keys of its mappings in another order, but where the order means something."""
    if isinstance(node, dict):
        keys = list(node)
        if not keep(path):
            dice.shuffle(keys)
        return {key: shuffled(node[key], dice, keep, (*path, key)) for key in keys}
    if isinstance(node, list):
        return [shuffled(one, dice, keep, path) for one in node]
    return node


def keeps_order(path: tuple[str, ...]) -> bool:
    """A facet may be derived from those above it, a table rests on those above it, and values are said in order."""
    return path in (("facets",), ("plan",)) or path[-1:] == ("values",)


def rewritten(text: str, dice: random.Random) -> str:
    style = dice.choice([None, True, False])
    made = shuffled(yaml.load(text, Loader=yaml.BaseLoader), dice, keeps_order)
    return yaml.safe_dump(made, sort_keys=False, default_flow_style=style, allow_unicode=True, width=4000)


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_keys_and_files_in_another_order_select_the_same(seed: int) -> None:
    dice = random.Random(seed)
    files: dict[str, str | bytes | None] = {}
    for path, text in SMALL.items():
        assert isinstance(text, str)
        if path.endswith(".md"):
            front, body = text.removeprefix("---\n").split("---\n", 1)
            files[path] = f"---\n{rewritten(front, dice)}---\n{body}"
        else:
            files[path] = rewritten(text, dice)
    order = list(files)
    dice.shuffle(order)
    with tempfile.TemporaryDirectory() as folder:
        world = open_world(write_project(Path(folder), {path: files[path] for path in order}, base={}))
        assert without_places(results(world)) == without_places(results(small_world()))


CONDITIONS = """
---
title: Conditions of several keys
when: {any: [{visa: [j1, h1b], status: student}, {citizenship: other}], rotations: {max: 3, min: 1}, lead: "If so"}
reviewed: 2026-11-22
---
Words.

::: when {visa: h1b, status: graduate}
More words.
::: else when {status: student, interest: [research, teaching], not: {visa: j1, rotations: 2}, lead: "If so"}
Other words.
:::
"""


def in_another_order(text: str, dice: random.Random) -> str:
    """A module with the keys of its front matter and of its blocks' conditions shuffled, and the values in lists."""
    front, body = text.removeprefix("---\n").split("---\n", 1)
    lines = []
    for line in body.split("\n"):
        head, brace, options = (words := line).partition("{")
        if line.startswith(":::") and brace:
            made = shuffled(yaml.load(brace + options, Loader=yaml.BaseLoader), dice, keeps_order)
            words = head + yaml.safe_dump(made, sort_keys=False, default_flow_style=True, width=4000).strip()
        lines.append(words)
    return f"---\n{rewritten(front, dice)}---\n" + "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_keys_in_another_order_change_no_byte_of_the_site(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    outline = str(SMALL["content/outline.yaml"]).replace("contents: [letters]", "contents: [letters, several]")
    module = CONDITIONS.removeprefix("\n").replace(', lead: "If so"}\nreviewed', "}\nlead: If so\nreviewed")
    persona = "personas:\n  - {id: open, title: Open, answers: {specialty: psychiatry}}\n"
    base = {
        **SMALL,
        "content/outline.yaml": outline,
        "content/modules/arrange/several.md": module,
        "profiles/personas.yaml": str(SMALL["profiles/personas.yaml"]) + persona,
    }
    mixed = {
        path: in_another_order(str(text), dice) if path.endswith(".md") else rewritten(str(text), dice)
        for path, text in base.items()
    }
    sites = []
    for name, files in (("as-written", base), ("mixed", mixed)):
        root = write_project(tmp_path / name, files, base={})
        ran = guidegen("build", "-C", root, "--to", "html,ics", "--as-of", TODAY, "-j", "1")
        assert ran.code == 0, ran.err
        pages = (file for file in sorted((root / "site").rglob("*")) if file.is_file())
        sites.append({file.relative_to(root).as_posix(): file.read_bytes() for file in pages})
    assert b"If you plan on an H-1B visa and you have graduated" in sites[0]["site/guides/open/papers.html"]
    assert [name for name in sites[0] if sites[0][name] != sites[1].get(name)] == []


def without_places(found: list[object]) -> str:
    """As text, without line and column."""
    return re.sub(r"Span\(.*?\)", "", repr(found))


@pytest.mark.parametrize("seed", range(3))
def test_modules_may_lie_in_any_folder(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    files: dict[str, str | bytes | None] = {}
    for path, text in SMALL.items():
        if path.startswith("content/modules/"):
            folder = dice.choice(["a", "zz/deep", "m", "0"])
            files[f"content/modules/{folder}/{path.rsplit('/', 1)[1]}"] = text
        else:
            files[path] = text
    order = list(files)
    dice.shuffle(order)
    world = open_world(write_project(tmp_path, {path: files[path] for path in order}, base={}))
    assert without_places(results(world)) == without_places(results(small_world()))


def test_the_order_of_rows_is_kept(tmp_path: Path) -> None:
    rules = str(SMALL["content/rules.yaml"])
    rows = ["{when: {visa: j1}, value: 1, because: a}", "{when: {status: student}, value: 2, because: b}"]
    found = []
    for number, arranged in enumerate((rows, rows[::-1])):
        table = f"  x: {{label: X, type: integer, policy: first, rows: [{', '.join(arranged)}], default: none}}\n"
        world = open_world(write_project(tmp_path / str(number), {"content/rules.yaml": rules + table}))
        found.append(world.plan("{specialty: radiology, visa: j1, status: student}").values["x"].value)
    assert found == [1, 2]
