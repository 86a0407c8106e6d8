"""What a reader takes along from the page is what guidegen makes, fitted to the answers given there."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import REFUSED, Visitor
from tests.projects import SMALL, files_of, guidegen, write_project

PERSONA = "psychiatry--undecided--student"
AS_OF = "2026-12-01"
"""Pages of a site count from the first of its month."""

GIVEN = {"rotations": 1, "budget": "tight", "rotation_start": "2027-07-05", "citizenship": "other"}
ANSWERED = f"""
personas:
  - id: {PERSONA}
    title: Open
    answers: {{specialty: psychiatry, visa: undecided, status: student}}
  - id: answered
    title: Answered
    answers: {json.dumps({"specialty": "psychiatry", "visa": "undecided", "status": "student", **GIVEN})}
"""
NEVER_THE_SAME = ("DTSTAMP", "SEQUENCE")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One guide with its calendar."""
    root = tmp_path_factory.mktemp("along")
    write_project(root, {**files_of(Path(__file__).with_name("guide")), "profiles/personas.yaml": ANSWERED}, SMALL)
    ran = guidegen("build", "-C", root, "--to", "html,ics", "--as-of", AS_OF, "-q")
    assert ran.code == 0, ran.err
    return root / "site/guides" / PERSONA


def taken(page: Page, kind: str) -> str:
    with page.expect_download() as download:
        page.locator(f"[data-take={kind}]").click()
    return Path(download.value.path()).read_bytes().decode()


def events(calendar: str | bytes) -> dict[str, Any]:
    """The entries of a calendar by their UID, with all that they say but when they were written."""
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return {
        str(event["UID"]): [
            sorted((name, value) for name, value in part.property_items() if name not in NEVER_THE_SAME)
            for part in (event, *event.subcomponents)
        ]
        for event in found
    }


def test_the_calendar_is_that_of_guidegen(guide: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.clock.set_fixed_time(f"{AS_OF}T12:00:00Z")
    page.goto((guide / "index.html").as_uri())
    mine = taken(page, "calendar")
    assert mine.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in mine.split("\r\n"))
    made = (guide / "calendar.ics").read_bytes()
    assert events(mine) == events(made)
    assert len(events(made)) > 3
    assert page.locator(".taken").inner_text() == "Your calendar is saved."


def test_answers_bring_the_days_of_who_gave_them(guide: Path, visitor: Visitor) -> None:
    """The calendar and the table become those of a persona who says the same."""
    page = visitor.context().new_page()
    page.clock.set_fixed_time(f"{AS_OF}T12:00:00Z")
    page.goto((guide / "index.html").as_uri())
    before = taken(page, "calendar")
    page.evaluate("(given) => { remember(ANSWERS, JSON.stringify(given)); fit() }", GIVEN)
    calendar, table = taken(page, "calendar"), taken(page, "table")
    other = guide.with_name("answered")
    assert events(calendar.replace(PERSONA, "answered")) == events((other / "calendar.ics").read_bytes())
    assert events(calendar) != events(before)
    page.evaluate("remember(ANSWERS, '{}')")
    page.goto((other / "index.html").as_uri())
    assert table == taken(page, "table")


def test_files_of_the_build_are_told_apart_once_somebody_has_answered(guide: Path, visitor: Visitor) -> None:
    page = visitor.open(guide / "index.html")
    own, published = page.locator(".downloads ul").all()
    assert own.locator("[download]").count() == 0
    assert published.locator("[download]").all_inner_texts() == ["Your dates for your calendar ICS"]
    note = page.locator(".downloads .published")
    assert note.is_hidden()
    page.evaluate("(given) => { remember(ANSWERS, JSON.stringify(given)); fit() }", GIVEN)
    note.locator("visible=true").wait_for()
    assert "without your answers" in note.inner_text()
    assert note.evaluate("(note) => note.nextElementSibling.querySelector('[download]') !== null")
    page.evaluate("remember(ANSWERS, '{}'); fit()")
    note.wait_for(state="hidden")


