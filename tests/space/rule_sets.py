"""Random rule sets: small projects of conditions, slots, blocks, tables and constraints, the same for the same seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

Condition = dict[str, Any]


@dataclass
class RuleSet:
    """A project as plain data. `files` writes it down; `asked`, `derived` and `tables` are what it declares."""

    rng: random.Random
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)
    derived: dict[str, dict[str, Any]] = field(default_factory=dict)
    constraints: list[dict[str, Any]] = field(default_factory=list)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: list[dict[str, Any]] = field(default_factory=list)
    modules: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    points: dict[str, dict[str, Any]] = field(default_factory=dict)

    def files(self) -> dict[str, str]:
        """The project's files by path."""
        season = {"title": "Random", "season": 2028}
        files = {
            "guidegen.yaml": season,
            "profiles/facets.yaml": {"facets": {**self.asked, **self.derived}},
            "profiles/personas.yaml": {"matrices": [], "personas": []},
            "content/rules.yaml": {"constraints": self.constraints, "plan": self.tables},
            "content/outline.yaml": {"parts": self.parts},
            "content/points.yaml": {"points": self.points},
        }
        texts = {path: _yaml(content) for path, content in files.items()}
        for name, (front, body) in self.modules.items():
            texts[f"content/modules/m/{name}.md"] = f"---\n{_yaml(front)}---\n{body}"
        return texts


def _yaml(content: object) -> str:
    """JSON, which is YAML too, and quicker to write."""
    return f"{json.dumps(content, indent=1)}\n"


def make_rule_set(seed: int, *, texts: bool = False) -> RuleSet:
    """A rule set. With `texts`, its modules also make points, link, require, hide and use values of the plan."""
    rules = RuleSet(random.Random(seed))
    _facets(rules)
    if seed % 2:
        _asked(rules, random.Random(f"asked {seed}"))
    _derived(rules)
    _constraints(rules)
    _tables(rules)
    if texts:
        for number in range(rules.rng.randint(1, 3)):
            rules.points[f"P-{number:02}"] = {"says": "Something.", "importance": 1, **_maybe_when(rules, 0.6)}
    _outline(rules)
    for name in [entry for part in rules.parts for chapter in part["chapters"] for entry in chapter["contents"]]:
        _place(rules, name, texts=texts)
    return rules


def _facets(rules: RuleSet) -> None:
    rng = rules.rng
    for number in range(rng.randint(2, 4)):
        name = f"f{number}"
        kind = rng.choice(["choice", "choice", "choice", "integer", "date", "choices"])
        facet: dict[str, Any] = {"label": name, "question": "?", "type": kind}
        if kind in ("choice", "choices"):
            values: dict[str, Any] = {
                f"v{one}": _words(f"{name} is v{one}") for one in range(rng.randint(2, 4 if kind == "choice" else 2))
            }
            facet["values"] = values
            if kind == "choice" and len(values) > 2 and rng.random() < 0.4:
                values["either"] = {"label": "either", "means": sorted(rng.sample(sorted(values), 2))}
        elif kind == "integer":
            facet |= {"min": 0, "max": rng.randint(1, 4), "if": "you have {range}"}
        else:
            facet["if"] = "it is {range}"
        rules.asked[name] = facet


def _asked(rules: RuleSet, rng: random.Random) -> None:
    """Ask some facets of some readers only. Its own chance leaves the rest of a rule set as it is without."""
    above: dict[str, dict[str, Any]] = {}
    for name, facet in rules.asked.items():
        if above and rng.random() < 0.6:
            other = RuleSet(rng, asked=dict(above))
            facet["asked_when"] = condition(other, 1, above)
        above[name] = facet


def _words(sentence: str) -> dict[str, str]:
    return {"label": sentence, "if": sentence, "if_not": f"not {sentence}"}


def _derived(rules: RuleSet) -> None:
    if rules.rng.random() < 0.4:
        values = {value: _words(f"d is {value}") for value in ("x", "y", "z")}
        rows = [{"when": condition(rules, 1), "value": rules.rng.choice("xyz")} for _ in range(rules.rng.randint(1, 2))]
        rows.append({"value": rules.rng.choice("xyz")})
        rules.derived["d"] = {"label": "d", "type": "choice", "values": values, "derived": rows}


def _constraints(rules: RuleSet) -> None:
    for number in range(rules.rng.choice([0, 0, 1, 1, 2])):
        asked = {name: rules.asked[name] for name in rules.asked}
        rules.constraints.append(
            {
                "id": f"c{number}",
                "if": condition(rules, 1, asked),
                "then": condition(rules, 1, asked),
                "because": "it is so",
            }
        )


def _tables(rules: RuleSet) -> None:
    for number in range(rules.rng.choice([0, 0, 1, 1, 2])):
        kind = rules.rng.choice(["integer", "integer", "text"])
        policy = rules.rng.choice(["first", "min", "max"] if kind == "integer" else ["first"])
        earlier = [f"plan.{name}" for name, table in rules.tables.items() if table["type"] == kind]
        values = [*((0, 1, 2) if kind == "integer" else ("a", "b", "c")), *earlier]
        rows = [
            {**_maybe_when(rules, 0.9, 1), "value": rules.rng.choice(values), "because": "it is so"}
            for _ in range(rules.rng.randint(1, 3))
        ]
        default: object = {"value": values[0], "because": "it is so"} if rules.rng.random() < 0.6 else "none"
        rules.tables[f"t{number}"] = {
            "label": "t", "type": kind, "policy": policy, "if": "t is {range}", "rows": rows, "default": default,
        }  # fmt: skip


