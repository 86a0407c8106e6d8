"""Two processes at once, on one project and one cache: each gives what one alone gives."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

from generator.app.proven_file import FILE
from generator.cache import cache_folder
from tests.projects import ROOT, TODAY, MakeProject, guidegen
from tests.properties.test_builds import contents


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", *map(str, arguments), "--as-of", str(TODAY)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def alone(root: Path, output: Path) -> dict[str, bytes]:
    ran = guidegen("build", "-C", root, "--to", "html", "-o", output, "--no-cache", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    return contents(output)


def test_two_builds_and_a_check_share_a_cache(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project()
    file = root / "content/modules/decide/count-radiology.md"
    outputs = [tmp_path / "one", tmp_path / "two"]
    before = ("build", "-C", root, "--to", "html", "-j", "1", "--as-of", TODAY, "-o")
    assert [guidegen(*before, output).code for output in outputs] == [0, 0]
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    runs = [started("build", "-C", root, "--to", "html", "-j", "1", "-o", output) for output in outputs]
    runs.append(started("check", "-C", root))
    for run in runs:
        said = run.communicate(timeout=300)
        assert run.returncode == 0, said
    clean = alone(root, tmp_path / "clean")
    assert [contents(output) == clean for output in outputs] == [True, True]
    assert [one.name for one in cache_folder(root).rglob("*.new")] == [], "no draft is left"


def test_entries_that_are_cut_foreign_or_of_another_version_are_asked_again(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root, output = make_project(), tmp_path / "site"
    build = ("build", "-C", root, "--to", "html", "-o", output, "-j", "1")
    assert guidegen(*build, "--as-of", TODAY).code == 0
    kept = cache_folder(root) / FILE
    whole = kept.read_text("utf-8")
    head, *lines = whole.splitlines()
    swapped = [f"{one.split()[0]} {other.split(' ', 1)[1]}" for one, other in itertools.pairwise(lines)]
    file = root / "content/modules/decide/count-radiology.md"
    broken = {
        "cut": whole[: len(whole) // 2],
        "foreign": f"{head}\n\x00\x01\nnot a line of ours\n" + "\n".join(swapped),
        "another version": "\n".join(["0" * 64, *lines]),
        "no text": "\udcff",
    }
    for number, (name, content) in enumerate(broken.items()):
        kept.write_bytes(content.encode("utf-8", "surrogateescape"))
        file.write_text(file.read_text("utf-8") + f"\nLine {number}.\n", "utf-8")
        assert guidegen(*build, "--as-of", TODAY).code == 0, name
    assert contents(output) == alone(root, tmp_path / "clean")
