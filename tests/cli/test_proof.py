"""The proof kept for a project: known while nothing changes, never believed when it is not as it was written."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from generator.app.gate import pass_check
from generator.app.proof import FILE, proof
from generator.app.stopwatch import Stopwatch
from generator.cache import cache_folder
from generator.errors import ProjectError
from tests.projects import SMALL, TODAY, MakeProject, check, guidegen

DAY = dt.date.fromisoformat(TODAY)


def stages(root: Path, day: dt.date = DAY) -> set[str]:
    """What was done to know the proof."""
    watch = Stopwatch()
    proof(root, day, watch)
    return set(watch.seconds)


def test_a_proof_is_worked_out_once(make_project: MakeProject) -> None:
    root = make_project()
    assert "space" in stages(root)
    assert stages(root) == {"proof"}
    assert "space" in stages(root, DAY + dt.timedelta(days=1))


@pytest.mark.parametrize("path", [*SMALL, "templates/mail/new.txt", "content/modules/arrange/more.txt"])
def test_any_edit_makes_it_unknown(path: str, make_project: MakeProject) -> None:
    root = make_project()
    stages(root)
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text("utf-8") if file.exists() else "") + "\n", "utf-8")
    assert "load" in stages(root)


@pytest.fixture
def broken(make_project: MakeProject) -> Path:
    root = make_project(
        {"content/modules/arrange/visa-basics.md": "---\ntitle: T\nreviewed: 2026-11-22\n---\nVisas.\n"}
    )
    assert [line.split("[")[1].split("]")[0] for line in check(root).lines] == ["point-missing"]
    return root


@pytest.mark.parametrize("how", ["emptied", "as a warning", "cut off", "of another state", "without a sum"])
def test_a_proof_somebody_changed_is_worked_out_again(how: str, broken: Path) -> None:
    file = cache_folder(broken) / FILE
    state = json.loads(file.read_text("utf-8"))
    text = ""
    match how:
        case "emptied":
            state["report"]["found"] = []
        case "as a warning":
            state["report"]["found"][0]["severity"] = "warning"
        case "cut off":
            text = file.read_text("utf-8")[:-20]
        case "of another state":
            state["key"], state["report"]["found"] = "0" * 64, []
        case "without a sum":
            state = {"key": state["key"], "report": {**state["report"], "found": []}}
    file.write_text(text or json.dumps(state), "utf-8")
    assert check(broken).code == 1
    file.write_text(text or json.dumps(state), "utf-8")
    ran = guidegen("publish", "-C", broken, "--as-of", TODAY, "--dry-run")
    assert ran.code == 1
    assert "error[point-missing]" in ran.err
    file.write_text(text or json.dumps(state), "utf-8")
    with pytest.raises(ProjectError):  # `send` passes the same gate
        pass_check(broken, DAY, Stopwatch(), people=True, strict=False)
    assert guidegen("build", "-C", broken, "--to", "html", "-p", "psychiatry--j1--student").code == 0