def _maybe_when(rules: RuleSet, chance: float, depth: int = 2) -> Condition:
    return {"when": condition(rules, depth)} if rules.rng.random() < chance else {}


def condition(rules: RuleSet, depth: int, subjects: dict[str, dict[str, Any]] | None = None) -> Condition:
    """A random condition, `depth` joins deep at most."""
    rng = rules.rng
    if subjects is None:
        plan = {f"plan.{name}": table for name, table in rules.tables.items()}
        subjects = {**rules.asked, **rules.derived, **plan}
    if depth and rng.random() < 0.45:
        join = rng.choice(["any", "all", "not", "not"])
        if join == "not":
            return {"not": condition(rules, depth - 1, subjects)}
        return {join: [condition(rules, depth - 1, subjects) for _ in range(rng.randint(2, 3))]}
    names = rng.sample(sorted(subjects), min(len(subjects), rng.choice([1, 1, 1, 2])))
    return {name: _asks(rng, name, subjects[name]) for name in names}


def _asks(rng: random.Random, name: str, subject: dict[str, Any]) -> object:
    if name.startswith("plan."):
        if subject["type"] == "integer":
            return rng.choice([0, 1, 2, {"min": 1}, {"max": 1}])
        literals = [row["value"] for row in subject["rows"] if not str(row["value"]).startswith("plan.")]
        if subject["default"] != "none":
            literals.append(subject["default"]["value"])
        return rng.choice(literals or ["a"])
    if subject["type"] in ("choice", "choices"):
        values = [value for value, words in subject["values"].items() if "means" not in words]
        return rng.sample(values, rng.randint(1, max(1, len(values) - 1)))
    if subject["type"] == "integer":
        low = rng.randint(0, subject["max"])
        return rng.choice([low, {"min": low}, {"max": low}, {"min": 0, "max": low}])
    day = rng.choice(["2027-01-01", "2027-06-30", "2028-01-01"])
    return rng.choice([{"min": day}, {"max": day}, {"min": "2027-03-01", "max": "2027-09-01"}])


def _outline(rules: RuleSet) -> None:
    rng, number = rules.rng, 0
    for part in range(rng.choice([1, 1, 2])):
        chapters = []
        for chapter in range(rng.choice([1, 1, 2])):
            contents: list[object] = []
            for _ in range(rng.randint(1, 3)):
                kind = rng.choice(["module", "slot", "slot"])
                name = f"{kind[0]}{number}"
                number += 1
                limited = kind == "slot" and rng.random() < 0.4
                contents.append({"slot": name, "when": condition(rules, 1)} if limited else name)
            chapters.append(
                {"id": f"c{part}{chapter}", "title": "Chapter", **_maybe_when(rules, 0.3, 1), "contents": contents}
            )
        rules.parts.append({"id": f"p{part}", "title": "Part", **_maybe_when(rules, 0.2, 1), "chapters": chapters})


def _place(rules: RuleSet, entry: object, *, texts: bool) -> None:
    name = str(entry["slot"]) if isinstance(entry, dict) else str(entry)
    if name.startswith("m"):
        _module(rules, name, None, texts=texts)
        return
    for letter in "abcd"[: rules.rng.randint(2, 4)]:
        _module(rules, f"{name}{letter}", name, texts=texts)


def _module(rules: RuleSet, name: str, slot: str | None, *, texts: bool) -> None:
    rng = rules.rng
    front: dict[str, Any] = {"title": name, "reviewed": "2026-01-01", "lead": "If it is so"}
    if slot is not None:
        front |= {"slot": slot, "priority": rng.choice([0, 0, 0, 1, 2])}
    front |= _maybe_when(rules, 0.8)
    if texts:
        if rules.points and rng.random() < 0.5:
            front["points"] = rng.sample(sorted(rules.points), 1)
        if rng.random() < 0.15:
            front["unknown"] = "hide"
        if rules.modules and rng.random() < 0.2:
            front["requires"] = [rng.choice(sorted(rules.modules))]
    body = [] if rng.random() < 0.15 else ["Words.", ""]
    for _ in range(rng.choice([0, 1, 1, 2]) or (0 if body else 1)):
        body += _block(rules, 2, texts=texts)
    rules.modules[name] = front, "\n".join([*body, ""])


def _block(rules: RuleSet, depth: int, *, texts: bool) -> list[str]:
    rng = rules.rng
    lines: list[str] = []
    arms = rng.choice([1, 1, 2, 3])
    for number in range(arms):
        opening = "::: when" if number == 0 else "::: else when"
        options: dict[str, Any] = {**condition(rules, 1), "lead": "If it is so"}
        if number == arms - 1 and number and rng.random() < 0.6:
            opening, options = "::: else", {"lead": "If it is so"}
        if texts and rules.points and rng.random() < 0.3:
            options["points"] = rng.sample(sorted(rules.points), 1)
        if texts and rng.random() < 0.1:
            options["unknown"] = "hide"
        lines.append(f"{opening} {json.dumps(options)}")
        lines += [*_words_of(rules, texts=texts), ""] if rng.random() < 0.9 else []
        if depth and rng.random() < 0.25:
            lines += _block(rules, depth - 1, texts=texts)
    return [*lines, ":::", ""]


def _words_of(rules: RuleSet, *, texts: bool) -> list[str]:
    words = ["Words."]
    if texts and rules.modules and rules.rng.random() < 0.3:
        words.append(f"See [there](module:{rules.rng.choice(sorted(rules.modules))}).")
    if texts and rules.tables and rules.rng.random() < 0.3:
        words.append(f"Plan {{{{ plan.{rules.rng.choice(sorted(rules.tables))} }}}}.")
    return words
