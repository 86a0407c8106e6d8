"""The release: what is in it, and that it works where nothing but it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from generator.write.secret import PLACE as SECRET
from tests.projects import TODAY

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "content",
    "docs",
    "generator",
    "profiles",
    "pyproject.toml",
    "templates",
)
LISTED = Path(__file__).with_name("wheel-files.txt")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """Run a command in a folder, with more in its environment; fail with all it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | more
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it is released: built from the source distribution, that one from a copy of the checkout.

    The copy also holds what must never be released: a person's file and build output.
    """
    copy = tmp_path_factory.mktemp("release") / "checkout"
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    for private in (
        "profiles/applicants/jane-doe.yaml",
        "handbooks/jane-doe/handbook.pdf",
        "site/index.html",
    ):
        (copy / private).parent.mkdir(parents=True, exist_ok=True)
        (copy / private).write_text("Jane Doe", "utf-8")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_the_wheel_holds_the_listed_files(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if ".dist-info/" not in name)
    listed = LISTED.read_text("utf-8").splitlines()
    new, gone = sorted(set(names) - set(listed)), sorted(set(listed) - set(names))
    assert (new, gone) == ([], []), "if this is meant: make wheel-files, and look at the difference"
    assert names == listed, "the list is sorted and names each file once"


def test_the_wheel_holds_no_project(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        roots = {name.split("/")[0] for name in archive.namelist()}
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert {root for root in roots if not root.endswith(".dist-info")} == {"generator"}
    assert b"Jane Doe" not in text


def test_an_empty_folder_becomes_the_same_site_and_handbooks(wheel: Path, starter: Path, tmp_path: Path) -> None:
    """Byte for byte as the checkout makes them, though folder, hash seed, zone and language are others."""
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    python = tmp_path / "env/bin/python"
    install(wheel, python)
    guidegen = tmp_path / "env/bin/guidegen"

    place = run(python, "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert place.startswith(str(tmp_path)), "the checkout is in the way"

    other = tmp_path / "an öther plåce"
    elsewhere = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
    }
    run(guidegen, "init", other.name, cwd=tmp_path, **elsewhere)
    run(guidegen, "check", "--strict", "--as-of", TODAY, cwd=other, **elsewhere)
    run(guidegen, "build", "-j1", "--as-of", TODAY, cwd=other, **elsewhere)
    # The seal of a private handbook is made with the project's own secret.
    shutil.copy(starter / SECRET, other / SECRET)
    run(guidegen, "handbooks", "-j1", "--as-of", TODAY, cwd=other, **elsewhere)
    for folder in ("site", "handbooks"):
        first, second = contents(starter / folder), contents(other / folder)
        assert sorted(first) == sorted(second)
        assert [path for path in first if first[path] != second[path]] == []
        assert any(path.endswith(".pdf") for path in second)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def install(wheel: Path, python: Path) -> None:
    """Install the wheel alone; its libraries are those the tests run with, so nothing is downloaded.

    The checkout, which an editable installation puts on the path with a .pth file, stays out: Python reads no
    .pth files in the folders that a .pth file names.
    """
    folder = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=python.parent).strip()
    )
    libraries = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (folder / "libraries.pth").write_text("\n".join(libraries) + "\n", "utf-8")
    options = (
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--ignore-installed",
        "--disable-pip-version-check",
    )
    run(python, "-m", "pip", "install", *options, wheel, cwd=python.parent)
