"""Large and hostile projects: an answer or a clear refusal, with bounded work.

Where counting the calls would take longer than the work, the limits of the diagrams (`MOST_STEPS`) bound it.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.space.opened import opened, proved
from tests.work import at_most

FACETS = [f"f{number}" for number in range(12)]
VALUES = ["a", "b", "c", "d"]
SIX = [*VALUES, "e", "f"]
Fronts = dict[str, dict[str, Any]]


def facet(values: list[str]) -> dict[str, Any]:
    words = {value: {"label": value, "if": f"you are {value}", "if_not": f"you are not {value}"} for value in values}
    return {"label": "Facet", "question": "Which?", "type": "choice", "values": words}


def project(facets: dict[str, Any], modules: Fronts, **rest: Any) -> dict[str, str]:
    """A project whose modules are in one chapter, after one that is for everybody."""
    slots = {front["slot"]: None for front in modules.values() if "slot" in front}
    free = [name for name, front in modules.items() if "slot" not in front]
    chapter = {"id": "all", "title": "All", "contents": ["first", *free, *slots]}
    files: dict[str, Any] = {
        "guidegen.yaml": {"title": "Large", "season": 2028},
        "profiles/facets.yaml": {"facets": facets},
        "profiles/personas.yaml": {"matrices": [], "personas": []},
        "content/rules.yaml": {"constraints": rest.get("constraints", []), "plan": rest.get("plan", {})},
        "content/points.yaml": {"points": rest.get("points", {})},
        "content/outline.yaml": {"parts": [{"id": "part", "title": "Part", "chapters": [chapter]}]},
    }
    texts = {path: json.dumps(content, indent=1) for path, content in files.items()}
    for name, front in {"first": {}, **modules}.items():
        head = json.dumps({"title": name, "reviewed": "2026-01-01", "lead": "If so", **front}, indent=1)
        texts[f"content/modules/m/{name}.md"] = f"---\n{head}\n---\nWords.\n"
    return texts


def large_project() -> dict[str, str]:
    """Twelve facets of four values, 16,777,216 combinations, all of them tied together, and nothing wrong."""
    ring = {"any": [{one: "a", other: "a"} for one, other in zip(FACETS, [*FACETS[1:], FACETS[0]], strict=True)]}
    modules: Fronts = {"ring": {"when": {"not": ring}, "points": ["RING"]}}
    points: dict[str, Any] = {"RING": {"says": "So.", "importance": 1, "when": {"not": ring}}}
    for number, one in enumerate(FACETS):
        other, third = FACETS[number - 1], FACETS[number - 2]
        for value in VALUES:
            when = {one: value, other: ["a", "b"]}
            modules[f"{one}-{value}"] = {"when": when, "points": [f"P-{one}-{value}"]}
            points[f"P-{one}-{value}"] = {"says": "So.", "importance": 1, "when": when}
        for value in "cd":
            modules[f"slot-{one}-{value}"] = {"slot": f"slot-{one}", "when": {one: value, third: ["b", "c", "d"]}}
        modules[f"slot-{one}-rest"] = {"slot": f"slot-{one}"}
    constraints = [
        {"id": f"c{one}", "if": {one: "a"}, "then": {other: ["a", "b"]}, "because": "so"}
        for one, other in itertools.pairwise(FACETS)
    ]
    rows = [
        {"when": {one: "a", "f0": ["b", "c"]}, "value": number, "because": "so"} for number, one in enumerate(FACETS)
    ]
    default = {"value": 0, "because": "so"}
    plan = {"number": {"label": "N", "type": "integer", "policy": "max", "rows": rows[1:], "default": default}}
    return project({name: facet(VALUES) for name in FACETS}, modules, points=points, constraints=constraints, plan=plan)


def found_in(root: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """Every finding as severity and code with its file and line."""
    one, loaded = opened(root, files)
    several = [*loaded, *proved(one)]
    return [(f"{each.severity}[{each.code}]", f"{each.span.path}:{each.span.line}") for each in several]


def test_twelve_facets_and_more_than_a_million_combinations(tmp_path: Path) -> None:
    assert len(VALUES) ** len(FACETS) > 1_000_000
    assert found_in(tmp_path / "project", large_project()) == []


def test_a_large_project_with_a_defect_still_shows_it(tmp_path: Path) -> None:
    files = large_project()
    points = json.loads(files["content/points.yaml"])
    points["points"]["RING"]["when"] = {}
    files["content/points.yaml"] = json.dumps(points)
    assert found_in(tmp_path / "project", files) == [("error[point-missing]", "content/points.yaml:1")]


def test_what_hangs_together_too_much_is_refused_and_said(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(40)]
    pairs = {frozenset((one, (one * step + one % 3) % 40)) for one in range(40) for step in (7, 11, 17)}
    crossing = {"any": [dict.fromkeys((names[number] for number in sorted(pair)), "a") for pair in pairs]}
    rows = [{"when": {"not": crossing}, "value": 1, "because": "so"}]
    plan = {"n": {"label": "N", "type": "integer", "policy": "first", "rows": rows, "default": "none"}}
    modules: Fronts = {"crossing": {"when": crossing}, "bystander": {"when": {"f0": "a"}}}
    found = found_in(tmp_path / "project", project({name: facet(VALUES) for name in names}, modules, plan=plan))
    assert found == [
        ("warning[too-large]", "content/modules/m/crossing.md:6"),
        ("warning[too-large]", "content/rules.yaml:10"),
    ]


def crosswise(policy: str, distance: int) -> dict[str, str]:
    """Sixty rows over ten facets of six values, each tested together with the one so far from it."""
    names = [f"f{number}" for number in range(10)]
    pairs = [(names[at], names[at + distance]) for at in range(10) if at % (2 * distance) < distance]
    rows = [
        {"when": {one: SIX[turn % 6], other: SIX[turn // 6 : turn // 6 + 2]}, "value": turn, "because": "so"}
        for turn in range(12)
        for one, other in pairs
    ]
    return project({name: facet(SIX) for name in names}, {"m": {"when": {"plan.t": 7}}}, plan=table(policy, rows))


@pytest.mark.parametrize("policy", ["first", "max"])
def test_it_does_not_matter_how_far_apart_two_facets_are_declared(policy: str, tmp_path: Path) -> None:
    near, far = (
        [code for code, _ in found_in(tmp_path / str(distance), crosswise(policy, distance))] for distance in (1, 5)
    )
    assert near == far
    assert "warning[too-large]" not in near


def test_twenty_pairs_of_far_facets_are_decided(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(40)]
    crossing = {"any": [{one: "a", names[number + 20]: "a"} for number, one in enumerate(names[:20])]}
    with at_most(calls=500_000):
        found = found_in(
            tmp_path / "project", project({name: facet(VALUES) for name in names}, {"crossing": {"when": crossing}})
        )
    assert found == []


def too_large(**settings: Any) -> dict[str, str]:
    """A module about which nothing can be proved, under settings."""
    names = [f"f{number}" for number in range(60)]
    chain = {"not": {"any": [{one: "a", other: ["a", "b"]} for one, other in itertools.pairwise(names)]}}
    files = project({name: facet(VALUES) for name in names}, {"m": {"when": chain}, "free": {}})
    return files | {"guidegen.yaml": json.dumps({"title": "Large", "season": 2028, **settings}, indent=1)}


def test_what_cannot_be_proved_can_be_answered(tmp_path: Path) -> None:
    one, _ = opened(tmp_path / "asked", too_large())
    (warning,) = proved(one)
    assert warning.code == "too-large"
    assert "readers drawn at random" in warning.message
    assert "about: module m" in (warning.suggestion or "")
    assume = [{"about": "module m", "because": "We read it with ten readers."}]
    assert found_in(tmp_path / "answered", too_large(assume=assume)) == []


def test_assumptions_about_nothing_are_told(tmp_path: Path) -> None:
    names = ("module m", "module fre", "module free")
    found = found_in(tmp_path, too_large(assume=[{"about": one, "because": "So."} for one in names]))
    assert found == [("error[unknown-name]", "guidegen.yaml:10"), ("warning[idle-assumption]", "guidegen.yaml:14")]


def test_too_many_readers_are_counted_and_not_begun(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(60)]
    chain = {"not": {"any": [{one: "a", other: ["a", "b"]} for one, other in itertools.pairwise(names)]}}
    with at_most(calls=1_000_000):
        one, _ = opened(tmp_path / "project", project({name: facet(VALUES) for name in names}, {"m": {"when": chain}}))
        found = proved(one)
    assert [each.code for each in found] == ["too-large"]
    assert "about 10^28 combinations" in found[0].message


def test_constraints_that_contradict_one_another_leave_nobody(tmp_path: Path) -> None:
    constraints = [
        {"id": "to-a", "if": {"f0": VALUES}, "then": {"f1": "a"}, "because": "so"},
        {"id": "to-b", "if": {"f0": VALUES}, "then": {"f1": "b"}, "because": "so"},
    ]
    facets = {name: facet(VALUES) for name in ("f0", "f1")}
    files = project(facets, {"m": {"when": {"f0": "a"}}}, constraints=constraints)
    with at_most(calls=100_000):
        assert found_in(tmp_path / "project", files) == [("error[no-reader]", "content/rules.yaml:3")]


def test_a_constraint_nobody_can_meet_leaves_nobody(tmp_path: Path) -> None:
    constraints = [{"id": "none", "then": {"f0": "a", "not": {"f0": "a"}}, "because": "so"}]
    files = project({"f0": facet(VALUES)}, {"m": {}}, constraints=constraints)
    with at_most(calls=100_000):
        assert found_in(tmp_path / "project", files) == [("error[no-reader]", "content/rules.yaml:3")]


def test_modules_that_require_each_other_are_fine_where_all_are_there(tmp_path: Path) -> None:
    modules: Fronts = {
        "one": {"requires": ["two"], "when": {"f0": "a"}},
        "two": {"requires": ["three"], "when": {"f0": "a"}},
        "three": {"requires": ["one"], "when": {"f0": "a"}},
    }
    with at_most(calls=100_000):
        assert found_in(tmp_path / "project", project({"f0": facet(VALUES)}, modules)) == []


def test_modules_that_each_want_to_come_first_break_the_order_once(tmp_path: Path) -> None:
    modules: Fronts = {"one": {"before": ["two"]}, "two": {"before": ["one"], "when": {"f0": "a"}}}
    found = found_in(tmp_path / "project", project({"f0": facet(VALUES)}, modules))
    assert found == [("error[broken-order]", "content/modules/m/two.md:7")]


def test_conditions_twenty_deep_are_decided(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"f0": "a"}
    for number in range(19):
        deep = {"not": deep} if number % 2 else {"any": [deep, {"f1": VALUES[number % 4], "f2": "a"}]}
    never: dict[str, Any] = {"f0": "a", "not": {"f0": "a"}}
    for _ in range(9):
        never = {"not": {"not": never}}
    facets = {name: facet(VALUES) for name in ("f0", "f1", "f2")}
    with at_most(calls=200_000):
        found = found_in(tmp_path / "project", project(facets, {"deep": {"when": deep}, "never": {"when": never}}))
    assert ("error[dead-module]", "content/modules/m/never.md:6") in found
    assert {code for code, _ in found} <= {"error[dead-module]", "warning[stays-unknown]"}


def test_conditions_twenty_deep_in_lists_are_read(tmp_path: Path) -> None:
    """Each step takes three levels of YAML."""
    deep: dict[str, Any] = {"f0": "a"}
    for number in range(19):
        deep = {"not": {"all": [deep, {f"f{number % 3}": VALUES[number % 4]}]}}
    facets = {name: facet(VALUES) for name in ("f0", "f1", "f2")}
    with at_most(calls=200_000):
        assert found_in(tmp_path / "project", project(facets, {"deep": {"when": deep}})) == []


def test_a_facet_of_five_thousand_values_is_decided(tmp_path: Path) -> None:
    many = [f"v{number}" for number in range(5000)]
    values = {value: {"label": value} for value in many}
    facets = {"many": {**facet([]), "values": values}, "several": {**facet([]), "type": "choices", "values": values}}
    modules: Fronts = {
        "some": {"slot": "one", "when": {"many": many[:2500]}},
        "others": {"slot": "one", "when": {"many": many[2500:4999]}},
        "picked": {"when": {"several": many[10:20], "not": {"several": many}}},
        "chosen": {"when": {"several": many[:2500]}},
    }
    found = found_in(tmp_path / "project", project(facets, modules))
    assert found == [
        ("error[dead-module]", "content/modules/m/picked.md:6"),
        ("error[hole]", "content/outline.yaml:14"),
    ]


def table(policy: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    one = {"label": "T", "type": "integer", "policy": policy, "if": "t is {range}", "rows": rows, "default": "none"}
    return {"t": one}


@pytest.mark.parametrize("policy", ["first", "min", "max"])
def test_a_table_of_three_hundred_rows_is_decided(policy: str, tmp_path: Path) -> None:
    """Rows 76 to 299 ask again what rows 0 to 75 asked."""
    pairs = [(f"f{first}", f"f{second}") for first, second in itertools.combinations(range(10), 2)][:19]
    rows = [
        {"when": {pairs[number % 19][0]: VALUES[number % 4], pairs[number % 19][1]: "a"}, "value": 2, "because": "so"}
        for number in range(300)
    ]
    files = project({f"f{one}": facet(VALUES) for one in range(10)}, {}, plan=table(policy, rows))
    found = found_in(tmp_path / "project", files)
    assert [code for code, _ in found].count("error[dead-row]") == 224


def test_three_hundred_rows_over_one_number_are_decided(tmp_path: Path) -> None:
    number = {"label": "N", "question": "?", "type": "integer", "min": 0, "max": 1000, "if": "you have {range}"}
    rows = [{"when": {"n": one}, "value": one % 17, "because": "so"} for one in range(300)]
    files = project({"n": number}, {"m": {"when": {"plan.t": {"min": 10}}}}, plan=table("first", rows))
    found = found_in(tmp_path / "project", files)
    assert found == [("error[no-value]", "content/modules/m/m.md:7")]


def test_what_was_too_large_once_does_not_break_the_next_question(tmp_path: Path) -> None:
    rows = [
        {
            "when": {f"f{one % 10}": VALUES[one % 4], f"f{(one * 7 + 1) % 10}": VALUES[one // 4 % 4]},
            "value": one,
            "because": "so",
        }
        for one in range(300)
    ]
    facets = {f"f{one}": facet(VALUES) for one in range(10)}
    files = project(facets, {"m": {"when": {"plan.t": {"min": 100}}}}, plan=table("max", rows))
    found = found_in(tmp_path / "project", files)
    assert ("warning[stays-unknown]", "content/modules/m/m.md:6") in found, "readers drawn show it"


def test_what_is_too_large_for_partly_answered_readers_is_told_too(tmp_path: Path) -> None:
    number = {"label": "N", "question": "?", "type": "integer", "min": 0, "max": 50, "if": "you have {range}"}
    pairs = {"any": [{f"n{one}": {"min": 5}, f"n{one + 1}": {"max": 9}} for one in range(29)]}
    files = project({f"n{one}": number for one in range(30)}, {"m": {"when": pairs}})
    with at_most(calls=800_000):
        found = found_in(tmp_path / "project", files)
    assert found == [("warning[too-large]", "content/modules/m/m.md:6")]


def test_many_picks_of_one_facet_are_counted_first(tmp_path: Path) -> None:
    many = [f"v{number}" for number in range(200)]
    facets = {"several": {**facet(many), "type": "choices"}}
    each = {"any": [{"several": value, "not": {"several": other}} for value, other in itertools.pairwise(many)]}
    with at_most(calls=800_000):
        found = found_in(tmp_path / "project", project(facets, {"m": {"when": each}}))
    assert found == [("warning[too-large]", "content/modules/m/m.md:6")]
