"""One reading of a guide: whatever changes in a reader's hands is seen by `verify`, `diff` and `send`.

One scalar or one paragraph of a project is changed at a time. Where that changes the words of anything a reader
holds, the seal, the difference and what `send` compares must change too; and `send` must stay quiet where nothing that
it sends has changed. `logic/ignored.py` lists the exceptions.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from generator.app.earlier import Earlier
from generator.app.opened import Opened, examine_project
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError, ProjectError
from generator.load.applicants import read_applicants
from generator.logic.difference import difference
from generator.logic.ignored import IGNORED, is_sealed, is_sent
from generator.logic.proven import Proven
from generator.logic.seal import fingerprints
from generator.model.guide import Guide
from generator.model.line import LABEL, LEAD, Line
from generator.model.profile import Profile
from generator.send.substance import changes_between, substance_of
from tests.campaigns import show_table
from tests.projects import ROOT, SMALL_DIR, TODAY, Files, write_project
from tests.reading.held import Held, Holder
from tests.reading.kept import KeptYaml
from tests.reading.listed import LISTED
from tests.reading.mutations import Mutation, mutations
from tests.rich import RICH

DAY = dt.date.fromisoformat(TODAY)
READERS = {
    "small": ("psychiatry--j1--student", "psychiatry--h1b--student"),
    "rich": ("demo-ada", "radiology--h1b--student"),
    "listed": ("demo-ada", "psychiatry--j1--student"),
    "shipped": ("diagnostic-radiology--h1b--graduate", "demo-anh"),
}


PROJECTS: Mapping[str, Files] = {"rich": {}, "listed": LISTED}
"""What is over the rich project's files."""

UNWRITTEN = {"kind", "alarm", "best", "unit", "fitted", "told", "named"}
"""What a reader has without words: the sign of a date in the chart, reminders of days that are over, steps of the
calendar that a task or a date tells already, rows that the handbook would have if they were not old, and what rows are
called where no number of them is said, and what a date is called where no sentence names it.
"""

SEED, PARTS, PART = 12, 15, 100
"""Of the campaign over the shipped guide: 1,500 changes."""

NAMES = re.compile(r"parts/\d+/(chapters/\d+/)?id")
"""Ids that are the addresses of pages."""


@dataclass(frozen=True)
class Reading:
    """A reader before or after a change: the guide, and the words of all of it, rendered when they are asked for."""

    guide: Guide
    opened: Opened
    holder: Holder

    @cached_property
    def held(self) -> Held:
        return self.holder.held(self.opened, self.guide)


class Project:
    """A copy of a project in which one file at a time is changed."""

    def __init__(self, source: Path, folder: Path, readers: tuple[str, ...]) -> None:
        self.root, self.readers = folder, readers
        for name in ("content", "profiles", "guidegen.yaml", "templates"):
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name)
            elif (source / name).exists():
                shutil.copy(source / name, folder / name)
        self.files = {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".yaml", ".md", ".csv") and "applicants" not in path.parts
        }
        self.mutations = list(mutations(self.files))
        self.proven, self.kept = Proven(), KeptYaml()
        opened = self._open()
        self.holder = Holder(opened.theme())
        self.before: dict[str, Reading] = {}
        self.before = self._read(opened)

    def _open(self) -> Opened:
        with self.kept.used():
            opened, diagnostics = examine_project(self.root, DAY, Stopwatch(), earlier=Earlier(self.proven))
        if opened is None or diagnostics.has_errors:
            raise ProjectError(diagnostics)
        return opened

    def _read(self, opened: Opened) -> dict[str, Reading]:
        applicants, wrong = read_applicants(self.root, opened.project, opened.subjects)
        for name in (one for one in self.readers if one in wrong):
            raise ProfileError(name, wrong[name])
        people = {**opened.project.personas, **applicants}
        found: dict[str, Reading] = {}
        for name in self.readers:
            profile: Profile = people[name]
            guide = opened.choose(profile).guide
            before = self.before.get(name)
            is_same = before is not None and before.guide == guide
            found[name] = before if before and is_same else Reading(guide, opened, self.holder)
        return found

    def after(self, mutation: Mutation) -> dict[str, Reading] | None:
        """The readers after a change; None where the project allows no such change."""
        file = self.root / mutation.path
        try:
            for text in mutation.texts(self.files[mutation.path]):
                file.write_text(text, "utf-8")
                try:
                    return self._read(self._open())
                except (ProjectError, ProfileError):
                    continue  # not a value for this place; perhaps the next one is
            return None
        finally:
            file.write_text(self.files[mutation.path], "utf-8")


