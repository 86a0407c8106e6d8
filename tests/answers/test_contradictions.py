"""Answers that cannot be together, and answers that do not count: told with their place, on a bicycle tour."""

from __future__ import annotations

import datetime as dt
import functools
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.app.doubts import doubts_of
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Diagnostics
from generator.errors import ProfileError
from generator.load.answers_file import read_answers_file
from tests.projects import ROOT, Ran, files_of, guidegen, write_project

DAY = dt.date(2028, 5, 1)
STARTER = ROOT / "generator/starter"
FACETS = """
  back:
    label: Last day of your tour
    question: When are you back?
    type: date
    called: the way back
    if: you are back {range}
    not_before: start
  pickup:
    label: Pick-up
    question: When do you pick up the bicycle?
    type: date
    called: the pick-up
    if: you pick the bicycle up {range}
  service:
    label: Last service
    question: When was your bicycle last serviced?
    type: date
    called: the last service
    if: your bicycle was serviced {range}
    asked_when: {bike: own}
"""
RULES = """
constraints:
  - id: only-what-is-rented-is-picked-up
    if: {bike: [own, borrowed]}
    then: {not: {answered: pickup}}
    because: only a rented bicycle is picked up
  - id: a-service-lies-behind
    then: {not: {service: {min: today + 1 day}}}
    because: a service that was done lies behind you
  - id: no-tour-without-a-bicycle
    then: {not: {any: [{start: {max: pickup - 1 day}}, {back: {max: pickup - 1 day}}]}}
    because: nobody sets off before the bicycle is there
"""
CANNOT, UNUSED = "broken-constraint", "unused-answer"
WRONG = [
    # `not_before`, wherever the answer is in the file
    (
        "back: 2028-06-01, start: 2028-07-01",
        "back",
        CANNOT,
        "'start: 2028-07-01' and 'back: 2028-06-01' cannot be, because the way back cannot come before the way out",
    ),
    # a day that another answer denies
    (
        "bike: own, pickup: 2028-06-30",
        "pickup",
        CANNOT,
        "'bike: own' and 'pickup: 2028-06-30' cannot be, because only a rented bicycle is picked up",
    ),
    # a day to come that lies behind; what has nothing to do with it is not named
    (
        "days: 3, bike: own, service: 2028-05-02",
        "service",
        CANNOT,
        "'bike: own' and 'service: 2028-05-02' cannot be, because a service that was done lies behind you",
    ),
    (
        "back: 2028-06-30, pickup: 2028-06-30, start: 2028-06-29",
        "start",
        CANNOT,
        "'pickup: 2028-06-30' and 'start: 2028-06-29' cannot be, because nobody sets off before the bicycle is there",
    ),
    # not asked, so not used: the value is named, and why
    (
        "bike: rented, service: 2028-04-01",
        "service",
        UNUSED,
        "'service: 2028-04-01' is not used: it is asked only where bike: own",
    ),
    # it is open whether it is asked
    (
        "service: 2028-04-01",
        "service",
        "doubtful-answer",
        "'service: 2028-04-01' may not count: it is asked only where bike: own, which is open",
    ),
]
RIGHT = [
    "bike: own, service: 2028-05-01",
    "bike: own, service: 2028-04-01, start: 2028-06-01, back: 2028-06-01",
    "pickup: 2028-06-30, start: 2028-06-30, back: 2028-07-03",
]


@functools.cache
def tour() -> Opened:
    """The starter with a bicycle that is rented or serviced."""
    with tempfile.TemporaryDirectory() as folder:
        return open_project(_write(Path(folder)), DAY, Stopwatch())


def _write(folder: Path) -> Path:
    files = files_of(STARTER)
    for name, more in (("profiles/facets.yaml", FACETS), ("content/rules.yaml", RULES)):
        files[name] = (
            files[name].rstrip().replace("called: your first day on the road ", "called: the way out ") + "\n" + more
        )
    files["content/data/catalogs/places.yaml"] += "when: {rider: new}\n"
    return write_project(folder, files, {})


