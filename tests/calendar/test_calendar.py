"""The calendar of a guide, read by a parser and line by line."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest

from generator.render.calendar import calendar_file
from generator.render.calendar_entries import entries_of, remembered
from tests.projects import ROOT, TODAY, MakeProject, guidegen
from tests.readers import DAY, World, open_world
from tests.rich import RICH

FULL = (
    "{specialty: radiology, visa: h1b, status: student, citizenship: other, rotations: 2, interest: [research],"
    " rotation_start: 2027-05-03}"
)
PLAIN = "---\ntitle: T\nreviewed: 2026-11-20\n---\nWords.\n"
SOME = "{specialty: radiology, status: student}"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The rich project, opened once."""
    from tests.projects import write_project

    return open_world(write_project(tmp_path_factory.mktemp("rich"), {}, RICH))


def calendar_of(world: World, answers: str) -> bytes:
    entries = entries_of(world.choose(answers).guide)
    content = calendar_file(world.opened.project, entries, remembered(entries, {}, DAY))
    assert content is not None
    return content


def walk(content: bytes) -> list[Any]:
    """The events, as a parser reads them."""
    calendar: Any = icalendar.Calendar.from_ical(content)
    return list(calendar.walk("VEVENT"))


def events(content: bytes) -> dict[str, Any]:
    """The events by their UID without the reader."""
    return {str(one["UID"]).removesuffix(".reader@guidegen"): one for one in walk(content)}


def summaries(content: bytes) -> list[str]:
    return [str(one["SUMMARY"]) for one in walk(content)]


def test_milestones_and_dated_tasks_in_order(world: World) -> None:
    assert summaries(calendar_of(world, FULL)) == [
        "Ask each site what it wants",
        "Ask each site, in writing, which visa it takes",
        "Apply to the host",
        "ERAS opens for submission",
        "Get a passport",
        "Read the papers on two sites & “more”",
        "Interview season (until January\u00a031,\u00a02028)",
        "SOAP",
        "Match Day",
        "=Pass Step 3",
        "Petition with the hospital",
        "Prepare the petition",
    ]


def test_what_may_not_be_for_the_reader_says_so(world: World) -> None:
    found = summaries(calendar_of(world, SOME))
    assert "If you plan on an H-1B visa: Petition with the hospital" in found
    assert "If you plan on an H-1B visa: =Pass Step 3" in found
    assert not any(
        "Petition" in one for one in summaries(calendar_of(world, SOME.replace("status", "visa: j1, status")))
    )


def test_days_are_days_without_a_time_or_zone(world: World) -> None:
    found = events(calendar_of(world, FULL))
    assert found["match-day"].decoded("DTSTART") == dt.date(2028, 3, 17)
    assert found["match-day"].decoded("DTEND") == dt.date(2028, 3, 18)
    assert found["soap"].decoded("DTSTART") == dt.date(2028, 3, 13)
    assert found["soap"].decoded("DTEND") == dt.date(2028, 3, 17), "the day after the last"
    assert found["ask-the-host"].decoded("DTSTART") == dt.date(2027, 5, 5)
    text = calendar_of(world, FULL).decode()
    assert "VTIMEZONE" not in text
    assert "TZID" not in text
    assert len(re.findall(r"DTSTART;VALUE=DATE:\d{8}\r\n", text)) == text.count("DTSTART")


def test_a_long_window_is_one_entry_on_its_first_day(world: World) -> None:
    found = events(calendar_of(world, FULL))
    assert found["season"].decoded("DTSTART") == dt.date(2027, 10, 1)
    assert found["season"].decoded("DTEND") == dt.date(2027, 10, 2)


def test_what_is_past_is_left_out(world: World) -> None:
    text = calendar_of(world, FULL).decode()
    assert "Long gone" not in text
    assert "Look back" not in text


def test_a_reminder_comes_once_at_nine_on_the_right_day(world: World) -> None:
    found = events(calendar_of(world, FULL))
    triggers = [alarm["TRIGGER"].dt for alarm in found["ask-the-host"].walk("VALARM")]
    start = dt.datetime(2027, 1, 3)  # noqa: DTZ001 -- the reader's own midnight
    assert [start + one for one in triggers] == [
        dt.datetime(2026, 12, 20, 9),  # noqa: DTZ001
    ]
    assert all(len(event.walk("VALARM")) <= 1 for event in found.values())
    assert all(alarm["ACTION"] == "DISPLAY" for alarm in found["match-day"].walk("VALARM"))


