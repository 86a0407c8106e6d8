"""The plan page: a value whose day is not known yet is its rule in words, wherever it is printed."""

from __future__ import annotations

import pytest

from generator.model.line_kinds import PLAN
from tests.projects import SMALL, MakeProject
from tests.readers import World, open_world

RULES = "content/rules.yaml"
FACETS = "profiles/facets.yaml"
LETTERS = "content/modules/arrange/letters.md"
GRADUATION = "  graduation: {label: Graduation, question: When?, type: date, called: your graduation}\n"
WORDS = "four weeks before your graduation"


def world_with(make_project: MakeProject, table: str, text: str = "Text.") -> World:
    facets, rules = SMALL[FACETS], SMALL[RULES]
    assert isinstance(facets, str)
    assert isinstance(rules, str)
    files = {
        FACETS: facets.replace("  setting:\n", f"{GRADUATION}  setting:\n"),
        RULES: f"{rules}{table}",
        LETTERS: f"---\ntitle: T\nreviewed: 2026-11-22\n---\n{text}\n",
    }
    return open_world(make_project(files))


def table(name: str, policy: str, rows: str, default: str = "none") -> str:
    return f"  {name}: {{label: {name}, type: date, policy: {policy}, rows: [{rows}], default: {default}}}\n"


ROW = "{value: graduation - 4 weeks, because: it takes so long}"
SURE = table("sure", "first", ROW)


@pytest.mark.parametrize(
    "tables",
    [
        SURE,
        table("sure", "first", "", ROW),
        table("sure", "min", ROW),
        table("earlier", "first", ROW) + table("sure", "first", "", "{value: plan.earlier, because: it takes so long}"),
    ],
)
def test_a_day_that_is_not_known_is_its_rule(make_project: MakeProject, tables: str) -> None:
    world = world_with(make_project, tables, "Start {{ plan.sure }}.")
    guide = world.choose("{specialty: psychiatry}").guide
    (item,) = (one for one in guide.entries(PLAN) if one.name == "sure")
    assert (item.text, item.because) == (WORDS, "it takes so long")
    marks = {mark for chapter in guide.chapters for section in chapter.sections for mark in section.marks.values()}
    assert WORDS in {getattr(mark, "text", None) for mark in marks}
    known = world.choose("{specialty: psychiatry, graduation: 2027-06-29}").guide
    assert [one.text for one in known.entries(PLAN) if one.name == "sure"] == ["June\u00a01,\u00a02027"]


def test_a_list_of_days(make_project: MakeProject) -> None:
    world = world_with(make_project, table("sure", "collect", "", ROW))
    (item,) = (one for one in world.choose("{specialty: psychiatry}").guide.entries(PLAN) if one.name == "sure")
    assert item.items == ((WORDS, "it takes so long"),)


def test_a_row_with_a_day_comes_before_one_without(make_project: MakeProject) -> None:
    dated = "{value: eras-opens - 1 months, because: the season opens}"
    world = world_with(make_project, table("sure", "first", f"{ROW}, {dated}"))
    (item,) = (one for one in world.choose("{specialty: psychiatry}").guide.entries(PLAN) if one.name == "sure")
    assert item.because == "the season opens"


def test_what_is_not_set_is_not_listed(make_project: MakeProject) -> None:
    never = "{when: {specialty: radiology}, value: graduation, because: so}"
    later = table("never", "first", never) + table("sure", "first", "", "{value: plan.never, because: so}")
    world = world_with(make_project, later)
    assert {one.name for one in world.choose("{specialty: psychiatry}").guide.entries(PLAN)}.isdisjoint(
        {"never", "sure"}
    )