def told(folder: Path, answers: str, more: str = "") -> list[str]:
    """What is said of an answers file on the first line of which the answers are."""
    file = folder / "bo.answers.yaml"
    file.write_text(f"answers: {answers}\nversion: 1\n{more}", "utf-8")
    diagnostics, opened = Diagnostics(), tour()
    read = read_answers_file(file, file.name, opened.project, opened.subjects, diagnostics)
    assert read is not None
    assert not list(diagnostics)
    try:
        opened.plan(read.profile)
    except ProfileError as error:
        return list(_lines(error.failure.found))
    return list(_lines(doubts_of(opened, read.profile)))


def _lines(found: Iterable[Diagnostic]) -> Iterable[str]:
    for one in found:
        assert one.suggestion, one.message
        yield f"{one.span.line}:{one.span.column} {one.code}: {one.message}"


def at(answers: str, facet: str) -> str:
    """Where the answer to a facet is."""
    return f"1:{len('answers: {') + answers.index(f'{facet}: ') + len(f'{facet}: ') + 1}"


@pytest.mark.parametrize(("answers", "facet", "code", "message"), WRONG)
def test_what_is_wrong_is_told_at_its_place(answers: str, facet: str, code: str, message: str, tmp_path: Path) -> None:
    answers = f"sleep: tent, rider: new, {answers}"
    assert told(tmp_path, f"{{{answers}}}") == [f"{at(answers, facet)} {code}: {message}"]


