"""Deciding a guide again from nothing but what `explain --json` prints.

Written apart from the engine: truths by Kleene's tables from what each clause asks and what was answered, and the walks
over slots, blocks and plan rows as docs/commands.md tells them. "Whatever the open answers will be" is decided by going
through all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

Tree = dict[str, Any]
DECISIVE = {"all": "false", "any": "true"}
IDLE = {"all": "true", "any": "false"}
NEGATED = {"true": "false", "false": "true", "unknown": "unknown"}


def truth_of(tree: Tree) -> str:
    """The truth of a condition from its clauses alone; what is printed next to them must agree."""
    if tree["kind"] == "clause":
        truth = clause_truth(tree)
    else:
        truths = [truth_of(part) for part in tree["parts"]]
        truth = IDLE[tree["kind"]]
        if DECISIVE[tree["kind"]] in truths:
            truth = DECISIVE[tree["kind"]]
        elif "unknown" in truths:
            truth = "unknown"
    assert truth == tree["truth"], tree
    return truth


def clause_truth(clause: Tree) -> str:
    asks, answer, negated = clause["asks"], clause["answer"], clause["negated"]
    if "from" in answer:
        low, high = answer["from"] or "", answer["to"] or "9999"
        first, last = asks.get("min", ""), asks.get("max", "9999")
        truth = "unknown"
        if high < first or low > last:
            truth = "false"
        elif low >= first and high <= last:
            truth = "true"
        return NEGATED[truth] if negated else truth
    if "chosen" in answer:
        if answer["chosen"] is None:
            return "unknown"
        return "true" if bool(set(answer["chosen"]) & set(asks["values"])) is not negated else "false"
    if "stated" in answer and admits(asks, answer["stated"]) is not negated:
        return "true"
    held = [admits(asks, value) is not negated for value in answer["possible"]]
    if "stated" in answer:
        return "unknown" if any(held) else "false"
    return "true" if all(held) else ("unknown" if any(held) else "false")


def admits(asks: Tree, value: Any) -> bool:
    if value is None or ("values" not in asks and value == ""):  # what is not asked has no number
        return False
    if "values" in asks:
        return value in asks["values"]
    return bool(asks.get("min", value) <= value <= asks.get("max", value))


def clauses(tree: Tree) -> Iterator[Tree]:
    if tree["kind"] == "clause":
        yield tree
    else:
        for part in tree["parts"]:
            yield from clauses(part)


def can_be(parts: Iterable[tuple[Tree, bool]]) -> bool:
    """Whether open answers are left with which each condition has the truth asked for."""
    parts = list(parts)
    unknowns: dict[str, list[Any]] = {}
    for tree, _ in parts:
        for clause in clauses(tree):
            answer = clause["answer"]
            if "possible" in answer:
                unknowns[clause["subject"]] = answer["possible"]
            elif (
                truth_of({**clause, "negated": False, "truth": clause_truth({**clause, "negated": False})}) == "unknown"
            ):
                unknowns[f"{clause['subject']} {clause['asks']}"] = [True, False]
    for values in itertools.product(*unknowns.values()):
        answers = dict(zip(unknowns, values, strict=True))
        if all(holds(tree, answers) is wanted for tree, wanted in parts):
            return True
    return False


def holds(tree: Tree, answers: dict[str, Any]) -> bool:
    if tree["kind"] == "clause":
        if tree["subject"] in answers:
            held = admits(tree["asks"], answers[tree["subject"]])
        else:
            key = f"{tree['subject']} {tree['asks']}"
            held = answers[key] if key in answers else clause_truth({**tree, "negated": False}) == "true"
        return held is not tree["negated"]
    return (all if tree["kind"] == "all" else any)(holds(part, answers) for part in tree["parts"])


Shown = tuple[bool, bool]
"""Whether it is shown, and whether under a lead."""

NOT: Shown = (False, False)


def as_printed(one: Tree) -> Shown:
    return one["shown"], one["lead"] is not None


def hide(one: Tree, shown: Shown) -> Shown:
    return NOT if shown[1] and one["unknown"] == "hide" else shown


def decide_module(module: Tree) -> Shown:
    """A module without a slot."""
    outline, own = truth_of(module["outline"]), truth_of(module["condition"])
    if "false" in (outline, own):
        return NOT
    return hide(module, (True, "unknown" in (outline, own)))


def decide_slot(rivals: list[Tree]) -> dict[str, Shown]:
    """The alternatives of a slot, in the order they are tried."""
    decided: dict[str, Shown] = {}
    before: list[Tree] = []
    has_winner = is_over = False
    for one in rivals:
        outline, own = truth_of(one["outline"]), truth_of(one["condition"])
        decided[one["module"]] = NOT
        if outline == "false" or is_over or own == "false":
            continue
        earlier = [(other["condition"], False) for other in before]
        if own == "true" and not has_winner:
            has_winner = True
            decided[one["module"]] = hide(one, (True, outline == "unknown"))
        elif can_be([*earlier, (one["condition"], True), (one["outline"], True)]):
            decided[one["module"]] = hide(one, (True, True))
        else:
            continue
        before.append(one)
        is_over = not can_be([(other["condition"], False) for other in before])
    return decided


def check_blocks(blocks: list[Tree]) -> int:
    """Every arm of some blocks and of those inside them is as decided again; gives how many there are."""
    count = 0
    for block in blocks:
        before: list[Tree] = []
        has_plain = is_over = False
        for arm in block["arms"]:
            own = truth_of(arm["condition"])
            expected = NOT
            if not is_over and own != "false":
                earlier = [(other["condition"], False) for other in before]
                if own == "true" and not before:
                    expected, has_plain = (True, False), True
                elif (own == "true" and not has_plain) or can_be([*earlier, (arm["condition"], True)]):
                    expected = (True, True)
                if expected != NOT:
                    before.append(arm)
                    is_over = not can_be([(other["condition"], False) for other in before])
            assert as_printed(arm) == hide(arm, expected), arm["place"]
            count += 1
            if arm["shown"]:
                count += check_blocks(arm["blocks"])
    return count


def row_truth(row: Tree) -> str:
    """The truth of a row; one that open answers could change, and that may not be said then, does not hold."""
    truth = truth_of(row["condition"])
    if row["only_counted"]:
        assert truth != "false"
        truth = "false"
    assert truth == row["truth"], row
    return truth


def check_value(value: Tree) -> None:
    """The rows that set a plan value are those that its policy names."""
    rows = value["rows"]
    truths = [row_truth(row) for row in rows]
    held = [row for row, truth in zip(rows, truths, strict=True) if truth == "true"]
    default = [row for row in held if row["is_default"]]
    holding = [row for row in held if not row["is_default"] and row["sorts_as"] is not None]
    if value["policy"] == "collect":
        winners = holding or default
    elif not holding:
        winners = default
    elif value["policy"] == "first":
        winners = holding[:1]
    else:
        pick = min if value["policy"] == "min" else max
        winners = [pick(holding, key=lambda row: row["sorts_as"])]
    assert [row for row in rows if row["wins"]] == winners


def check_reader(document: Tree) -> int:
    """Every decision of one reader is as decided again; gives how many there are."""
    modules = {one["module"]: one for one in document["modules"]}
    slots = {one["slot"]["name"]: one["slot"]["order"] for one in modules.values() if one["slot"]}
    expected = {name: decide_module(one) for name, one in modules.items() if not one["slot"]}
    for order in slots.values():
        expected |= decide_slot([modules[name] for name in order])
    assert {name: as_printed(one) for name, one in modules.items()} == expected
    blocks = sum(check_blocks(one["blocks"]) for one in modules.values() if one["shown"])
    for value in document["plan"].values():
        check_value(value)
    return len(modules) + blocks + len(document["plan"])