def test_doubts_and_sources_are_told(world: World) -> None:
    found = events(calendar_of(world, SOME))
    assert str(found["eras-opens"]["DESCRIPTION"]) == (
        "Opens at nine; read “the rules”, the notes; and the FAQ\nConfirm the date at the source."
    )
    assert str(found["match-day"]["DESCRIPTION"]) == "Source: Match office, calendar"
    assert str(found["match-day"]["URL"]) == "https://match.example.org/calendar"
    assert found["match-day"]["STATUS"] == "CONFIRMED"
    assert found["ask-the-host"]["STATUS"] == "TENTATIVE"


def test_every_reader_and_rebuild_keeps_its_uids(world: World) -> None:
    one = {str(event["UID"]) for event in walk(calendar_of(world, FULL))}
    assert len(one) == len(summaries(calendar_of(world, FULL)))
    moved = FULL.replace("2027-05-03", "2027-06-07")
    other = {str(event["UID"]) for event in walk(calendar_of(world, moved))}
    assert one == other
    assert all(uid.endswith(".reader@guidegen") for uid in one)


def test_the_file_is_as_the_standard_wants_it(world: World) -> None:
    content = calendar_of(world, FULL)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"BEGIN:VEVENT") == content.count(b"DTSTAMP:20261122T000000Z") == content.count(b"END:VEVENT")
    again: Any = icalendar.Calendar.from_ical(content)
    assert again.to_ical() == content
    assert {"VERSION", "PRODID", "METHOD"} <= set(again)


def test_a_project_without_dates_gives_none(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/data/milestones.yaml": "milestones: {}\n",
            "content/rules.yaml": "plan: {}\n",
            "content/modules/decide/start-here.md": PLAIN.replace("title: T", "title: T\npoints: [GEN-001]"),
            "content/modules/arrange/letters.md": "---\ntitle: L\nreviewed: 2026-11-20\n---\n- [ ] Thank everyone\n",
            "profiles/facets.yaml": (ROOT / "tests/small/profiles/facets.yaml")
            .read_text()
            .replace("    planned: plan.window_opens\n", ""),
        }
    )
    ran = guidegen("build", "-C", root, "--to", "html,ics", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    assert not list((root / "site").rglob("*.ics"))


def test_the_same_bytes_for_any_hash_seed_zone_and_language(make_project: MakeProject) -> None:
    made: set[bytes] = set()
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("77", "Asia/Kathmandu", "C")):
        root = make_project(base=RICH, name=f"seed-{seed}")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "generator",
            "handbooks",
            "-C",
            root,
            "--to",
            "ics,xlsx",
            "--as-of",
            TODAY,
            "-q",
        ]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
        made.add(
            b"".join(
                file.read_bytes()
                for file in sorted((root / "handbooks").rglob("*.*"))
                if file.suffix in (".ics", ".xlsx")
            )
        )
    assert len(made) == 1


def test_the_site_offers_it(make_project: MakeProject) -> None:
    root = make_project(base=RICH)
    persona = "radiology--h1b--student"
    ran = guidegen("build", "-C", root, "--to", "html,ics,xlsx", "-p", persona, "--as-of", TODAY)
    assert ran.code == 0, ran.err
    folder = root / "site/guides" / persona
    assert {file.name for file in folder.glob("*.[ix]*s*")} >= {"calendar.ics", "tracker.xlsx"}
    page = (folder / "index.html").read_text()
    assert 'href="calendar.ics"' in page
    assert 'href="tracker.xlsx"' in page


@pytest.mark.parametrize("name", ["Bo\nATTENDEE:mailto:x@example.org", "Bo; DROP, \\n :x"])
def test_no_person_and_no_line_of_their_own_gets_in(make_project: MakeProject, name: str) -> None:
    root = make_project(
        {"people.csv": f'id,name,email,specialty,status\nbo,"{name}",bo@example.org,psychiatry,student\n'}, base=RICH
    )
    guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY, "--roster", root / "people.csv")
    for file in Path(root / "handbooks").rglob("*.ics"):
        content = file.read_text()
        assert "ATTENDEE" not in content
        assert "Bo" not in content
        assert "example.org,p" not in content
