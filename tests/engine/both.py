"""Readers through both engines."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.app.opened import Opened, theme_of
from generator.browser import plan_data
from generator.browser.catalogs import ranking_data
from generator.browser.taken import taken_data
from generator.logic.condition_data import day_number
from generator.logic.path_field import FIELDS, GOALS
from generator.logic.row_classes import classes_of
from generator.model.path import PACES
from generator.render.engine_script import SCRIPT
from tests.engine.expected import Told, comparable, expected
from tests.engine.readers import RandomReader
from tests.projects import ROOT


def by_script(opened: Opened, readers: Sequence[RandomReader], script: str, folder: Path) -> list[Told]:
    """What the page's script, run by Node, makes of some readers.

    Raises subprocess.CalledProcessError where it breaks.
    """
    told = run_node("run.js", folder, script, cases(opened, readers))
    return [comparable(one) for one in told]


def cases(opened: Opened, readers: Sequence[RandomReader]) -> Told:
    """A project and readers of it as the page has them."""
    currency = opened.project.settings.currency
    return {
        "plan": plan_data(opened.presence, opened.subjects),
        "catalogs": {name: ranking_data(classes_of(one), currency) for name, one in opened.project.catalogs.items()},
        "fields": field_names(opened),
        "taken": {**taken_data(opened.project), "tasks": {}},
        "readers": [_reader(one) for one in readers],
    }


def field_names(opened: Opened, most: int = 400) -> list[str]:
    """Fields of steps by name, spread evenly over all there are; toward a goal those of the steps before it."""
    paces = [f"{pace}." for pace in PACES if pace != "typical"]
    steps = opened.project.steps
    names = [f"path.{step}.{pace}{field}" for step in steps for pace in ("", *paces) for field in FIELDS]
    goals = [
        f"path.{earlier}.{pace}{goal}.{step}"
        for step, one in steps.items()
        for earlier in one.waits_for
        for pace in ("", *paces)
        for goal in GOALS
    ]
    return [*names[:: len(names) // most + 1], *goals[:: len(goals) // most + 1]]


INNER = ("toWeekday", "backToWeekday", "outOf", "length", "roomWords")
"""Functions that the script keeps to itself, and tests ask too."""


def page_script() -> str:
    """The engine of the page as the site has it, and its inner functions that tests ask."""
    script = theme_of(ROOT).asset("site", SCRIPT)
    assert script is not None
    body, end, names = script.decode().rpartition("return { ")
    return f"{body}{end}{', '.join(INNER)}, {names}"


def run_node(program: str, folder: Path, script: str, data: object, *arguments: str) -> Any:
    """What a program of this folder says of a script and some cases.

    Raises subprocess.CalledProcessError where it breaks.
    """
    node = shutil.which("node")
    assert node is not None, "these tests need Node: apt-get install nodejs"
    engine, file = folder / "engine.js", folder / "cases.json"
    engine.write_text(script, "utf-8")
    file.write_text(json.dumps(data, default=str), "utf-8")
    command = [node, str(Path(__file__).with_name(program)), str(engine), str(file), *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def by_engine(opened: Opened, readers: Sequence[RandomReader]) -> list[Told]:
    """What the engine makes of them."""
    fields = field_names(opened)
    return [json.loads(json.dumps(expected(opened, one.profile, one.today, fields))) for one in readers]


def _reader(one: RandomReader) -> dict[str, Any]:
    given = {
        name: sorted(answer) if isinstance(answer, frozenset) else answer
        for name, answer in one.profile.answers.items()
    }
    ticks = {name: None if day is None else day_number(day) for name, day in one.profile.ticks.items()}
    return {"given": given, "today": day_number(one.today), "ticks": ticks}


def differences(wanted: Told, found: Told) -> list[str]:
    """Where two tellings of one reader differ, down to the value."""
    return list(_differences(wanted, found, ""))


def _differences(wanted: Any, found: Any, place: str) -> Any:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for name in {**wanted, **found}:
            yield from _differences(wanted.get(name, "-"), found.get(name, "-"), f"{place}.{name}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _differences(one, other, f"{place}[{number}]")
    elif wanted != found:
        yield f"{place}: {wanted!r}, but the script has {found!r}"
