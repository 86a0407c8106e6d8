"""What was read of a project in an earlier run is what would be read again, and is read again where it may not be."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.app.read_files import FOLDER, read_files
from generator.app.rules_names import rules_names
from generator.cache import cache_folder, keep_named
from generator.diagnostics import Diagnostics
from generator.load import modules as reading
from generator.load import project as loading
from generator.load.project import load_project
from generator.logic.subject import Subject
from generator.model.project import Project
from tests.projects import SMALL, write_project

Loaded = tuple[Project | None, dict[str, Subject], Diagnostics]
MODULE = "content/modules/arrange/letters.md"
COMPARES = """
::: when {answered: visa}
You told us.
:::

::: when {rotation_start: {max: match-day - 2 weeks}}
Just in time.
:::
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", SMALL)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules whose files are read from now on, and "others" where all other files are."""
    found: list[str] = []
    inner, others = reading._module, loading._Loader.others

    def module(path: str, *rest: object) -> object:
        found.append(Path(path).stem)
        return inner(path, *rest)  # type: ignore[arg-type]

    def all_others(loader: loading._Loader) -> object:
        found.append("others")
        return others(loader)

    monkeypatch.setattr(reading, "_module", module)
    monkeypatch.setattr(loading._Loader, "others", all_others)
    return found


def loaded(root: Path) -> Loaded:
    return load_project(root, before=read_files(root, rules_names(root).every))


def plain(subjects: Mapping[str, Subject]) -> list[tuple[object, ...]]:
    return [(name, *(getattr(one, field) for field in Subject.__slots__)) for name, one in subjects.items()]


def is_as_read_again(root: Path, found: Loaded) -> bool:
    project, subjects, diagnostics = load_project(root)
    same = (found[0], plain(found[1]), list(found[2])) == (project, plain(subjects), list(diagnostics))
    return same and repr(found[0]) == repr(project)


def add(file: Path, words: str) -> None:
    file.write_text(file.read_text("utf-8") + words, "utf-8")


def test_what_is_known_is_not_read_again(root: Path, read: list[str]) -> None:
    first = loaded(root)
    assert "others" in read
    assert len(read) > len(first[0].modules if first[0] else ())
    read.clear()
    assert is_as_read_again(root, first)
    read.clear()
    again = loaded(root)
    assert read == []
    assert is_as_read_again(root, again)


@pytest.mark.parametrize("words", ["\nOne more line.\n", COMPARES])
def test_only_an_edited_module_is_read_again(root: Path, read: list[str], words: str) -> None:
    add(root / "content/modules/arrange/visa-basics.md", COMPARES)
    loaded(root)
    read.clear()
    add(root / MODULE, words)
    found = loaded(root)
    assert read == ["letters"]
    assert is_as_read_again(root, found), "what conditions compare is known with its places, in the same order"
    read.clear()
    loaded(root)
    assert read == []


@pytest.mark.parametrize("name", ["profiles/personas.yaml", "content/outline.yaml", "guidegen.yaml"])
def test_another_file_is_read_with_all_others(root: Path, read: list[str], name: str) -> None:
    loaded(root)
    read.clear()
    add(root / name, "\n# A remark.\n")
    found = loaded(root)
    assert "others" in read
    assert is_as_read_again(root, found)


@pytest.mark.parametrize(("file", "wrong"), [(MODULE, "\n::: when {visa: j1}\n"), ("content/rules.yaml", "\nno: no\n")])
def test_what_is_wrong_is_said_every_time(root: Path, file: str, wrong: str) -> None:
    add(root / file, wrong)
    for _ in range(2):
        found = loaded(root)
        assert found[2].has_errors
        assert list(found[2]) == list(load_project(root)[2])


@pytest.mark.parametrize("content", [b"", b"half", pickle.dumps(print), pickle.dumps({"a": Path})])
def test_what_cannot_be_read_is_read_from_the_files(root: Path, read: list[str], content: bytes) -> None:
    loaded(root)
    kept = list((cache_folder(root) / FOLDER).iterdir())
    assert len(kept) == 2
    for file in kept:
        sums = file.read_bytes()[:32]
        file.write_bytes(sums + content)
    read.clear()
    assert is_as_read_again(root, loaded(root))
    assert "others" in read


def class_named(module: str, name: str) -> bytes:
    """A file that says nothing but the name of a class."""
    texts = b"".join(b"\x8c" + bytes([len(one)]) + one.encode() for one in (module, name))
    return b"\x80\x05" + texts + b"\x93."


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps((print, Path("made"), "b", "c", "d"), 5),
        class_named("generator.model.located", "Annotated"),
        class_named("generator.model.mailbox", "re.enum.Enum"),
        class_named("generator.model.nothing", "Facet"),
    ],
)
def test_a_foreign_class_makes_nothing_run(root: Path, content: bytes) -> None:
    before = read_files(root, rules_names(root).every)
    keep_named(before.folder / "others", before.name, content)
    assert read_files(root, rules_names(root).every).others is None


def test_what_changes_while_it_is_read_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facets = root / "profiles/facets.yaml"
    others = loading._Loader.others

    def changed(loader: loading._Loader) -> object:
        made = others(loader)
        add(facets, "\n# Edited meanwhile.\n")
        return made

    monkeypatch.setattr(loading._Loader, "others", changed)
    loaded(root)
    assert not (cache_folder(root) / FOLDER).exists()
