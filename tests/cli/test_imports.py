"""What a command does not need it does not import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT, TODAY, MakeProject, guidegen

PROBE = """
import json, sys
sys.argv = ["guidegen", *sys.argv[1:]]
try:
    from generator.cli.main import main
    main()
except SystemExit as stop:
    code = stop.code
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def imported(*arguments: str | Path) -> set[str]:
    """The packages a command imports; it must end well."""
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


HEAVY = {"pydantic", "jinja2", "markdown", "weasyprint", "yaml", "nh3"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["build", "--help"], ["check", "--help"], ["init", "--help"]], ids=" ".join
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported(*arguments) & HEAVY == set()


def test_check_renders_nothing(make_project: MakeProject) -> None:
    assert imported("check", "-C", make_project(), "--as-of", TODAY) & {"weasyprint", "pydyf", "fontTools"} == set()


def test_pages_need_no_pdf_engine(make_project: MakeProject) -> None:
    assert imported("build", "-C", make_project(), "--to", "html") & {"weasyprint", "pydyf", "fontTools"} == set()


def test_a_build_with_nothing_to_do_imports_nothing_heavy(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "-q", "--as-of", TODAY).code == 0
    assert imported("build", "-C", root, "--to", "html", "--as-of", TODAY) & HEAVY == set()
