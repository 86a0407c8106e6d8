"""A build after edits gives what a clean build gives, byte for byte, whatever was edited and in how many processes."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from generator.app.build import BuildReport, BuildRequest, build
from generator.app.stopwatch import Stopwatch
from generator.cache import cache_folder, clear
from generator.cli.progress import Bar
from generator.errors import ProjectError, RefusedError
from generator.model.artifact import Artifact
from generator.render.guide_pages import GuidePage
from tests.campaigns import sampled
from tests.projects import SMALL, write_project
from tests.properties.test_proven import edited
from tests.readers import DAY, chosen_from_now
from tests.site.test_examples import FILES as EXAMPLE
from tests.site.test_examples import STORY

WAYS = 3
"""In how many ways the module about visas is filled: for J-1, for H-1B, and for those who have not decided."""

SOURCES = {"whole.html", "notes.js", "sources.html"}
"""Where a source is printed."""

EDITS = 4
"""Edits one after the other in one project, each followed by a build."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PAGES = frozenset({"html"})
WITHOUT_BOOKS, EVERYTHING = PAGES | {"ics", "xlsx"}, PAGES | {"ics", "xlsx", "pdf"}


def built(
    root: Path, output: Path, *, jobs: int = 1, reuse: bool = True, to: frozenset[str] = PAGES
) -> BuildReport | None:
    """What a build of the pages, or of other kinds, did; None where the project is too wrong to be built."""
    request = BuildRequest(root=root, output=output, personas=(), to=to, jobs=jobs, today=DAY, reuse=reuse)
    try:
        return build(request, Bar(quiet=True), Stopwatch())
    except ProjectError:
        return None


def compared_project(target: Path, files: Mapping[str, str | bytes | None] = SMALL) -> Path:
    """A small project, with comparisons by two facets: one that fills a module in two ways, and one that does not."""
    root = write_project(target, files)
    settings = root / "guidegen.yaml"
    words = settings.read_text("utf-8")
    site = "" if "\nsite:\n" in words else "\nsite:\n"
    words = f"{words}{site}".replace("\nsite:\n", "\nsite:\n  compare: [visa, status]\n")
    settings.write_text(words, "utf-8")
    return root


