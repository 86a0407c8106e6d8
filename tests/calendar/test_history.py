"""What a calendar program takes for newer: SEQUENCE and DTSTAMP follow the day an entry last changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar_history import CalendarHistory, Remembered, history_text, parsed_history
from generator.model.line_kinds import QUESTION
from generator.publish.histories import PublishedHistories
from generator.render.calendar import FIRST_DAY, calendar_file
from generator.render.calendar_entries import Event, entries_of, remembered
from tests.projects import SMALL_DIR, TODAY, MakeProject, guidegen
from tests.readers import open_world
from tests.rich import RICH

MONDAY, FRIDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 27)
PERSONA = "radiology--h1b--student"


def entry(name: str, day: dt.date, summary: str = "Words") -> Event:
    return Event(f"{name}.reader@guidegen", summary, day, day, "Lane", is_sure=True)


ONE, TWO = entry("one", dt.date(2027, 1, 1)), entry("two", dt.date(2027, 2, 1))


def made(entries: list[Event], before: CalendarHistory, today: dt.date) -> tuple[dict[str, Any], CalendarHistory]:
    history = remembered(entries, before, today)
    content = calendar_file(open_world(SMALL_DIR).opened.project, entries, history)
    if content is None:
        return {}, history
    calendar: Any = icalendar.Calendar.from_ical(content)
    return {str(one["UID"]).split(".")[0]: one for one in calendar.walk("VEVENT")}, history


def sequence(event: Any) -> dt.date:
    day = FIRST_DAY + dt.timedelta(days=int(event["SEQUENCE"]))
    assert event["DTSTAMP"].dt == dt.datetime.combine(day, dt.time(), dt.UTC)
    return day


def test_an_entry_keeps_the_day_on_which_it_last_changed() -> None:
    first, history = made([ONE, TWO], {}, MONDAY)
    assert {sequence(one) for one in first.values()} == {MONDAY}
    moved = dataclasses.replace(TWO, start=dt.date(2027, 2, 8), end=dt.date(2027, 2, 8))
    second, history = made([ONE, moved], history, FRIDAY)
    assert sequence(second["one"]) == MONDAY
    assert sequence(second["two"]) == FRIDAY
    assert made([ONE, moved], history, FRIDAY + dt.timedelta(days=30))[0] == second


@pytest.mark.parametrize(
    "change",
    [{"summary": "Other"}, {"is_sure": False}, {"alarm": 3}, {"lines": ("x",)}, {"url": "https://example.org"}],
)
def test_whatever_an_entry_says_counts(change: dict[str, Any]) -> None:
    history = remembered([ONE], {}, MONDAY)
    assert remembered([dataclasses.replace(ONE, **change)], history, FRIDAY)[ONE.uid].day == FRIDAY


def test_what_went_away_is_cancelled_until_its_day_has_passed() -> None:
    _, history = made([ONE, TWO], {}, MONDAY)
    found, history = made([TWO], history, FRIDAY)
    assert found["one"]["STATUS"] == "CANCELLED"
    assert sequence(found["one"]) == FRIDAY
    assert found["one"].decoded("DTSTART") == ONE.start
    assert sequence(found["two"]) == MONDAY
    later, history = made([TWO], history, dt.date(2026, 12, 24))
    assert sequence(later["one"]) == FRIDAY, "cancelled once"
    assert set(made([TWO], history, dt.date(2027, 1, 2))[0]) == {"two"}


def test_what_comes_back_is_newer_than_its_end() -> None:
    history = remembered([ONE], {}, MONDAY)
    gone = remembered([], history, FRIDAY)
    assert remembered([ONE], gone, FRIDAY)[ONE.uid].day == FRIDAY
    assert remembered([ONE], gone, MONDAY)[ONE.uid].day == FRIDAY, "days never go back"


def test_without_history_nothing_is_cancelled() -> None:
    found, _ = made([TWO], {}, FRIDAY)
    assert set(found) == {"two"}
    assert made([], {}, FRIDAY) == ({}, {})


days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
kept = st.builds(Remembered, st.none() | st.text(), days, days, days, st.text())
histories = st.dictionaries(st.text(min_size=1), kept)


@given(histories)
def test_a_history_is_read_as_it_was_written(history: CalendarHistory) -> None:
    assert parsed_history(history_text(history)) == history


@pytest.mark.parametrize("written", ["", "[]", "{", '{"a": 1}', '{"a": [1, 2, 3, 4, 5]}', '{"a": ["x", "2027-01-01"]}'])
def test_one_that_cannot_be_read_is_none(written: str) -> None:
    assert parsed_history(written) == {}


def test_an_entry_under_if_is_there_while_its_question_is_open() -> None:
    guide = open_world(SMALL_DIR).choose("{specialty: radiology, status: student}").guide
    open_entries = {one.uid for one in entries_of(guide) if one.summary.startswith("If ")}
    none_asked = dataclasses.replace(guide, lines=tuple(line for line in guide.lines if line.kind is not QUESTION))
    assert not open_entries or open_entries > {
        one.uid for one in entries_of(none_asked) if one.summary.startswith("If ")
    }


def stamps(file: Path) -> set[str]:
    return {line for line in file.read_text("utf-8").splitlines() if line.startswith("SEQUENCE")}


def test_a_persons_history_is_next_to_the_ledger_and_purged(make_project: MakeProject, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,name,email,specialty,status\nbo,Zoe Sample,zoe@example.org,psychiatry,student\n", "utf-8")
    root = make_project(base=RICH)
    run = ("handbooks", "-C", root, "--to", "ics", "--roster", people, "-q")
    assert guidegen(*run, "--as-of", TODAY).code == 0
    calendar, history = root / "handbooks/bo/calendar.ics", root / "mail/calendars/bo.json"
    first = calendar.read_bytes()
    assert history.stat().st_mode & 0o777 == 0o600
    assert history.parent.stat().st_mode & 0o777 == 0o700
    assert guidegen(*run, "--as-of", "2026-11-25").code == 0
    assert calendar.read_bytes() == first, "nothing changed"
    milestones = root / "content/data/milestones.yaml"
    milestones.write_text(milestones.read_text("utf-8").replace("label: Match Day", "label: Day of the Match"), "utf-8")
    assert guidegen(*run, "--as-of", "2026-11-26").code == 0
    assert stamps(calendar) == {"SEQUENCE:2517", "SEQUENCE:2521"}
    assert guidegen("purge", "-C", root, "bo", "--yes").code == 0
    assert not history.exists()


def test_a_personas_history_is_published_with_the_site_and_read_back(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(base=RICH)
    run = ("build", "-C", root, "--to", "ics", "-p", PERSONA, "-q")
    assert guidegen(*run, "--as-of", TODAY).code == 0
    folder = root / "site/guides" / PERSONA
    published = {name: (folder / name).read_bytes() for name in ("calendar.ics", "calendar.json")}
    git = ("git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@example.org")
    for command in (
        ("init", "-q", "-b", "gh-pages"),
        ("--work-tree", str(root / "site"), "add", "-f", f"guides/{PERSONA}"),
        ("commit", "-q", "-m", "site"),
    ):
        subprocess.run([*git, *command], check=True, capture_output=True)
    for name in published:
        (folder / name).unlink()
    read = PublishedHistories(root, root / "site", "origin", "gh-pages", fetch=True)
    assert read(f"guides/{PERSONA}/calendar.json") == parsed_history(published["calendar.json"].decode())
    assert read("guides/nobody/calendar.json") == {}
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("the branch is read once"))
        assert read(f"guides/{PERSONA}/calendar.json")
    elsewhere = root / "elsewhere"
    assert guidegen(*run, "--as-of", "2026-11-30", "-o", elsewhere).code == 0
    again = elsewhere / "guides" / PERSONA
    assert {name: (again / name).read_bytes() for name in published} == published


def git(folder: Path, *arguments: str) -> str:
    command = ("git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_branch_is_what_the_remote_has_and_offline_it_is_said(tmp_path: Path) -> None:
    """Another machine published since this one fetched; then the remote is gone; then it hangs."""
    other, root, path = tmp_path / "other", tmp_path / "root", "guides/p/calendar.json"
    first, second = (history_text(remembered([one], {}, FRIDAY)) for one in (ONE, TWO))
    git(tmp_path, "init", "-q", "-b", "gh-pages", "other")
    git(tmp_path, "init", "-q", "root")
    git(root, "remote", "add", "origin", "../other")

    def published(text: str) -> None:
        (other / "guides/p").mkdir(parents=True, exist_ok=True)
        (other / path).write_text(text, "utf-8")
        git(other, "add", path)
        git(other, "commit", "-q", "--amend" if (other / ".git/logs").exists() else "--no-edit", "-m", "site")

    def read(patience: float = 250) -> PublishedHistories:
        return PublishedHistories(root, root / "site", "origin", "gh-pages", fetch=True, patience=patience)

    assert (read()(path), read().said) == ({}, None), "nothing is published"
    for text in (first, second):
        published(text)
        assert (read()(path), read().said) == (parsed_history(text), None)
    other.rename(tmp_path / "gone")
    gone = read()
    assert gone(path) == parsed_history(second)
    assert gone.said is not None
    assert gone.said.startswith(
        "the calendars' history: 'gh-pages' is as it was fetched last, because the remote cannot"
    )
    git(root, "config", "remote.origin.uploadpack", "sleep 60; :")
    (tmp_path / "gone").rename(other)
    assert "did not answer within 0.3 seconds" in str(read(0.3).said)
    without = PublishedHistories(root, root / "site", "origin", "gh-pages", fetch=False)
    assert (without(path), without.said) == (parsed_history(second), None)
