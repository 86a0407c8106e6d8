"""Who breaks an operator or a number of the page's script hears of it: some case is told something else than before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import show_table
from tests.engine.both import page_script, run_node
from tests.engine.everything import all_cases

PARTS = 4
MOST = 0.01
"""The share of breaks that no reader here tells; those that nobody can tell are in EQUAL."""

EQUAL = {
    "&& -> || in const found = entry.order.length === 1 && !entry.slot ? single(": "a short way to what `walk` finds",
    "|| -> && in return one === other || JSON.stringify(": "what is the same is worked out again",
    "??= -> = in journey.goals[key] ??=": "the same is worked out again",
    "??= -> = in in(pace)": "the same is worked out again",
    "??= -> = in runsIn:": "the same is worked out again",
    "??= -> = in lastsIn:": "the same is worked out again",
    '|| -> && in if (!Array.isArray(possible)) return "possible" in possible ||': "once more it is said to be asked",
    "|| -> && in return [found, found === null || field.isDay ? ": "what is none is read over",
    "|| -> && in if (days.due === null || days.latest === null)": "a step has both days or none",
    "0 -> 1 in return first || one.scores.map(": "of two alike the first stays first",
    "0 -> 1 in return lines.sort((one, other) => (one.start ?? Infinity)": "of two alike the first stays first",
    "0 -> 1 in const { low = 0, high = 0 } = facet": "a number has both",
    "0 -> 1 in for (const [name, { months, low = 0, high = 0 }]": "a number has both",
    "8 -> 9 in const MOST_SEASONS = 8": "no window opens so late",
    "8 -> 7 in const MOST_SEASONS = 8": "no window opens so late",
    "1 -> 0 in if (!Array.isArray(possible) || possible.length === 1": "the one that is left is tried once more",
    "false -> true in this.isSettled = false": "each condition says whether it is settled",
    "> -> >= in if (ends && (ends.day > end": "an end on the very day stays where it is",
    "< -> <= in for (let offset = season; offset < season + MOST_SEASONS": "no window opens so late",
    "|| -> && in if (!first || !last) break": "both days of a window have a date or none",
    "0 -> 1 in let days = 0": "one more of all that is tried",
    'true -> false in runs[name] = runOf(standings[name], situation, standings, "best"': "more than is asked",
    "> -> >= in scopes.set(constraint, scope =": "nothing follows where nothing decides",
    "! ->  in if (!isChanged) scope.left": "once more it takes nothing out",
    "0 -> 1 in return { literals, cost: fresh.reduce": "one more for each",
    '?. -> . in return (rules.columns[column].because ?? "")': "what a column decides has a value there",
    "|| -> && in if (due === null || limit === null) break": "a step has both or none",
    "|| -> && in if (!limit || due === null)": "a step has both or none",
    "?. -> . in while (rule.step && !rule.weekdays?.includes": "a rule that steps names weekdays",
    "?. -> . in if (step !== undefined && !dated) return reader.journey?.": "a task names a step of a path",
    "?. -> . in const todo = journey?.order.followers": "only a path has steps",
    "?. -> . in for (const { id, state } of Object.values(journey?.steps": "only a path is drawn",
    '?. -> . in for (const { entry } of (state === "todo" && journey?.standings': "only a path is drawn",
    "0 -> 1 in return day < reader.today ? { rank: NOW, day: 0": "all of now have the same",
    "?. -> . in if (Array.isArray(answer)) return facet.values.filter": "a choice has labels",
    '?. -> . in if (facet.type !== "integer") return facet.labels': "a choice has labels",
    "?. -> . in const said = (value) => facet.texts?.[value] ?? facet.labels": "a choice has labels",
    "|| -> && in return offset === 0 || calendar.season === null": "only who needs no year has none",
    "> -> >= in if (tried.length > 1)": "the only one is the best",
    "1 -> 0 in if (tried.length > 1)": "the only one is the best",
    "|| -> && in if (start === null || last === null ||": "a date has both days or none",
    "< -> <= in return one < other ? -1 : 1": "two of one name on one day are drawn alike",
    "1 -> 0 in return one < other ? -1 : 1": "only whether it is below nothing counts",
    "1 -> 2 in return one < other ? -1 : 1": "only whether it is below nothing counts",
    "200 -> 199 in const MOST_KNOWN = 200": "the same is worked out again",
    "200 -> 201 in const MOST_KNOWN = 200": "the same is worked out again",
    "> -> >= in if (!found || found.size > MOST_KNOWN)": "the same is worked out again",
    "> -> <= in if (!found || found.size > MOST_KNOWN)": "the same is worked out again",
    "! ->  in if (!isKept) yield": "it rests at another place",
    "3 -> 4 in const [NOW, DATED, RULED, ANY_TIME]": "it is the last all the same",
    "&& -> || in return Boolean(last?.sure && !rows.some(": "more than is asked",
    "&& -> || in if (!best && asksBest(": "more than is asked",
    "if -> if not in if (isChanged) derive(": "each constraint derives itself what it asks about",
    "> -> >= in if (count > long) return filled": "so many days are whole months",
    "|| -> && in if (counted === undefined || !Array.isArray(possible)) return null": "undefined is never possible",
}
"""Breaks that no reader can notice, as far as their line has to be told from others, with the reason."""

SAMPLE = 260
SAMPLES = (65, 131, 200)
"""`make test` tries these parts of so many, far from each other; which breaks are in a part is chance."""
FEW = 4
"""It tries them on one of so many cases first, and what none of these notices, on all."""


def broken(everything: dict[str, Any], folder: Path, parts: int, *drawn: int, **how: Any) -> tuple[int, list[str]]:
    """How many breaks of operators and constants were tried, and those that nothing noticed."""
    found = run_node("mutate.js", folder, page_script(), {**everything, **how}, *map(str, (parts, *drawn)))
    return sum(part["tried"] for part in found), [one for part in found for one in part["survived"]]


def test_a_few_broken_operators_are_noticed(tmp_path: Path) -> None:
    tried, survived = broken(
        all_cases(tmp_path / "few", of=FEW), tmp_path, SAMPLE, *SAMPLES, left=[*EQUAL], isSure=False
    )
    assert tried > 7 * len(SAMPLES)
    if survived:
        _, survived = broken(all_cases(tmp_path / "all"), tmp_path, SAMPLE, *SAMPLES, left=[*EQUAL], isSure=False)
    assert survived == []


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The cases; of those that reach a break the shortest are tried first."""
    return all_cases(tmp_path_factory.mktemp("mutants"))


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_broken_operators_are_noticed(
    part: int, everything: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, found = broken(everything, tmp_path, PARTS, part, left=[], isSure=True)
    survived = [one for one in found if not one.startswith(tuple(EQUAL))]
    show_table(f"Breaks of part {part} that nothing noticed, of {tried}", enumerate_words(survived), capsys)
    assert len(survived) < MOST * tried


def enumerate_words(survived: list[str]) -> list[tuple[str, object]]:
    """The rows of a table; one that says so where there is nothing to show."""
    return [(str(number), words) for number, words in enumerate(survived, start=1)] or [("", "none")]