@pytest.mark.parametrize("seed", sampled(range(100), 1))
def test_edits_are_built_as_if_nothing_were_there(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    # With an address, pages that say the same lead to the first of them, no matter who made it and when.
    root = compared_project(tmp_path / "project", EXAMPLE)
    site, to = tmp_path / "site", EVERYTHING if seed % 5 == 1 else WITHOUT_BOOKS
    files = sorted(path for path in root.rglob("*") if path.suffix in (".md", ".yaml"))
    assert built(root, site, to=to) is not None
    for number in range(EDITS):
        file = rng.choice(files)
        before = file.read_text("utf-8")
        file.write_text(edited(before, rng), "utf-8")
        clean = tmp_path / f"clean {number}"
        shutil.copytree(site, clean)  # what calendars said before is the same for both
        report = built(root, site, jobs=rng.choice((1, 2, 5)), to=to)
        whole = built(root, clean, reuse=False, to=to)
        if report is not None and whole is not None and not report.failed:
            assert contents(site) == contents(clean), (file, file.read_text("utf-8"))
        if report is None or report.failed or rng.random() < 0.4:
            file.write_text(before, "utf-8")
            built(root, site, to=to)


def test_one_text_is_the_cause_of_the_guides_that_show_it(tmp_path: Path) -> None:
    root, site = write_project(tmp_path / "project", SMALL), tmp_path / "site"
    first = built(root, site)
    assert first is not None
    assert len(first.causes) == first.guides
    file = root / "content/modules/decide/count-radiology.md"
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    report = built(root, site)
    assert report is not None
    assert 0 < len(report.causes) < report.guides
    assert set(report.causes.values()) == {"content/modules/decide/count-radiology.md"}
    made = {*report.written.added, *report.written.changed}
    assert report.files == dict.fromkeys(made, "content/modules/decide/count-radiology.md")
    guides = {path.split("/")[1] for path in made if path.startswith("guides/")}
    assert guides == set(report.causes)
    again = built(root, site)
    assert again is not None
    assert (again.causes, again.written.is_noop) == ({}, True)


def test_each_page_has_its_own_cause(tmp_path: Path) -> None:
    root, site = write_project(tmp_path / "project", EXAMPLE), tmp_path / "site"
    assert built(root, site) is not None
    changed = ("content/modules/decide/count-radiology.md", STORY)
    for name in changed:
        (root / name).write_text((root / name).read_text("utf-8") + "\nOne more line.\n", "utf-8")
    report = built(root, site)
    assert report is not None
    example = "examples/late.html"
    assert report.files[example] == STORY
    assert {cause for path, cause in report.files.items() if path.startswith("guides/")} == {changed[0]}
    assert report.files["search.js"] == ", ".join(sorted(changed)), "what all guides share"


@pytest.mark.parametrize("how", ["changed by hand", "gone", "without the cache"])
def test_what_is_not_as_it_was_written_is_made_again(how: str, tmp_path: Path) -> None:
    root, site = write_project(tmp_path / "project", SMALL), tmp_path / "site"
    first = built(root, site)
    assert first is not None
    before = contents(site)
    page = min((site / "guides").rglob("papers.html"))
    if how == "without the cache":
        clear(root)
    else:
        page.unlink()
    if how == "changed by hand":
        page.write_text("Mine.", "utf-8")
        with pytest.raises(RefusedError):
            built(root, site)
        return
    report = built(root, site)
    assert report is not None
    assert len(report.causes) == (1 if how == "gone" else first.guides)
    assert contents(site) == before


def test_one_word_is_read_by_all_guides_and_planned_for_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, site, clean = compared_project(tmp_path / "project"), tmp_path / "site", tmp_path / "clean"
    first = built(root, site)
    assert first is not None
    file = root / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8") + "\nOne more paragraph, in all guides.\n", "utf-8")
    planned, looked_at = chosen_from_now(monkeypatch), set[str]()
    name = GuidePage.name

    def naming(page: GuidePage, read: Iterable[str]) -> str:
        looked_at.add(page.path.rpartition("/")[2])
        return name(page, read)

    monkeypatch.setattr(GuidePage, "name", naming)
    report = built(root, site)
    assert report is not None
    assert len(report.causes) == first.guides
    assert len(planned) <= first.guides / 4, "one for each way in which the module is filled"
    own = {"papers.html", "whole.html", "search.js"}
    assert looked_at == own, "of all other pages it is known that they follow from nothing else"
    assert {path.rpartition("/")[2] for path in report.written.changed if path.startswith("guides/")} == own
    pairs = [path for path in report.written.changed if path.startswith("compare/")]
    assert pairs
    assert all("student" in path and "graduate" in path for path in pairs), "alike in both guides of the others"
    assert built(root, clean, reuse=False) is not None
    assert contents(site) == contents(clean)
    file.write_text(f"{file.read_text('utf-8')}\n{'It takes longer to read. ' * 200}\n", "utf-8")
    report = built(root, site)
    assert report is not None
    assert any(path.startswith("guides/") and path.endswith("/index.html") for path in report.written.changed)
    assert built(root, clean, reuse=False) is not None
    assert contents(site) == contents(clean)


def test_guides_offer_the_answers_that_have_a_guide(tmp_path: Path) -> None:
    root, site, clean = write_project(tmp_path / "project", SMALL), tmp_path / "site", tmp_path / "clean"
    assert built(root, site) is not None
    personas = root / "profiles/personas.yaml"
    personas.write_text(personas.read_text("utf-8").replace("visa: all", "visa: [j1, h1b]"), "utf-8")
    assert built(root, site) is not None
    assert built(root, clean, reuse=False) is not None
    assert contents(site) == contents(clean)


def test_a_text_that_another_module_has_too_does_not_make_a_word_expensive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, site, clean = compared_project(tmp_path / "project"), tmp_path / "site", tmp_path / "clean"
    modules = root / "content/modules/arrange"
    for name in ("letters.md", "visa-basics.md"):
        with (modules / name).open("a", encoding="utf-8") as written:
            written.write("\n::: when {visa: h1b}\nThe same in both.\n:::\n")
    assert built(root, site) is not None
    file = modules / "visa-basics.md"
    planned = chosen_from_now(monkeypatch)
    for word in ("which", "same"):  # the second is in the text that both have: sections are paired by their words
        planned.clear()
        file.write_text(file.read_text("utf-8").replace(word, f"very {word}"), "utf-8")
        assert built(root, site) is not None
        assert (len(planned) <= WAYS) is (word == "which")
        assert built(root, clean, reuse=False) is not None
        assert contents(site) == contents(clean)


def test_a_page_is_made_again_only_where_it_reads_what_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, site, clean = write_project(tmp_path / "project", SMALL), tmp_path / "site", tmp_path / "clean"
    facts, module = root / "content/data/facts.yaml", root / "content/modules/decide/count-radiology.md"
    words = facts.read_text("utf-8")
    facts.write_text(words + words.replace("facts:\n", "").replace("VSL-03", "RAD-01"), "utf-8")
    module.write_text(module.read_text("utf-8") + "\nIt costs [[fact:RAD-01]].\n", "utf-8")
    assert built(root, site) is not None
    made: set[str] = set()
    make, planned = GuidePage.make_noting, chosen_from_now(monkeypatch)

    def noting(page: GuidePage) -> tuple[Artifact, tuple[str, ...]]:
        made.add(page.path.rpartition("/")[2])
        return make(page)

    monkeypatch.setattr(GuidePage, "make_noting", noting)
    theme = root / "templates/site"
    theme.mkdir(parents=True)
    timeline = '{% extends "builtin/site/timeline.html" %}{% block title %}Ours{% endblock %}'
    for file, old, new, pages in (
        ("templates/site/timeline.html", "", timeline, {"timeline.html"}),
        (
            "content/data/glossary.yaml",
            "Work with",
            "All work with",
            {"whole.html", "search.js", "notes.js", "sources.html"},
        ),
        ("content/data/facts.yaml", "RAD-01:\n    statement: An", "RAD-01:\n    statement: Each", SOURCES),
        ("content/data/milestones.yaml", "n: 3", "n: 2", {"search.js", "timeline.html"}),
    ):
        made.clear()
        planned.clear()
        words = (root / file).read_text("utf-8") if old else ""
        (root / file).write_text(words.replace(old, new) if old else new, "utf-8")
        assert built(root, site) is not None
        assert made == pages, file
        if pages == SOURCES:
            assert planned
            assert all("radiology" in one for one in planned), "who cites it, and nobody else"
    assert built(root, clean, reuse=False) is not None
    assert contents(site) == contents(clean)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built before a paragraph was added, and its site next to it, made without what is kept.

    Each test takes it to the place where it was built.
    """
    root = compared_project(tmp_path_factory.mktemp("added") / "project")
    assert built(root, root / "site") is not None
    module = root / "content/modules/arrange/letters.md"
    module.write_text(module.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    assert built(root, root.with_name("clean"), reuse=False) is not None
    return root.rename(root.with_name("added"))


@pytest.mark.parametrize("how", ["half", "foreign", "of another name", "empty"])
def test_what_is_kept_of_guides_and_cannot_be_read_is_made_again(how: str, added: Path) -> None:
    root = added.with_name("project")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(added, root)
    kept = [
        file
        for name in ("guides", "pairs", "sections", "compared", "pages")
        for file in (cache_folder(root) / name).iterdir()
    ]
    assert len(kept) > 20
    others = [file.read_bytes() for file in kept]
    for number, file in enumerate(kept):
        content = {
            "half": others[number][: len(others[number]) // 2],
            "foreign": pickle.dumps(print),
            "of another name": others[number - 1],
            "empty": b"",
        }[how]
        file.write_bytes(content)
    assert built(root, root / "site") is not None
    assert contents(root / "site") == contents(added.with_name("clean"))
