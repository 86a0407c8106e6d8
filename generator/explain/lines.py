"""Explanations as lines of text, from the same data that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.explain.tree import SIGNS, Tree, tree_lines
from generator.model.outline import Outline

SHOWN, UNDER_LEAD, LEFT_OUT = "+", "?", "-"
STATES = {SHOWN: "shown", UNDER_LEAD: "shown under a lead", LEFT_OUT: "left out"}
LEGEND = f"{SHOWN} shown   {UNDER_LEAD} shown under a lead   {LEFT_OUT} left out"


def sign(shown: Tree) -> str:
    """How a module or an arm is marked."""
    if not shown["shown"]:
        return LEFT_OUT
    return SHOWN if shown["lead"] is None else UNDER_LEAD


def answer_lines(answers: dict[str, Tree]) -> Iterator[str]:
    """Every answer, and what constraints took away from it."""
    for name, answer in answers.items():
        origin = "   (derived)" if answer["derived"] else ""
        yield f"  {name}: {answer['answer_words']}{origin}"
        for one in answer["removed"]:
            yield f"      cannot be {', '.join(one['values'])}, because {one['because']}   {one['place']}"


def plan_lines(values: dict[str, Tree]) -> Iterator[str]:
    """Every plan value with the rows that were tried."""
    for name, value in values.items():
        shown = value["value"]
        words = "; ".join(shown) if isinstance(shown, list) else (shown or "not set")
        if value["because"] and value["policy"] != "collect":
            words += f", because {value['because']}"
        yield f"  {name} ({value['policy']}): {words}"
        for row in value["rows"]:
            mark = "   <- sets it" if row["wins"] else ("   <- would change it" if row["would_change"] else "")
            if row["truth"] == "true" and not row["wins"] and row["value"] is None:
                mark = "   <- needs a date that was not given"
            elif row["only_counted"]:
                mark = "   <- not said, since an open answer could change it"
            when = "otherwise" if row["is_default"] else _when(row["condition"])
            yield f"      {SIGNS[row['truth']]} {row['value'] or row['written']}, {when}   {row['place']}{mark}"
            if row["would_change"] or (value["policy"] == "collect" and row["wins"]):
                yield f"          because {row['because']}"


def _when(tree: Tree) -> str:
    """A condition on one line; of several clauses each has its sign."""
    if tree["kind"] == "clause":
        return f"when {_clause(tree)}"
    return f"when {_joined(tree)}" if tree["parts"] else "always"


def _joined(tree: Tree) -> str:
    if tree["kind"] == "clause":
        return f"{SIGNS[tree['truth']]} {_clause(tree)}"
    word = " and " if tree["kind"] == "all" else " or "
    return word.join(f"({_joined(part)})" if part.get("parts") else _joined(part) for part in tree["parts"])


def _clause(tree: Tree) -> str:
    return f"{'not ' if tree['negated'] else ''}{tree['subject']}: {tree['asks_words']}"


def chapter_lines(modules: Iterable[Tree], outline: Outline) -> Iterator[str]:
    """Every module with its one reason, by chapter and in the outline's order."""
    by_chapter: dict[str | None, list[Tree]] = {}
    for module in modules:
        by_chapter.setdefault(module["chapter"], []).append(module)
    for _, chapter in outline.chapters():
        yield ""
        yield f"  {chapter.title}"
        order = {(one if isinstance(one, str) else one.slot): number for number, one in enumerate(chapter.contents)}
        here = by_chapter.get(chapter.id, [])
        yield from _module_lines(sorted(here, key=lambda one: (order[_entry(one)], *_rank(one))))
    if None in by_chapter:
        yield ""
        yield "  Outside the outline"
        yield from _module_lines(by_chapter[None])


def _entry(module: Tree) -> str:
    """The name under which a module is in the outline."""
    name: str = module["slot"]["name"] if module["slot"] else module["module"]
    return name


def _rank(module: Tree) -> tuple[int, str]:
    place = module["slot"]["order"].index(module["module"]) if module["slot"] else 0
    return place, module["module"]


def _module_lines(modules: Iterable[Tree]) -> Iterator[str]:
    for one in modules:
        empty = ", but none of its blocks holds" if one["empty"] else ""
        yield f"    {sign(one)} {one['module']}: {one['reason']['sentence']}{empty}"


def module_lines(module: Tree, rivals: dict[str, Tree], profile: str) -> Iterator[str]:
    """One module: its reason, every clause of its conditions, its rivals and its blocks."""
    reason = module["reason"]
    yield f"{module['module']}: {STATES[sign(module)]} for {profile}"
    yield f"  {module['path']}: {module['title']}"
    yield f"  reason: {reason['sentence']}"
    if reason["why"]:
        yield f"  {reason['why']}"
    if module["why"] is not None:
        yield f"  the reader is told: {module['why']}"
    if module["lead"] is not None:
        yield f"  its lead: {module['lead']}:"
    if module["empty"]:
        yield "  nothing of it is left: none of its blocks holds"
    if module["outline"].get("parts") != []:
        yield "  what its place in the outline asks:"
        yield from tree_lines(module["outline"], "    ")
    yield "  what it asks itself:"
    yield from tree_lines(module["condition"], "    ")
    if module["slot"]:
        yield f"  slot '{module['slot']['name']}', its alternatives in the order they are tried:"
        for name in module["slot"]["order"]:
            yield f"    {sign(rivals[name])} {name}: {rivals[name]['reason']['sentence']}"
    if module["blocks"]:
        yield "  its blocks:"
        yield from _block_lines(module["blocks"], "    ")


def _block_lines(blocks: Iterable[Tree], indent: str) -> Iterator[str]:
    for block in blocks:
        for number, arm in enumerate(block["arms"]):
            kind = "when" if number == 0 else ("else" if arm["condition"].get("parts") == [] else "else when")
            lead = "" if arm["lead"] is None else f', under "{arm["lead"]}:"'
            yield f"{indent}{sign(arm)} {arm['place']}: {kind}{lead}: {arm['reason']['sentence']}"
            if arm["condition"].get("parts") != []:
                yield from tree_lines(arm["condition"], f"{indent}    ")
            yield from _block_lines(arm["blocks"], f"{indent}    ")
