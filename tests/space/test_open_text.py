"""What is said of readers who left something open: only what they are shown, and about guides that can be built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import SMALL, MakeProject, check, guidegen

OUTLINE = SMALL["content/outline.yaml"]
assert isinstance(OUTLINE, str)
PAPERS = "content/modules/papers"


def module(front: str, body: str = "Words.\n") -> str:
    return f"---\ntitle: Words\n{front}\nreviewed: 2026-11-22\n---\n{body}"


def with_modules(*names: str) -> str:
    assert isinstance(OUTLINE, str)
    return OUTLINE.replace("contents: [letters]", f"contents: [letters, {', '.join(names)}]")


def build_witness(root: Path, witness: str) -> None:
    """The answers of a witness are a persona whose guide can be put together."""
    answers = witness.split("for example ")[1]
    (root / "profiles/personas.yaml").write_text(
        f"personas:\n  - {{id: witness, title: W, answers: {{{answers}}}}}\n", "utf-8"
    )
    ran = guidegen("explain", "-C", root, "-p", "witness")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    "conditions",
    [
        ("{visa: j1}", "{visa: j1, status: student}"),
        ("{visa: [j1, h1b]}", "{visa: j1}", "{visa: h1b}"),
        ("{}", "{visa: j1}", "{visa: h1b}", "{visa: not-needed}"),
        ("{rotations: {max: 2}}", "{rotations: {max: 2}, status: student}", "{rotations: {max: 1}, status: student}"),
    ],
)
def test_special_cases_beside_a_general_one_are_fine(conditions: tuple[str, ...], make_project: MakeProject) -> None:
    files = {f"{PAPERS}/m{number}.md": module(f"slot: s\nwhen: {when}") for number, when in enumerate(conditions)}
    files["content/outline.yaml"] = with_modules("s")
    found = check(make_project(files)).lines
    assert not [line for line in found if "stays-unknown" in line]


def test_arms_that_leave_nothing_to_the_last_are_fine_for_whoever_is_undecided(make_project: MakeProject) -> None:
    body = "::: when {visa: j1}\nJ.\n::: else when {visa: h1b}\nH.\n::: else\nNone.\n:::\n"
    root = make_project({f"{PAPERS}/m.md": module("when: {}", body), "content/outline.yaml": with_modules("m")})
    assert check(root).lines == []


def test_a_witness_names_the_answer_that_stands_for_several(make_project: MakeProject) -> None:
    when = "{any: [{visa: j1, status: graduate}, {visa: h1b, status: graduate}], citizenship: other}"
    root = make_project({f"{PAPERS}/m.md": module(f"when: {when}"), "content/outline.yaml": with_modules("m")})
    (line,) = check(root).lines
    assert line.startswith(
        f"{PAPERS}/m.md:3:7: warning[stays-unknown]: this stays open for some readers, though it holds"
    )
    assert line.endswith("for example specialty: psychiatry, visa: undecided, status: graduate, citizenship: other")
    build_witness(root, line)


def test_nobody_leaves_a_facet_open_without_which_no_guide_can_be_built(make_project: MakeProject) -> None:
    """A reason of the small project names the specialty, so a guide needs it."""
    when = "{any: [{FACET: A, status: student}, {FACET: B, status: student}]}"
    needed = when.replace("FACET", "specialty").replace("A", "psychiatry").replace("B", "radiology")
    files = {"content/outline.yaml": with_modules("m"), f"{PAPERS}/m.md": module(f"when: {needed}")}
    assert check(make_project(files)).lines == []
    free = when.replace("FACET", "citizenship").replace("A", "us-citizen").replace("B", "other")
    files[f"{PAPERS}/m.md"] = module(f"when: {free}")
    root = make_project(files, name="free")
    (line,) = check(root).lines
    assert line.endswith("for example specialty: psychiatry, visa: not-needed, status: student")
    build_witness(root, line)
    named = {**files, f"{PAPERS}/n.md": module("when: {}", "You are {{ profile.citizenship }}.\n")}
    answers = "{specialty: psychiatry, citizenship: other}"
    named["profiles/personas.yaml"] = f"personas:\n  - {{id: p, title: P, answers: {answers}}}\n"
    named["content/outline.yaml"] = with_modules("m", "n")
    assert check(make_project(named, name="named")).lines == []
    hidden = "::: when {visa: j1, unknown: hide}\nYou are {{ profile.citizenship }}.\n::: else\nWords.\n:::\n"
    named[f"{PAPERS}/n.md"] = module("when: {}", hidden)
    assert [line.split(": ")[1] for line in check(make_project(named, name="hidden")).lines] == [
        "warning[stays-unknown]"
    ]


def test_a_row_for_those_who_leave_out_what_nobody_leaves_out_is_never_used(make_project: MakeProject) -> None:
    rules = SMALL["content/rules.yaml"]
    assert isinstance(rules, str)
    rows = """
  by_specialty:
    label: By specialty
    type: integer
    policy: first
    rows:
      - {when: {specialty: radiology}, value: 1, because: so}
      - {when: {specialty: psychiatry}, value: 2, because: so}
    default: {value: 3, because: so}
