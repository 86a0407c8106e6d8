"""Large and hostile projects: an answer or a clear refusal, in bounded time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.space.opened import opened, proved

FACETS = [f"f{number}" for number in range(12)]
VALUES = ["a", "b", "c", "d"]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def facet(values: list[str]) -> dict[str, Any]:
    words = {value: {"label": value, "if": f"you are {value}", "if_not": f"you are not {value}"} for value in values}
    return {"label": "Facet", "question": "Which?", "type": "choice", "values": words}


def project(facets: dict[str, Any], modules: dict[str, dict[str, Any]], **rest: Any) -> dict[str, str]:
    """A project whose modules stand in one chapter, after one that is for everybody."""
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
    """Twelve facets of four values each, 16,777,216 combinations, and every kind of thing that can go wrong."""
    pairs = [
        {"any": [{one: "a", other: "a"}, {one: ["b", "c"], other: "b"}]}
        for one, other in zip(FACETS, [*FACETS[1:], FACETS[0]], strict=True)
    ]
    ring = {"any": [part for pair in pairs for part in pair["any"]]}
    modules: dict[str, dict[str, Any]] = {"ring": {"when": {"not": ring}, "points": ["RING"]}}
    for number, one in enumerate(FACETS):
        other, third = FACETS[number - 1], FACETS[number - 2]
        for value in VALUES:
            modules[f"{one}-{value}"] = {"when": {one: value, other: VALUES[:2]}, "points": [f"P-{one}-{value}"]}
            modules[f"slot-{one}-{value}"] = {"slot": f"slot-{one}", "when": {one: value, third: ["b", "c", "d"]}}
        modules[f"slot-{one}-rest"] = {"slot": f"slot-{one}"}
    points = {
        f"P-{one}-{value}": {"says": "So.", "importance": 1, "when": {one: value, FACETS[number - 1]: VALUES[:2]}}
        for number, one in enumerate(FACETS)
        for value in VALUES
    }
    points["RING"] = {"says": "So.", "importance": 1, "when": {"not": ring}}
    constraints = [
        {"id": f"c{one}", "if": {one: "a"}, "then": {FACETS[number + 1]: ["a", "b"]}, "because": "so"}
        for number, one in enumerate(FACETS[:-1])
    ]
    rows = [
        {"when": {one: "a", "f0": ["b", "c"]}, "value": number, "because": "so"} for number, one in enumerate(FACETS)
    ]
    plan = {
        "number": {
            "label": "N",
            "type": "integer",
            "policy": "max",
            "rows": rows,
            "default": {"value": 0, "because": "so"},
        }
    }
    return project({name: facet(VALUES) for name in FACETS}, modules, points=points, constraints=constraints, plan=plan)


def test_twelve_facets_and_more_than_a_million_combinations(tmp_path: Path) -> None:
    with at_most(5):
        opened_project, loaded = opened(tmp_path / "project", large_project())
        found = proved(opened_project)
    assert loaded == []
    assert len(VALUES) ** len(FACETS) > 1_000_000
    assert [str(one) for one in found] == []
