"""What a command does not need it does not import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.groups import COMMANDS
from tests.projects import ROOT, TODAY, MakeProject, guidegen

PROBE = """
import json, sys
sys.argv = ["guidegen", *sys.argv[1:]]
try:
    from generator.cli.main import main
    main()
except SystemExit as stop:
    code = stop.code
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def modules(*arguments: str | Path) -> set[str]:
    """What a command imports, by full name; it must end well."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    import json

    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, None), done.stderr
    return set(names)


def imported(*arguments: str | Path) -> set[str]:
    """The packages a command imports."""
    return {name.split(".")[0] for name in modules(*arguments)}


HEAVY = {"pydantic", "jinja2", "markdown", "weasyprint", "yaml", "nh3"}

# What every call needs, and what options print and read: the kinds of output, days, where the cache is.
LIGHT = {
    *("generator", "generator.cli", "generator.model", "generator.model.dates", "generator.model.output"),
    *("generator.cache", "generator.clock", "generator.diagnostics", "generator.errors", "generator.text"),
    "generator.words",
}


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_loads_what_it_prints(command: str | None) -> None:
    loaded = modules(*([command] if command else []), "--help")
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()
    ours = {name for name in loaded if name.split(".")[0] == "generator"} - LIGHT - {f"generator.cli.{command}_"}
    assert {name for name in ours if not name.startswith("generator.cli.") or name.endswith("_")} == set()


def test_check_renders_nothing(make_project: MakeProject) -> None:
    """It reads the fonts, to know which letters they have, and lays nothing out."""
    assert imported("check", "-C", make_project(), "--as-of", TODAY) & {"weasyprint", "pydyf"} == set()


def test_pages_need_no_pdf_engine(make_project: MakeProject) -> None:
    """With one process, whose imports are seen."""
    engine = {"weasyprint", "pydyf", "fontTools", "pebble"}
    assert imported("build", "-C", make_project(), "--to", "html", "-j1") & engine == set()


def test_a_build_with_nothing_to_do_imports_nothing_heavy(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "-q", "--as-of", TODAY).code == 0
    assert imported("build", "-C", root, "--to", "html", "--as-of", TODAY) & HEAVY == set()