"""
    (line,) = check(make_project({"content/rules.yaml": rules + rows})).lines
    assert "error[dead-row]: the default of 'by_specialty' is never used: a row always holds" in line
    rows = rows.replace("specialty: radiology", "visa: j1").replace("specialty: psychiatry", "visa: [h1b, not-needed]")
    assert check(make_project({"content/rules.yaml": rules + rows}, name="open")).lines == []


def test_a_plan_value_that_is_not_yet_set_is_shown_under_a_lead(make_project: MakeProject) -> None:
    """Inside, only values are possible that the plan does not state."""
    rules = SMALL["content/rules.yaml"]
    assert isinstance(rules, str)
    cap = """
  cap:
    label: Cap
    type: integer
    policy: max
    if: your cap is {range}
    rows:
      - {when: {visa: j1}, value: 0, because: so}
      - {when: {status: student}, value: 1, because: so}
    default: none
"""
    body = "::: when {not: {plan.cap: {max: 1}}, lead: So}\nNone.\n::: else\nSome.\n:::\n"
    root = make_project({
        "content/rules.yaml": rules + cap,
        "profiles/personas.yaml": "personas:\n  - {id: p, title: P, answers: {specialty: psychiatry}}\n",
        f"{PAPERS}/m.md": module("when: {plan.cap: {max: 1}}", body),
        "content/outline.yaml": with_modules("m"),
    })  # fmt: skip
    told = guidegen("explain", "m", "-C", root, "-p", "p", "--json").json
    assert told["lead"] == "If your cap is zero or more"
    assert [(arm["shown"], arm["lead"]) for arm in told["blocks"][0]["arms"]] == [(False, None), (True, None)]


TAKES_OVER = """
  other:
    label: Other
    type: integer
    policy: max
    if: the other is {range}
    rows:
      - {when: {visa: j1}, value: 3, because: so}
    default: none
  cap:
    label: Cap
    type: integer
    policy: first
    if: your cap is {range}
    rows:
      - {when: {status: student}, value: plan.other, because: so}
      - {when: {plan.other: {min: 3}}, value: 1, because: so}
    default: {value: 2, because: so}
"""


def test_a_value_that_a_row_may_still_take_over_is_possible(make_project: MakeProject) -> None:
    rules = SMALL["content/rules.yaml"]
    assert isinstance(rules, str)
    body = "\n".join(f"::: when {{plan.cap: {cap}}}\nWords.\n:::\n" for cap in (3, 1, 2))
    root = make_project({
        "content/rules.yaml": rules + TAKES_OVER,
        "profiles/personas.yaml": "personas:\n"
        "  - {id: student, title: P, answers: {specialty: psychiatry, status: student}}\n"
        "  - {id: graduate, title: Q, answers: {specialty: psychiatry, status: graduate}}\n",
        f"{PAPERS}/m.md": module("when: {}", body),
        "content/outline.yaml": with_modules("m"),
    })  # fmt: skip

    def shown(reader: str) -> list[tuple[bool, str | None]]:
        told = guidegen("explain", "m", "-C", root, "-p", reader, "--json").json
        return [(block["arms"][0]["shown"], block["arms"][0]["lead"]) for block in told["blocks"]]

    assert shown("student")[0] == (True, "If your cap is three")
    assert shown("student")[2] == (True, None)
    assert shown("graduate") == [(False, None), (True, "If your cap is one"), (True, None)]


@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_hidden_meanwhile_needs_no_words(hidden: bool, make_project: MakeProject) -> None:
    facets = SMALL["profiles/facets.yaml"]
    assert isinstance(facets, str)
    said = "text: research, if: research is your interest, if_not: research is not your interest"
    assert said in facets
    how = ", unknown: hide" if hidden else ""
    front = "unknown: hide" if hidden else "unknown: show"
    files = {
        "profiles/facets.yaml": facets.replace(f", {said}", ""),
        f"{PAPERS}/block.md": module("", f"Words.\n\n::: when {{interest: research{how}}}\nMore.\n:::\n"),
        f"{PAPERS}/own.md": module(f"when: {{interest: research}}\n{front}"),
        f"{PAPERS}/rival.md": module(f"slot: s\nwhen: {{interest: research}}\n{front}"),
        f"{PAPERS}/others.md": module("slot: s\nwhen: {}"),
        "content/outline.yaml": with_modules("block", "own", "s"),
    }
    found = [line for line in check(make_project(files)).lines if "[no-phrase]" in line]
    places = {line.split(":")[0].removeprefix(f"{PAPERS}/") for line in found}
    assert places & {"block.md", "own.md", "rival.md"} == (set() if hidden else {"block.md", "own.md", "rival.md"})
