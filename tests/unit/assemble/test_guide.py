"""Guides: links, order, tasks by month, sources numbered, and what is said of a reader's situation."""

from __future__ import annotations

import re

import pytest

from generator.assemble.words import AS_YOU_GO, NO_DATE, NOW
from generator.errors import ProfileError
from generator.model.filled import FilledFact, FilledLink
from generator.model.line_kinds import ADDRESS, PLAN, SOURCE, TERM
from tests.projects import SMALL, Files, MakeProject
from tests.readers import DAY, Chosen, World, open_world, small_world

PLACE = "content/modules/arrange/letters.md"
ADA = "{specialty: radiology, visa: h1b, status: student, rotation_start: 2027-05-03}"


def letters(body: str, front: str = "") -> Files:
    return {PLACE: f"---\ntitle: Letters\n{front}reviewed: 2026-11-22\n---\n{body}\n"}


def groups(chosen: Chosen) -> list[tuple[str, list[str | None]]]:
    return [
        (
            group.title.replace("\u00a0", " "),
            [None if one.task.due is None else str(one.task.due) for one in group.tasks],
        )
        for group in chosen.guide.tasks
    ]


TASKS = (
    "- [ ] Last {due: match-day}\n- [ ] Long ago {due: past}\n- [ ] Any time\n"
    "- [ ] B {due: rotation_start}\n- [ ] A {due: rotation_start}\n- [ ] Today {due: now}\n"
)


def tasks() -> Files:
    """The small project with these tasks, and the days they name."""
    own = "".join(
        f"  {name}:\n    label: {name}\n    phase: match\n    kind: event\n"
        f"    start: {{rule: fixed, year: -2, month: {month}, day: {day}}}\n"
        for name, month, day in (("past", 7, 27), ("now", 11, 22))
    )
    milestones = "content/data/milestones.yaml"
    return {**letters(TASKS), milestones: str(SMALL[milestones]) + own}


def test_tasks_by_month(make_project: MakeProject) -> None:
    assert groups(open_world(make_project(tasks())).choose(ADA)) == [
        (NOW, ["2026-07-27"]),
        ("November 2026", [str(DAY)]),
        ("May 2027", ["2027-05-03", "2027-05-03"]),
        ("March 2028", ["2028-03-17"]),
        (AS_YOU_GO, [None]),
    ]


def test_tasks_without_a_date_print_their_rule(make_project: MakeProject) -> None:
    facets = str(SMALL["profiles/facets.yaml"]).replace("    planned: plan.window_opens\n", "")
    world = open_world(make_project({**tasks(), "profiles/facets.yaml": facets}))
    chosen = world.choose("{specialty: radiology, visa: h1b, status: student}")
    titles = [title for title, _ in groups(chosen)]
    assert titles == [NOW, "November 2026", "March 2028", NO_DATE, AS_YOU_GO]
    undated = chosen.guide.tasks[titles.index(NO_DATE)].tasks
    assert undated[0].task.rule == "your first rotation"
    assert {one.task.due for one in undated} == {None}


def test_planned_dates_are_marked(make_project: MakeProject) -> None:
    world = open_world(make_project(letters("- [ ] A {due: rotation_start}\n- [ ] B {due: match-day}")))
    chosen = world.choose("{specialty: radiology, visa: h1b, status: student}")
    planned = {str(one.task.due): one.task.planned for group in chosen.guide.tasks for one in group.tasks}
    assert planned == {"2027-04-25": True, "2028-03-17": False}


def test_tasks_of_text_that_is_not_shown_are_not_listed(make_project: MakeProject) -> None:
    world = open_world(
        make_project(letters("Always.\n\n::: when {visa: j1}\n- [ ] A\n:::\n::: when {visa: h1b}\n- [ ] B\n:::"))
    )
    assert groups(world.choose(ADA)) == [(AS_YOU_GO, [None])]


def links(chosen: Chosen, module: str) -> list[FilledLink]:
    section = next(one for chapter in chosen.guide.chapters for one in chapter.sections if one.id == module)
    return [one for one in section.marks.values() if isinstance(one, FilledLink)]