def changed_fields(was: Guide, becomes: Guide) -> list[tuple[Line, str]]:
    """Every field of a line or section that is not the same, with the line as it is or was."""
    first, second = lines_of(was), lines_of(becomes)
    found: list[tuple[Line, str]] = []
    for key in dict.fromkeys([*first, *second]):
        one, other = first.get(key), second.get(key)
        line = other or one
        assert line is not None
        fields, others = ({} if part is None else part.compared for part in (one, other))
        found.extend(
            (line, name) for name in line.compared if one is None or other is None or fields[name] != others[name]
        )
    return found


def lines_of(guide: Guide) -> dict[tuple[str, str], Line]:
    lines = [*guide.lines, *(passage.line for passage in guide.passages)]
    return {(line.kind.name, line.id): line for line in lines}


def is_seen_by_all(was: Guide, becomes: Guide) -> bool:
    """Whether seal, difference and `send` see a change, so that the words need not be rendered to know that they do."""
    return (
        fingerprints(was) != fingerprints(becomes)
        and not difference(was, becomes).is_empty
        and not difference(was, replace(becomes, id="another")).is_empty
        and bool(changes_between(substance_of(was), substance_of(becomes)))
    )


def unseen(before: Reading, after: Reading) -> Iterator[str]:
    """What did not notice a change of a reader's words, and whether `send` took fright at nothing."""
    changed = [name for name in before.held if before.held[name] != after.held[name]]
    was, becomes = before.guide, after.guide
    told = changes_between(substance_of(was), substance_of(becomes))
    if not changed:
        names = {name for _, name in changed_fields(was, becomes)}
        if told and not names <= UNWRITTEN:
            yield f"send sees a change where the words are the same: {', '.join(names)}"
        return
    where = ", ".join(changed)
    fields = changed_fields(was, becomes)
    if difference(was, becomes).is_empty:
        yield f"diff --since does not see what changed in {where}"
    is_own = bool(fields) and all(line.kind.is_own or name in ("why", "reviewed") for line, name in fields)
    if not is_own and difference(was, replace(becomes, id="another")).is_empty:
        yield f"diff A B does not see what changed in {where}"
    if fingerprints(was) == fingerprints(becomes) and (not fields or any(is_sealed(*one) for one in fields)):
        yield f"the seal does not see what changed in {where}"
    if not told and (not fields or any(is_sent(*one) for one in fields)):
        yield f"send does not see what changed in {where}"


def folder_of(name: str, folder: Path) -> Path:
    """Where a project's files are."""
    if name in PROJECTS:
        return write_project(folder / "source", PROJECTS[name], RICH)
    return SMALL_DIR if name == "small" else ROOT


def examine(
    project: Project, chosen: list[Mutation], enough: int | None = None, rendered: int = 1
) -> tuple[list[str], int]:
    """What went unseen, and how many changes reached a reader; after so many it is enough.

    Of those that all see, one in so many is `rendered` nevertheless: are the words really others?
    """
    found: list[str] = []
    reached = 0
    for number, mutation in enumerate(chosen):
        if reached == enough:
            break
        after = None if NAMES.fullmatch(mutation.place) else project.after(mutation)
        if after is None:
            continue
        changed = {name: one for name, one in after.items() if one is not project.before[name]}
        if number % rendered:
            some = len(changed)
            changed = {
                name: one for name, one in changed.items() if not is_seen_by_all(project.before[name].guide, one.guide)
            }
            reached += len(changed) < some
        reached += any(one.held != project.before[name].held for name, one in changed.items())
        for name, one in changed.items():
            missed = unseen(project.before[name], one)
            found.extend(f"{mutation.path}: {mutation.place}: {name}: {what}" for what in missed)
    return found, reached


def one_of_each(several: list[Mutation], chance: random.Random, count: int) -> list[Mutation]:
    """So many changes: one of each sort first, so that what is rare is among them."""
    shuffled = chance.sample(several, len(several))
    first = list({one.sort: one for one in reversed(shuffled)}.values())
    return [*first, *(one for one in shuffled if one not in set(first))][:count]


