"""Dates of the shipped guide in other years: official ones win, all others follow their rule and say so."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from generator.logic.calendar import Calendar
from generator.model.entries import TimelineEntry
from generator.model.line_kinds import DATE
from tests.pages import pages_of, text_of
from tests.projects import ROOT, MakeProject, check, files_of
from tests.readers import World, open_world


@cache
def _world() -> World:
    return open_world(ROOT)


def _day(name: str, year: int) -> str:
    project = _world().opened.project
    found = Calendar(project.milestones, project.facets, {}, year).milestone(name)
    assert found is not None
    return found.day.isoformat()


@pytest.mark.parametrize(
    ("year", "opens", "submit", "review", "standard", "ranking", "ranked", "match_day"),
    [
        # 2024 and 2025 as they were: the rules of today give the days of the past
        (2024, "2023-06-07", "2023-09-06", "2023-09-27", "2024-01-31", "2024-02-01", "2024-02-28", "2024-03-15"),
        (2026, "2025-06-04", "2025-09-03", "2025-09-24", "2026-01-30", "2026-02-02", "2026-03-04", "2026-03-20"),
        (2027, "2026-06-03", "2026-09-02", "2026-09-23", "2027-01-29", "2027-02-01", "2027-03-03", "2027-03-19"),
        (2028, "2027-06-02", "2027-09-01", "2027-09-22", "2028-01-31", "2028-02-01", "2028-03-01", "2028-03-17"),
        (2030, "2029-06-06", "2029-09-05", "2029-09-26", "2030-01-31", "2030-02-01", "2030-02-27", "2030-03-15"),
        (2040, "2039-06-01", "2039-09-07", "2039-09-28", "2040-01-31", "2040-02-01", "2040-02-29", "2040-03-16"),
    ],
)
def test_the_rules_give_the_days(
    year: int, opens: str, submit: str, review: str, standard: str, ranking: str, ranked: str, match_day: str
) -> None:
    names = (
        "eras-open", "eras-submit-open", "eras-review", "nrmp-standard", "ranking-opens", "rank-deadline", "match-day",
    )  # fmt: skip
    assert [_day(name, year) for name in names] == [opens, submit, review, standard, ranking, ranked, match_day]


@cache
def _timeline(answers: str) -> dict[str, TimelineEntry]:
    return {one.id: one for one in _world().choose(f"{{{answers}}}").guide.entries(DATE)}


SHIPPED = {
    f"{folder}/{path}": words for folder in ("content", "profiles") for path, words in files_of(ROOT / folder).items()
}
RADIOLOGIST = "specialty: diagnostic-radiology, visa: j1, status: student"


def test_what_a_date_rests_on() -> None:
    standing = {
        year: {one: entry.standing for one, entry in _timeline(f"{RADIOLOGIST}, match_year: {year}").items()}
        for year in (2026, 2027, 2028, 2032)
    }
    assert [standing[year]["eras-open"] for year in standing] == ["published", "reported", "rule", "rule"]
    assert [standing[year]["match-day"] for year in standing] == ["published", "rule", "rule", "rule"]
    assert {standing[year]["interviews"] for year in standing} == {"advice"}
    assert {standing[year]["day-rotation"] for year in (2028, 2032)} == {"own"}
    assert not any("day-rotation" in standing[year] for year in (2026, 2027)), "none can end in time"


def test_the_page_says_what_a_date_rests_on() -> None:
    opened = _world().opened
    for year, words in ((2026, "ERAS season opens · official date"), (2028, "ERAS season opens · by rule")):
        guide = _world().choose(f"{{{RADIOLOGIST}, match_year: {year}}}").guide
        assert words in text_of(pages_of(opened, guide)["timeline.html"])


def test_a_past_season_is_past() -> None:
    past = _timeline(f"{RADIOLOGIST}, match_year: 2026")
    assert all(entry.is_past for entry in past.values() if entry.start is not None and entry.start < dt.date(2026, 9, 1)
               and (entry.end or entry.start) < dt.date(2026, 11, 22))  # fmt: skip
    assert past["match-day"].is_past
    assert not past["advanced-start"].is_past


def test_without_the_day_of_a_rotation_its_dates_are_planned_and_marked() -> None:
    entry = _timeline(f"{RADIOLOGIST}, match_year: 2028")["day-rotation"]
    assert entry.planned
    assert entry.start == dt.date(2027, 5, 31)  # a Monday, as early as the steps before it allow


@pytest.mark.campaign
def test_check_says_which_seasons_are_over(make_project: MakeProject) -> None:
    applicant = (
        "name: Somebody\nemail: a{year}@example.org\nanswers:\n  specialty: surgery\n  visa: j1\n  status: student\n"
        "  match_year: {year}\n"
    )
    settings = (ROOT / "guidegen.yaml").read_text("utf-8")
    ran = check(
        make_project({
            "guidegen.yaml": settings.replace("season: 2028", "season: 2024"),
            "profiles/applicants/late.yaml": applicant.format(year=2026),
            "profiles/applicants/early.yaml": applicant.format(year=2032),
            "profiles/applicants/never.yaml": applicant.format(year=2040),
        }, base=SHIPPED)
    )  # fmt: skip
    late = "profiles/applicants/late.yaml:7:15: warning[past-season]"
    place, year, advice = "guidegen.yaml:4:9: warning", "'match_year'", "change the season or the facet"
    assert ran.lines == [
        f"{place}[past-season]: the season 2024 is over: Match Day was on 2024-03-15 | set 'season' to a later year",
        f"{place}[season-out-of-range]: no reader can answer 'match_year: 2024'; it goes from 2026 to 2032 | {advice}",
        f"{late}: the season 2026 is over: Match Day was on 2026-03-20 | answer {year} with a later year",
        f"profiles/applicants/never.yaml:7:15: error[bad-answer]: {year}: 2040 is not between 2026 and 2032",
    ]
