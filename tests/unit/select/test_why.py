"""Why you are reading this: the sentence for every kind of condition, and the short form for the margin."""

from __future__ import annotations

import pytest

from generator.model.selection import Why
from tests.projects import SMALL, MakeProject
from tests.readers import World, open_world

LETTERS = "content/modules/arrange/letters.md"
OUTLINE = "content/outline.yaml"
STUDENT = "{specialty: psychiatry, visa: j1, status: student}"


def module(front: str = "", body: str = "Text.") -> str:
    return f"---\ntitle: T\n{front}reviewed: 2026-11-22\n---\n{body}\n"


def why(world: World, name: str, answers: str) -> Why:
    (found,) = (
        one.why for chapter in world.choose(answers).selection.chapters for one in chapter.decisions
        if one.module.id == name
    )  # fmt: skip
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("when", "answers", "reasons"),
    [
        ("{status: student}", STUDENT, "you are still a student"),
        ("{visa: [j1, h1b]}", STUDENT, "you plan on a J-1 visa"),
        ("{visa: [j1, h1b]}", "{specialty: psychiatry, visa: undecided}", "you need a visa"),
        ("{visa: [j1, not-needed]}", STUDENT, "you plan on a J-1 visa"),
        ("{not: {visa: not-needed}}", STUDENT, "you need a visa"),
        ("{not: {visa: [h1b, not-needed]}}", STUDENT, "you do not plan on an H-1B visa and you need a visa"),
        ("{not: {visa: h1b}}", STUDENT, "you do not plan on an H-1B visa"),
        ("{not: {visa: h1b}, visa: [j1, not-needed]}", STUDENT, "you plan on a J-1 visa"),
        ("{not: {visa: h1b, status: student}}", STUDENT, "you do not plan on an H-1B visa"),
        ("{any: [{visa: h1b}, {status: student}]}", STUDENT, "you are still a student"),
        ("{visa: j1, any: [{status: student}, {visa: [j1, h1b]}]}", STUDENT, "you plan on a J-1 visa"),
        ("{any: [{setting: ward}, {specialty: psychiatry}]}", STUDENT, "you apply in psychiatry"),
        ("{setting: ward}", STUDENT, "you work on a ward"),
        ("{status: student, setting: ward}", STUDENT, "you are still a student and you work on a ward"),
        ("{rotations: {min: 2}}", "{specialty: psychiatry, rotations: 3}", "you can arrange two rotations or more"),
        ("{not: {rotations: {min: 3}}}", "{specialty: psychiatry, rotations: 1}",
         "you can arrange two rotations or fewer"),
        ("{not: {rotations: 2}}", "{specialty: psychiatry, rotations: 1}", "you can arrange one rotation"),
        ("{plan.rotations: {min: 2}}", "{specialty: psychiatry, rotations: 3}",
         "your plan comes to two rotations or more"),
        ("{interest: research}", "{specialty: psychiatry, interest: [research, teaching]}",
         "research is your interest"),
        ("{not: {interest: research}}", "{specialty: psychiatry, interest: [teaching]}",
         "research is not your interest"),
        ("{not: {interest: [research, teaching]}}", "{specialty: psychiatry, interest: []}",
         "research is not your interest and teaching is not your interest"),
        ("{rotation_start: {min: 2027-01-01}}", "{specialty: psychiatry, rotation_start: 2027-05-03}",
         "your first rotation starts on or after January\u00a01,\u00a02027"),
        ("{not: {rotation_start: {min: 2027-01-01}}}", "{specialty: psychiatry, rotation_start: 2026-12-03}",
         "your first rotation starts before January\u00a01,\u00a02027"),
        # a constraint decides: no visa is needed
        ("{not: {visa: [j1, h1b]}}", "{specialty: psychiatry, citizenship: us-citizen}",
         "you do not plan on a J-1 visa or an H-1B visa"),
    ],
)  # fmt: skip
def test_a_condition(make_project: MakeProject, when: str, answers: str, reasons: str) -> None:
    found = why(open_world(make_project({LETTERS: module(f"when: {when}\n")})), "letters", answers)
    assert found.sentence == f"You are reading this because {reasons}."
    assert found.margin is not None


def test_everybody(make_project: MakeProject) -> None:
    world = open_world(make_project({LETTERS: module()}))
    assert why(world, "letters", STUDENT) == Why("Everybody gets this section.", "Everybody gets this section.", None)