@pytest.mark.parametrize("answers", RIGHT)
def test_what_can_be_is_not_told_of(answers: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{{sleep: tent, rider: new, {answers}}}") == []


def test_a_list_that_a_reader_does_not_have(tmp_path: Path) -> None:
    lists = "lists: {places: [mill-inn]}\n"
    assert told(tmp_path, "{sleep: tent, rider: new}", lists) == []
    assert told(tmp_path, "{sleep: tent, rider: regular}", lists) == [
        "3:17 unused-list: what is chosen from 'places' is not used: this reader has no such list"
    ]


def test_a_day_that_is_past(tmp_path: Path) -> None:
    answers = "{sleep: tent, rider: new, bike: own, start: 2028-04-30}"
    message = "'start: 2028-04-30' is past, but 'set-off' is not ticked: it counts as still to be done"
    assert told(tmp_path, answers) == [f"{at(answers[1:], 'start')} past-day: {message}"]
    assert told(tmp_path, answers, "ticks: {set-off: 2028-04-30}\n") == []
    assert told(tmp_path, answers.replace("04-30", "05-01")) == []


UNUSED_TICK = "unused-tick: the tick '{}' is not used: this reader has no such {}"
TICKS = [
    ("rental: 2028-04-01", UNUSED_TICK.format("rental", "step")),
    ("any-bicycle--90c9e393: null", UNUSED_TICK.format("any-bicycle--90c9e393", "task")),
    ("document--bookings: null", UNUSED_TICK.format("document--bookings", "paper")),
    ("repair: 2028-05-03", "tick-ahead: 'repair' cannot be done on 2028-05-03, since today is 2028-05-01"),
]  # fmt: skip
UNKNOWN_TICKS = {
    "repairs: null": ("the guide has no step or task 'repairs'", "did you mean 'repair'?"),
    "ready-to-roll--00000000: null": ("the guide has no step or task 'ready-to-roll--00000000'", "'ready-to-roll--"),
    "identitycard: null": ("the guide has no step or task 'identitycard'", "did you mean 'identity-card'?"),
    "bookings: null": ("the guide has no step or task 'bookings'", "did you mean 'document--bookings'?"),
    "any-bicycle--9f58cc57: null": ("the task 'any-bicycle--9f58cc57' is ticked by its step", "tick 'repair'"),
    "document--booking: null": ("the guide has no paper 'document--booking'", "did you mean 'bookings'?"),
    "xyz: null": ("the guide has no step or task 'xyz'", "a task is known by its words"),
}


@pytest.mark.parametrize(("tick", "message"), TICKS)
def test_ticks_of_what_a_reader_does_not_have(tick: str, message: str, tmp_path: Path) -> None:
    answers = "{sleep: tent, rider: new, bike: own}"
    column = len(f"ticks: {{{tick.partition(' ')[0]} ") + 1
    assert told(tmp_path, answers, f"ticks: {{{tick}, ready-to-roll--56975695: null, train: 2028-05-02}}\n") == [
        f"3:{column} {message}"
    ]


@pytest.mark.parametrize("tick", UNKNOWN_TICKS)
def test_ticks_of_what_the_guide_does_not_have(tick: str, tmp_path: Path) -> None:
    file = tmp_path / "bo.answers.yaml"
    file.write_text(f"version: 1\nanswers: {{sleep: tent}}\nticks: {{{tick}, repair: null}}\n", "utf-8")
    diagnostics, opened = Diagnostics(), tour()
    read = read_answers_file(file, file.name, opened.project, opened.subjects, diagnostics)
    assert read is not None
    assert list(read.profile.ticks) == ["repair"]
    (one,) = diagnostics
    message, advice = UNKNOWN_TICKS[tick]
    assert (one.code, str(one.span)) == ("unknown-tick", "bo.answers.yaml:3:9")
    assert one.message == f"{message}; its tick is left out"
    assert advice in (one.suggestion or "")


def test_the_commands_tell_it(tmp_path: Path) -> None:
    root = _write(tmp_path / "tour")
    roster = tmp_path / "riders.csv"
    roster.write_text(
        "name,email,sleep,rider,bike,start,back,service\n"
        "Ada Moss,ada@example.org,tent,new,rented,2028-07-01,2028-07-05,2028-04-01\n"
        "Bo Lind,bo@example.org,tent,new,own,2028-07-01,2028-06-05,\n",
        "utf-8",
    )
    ran = run(root, "handbooks", "-n", "--roster", roster)
    assert "riders.csv:2:8: warning[unused-answer]: 'service: 2028-04-01' is not used" in ran.err
    assert "riders.csv:3:7: error[broken-constraint]: 'start: 2028-07-01' and 'back: 2028-06-05' cannot be" in ran.err
    answers = tmp_path / "cy.answers.yaml"
    answers.write_text("version: 1\nanswers: {sleep: tent, rider: new, bike: rented, service: 2028-04-01}\n", "utf-8")
    ran = run(root, "explain", "--answers", answers)
    assert "cy.answers.yaml:2:59: warning[unused-answer]: 'service: 2028-04-01' is not used" in ran.err
    assert ran.code == 0


GIVEN = "bike: rented, service: 2028-04-01"


def test_what_does_not_count_is_told_of_public_readers_and_guide_tests(tmp_path: Path) -> None:
    root = _write(tmp_path / "tour")
    for file, old, new in (
        ("profiles/personas.yaml", "rider: [new]}\n", f"rider: [new]}}\n    answers: {{{GIVEN}}}\n"),
        ("profiles/personas.yaml", "rider: regular}", "rider: regular, service: 2028-04-01}"),
        ("profiles/personas.yaml", "bike: own, days: 4", f"{GIVEN}, days: 4"),
    ):
        words = (root / file).read_text("utf-8")
        assert old in words
        (root / file).write_text(words.replace(old, new), "utf-8")
    found = [line for line in run(root, "check", "--json").lines if "-answer]" in line]
    assert [line.partition("]")[0] for line in found] == [
        "profiles/personas.yaml:8:38: warning[unused-answer",
        "profiles/personas.yaml:14:58: warning[doubtful-answer",
        "profiles/personas.yaml:23:63: warning[unused-answer",
    ]
    (root / "tests/guides").mkdir(parents=True)
    (root / "tests/guides/bo.yaml").write_text(f"answers: {{sleep: tent, rider: new, {GIVEN}}}\n", "utf-8")
    (root / "tests/guides/cy.yaml").write_text("answers_file: cy.answers.yaml\n", "utf-8")
    file = "version: 1\nanswers: {sleep: tent, rider: new, bike: own}\nticks: {renta: null, rental: null}\n"
    (root / "cy.answers.yaml").write_text(file, "utf-8")
    ran = run(root, "test", "--json")
    assert ran.code == 0
    assert [line.partition("]")[0] for line in ran.lines] == [
        "cy.answers.yaml:3:9: warning[unknown-tick",
        "tests/guides/bo.yaml:1:59: warning[unused-answer",
        "cy.answers.yaml:3:30: warning[unused-tick",
    ]


def run(root: Path, *words: str | Path) -> Ran:
    """What a command says of the tour on its day."""
    return guidegen("-C", root, *words, "--as-of", str(DAY))
