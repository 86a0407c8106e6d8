"""`list`: tables, JSON and the matrix."""

from __future__ import annotations

import pytest

from tests.projects import ROOT, TODAY, guidegen


@pytest.mark.parametrize("kind", ["modules", "profiles", "facets", "milestones", "facts", "points"])
def test_every_kind_as_table_and_as_json(kind: str) -> None:
    table = guidegen("list", kind, "-C", ROOT, "--as-of", TODAY)
    rows = guidegen("list", kind, "-C", ROOT, "--json", "--as-of", TODAY).json[kind]
    assert table.code == 0
    assert len(table.out.splitlines()) == len(rows) + 1


def test_the_matrix_shows_each_module_for_each_persona() -> None:
    rows = guidegen("list", "modules", "--matrix", "-C", ROOT, "--json", "--as-of", TODAY).json["modules"]
    signs = {row["module"]: row["personas"] for row in rows}
    assert signs["count-radiology"]["diagnostic-radiology--j1--student"] == "+"
    assert signs["count-radiology"]["pediatrics--j1--student"] == "-"
    assert {sign for row in signs.values() for sign in row.values()} <= {"+", "?", "-"}
    assert all(len(row) == 96 for row in signs.values())


def test_applicants_are_listed_by_id_only() -> None:
    out = guidegen("list", "profiles", "-C", ROOT, "--as-of", TODAY).out
    assert "demo-anh" in out
    assert "Đặng" not in out


def test_the_matrix_goes_with_modules() -> None:
    ran = guidegen("list", "facts", "--matrix", "-C", ROOT, "--as-of", TODAY)
    assert ran.code == 2
    assert "--matrix goes with 'list modules'" in ran.err


def test_every_id_of_the_sources_is_a_point_or_also_one_or_dropped_with_a_reason() -> None:
    rows = guidegen("list", "points", "-C", ROOT, "--json", "--as-of", TODAY).json["points"]
    ids = [name for row in rows for name in (row["point"], *row["also"]) if not name.startswith("NEW-")]
    assert len(ids) == len(set(ids)) == 603
    dropped = [row for row in rows if row["for"] == "nobody"]
    assert len(dropped) == 5
    assert all(row["note"] and not row["made_by"] for row in dropped)
    assert all(row["made_by"] for row in rows if row not in dropped)


def test_a_fact_past_its_date_says_who_reads_it() -> None:
    rows = guidegen("list", "facts", "-C", ROOT, "--json", "--as-of", "2027-07-15").json["facts"]
    past = {row["fact"]: row["read_by"] for row in rows if row["past"]}
    assert past["VSL-03"]
    assert all(name.endswith("--student") for name in past["VSL-03"])
    assert {row["read_by"] is None for row in rows if not row["past"]} == {True}
