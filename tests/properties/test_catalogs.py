"""Ranking over random catalogs: what is unknown never turns out otherwise, and the order of a file says nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from generator.logic.evaluate import evaluate
from generator.logic.ranking import Ranked, rank
from generator.logic.row_classes import classes_of
from generator.logic.row_reach import reach_of
from generator.model.answers import Answers
from generator.model.bounds import Bounds
from generator.model.catalog_row import Catalog, CatalogRow, Cell
from generator.model.ranking import FITS, RankTable
from generator.model.truth import FALSE
from tests.catalogs import ANSWERS, catalog, fit, row, score

FEES = (0, 100, 500)
_VISAS = st.none() | st.frozensets(st.sampled_from(("j1", "h1b")), min_size=1) | st.just(frozenset({"any"}))
_FEES = st.none() | st.lists(st.sampled_from(FEES), min_size=1, max_size=2).map(lambda one: Bounds(min(one), max(one)))
_KINDS = st.none() | st.sampled_from(("visit", "elective")).map(lambda one: frozenset({one}))
_CELLS = st.fixed_dictionaries({"visa": _VISAS, "fee": _FEES, "kind": _KINDS})
_ASKED = st.dictionaries(st.sampled_from(("row.fee", "row.kind", "visa", "row.visa")), st.integers(0, 3), max_size=2)
_MEANT = {
    "row.fee": ((None, 100), (100, None), (200, 400), (500, 500)),
    "row.kind": (["visit"], ["elective"], ["visit", "elective"], ["visit"]),
    "visa": (["j1"], ["h1b"], ["j1", "h1b"], ["j1"]),
    "row.visa": (["j1"], ["h1b"], ["any"], ["j1", "any"]),
}
_RULES = _ASKED.map(lambda asked: {name: _MEANT[name][number] for name, number in asked.items()})
_FIT = st.lists(st.tuples(_RULES, st.sampled_from(FITS)), max_size=3).map(lambda rules: fit(*rules))
_SCORE = st.lists(st.tuples(_RULES, st.integers(-2, 2)), max_size=3).map(lambda rules: score("score", *rules))
_TABLES = st.tuples(_FIT, _FIT, _SCORE)


def completions(cells: dict[str, Cell]) -> Iterator[dict[str, Cell]]:
    """Every way in which what is unknown of a row may turn out."""
    visas: list[Cell] = [frozenset({"j1"}), frozenset({"h1b"}), frozenset({"j1", "h1b"}), frozenset({"any"})]
    kinds: list[Cell] = [frozenset({"visit"}), frozenset({"elective"})]
    fee = cells["fee"]
    low, high = (fee.low, fee.high) if isinstance(fee, Bounds) else (0, 500)
    fees: list[Cell] = [Bounds(one, one) for one in FEES if low <= one <= high]  # type: ignore[operator]
    for visa, kind, money in itertools.product(
        visas if cells["visa"] is None else [cells["visa"]],
        kinds if cells["kind"] is None else [cells["kind"]],
        fees,
    ):
        yield {"visa": visa, "kind": kind, "fee": money}


def only(one: Catalog, answers: Answers) -> Ranked:
    return rank(classes_of(one), answers)[0]


@given(_CELLS, _TABLES)
def test_what_is_said_holds_however_a_row_turns_out(cells: dict[str, Cell], tables: tuple[RankTable, ...]) -> None:
    told = [only(catalog([row("a", **cells)], *tables), answers).outcome.fit for answers in ANSWERS]
    for known in completions(cells):
        becomes = [only(catalog([row("a", **known)], *tables), answers).outcome.fit for answers in ANSWERS]
        for was, now in zip(told, becomes, strict=True):
            assert was in (now, "ask"), (known, was, now)
    # The reader who has not answered is told nothing that one of the others is not.
    for now in told[:2]:
        assert told[2] in (now, "ask")


@given(st.lists(_CELLS, min_size=2, max_size=6), _TABLES, st.randoms(use_true_random=False))
def test_the_order_of_the_file_says_nothing(
    several: list[dict[str, Cell]], tables: tuple[RankTable, ...], random: object
) -> None:
    rows = [row(f"row-{number}", **cells) for number, cells in enumerate(several)]
    shuffled: list[CatalogRow] = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for answers in ANSWERS:
        ranked = [one.row.id for one in rank(classes_of(catalog(rows, *tables)), answers)]
        assert [one.row.id for one in rank(classes_of(catalog(shuffled, *tables)), answers)] == ranked


@given(st.lists(_CELLS, min_size=1, max_size=6), _TABLES)
def test_rows_together_are_ranked_as_alone(several: list[dict[str, Cell]], tables: tuple[RankTable, ...]) -> None:
    rows = [row(f"row-{number}", **cells) for number, cells in enumerate(several)]
    for answers in ANSWERS:
        for one in rank(classes_of(catalog(rows, *tables)), answers):
            alone = only(catalog([one.row], *tables), answers).outcome
            assert one.outcome.fit == alone.fit
            assert [scored.value for scored in one.outcome.scores] == [scored.value for scored in alone.scores]


@given(_CELLS, _TABLES)
def test_check_says_for_nobody_only_of_what_nobody_gets(cells: dict[str, Cell], tables: tuple[RankTable, ...]) -> None:
    classes = classes_of(catalog([row("a", **cells)], *tables))
    where = reach_of(classes, classes.classes[0])
    for answers in ANSWERS[:2]:
        if evaluate(where, answers) is FALSE:
            assert rank(classes, answers)[0].outcome.fit == "no"
        else:
            assert rank(classes, answers)[0].outcome.fit != "no"
