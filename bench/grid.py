"""`check` and an HTML build over modules by personas, in projects made up; `check` of the shipped guide."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.html import copy_project
from bench.made import make
from bench.turns import GUIDEGEN, Row, Run, alone, compared, take_turns, timed
from generator import text

MODULES = (50, 200, 800)
PERSONAS = (10, 100, 500)
LEAST = f"{PERSONAS[0]} personas"


def fresh(command: list[str], folder: Path) -> Run:
    """A command that knows nothing of earlier runs."""
    for left in ("out", ".guidegen"):
        shutil.rmtree(folder / left, ignore_errors=True)
    return timed(command, folder)


def measure(work: Path, turns: int, most: int) -> tuple[str, list[Row]]:
    """Check and build in turns; what was built, in words, and the rows. `most` is the largest number of modules."""
    check = [*GUIDEGEN, "check"]
    build = [*GUIDEGEN, "build", "--to", "html", "-o", "out", "-q"]
    rows: list[Row] = []
    for modules in (one for one in MODULES if one <= most):
        folders = {personas: work / f"made-{modules}-{personas}" for personas in PERSONAS}
        for personas, folder in folders.items():
            make(folder, modules, personas)
        for name, command in (("check", check), ("build", build)):
            jobs = {
                str(personas): (lambda folder=folder, command=command: fresh(command, folder))
                for personas, folder in folders.items()
            }
            runs = take_turns(jobs, turns, warm=False)
            for personas in PERSONAS:
                what = f"{name}, {modules} modules, {personas} personas"
                least = runs[str(PERSONAS[0])]
                if personas == PERSONAS[0]:
                    rows += alone(what, least)
                else:
                    rows += compared(what, runs[str(personas)], least, LEAST)
        for folder in folders.values():
            shutil.rmtree(folder)
    shipped = copy_project(work / "shipped")
    runs = take_turns({"cold": lambda: fresh(check, shipped), "kept": lambda: timed(check, shipped)}, turns, warm=False)
    rows += alone("check of the shipped guide, nothing known", runs["cold"])
    rows += compared("check of the shipped guide, nothing changed", runs["kept"], runs["cold"], "nothing known")
    return f"projects made up by bench/made.py, and the shipped guide; {text.counted(turns, 'turn', 'turns')}", rows