def test_a_link_to_a_slot_leads_to_the_alternative_shown_first() -> None:
    found = links(small_world().choose(ADA), "letters")
    assert found[0] == FilledLink("how-many", "count-radiology")
    assert found[1].url == "https://vslo.example.org/faq"
    other = links(small_world().choose(ADA.replace("radiology", "psychiatry")), "letters")
    assert other[0] == FilledLink("how-many", "count-others")


def test_a_link_to_what_this_reader_does_not_have(make_project: MakeProject) -> None:
    world = open_world(make_project(letters("See [visas](module:visa-basics).")))
    assert links(world.choose(ADA), "letters") == [FilledLink("visa", "visa-basics")]
    with pytest.raises(ProfileError) as caught:
        world.choose(ADA.replace("h1b", "not-needed"))
    (one,) = caught.value.diagnostics
    assert (one.code, str(one.span)) == ("absent-target", f"{PLACE}:5:13")
    assert "its place in the outline does not hold: visa: h1b or j1" in one.message


def test_a_link_to_text_under_a_lead_is_an_ordinary_link(make_project: MakeProject) -> None:
    world = open_world(make_project(letters("See [visas](module:visa-basics).")))
    chosen = world.choose("{specialty: psychiatry, status: student}")
    assert links(chosen, "letters") == [FilledLink("visa", "visa-basics")]


def test_a_link_that_is_not_shown_is_not_looked_up(make_project: MakeProject) -> None:
    body = "Always.\n\n::: when {visa: [j1, h1b]}\nSee [visas](module:visa-basics).\n:::"
    world = open_world(make_project(letters(body)))
    assert links(world.choose(ADA.replace("h1b", "not-needed")), "letters") == []


@pytest.mark.parametrize(
    ("front", "answers", "wrong"),
    [
        ("requires: [start-here]\n", ADA, []),
        ("requires: [visa-basics]\n", ADA, []),
        ("requires: [visa-basics]\n", ADA.replace("h1b", "not-needed"), ["broken-requires 3:12"]),
        ("requires: [start-here, count-others]\n", ADA, ["broken-requires 3:24"]),
        ("after: [start-here]\nbefore: [visa-basics]\n", ADA, []),
        ("after: [visa-basics]\n", ADA, ["broken-order 3:9"]),
        ("before: [start-here]\n", ADA, ["broken-order 3:10"]),
        ("before: [visa-basics]\nafter: [visa-basics]\n", ADA.replace("h1b", "not-needed"), []),
    ],
)
def test_requires_before_after(make_project: MakeProject, front: str, answers: str, wrong: list[str]) -> None:
    world = open_world(make_project(letters("Text.", front)))
    found: list[str] = []
    try:
        world.choose(answers)
    except ProfileError as error:
        found = [f"{one.code} {one.span.line}:{one.span.column}" for one in error.diagnostics]
    assert found == wrong


def test_facts_are_numbered_in_the_order_of_their_mention(make_project: MakeProject) -> None:
    facts = str(SMALL["content/data/facts.yaml"])
    second = facts.replace("facts:\n", "").replace("VSL-03", "ABC-01").replace("verify: true", "verify: false")
    body = "First [[source:ABC-01]], then [[fact:VSL-03]], and [[fact:ABC-01]] again."
    world = open_world(make_project({**letters(body), "content/data/facts.yaml": facts + second}))
    chosen = world.choose(ADA)
    # start-here, the chapter before, cites VSL-03
    assert [(one.number, one.id) for one in chosen.guide.entries(SOURCE)] == [(1, "VSL-03"), (2, "ABC-01")]
    section = next(one for chapter in chosen.guide.chapters for one in chapter.sections if one.id == "letters")
    assert [one for one in section.marks.values() if isinstance(one, FilledFact)] == [
        FilledFact(2, None, False, "ABC-01"),
        FilledFact(1, "$15 per elective", True, "VSL-03"),
        FilledFact(2, "$15 per elective", False, "ABC-01"),
    ]