@pytest.mark.parametrize(
    "when",
    ["{visa: [j1, h1b, not-needed]}", "{any: [{status: student}, {not: {status: student}}]}"],
)
def test_a_condition_that_holds_for_everybody_is_none(make_project: MakeProject, when: str) -> None:
    world = open_world(make_project({LETTERS: module(f"when: {when}\n")}))
    assert why(world, "letters", STUDENT).sentence == "Everybody gets this section."
    assert why(world, "letters", "{specialty: psychiatry}").sentence == "Everybody gets this section."


def test_a_section_hidden_from_those_who_leave_it_open_is_not_for_everybody(make_project: MakeProject) -> None:
    front = "when: {visa: [j1, h1b, not-needed]}\nunknown: hide\n"
    world = open_world(make_project({LETTERS: module(front)}))
    assert why(world, "letters", STUDENT).sentence == "You are reading this because you plan on a J-1 visa."


@pytest.mark.parametrize("place", ["part", "chapter", "slot"])
def test_what_the_outline_asks(make_project: MakeProject, place: str) -> None:
    when = {name: "{status: student}" if name == place else "{}" for name in ("part", "chapter", "slot")}
    outline = f"""
        parts:
          - id: decide
            title: Decide
            when: {when["part"]}
            chapters:
              - id: how-many
                title: How many rotations
                when: {when["chapter"]}
                contents:
                  - {{slot: letter-rules, when: {when["slot"]}}}
                  - start-here
          - {{id: arrange, title: A, chapters: [{{id: visa, title: V, contents: [visa-basics, rotation-count]}}]}}
        """
    world = open_world(make_project({OUTLINE: outline, LETTERS: module("slot: letter-rules\n")}))
    assert why(world, "letters", STUDENT).sentence == "You are reading this because you are still a student."
    others = why(world, "start-here", STUDENT)
    assert (others.margin is None) == (place == "slot")


def test_the_last_resort_of_a_slot_names_the_others(make_project: MakeProject) -> None:
    files = {
        "content/modules/decide/count-j1.md": module("slot: rotation-count\nwhen: {visa: j1, setting: ward}\n"),
        "content/modules/decide/count-h1b.md": module("slot: rotation-count\nwhen: {visa: h1b, setting: ward}\n"),
    }
    world = open_world(make_project(files))
    other = why(world, "count-others", "{specialty: psychiatry, visa: not-needed, status: student}")
    assert other.sentence == (
        "Some readers get another section here. You get this one because you do not apply in radiology and you do not "
        "plan on a J-1 visa or an H-1B visa."
    )  # fmt: skip
    assert other.margin == "Because you apply in psychiatry and you need no visa."
    special = why(world, "count-h1b", "{specialty: psychiatry, visa: h1b, status: student}")
    assert special.sentence == "You are reading this because you plan on an H-1B visa and you work on a ward."


def test_a_last_resort_for_others_only_is_for_nobody_else(make_project: MakeProject) -> None:
    world = open_world(make_project())
    assert why(world, "count-others", STUDENT).sentence == (
        "Some readers get another section here. You get this one because you do not apply in radiology."
    )
    assert why(world, "count-radiology", "{specialty: radiology}").sentence == (
        "You are reading this because you apply in radiology."
    )


def test_a_section_of_blocks_is_read_for_the_block_that_holds(make_project: MakeProject) -> None:
    body = "::: when {visa: h1b}\nA.\n::: else when {status: student}\nB.\n:::"
    world = open_world(make_project({LETTERS: module(body=body)}))
    assert why(world, "letters", STUDENT).sentence == (
        "You are reading this because you are still a student and you do not plan on an H-1B visa."
    )
    assert why(world, "letters", "{specialty: psychiatry, visa: h1b, status: graduate}").sentence == (
        "You are reading this because you plan on an H-1B visa. Parts of it depend on: Status."
    )
    whole = open_world(make_project({LETTERS: module(body=f"{body}\n\nC.")}, name="whole"))
    assert why(whole, "letters", STUDENT).sentence == (
        "Everybody gets this section. Parts of it depend on: Visa and Status."
    )


