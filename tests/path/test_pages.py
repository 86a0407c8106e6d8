"""The path on pages and in files: what comes first and why, and one day for a step wherever it is printed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import text
from generator.app.opened import Opened
from generator.assemble.words import FIXED, NO_SPARE, OTHERS
from generator.model.guide import Guide
from generator.model.guide_path import GuidePath, StepLine
from generator.model.line_kinds import DOCUMENT
from generator.render.calendar_entries import entries_of
from generator.render.mail import next_dates
from generator.render.workbook.book import workbook_file
from tests.path.network import DAY, FILES, Network, guide_of, open_network
from tests.projects import ROOT
from tests.readers import open_world
from tests.reading.held import Holder


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_network(tmp_path_factory.mktemp("network"))


@pytest.fixture(scope="module")
def quiet(network: Opened) -> Network:
    return Network(network)


def _path(guide: Guide) -> GuidePath:
    assert guide.path is not None
    return guide.path


def _plain(words: str) -> str:
    return " ".join(words.split())


def _week(guide: Guide) -> list[str]:
    return [one.step for one in _path(guide).this_week]


def test_this_week_is_by_the_last_day_to_begin(network: Opened) -> None:
    guide = guide_of(network)
    assert _week(guide) == ["form", "essay", "references", "notes"]
    whys = {one.step: one.why for one in _path(guide).this_week}
    assert whys["form"] == (
        "You need it for the permit. What follows has to be over by October\u00a015,\u00a02027: 20 days after the day "
        "ERAS opens. Once it is begun, you wait two months for others (the permit), longer than for any other step "
        "that can begin now."
    )
    assert whys["notes"] == "Nothing has to wait for it."


def test_what_is_likely_settled_is_open_again_where_something_is_not_possible(tmp_path: Path) -> None:
    steps = str(FILES["content/data/steps.yaml"])
    opened = open_network(
        tmp_path,
        {
            "content/data/steps.yaml": steps.replace(
                "  notes:\n", "  notes:\n    settled: {status: student}\n"
            ).replace("  references:\n", "  references:\n    settled: {status: student}\n")
        },
    )
    assert _week(guide_of(opened)) == ["form", "essay", "references", "notes"]
    assert _week(guide_of(opened, dt.date(2027, 10, 14)))[:2] == ["references", "notes"]


def test_the_longest_wait_is_among_the_five(tmp_path: Path) -> None:
    more = "".join(
        f"  early-{number}:\n    label: Early {number}\n    phase: apply\n"
        f"    takes: {{min: 1, typical: 1, max: 1, basis: advice}}\n    by: eras-opens - {40 + number} weeks\n"
        for number in range(-10, -4)
    )
    steps = f"{FILES['content/data/steps.yaml']!s}{more}"
    guide = guide_of(open_network(tmp_path, {"content/data/steps.yaml": steps}))
    week = _week(guide)
    assert len(week) == 5
    assert week[-1] == "form"


def test_what_comes_next_is_by_the_last_day_to_begin_too(tmp_path: Path) -> None:
    more = "".join(
        f"  {name}:\n    label: {name}\n    phase: apply\n    takes: {{min: 1, typical: 1, max: 1, basis: advice}}\n"
        f"    from: eras-opens - {first} days\n    by: eras-opens + {last} weeks\n"
        for name, first, last in (("early", 9, 20), ("twin", 9, 20), ("urgent", 8, 1), ("middle", 7, 10))
    )
    opened = open_network(tmp_path, {"content/data/steps.yaml": f"{FILES['content/data/steps.yaml']!s}{more}"})
    ticks: dict[str, dt.date | None] = dict.fromkeys(("form", "essay", "references", "notes", "permit", "first"), DAY)
    guide = guide_of(opened, ticks=ticks)
    assert [one.id for one in _path(guide).steps][:3] == ["early", "twin", "urgent"]
    assert _week(guide) == ["urgent", "early", "twin"]


def test_with_nothing_to_begin_the_next_steps_are_shown(network: Opened) -> None:
    ticks: dict[str, dt.date | None] = dict.fromkeys(("form", "essay", "references", "notes", "permit", "first"), DAY)
    guide = guide_of(network, ticks=ticks)
    assert _week(guide) == ["submit"]
    page = Holder(network.theme()).held(network, guide)["pages"]
    assert "What comes next" in page
    assert "This week" not in page


def test_a_step_behind_its_day_shows_the_new_one_and_what_is_lost(network: Opened) -> None:
    guide = guide_of(network, dt.date(2027, 10, 14))
    path = _path(guide)
    assert [one.sentence for one in path.verdicts] == ["You cannot apply this year."]
    assert path.verdicts[0].is_stop
    form = path.step("form")
    assert (form.day, form.missed) == (dt.date(2027, 10, 19), dt.date(2027, 8, 16))
    assert form.why == "Its last day was August\u00a016,\u00a02027. You cannot apply this year."
    held = Holder(network.theme()).held(network, guide)
    task = "new day October 19, 2027, no longer August 16, 2027"
    for name in ("pages", "handbook", "workbook"):
        assert task in _plain(held[name]), name
    assert "overdue" not in " ".join(held.values())
    assert "First steps, as of October 14, 2027" in _plain(held["handbook"])


SIGNING = """
  result:
    label: The result
    phase: match
    takes: {min: 0, typical: 0, max: 0, basis: event}
    by_others: yes
    from: match-day
  contract:
    label: Sign the contract
    phase: match
    takes: {min: 3, typical: 7, max: 9, basis: advice}
    after: [result]
  petition:
    label: Hand in the petition
    phase: visa
    takes: {min: 4, typical: 24, max: 40, basis: advice}
    after: [contract]
    by: {date: match-day + 14 days, hard: HARD}
    missed: [ready]
