"""Diagnostics: gathered, in order, each once, with the nearest name."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Diagnostics, Failure, Span, in_order, nearest


def test_they_come_in_the_order_of_their_places_and_once() -> None:
    found = Diagnostics()
    found.warning("b", "later", Span("b.md", 1, 1))
    found.error("z", "same place", Span("a.md", 10, 2))
    found.error("a", "same place", Span("a.md", 10, 2))
    found.error("a", "before", Span("a.md", 9, 80))
    found.error("a", "before", Span("a.md", 9, 80), "said again")
    assert [f"{one.span} {one.code}" for one in found] == ["a.md:9:80 a", "a.md:10:2 a", "a.md:10:2 z", "b.md:1:1 b"]
    assert found.has_errors
    assert len(found) == 5
    assert in_order(found.found) == list(found)


def test_warnings_are_no_errors() -> None:
    found = Diagnostics()
    found.warning("a", "a", Span("a.md"))
    assert not found.has_errors
    found.extend([Diagnostic("error", "b", "b", Span("a.md"))])
    assert found.has_errors


def test_a_failure_is_one_line_in_a_cell() -> None:
    found = (
        Diagnostic("error", "a", "first", Span("r.csv", 2), "do this"),
        Diagnostic("error", "b", "second", Span("")),
    )
    assert str(Failure(found)) == "first (do this); second"
    assert str(Failure.saying("the engine hangs")) == "the engine hangs"


def test_what_is_lost() -> None:
    found = Diagnostics()
    found.lose("facts", "A-01")
    found.lose("terms")
    assert found.is_lost("facts", "A-01")
    assert not found.is_lost("facts", "A-02")
    assert found.is_lost("terms", "anything")
    assert not found.is_lost("points", "A-01")


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("vissa", ["visa", "status"], "did you mean 'visa'?"),
        ("Visa", ["visa", "status"], "did you mean 'visa'?"),
        ("MATCH_DAY", ["match-day"], "did you mean 'match-day'?"),
        ("zzz", ["visa", "status"], None),
        ("", ["visa"], None),
        ("visa", [], None),
    ],
)
def test_the_nearest_name(word: str, known: list[str], advice: str | None) -> None:
    assert nearest(word, known) == advice
    assert nearest(word, list(reversed(known))) == advice