@pytest.mark.parametrize(
    ("front", "answers", "sentence"),
    [
        ("when: {visa: j1}\n", "{specialty: psychiatry, status: student}",
         "Whether it is for you depends on what is still open: Visa."),
        ("when: {visa: j1, status: student}\n", "{specialty: psychiatry, status: student}",
         ("You are reading this because you are still a student. "
          "Whether it is for you depends on what is still open: Visa.")),
        ("when: {visa: j1, interest: research}\n", "{specialty: psychiatry}",
         "Whether it is for you depends on what is still open: Visa and Interests."),
        ("when: {any: [{visa: j1, status: student}, {visa: h1b, status: graduate}]}\n",
         "{specialty: psychiatry, status: student}",
         ("You are reading this because you are still a student. "
          "Whether it is for you depends on what is still open: Visa.")),
        # no clause is decided, but together the answers decide it
        ("when: {any: [{visa: j1}, {visa: h1b}]}\n", "{specialty: psychiatry, visa: undecided}",
         "You are reading this because you need a visa."),
    ],
)  # fmt: skip
def test_what_is_open(make_project: MakeProject, front: str, answers: str, sentence: str) -> None:
    world = open_world(make_project({LETTERS: module(front)}))
    assert why(world, "letters", answers).sentence == sentence


def test_the_winner_of_a_slot_whose_rival_is_open(make_project: MakeProject) -> None:
    special = module("slot: rotation-count\nwhen: {visa: h1b, specialty: psychiatry}\n")
    world = open_world(make_project({"content/modules/decide/count-h1b.md": special}))
    assert why(world, "count-others", "{specialty: psychiatry}").sentence == (
        "Some readers get another section here. You get this one because you do not apply in radiology. "
        "Another section may take its place. That depends on what is still open: Visa."
    )
    assert why(world, "count-h1b", "{specialty: psychiatry}").sentence == (
        "You are reading this because you apply in psychiatry. "
        "Whether it is for you depends on what is still open: Visa."
    )


def test_answers_without_words_are_quoted_by_their_labels(make_project: MakeProject) -> None:
    facets = """
        facets:
          specialty:
            label: Specialty
            question: Which specialty?
            type: choice
            values: {psychiatry: {label: Psychiatry, text: psychiatry}, radiology: {label: Radiology, text: radiology}}
          days: {label: Days, question: How many?, type: integer, min: 1, max: 3}
          start: {label: Start, question: When?, type: date}
        """
    rules = "plan: {pace: {label: Pace, type: text, policy: first, rows: [], default: {value: slow, because: it is}}}\n"
    front = "when: {specialty: psychiatry, not: {days: 3}, plan.pace: slow, start: {min: 2027-01-01}}\n"
    files: dict[str, str | None] = {path: None for path in SMALL if path.startswith(("content/", "profiles/"))}
    files |= {
        "profiles/facets.yaml": facets,
        "profiles/personas.yaml": "personas: []\n",
        "content/rules.yaml": rules,
        OUTLINE: "parts: [{id: a, title: A, chapters: [{id: arrange, title: B, contents: [letters]}]}]\n",
        LETTERS: module(front),
    }
    found = why(open_world(make_project(files)), "letters", "{specialty: psychiatry, days: 2, start: 2027-05-03}")
    assert found.sentence == (
        "You are reading this because your answer to “Specialty” is “Psychiatry”, your answer to “Start” is “on or "
        "after January\u00a01,\u00a02027”, “Pace” is “slow” in your plan, and your answer to “Days” is “1 or 2”."
    )


@pytest.mark.parametrize(
    ("when", "reasons"),
    [
        ("{not: {interest: research}}", "your answer to “Interests” is not “Research”"),
        (
            "{not: {rotation_start: {min: 2027-01-01}}}",
            "your answer to “First day of your first rotation” is not “on or after January\u00a01,\u00a02027”",
        ),
        ("{not: {rotations: {min: 2}}}", "your answer to “Rotations you can arrange” is not “2, 3, or 4”"),
        ("{not: {citizenship: other}}", "your answer to “Citizenship” is not “Other”"),
    ],
)
@pytest.mark.parametrize("status", ["graduate", None])
def test_what_is_not_asked_is_not_answered(
    make_project: MakeProject, when: str, reasons: str, status: str | None
) -> None:
    facets = SMALL["profiles/facets.yaml"]
    assert isinstance(facets, str)
    for name in ("interest", "rotation_start", "rotations", "citizenship"):
        facets = facets.replace(f"  {name}:\n", f"  {name}:\n    asked_when: {{status: student}}\n")
    world = open_world(make_project({LETTERS: module(f"when: {when}\nlead: L\n"), "profiles/facets.yaml": facets}))
    if status is None:
        asked = why(world, "letters", "{specialty: psychiatry}")
        assert (asked.holds, len(asked.open)) == ((), 1)
    else:
        found = why(world, "letters", f"{{specialty: psychiatry, status: {status}}}")
        assert found.sentence == f"You are reading this because {reasons}."