"""


@pytest.mark.parametrize(("hard", "missed"), [("no", 1), ("yes", 3)])
def test_nothing_is_late_that_waits_for_a_day_of_others(hard: str, missed: int, tmp_path: Path) -> None:
    steps = f"{FILES['content/data/steps.yaml']!s}{SIGNING.replace('HARD', hard)}"
    path = _path(guide_of(open_network(tmp_path, {"content/data/steps.yaml": steps})))
    behind = [path.step(name) for name in ("petition", "contract", "result")]
    assert [one.missed is not None for one in behind] == [number < missed for number in range(3)]
    in_time = [one.room for one in behind if one.missed is None]
    assert in_time == [NO_SPARE, OTHERS][missed - 1 :]
    assert all(one.over == one.finish for one in behind)


REMINDER = """
  remind:
    label: Send a reminder
    phase: apply
    takes: {min: 1, typical: 10, max: 12, basis: advice}
    after: [essay]
  thank:
    label: Send your thanks
    phase: match
    takes: {min: 0, typical: 3, max: 5, basis: advice}
    after: [first]
"""
TASKS = """
- [ ] Remind them {step: remind}
- [ ] Thank them {step: thank}
- [ ] Look for a room {due: rotation_start}
"""


@pytest.fixture(scope="module")
def reminding(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    changes = {
        "content/data/steps.yaml": f"{FILES['content/data/steps.yaml']!s}{REMINDER}",
        "content/modules/arrange/letters.md": f"{FILES['content/modules/arrange/letters.md']!s}{TASKS}",
    }
    return open_network(tmp_path_factory.mktemp("reminding"), changes)


def test_what_follows_on_a_last_day_comes_after_it(reminding: Opened) -> None:
    guide = guide_of(reminding)
    path, due = _path(guide), _dues(guide)
    assert due["Remind them"] == path.step("essay").over + dt.timedelta(10) == path.step("remind").over
    assert due["Thank them"] == path.step("first").over + dt.timedelta(3)
    assert due["Look for a room"] == path.step("first").begin
    assert due["Look for a room"] > path.step("first").start


def test_what_follows_on_a_day_that_is_set_keeps_to_it(reminding: Opened) -> None:
    day = dt.date(2027, 11, 8)
    due = _dues(guide_of(reminding, rotation_start=day))
    assert due["Thank them"] == day + dt.timedelta(26 + 3)
    assert due["Look for a room"] == day


def _dues(guide: Guide) -> dict[str, dt.date]:
    tasks = [one for group in guide.tasks for one in group.tasks]
    return {_plain(one.words): one.task.due for one in tasks if one.task.due is not None}


MISSED = {
    dt.date(2027, 9, 5): "It should be over by September 25, 2027: the day ERAS opens.",
    dt.date(2027, 9, 20): "It should be over by September 25, 2027; at the usual pace it is over on October 10, 2027.",
    dt.date(2027, 9, 21): "It should be over by September 25, 2027, but cannot be over before September 26, 2027.",
    dt.date(2027, 9, 25): "It should be over by September 25, 2027, but cannot be over before September 30, 2027.",
    dt.date(2027, 9, 26): "Its last day was September 25, 2027.",
}
"""Why the essay has its day, by the day it is read: it takes 5 days at best, usually 20."""


@pytest.mark.parametrize("day", MISSED, ids=str)
def test_a_day_to_come_is_not_spoken_of_as_past(day: dt.date, network: Opened) -> None:
    assert _plain(_path(guide_of(network, day)).step("essay").why).startswith(MISSED[day])


days = st.dates(dt.date(2026, 11, 1), dt.date(2028, 2, 1))
answers = st.fixed_dictionaries(
    {"visa": st.sampled_from(["j1", "h1b", "not-needed"]), "status": st.sampled_from(["student", "graduate"])},
    optional={"rotation_start": days},
)
done = st.dictionaries(st.sampled_from(["form", "essay", "references", "notes", "permit"]), st.just(DAY), max_size=3)


@settings(max_examples=20)
@given(answers, days, done)
def test_a_step_has_one_day_everywhere(
    quiet: Network, given_answers: dict[str, str | dt.date], day: dt.date, ticks: dict[str, dt.date | None]
) -> None:
    done = {name: when and min(when, day) for name, when in ticks.items()}  # no day to come is taken
    guide = guide_of(quiet.opened, day, done, **given_answers)
    path = _path(guide)
    _in_order(path)
    _listed_in_order(guide)
    steps = {one.id: one for one in path.steps}
    for name, printed in _printed(guide, quiet.opened):
        one = steps[name]
        assert printed in (one.day, one.begin), (name, printed)
    assert len(path.this_week) <= 5
    _week_in_order(path)


def _week_in_order(path: GuidePath) -> None:
    """This week is in the order of the day by which to begin, late steps first, steps of one day as on the path."""
    week = [path.step(one.step) for one in path.this_week]
    assert week == sorted(week, key=lambda one: (one.is_settled, not one.decides))
    for one, other in pairwise(week):
        if (one.is_settled, one.decides) != (other.is_settled, other.decides):
            continue
        assert one.missed is not None or other.missed is None
        if (one.missed is None) == (other.missed is None):
            assert (_to_begin(one), one.number) < (_to_begin(other), other.number)


def _to_begin(one: StepLine) -> dt.date:
    if one.missed is None:
        return one.begin or dt.date.max
    assert one.slack is not None
    return one.start + dt.timedelta(one.slack)


def _listed_in_order(guide: Guide) -> None:
    """The checklist is in the order of the day that it prints first."""
    for group in guide.tasks:
        days = [one.task.due if one.task.says_planned else one.task.order for one in group.tasks]
        known = [one for one in days if one is not None]
        assert known == sorted(known)
        assert len({(one.year, one.month) for one in known}) <= 1 or group.is_overdue


def _printed(guide: Guide, opened: Opened) -> Iterator[tuple[str, dt.date]]:
    """The days of steps in checklist, documents, calendar, mail and workbook."""
    for group in guide.tasks:
        for listed in group.tasks:
            if listed.task.step is not None and listed.task.due is not None:
                yield listed.task.step, listed.task.due
                if listed.task.begin is not None and not listed.task.planned:
                    yield listed.task.step, listed.task.begin
    for paper in guide.entries(DOCUMENT):
        if paper.needed is not None:
            yield "permit", paper.needed
    labels = {one.label: one for one in _path(guide).steps}
    for entry in entries_of(guide):
        if entry.summary in labels:
            yield labels[entry.summary].id, entry.start
    for one in next_dates(guide, _path(guide).as_of):
        if one.what in labels:
            yield labels[one.what].id, one.day
    yield from _in_workbook(guide, opened, labels)


def _in_workbook(guide: Guide, opened: Opened, labels: dict[str, StepLine]) -> Iterator[tuple[str, dt.date]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook_file(guide, opened.project)))
    for label, _, _, begin, over, *_ in book["Path"].iter_rows(min_row=2, values_only=True) if "Path" in book else ():
        one = labels[str(label).partition(" ")[2]]
        assert _date(over) == one.over
        if begin is not None:
            yield one.id, _date(begin)
    for label, _, due, *_ in book["Tasks"].iter_rows(min_row=2, values_only=True):
        if str(label) in labels and due is not None:
            yield labels[str(label)].id, _date(due)


def _date(value: object) -> dt.date:
    assert isinstance(value, dt.datetime)
    return value.date()


def _in_order(path: GuidePath) -> None:
    """No step begins before those it waits for are over, in any column that is printed."""
    for one in path.steps:
        assert ("last day was" in one.why) == (one.missed is not None and one.missed < path.as_of), one.why
        for other in map(path.step, one.waits_for):
            assert other.number < one.number, (other.id, one.id)
            assert other.finish <= one.start, (other.id, one.id)
            if one.missed is None and other.missed is None and one.begin is not None and one.room != FIXED:
                assert other.over <= max(one.begin, one.over), (other.id, one.id)


@pytest.mark.xdist_group("content")
def test_readers_of_the_shipped_guide_have_their_steps_in_order() -> None:
    world = open_world(ROOT)
    personas = list(world.opened.project.personas.values())[::12]
    for persona in personas:
        guide = world.opened.choose(persona).guide
        path = _path(guide)
        _in_order(path)
        _listed_in_order(guide)
        assert 0 < len(path.this_week) <= 5
        _week_in_order(path)
        ready = [one for one in path.steps if one.is_ready and one.lead is None]
        longest = max(one.waiting for one in ready)
        assert longest in [path.step(one.step).waiting for one in path.this_week]
        assert all(one.why for one in path.this_week)
        assert path.state, "exams, certification and visa in one line"


def test_first_screen_and_page_say_the_same_days(network: Opened) -> None:
    guide = guide_of(network)
    held = Holder(network.theme()).held(network, guide)
    for one in _path(guide).steps:
        assert one.called in held["pages"]
        assert _plain(text.long_date(one.over)) in _plain(held["pages"])
        assert _plain(text.long_date(one.over)) in _plain(held["handbook"])
    assert "Status: Student" in held["pages"]
    assert "You can apply by September 25, 2027." in _plain(held["handbook"])