@pytest.mark.parametrize(("name", "enough"), [("small", 6), ("rich", 6), ("listed", 6)])
def test_what_changes_is_seen(tmp_path: Path, name: str, enough: int) -> None:
    project = Project(folder_of(name, tmp_path), tmp_path / "project", READERS[name])
    found, reached = examine(project, random.Random(11).sample(project.mutations, len(project.mutations)), enough)
    assert not found, "\n".join(found)
    assert reached == enough


def test_what_changes_in_the_shipped_guide_is_seen(tmp_path: Path) -> None:
    """In texts that its readers have: whether a change of anything else reaches them takes seconds to find out."""
    project = Project(ROOT, tmp_path / "project", READERS["shipped"])
    texts = {passage.line.id for reading in project.before.values() for passage in reading.guide.passages}
    chosen = [one for one in project.mutations if Path(one.path).stem in texts and one.place.startswith("paragraph")]
    found, reached = examine(project, random.Random(11).sample(chosen, len(chosen)), 1)
    assert not found, "\n".join(found)
    assert reached == 1


@pytest.mark.campaign
def test_what_campaigns_found_is_seen(tmp_path: Path) -> None:
    """A window whose days move, a source's last day that no page tells, a step that the calendar alone has, ..."""
    places = {"milestones/soap/end/days", "facts/J1-06/expires", "columns/deadline/width", "steps/start/takes/basis"}
    places |= {"milestones/rank-deadline/called", "steps/start/from"}
    project = Project(ROOT, tmp_path / "project", READERS["shipped"])
    chosen = [one for one in project.mutations if one.place in places]
    assert len(chosen) == len(places)
    found, reached = examine(project, chosen)
    assert not found, "\n".join(found)
    assert reached


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["small", "rich", "listed"])
def test_everything_that_changes_is_seen(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project(folder_of(name, tmp_path), tmp_path / "project", READERS[name])
    found, reached = examine(project, project.mutations)
    show_table(f"Changes to {name}", [("tried", len(project.mutations)), ("read by a reader", reached)], capsys)
    assert not found, "\n".join(found)


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_all_that_changes_in_the_shipped_guide_is_seen(
    tmp_path: Path, part: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """In parts that each take a few minutes; the first ones have one change of each sort."""
    project = Project(ROOT, tmp_path / "project", READERS["shipped"])
    chosen = one_of_each(project.mutations, random.Random(SEED), PARTS * PART)[part * PART : (part + 1) * PART]
    found, reached = examine(project, chosen, rendered=10)
    show_table(f"Changes to shipped, {part}", [("tried", len(chosen)), ("read by a reader", reached)], capsys)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("content/data/milestones.yaml", "Opens at nine", "Opens at ten", "Corrected: the note of the date \u201cERAS"),
        (
            "content/data/milestones.yaml",
            "month: 1, day: 31",
            "month: 1, day: 15",
            "Corrected: the last day of the date",
        ),
        (
            "content/data/glossary.yaml",
            "Work with patients",
            "Working with patients",
            "USCE: Working with patients",
        ),
        (
            "content/data/facts.yaml",
            "vslo.example.org/fees",
            "vslo.example.org/costs",
            "Corrected: the address of source",
        ),
        ("content/data/resources.yaml", "Who may use it", "Whom it is for", "Corrected: what it is for of"),
        ("content/data/documents.yaml", "issuer: Passport office", "issuer: Embassy", "Corrected: who issues it"),
        ("content/data/costs.yaml", "unit: per specialty", "unit: per field", "Corrected: what it is charged for"),
    ],
)
def test_a_change_of_detail_reaches_the_applicant_by_name(
    tmp_path: Path, path: str, old: str, new: str, said: str
) -> None:
    project = Project(folder_of("rich", tmp_path), tmp_path / "project", ("demo-ada",))
    text = project.files[path]
    assert old in text
    at = text.index(old)
    after = project.after(Mutation(path, "", at, at + len(old), (new,)))
    assert after is not None
    told = changes_between(substance_of(project.before["demo-ada"].guide), substance_of(after["demo-ada"].guide))
    assert [one for one in told if one.startswith(said)], told


def test_the_exceptions_are_still_needed(tmp_path: Path) -> None:
    """Each line of the table names fields that there are, and has a reason."""
    for one in IGNORED:
        assert one.reason
        assert one.seal or one.send
        assert {field.name for field in (*one.kind.fields, LABEL, LEAD)} >= set(one.fields)