def test_the_table_knows_what_is_done_and_holds_no_formula(guide: Path, visitor: Visitor) -> None:
    page = visitor.open(guide / "checklist.html")
    page.locator("input[data-task]").first.check()
    page.goto((guide / "index.html").as_uri())
    written = taken(page, "table")
    assert written.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    assert head == ["What", "Kind", "Begin", "Due", "Done", "Where"]
    assert [row[4] for row in rows].count("x") == 1
    assert {row[1] for row in rows} == {"Task", "Document"}
    assert page.evaluate("csvCell('=SUM(A1)')") == "'=SUM(A1)"
    assert page.evaluate("""csvCell('a "b", c')""") == '"a ""b"", c"'


def test_the_mail_says_who_writes_and_what_was_answered(guide: Path, visitor: Visitor) -> None:
    page = visitor.open(guide / "checklist.html")
    page.locator("input[data-task]").first.check()
    page.goto((guide / "index.html").as_uri())
    link = page.locator("a[data-mail]")
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query)["body"] == [
        "My situation: Psychiatry · J-1 or H-1B · Student"
    ]
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    mail = urlsplit(link.get_attribute("href") or "")
    said = parse_qs(mail.query)
    assert mail.path == "office@example.org"
    assert said["subject"][0].startswith("My plan: ")
    assert re.search(r"Done: 1 of [1-9]", said["body"][0])
    assert "My question:" in said["body"][0]
    page.evaluate("remember(ANSWERS, JSON.stringify({budget: 'moderate'}))")
    page.goto((guide / "checklist.html").as_uri())
    counted = page.locator(".progress span", has_text=re.compile(r"1 of \d+ done"))
    page.locator(".fitted", has_text="Fitted to your answers").wait_for()
    done, every = re.findall(r"\d+", counted.inner_text())
    page.goto((guide / "index.html").as_uri())
    assert every != link.get_attribute("data-tasks"), "the answer leaves one out"
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    body = parse_qs(urlsplit(link.get_attribute("href") or "").query)["body"][0]
    assert f"Done: {done} of {every}" in body
    assert "Moderate" in body


def test_a_clock_of_2010_and_a_storage_that_keeps_nothing(guide: Path, visitor: Visitor) -> None:
    context = visitor.context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    page.clock.set_fixed_time("2010-01-01T12:00:00Z")
    page.goto((guide / "index.html").as_uri())
    stamps = re.findall(r"DTSTAMP:(\d{4})", taken(page, "calendar"))
    assert set(stamps) == {"2026"}
    assert "x" not in {row[4] for row in csv.reader(io.StringIO(taken(page, "table")))}


def test_a_code_leads_to_the_guide_on_another_device(served: str, visitor: Visitor) -> None:
    page = visitor.open(f"{served}guides/{PERSONA}/index.html#week")
    page.locator("[data-phone]").click()
    sheet = page.locator("dialog.phone")
    address = f"{served}guides/{PERSONA}/index.html"
    assert sheet.get_by_role("link").get_attribute("href") == address
    size = page.evaluate("(address) => guidegenQr(address).viewBox.baseVal.width", address)
    assert (size - 17) % 4 in (0, 8 % 4), "modules of a code, with its margin on both sides"
    assert sheet.get_by_role("img").bounding_box() is not None
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.hasAttribute('data-phone')")
    page.evaluate("remember(ANSWERS, JSON.stringify({rotations: 1}))")
    page.reload()
    page.locator("[data-phone]").click()
    answers = "a.specialty=psychiatry&a.visa=undecided&a.status=student&a.rotations=1"
    link = str(sheet.get_by_role("link").get_attribute("href"))
    assert re.fullmatch(re.escape(f"{address}#mine=3&{answers}&end=") + "[0-9a-z]{7}", link)