def test_only_what_is_used_is_listed() -> None:
    guide = small_world().choose(ADA).guide
    assert [line.id for line in guide.of(TERM)] == ["usce"]
    assert [line.id for line in guide.of(ADDRESS)] == ["vslo-faq"]


def test_the_situation_is_what_was_answered() -> None:
    chosen = small_world().choose(
        "{specialty: radiology, visa: undecided, rotations: 7, interest: [research, teaching]}"
    )
    assert chosen.guide.situation == (
        ("Specialty", "Radiology"),
        ("Visa", "J-1 or H-1B"),
        ("Rotations you can arrange", "4 rotations or more"),
        ("Interests", "Research, Teaching"),
    )


def test_chapters_are_numbered_as_they_are_shown() -> None:
    def numbered(answers: str) -> list[tuple[int, str]]:
        return [(chapter.number, chapter.id) for chapter in small_world().choose(answers).guide.chapters]

    assert numbered(ADA) == [(1, "how-many"), (2, "papers"), (3, "visa")]
    assert numbered(ADA.replace("h1b", "not-needed")) == [(1, "how-many"), (2, "papers")]


@pytest.mark.parametrize(
    ("mark", "answers", "words"),
    [
        ("{{ plan.rotations }}", ADA, "two rotations"),
        ("{{ plan.rotations.number }}", ADA, "two"),
        ("{{ plan.goal }}", ADA, "two rotations"),
        ("{{ plan.goal.because }}", ADA, "a third adds little in radiology"),
        ("{{ plan.window_opens }}", ADA, "April 2027"),
        ("{{ profile.specialty }}", ADA, "radiology"),
        ("{{ profile.visa }}", "{specialty: radiology, visa: undecided}", "a J-1 or an H-1B visa"),
        ("{{ profile.setting }}", ADA, "Reading room"),
        ("{{ profile.rotations }}", "{specialty: radiology, rotations: 1}", "one rotation"),
        ("{{ profile.interest }}", "{specialty: radiology, interest: [teaching, research]}", "research and teaching"),
        ("{{ profile.rotation_start }}", ADA, "May 3, 2027"),
        ("{{ season.year }}", ADA, "2028"),
        ("{{ milestone.match-day }}", ADA, "March 17, 2028"),
    ],
)
def test_values(make_project: MakeProject, mark: str, answers: str, words: str) -> None:
    world = open_world(make_project(letters(f"It is {mark}.")))
    section = next(
        one for chapter in world.choose(answers).guide.chapters for one in chapter.sections if one.id == "letters"
    )
    (found,) = section.marks.values()
    assert getattr(found, "text").replace("\u00a0", " ") == words  # noqa: B009


@pytest.mark.parametrize(
    "mark", ["{{ profile.citizenship }}", "{{ profile.rotation_start }}", "{{ profile.interest }}"]
)
def test_values_this_reader_does_not_have(make_project: MakeProject, mark: str) -> None:
    world: World = open_world(make_project(letters(f"It is {mark}.")))
    with pytest.raises(ProfileError) as caught:
        world.choose("{specialty: radiology, visa: not-needed}")
    assert [(one.code, str(one.span)) for one in caught.value.diagnostics] == [("no-value", f"{PLACE}:5:7")]


def test_a_date_of_the_plan_that_is_not_known_is_its_rule_in_words(make_project: MakeProject) -> None:
    rules = str(SMALL["content/rules.yaml"]).replace("value: eras-opens - ", "value: rotation_start - ")
    facets = re.sub(r"\n    planned: .*", "", str(SMALL["profiles/facets.yaml"]))
    world = open_world(make_project({"content/rules.yaml": rules, "profiles/facets.yaml": facets}))
    given = "{specialty: radiology, visa: h1b, status: student"
    known = {
        item.name: item.text for item in world.choose(f"{given}, rotation_start: 2027-05-03}}").guide.entries(PLAN)
    }
    asked = {item.name: item.text for item in world.choose(f"{given}}}").guide.entries(PLAN)}
    assert known["window_opens"] == "December\u00a02026"
    assert asked["window_opens"] == "12 months before your first rotation"
