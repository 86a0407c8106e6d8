"""The path of one reader as data and as lines: verdicts, steps with their days, and the chain behind a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.explain.path_words import NOTHING_WAITS, after_words, before_words
from generator.explain.tree import Tree
from generator.logic.reader import Reader
from generator.logic.ways import Way, verdicts_of
from generator.model.path import PACES, Pace, Path, PathStep
from generator.model.project import Project
from generator.path.chain import by_latest, chain_after, chain_before, tightest

_HEAD = ("step", "begins", "is over", "begin by", "over by", "slack")
_WIDTHS = (26, 11, 11, 11, 11, 6)


def path_data(project: Project, reader: Reader, ways: Sequence[Way]) -> Tree:
    """A path as data: each step that is for the reader, once for each pass."""
    assert reader.journey is not None
    path = reader.journey.path
    return {
        "as_of": path.as_of.isoformat(),
        "counted": {name: str(value) for name, value in path.counted.items()},
        "verdicts": verdicts_of(reader.plan, project),
        "ways": [{"facet": one.facet, "value": one.value, "verdicts": dict(one.verdicts)} for one in ways],
        "steps": [_step_data(one, pace) for one in path.steps.values() if one.state != "skipped" for pace in PACES],
    }


def _step_data(one: PathStep, pace: Pace) -> Tree:
    days = one.days[pace]
    return {
        "id": one.id,
        "pass": pace,
        "start": days.start.isoformat(),
        "finish": days.finish.isoformat(),
        "earliest": days.earliest.isoformat(),
        "latest": None if days.latest is None else days.latest.isoformat(),
        "due": None if days.due is None else days.due.isoformat(),
        "slack": days.slack,
        "done": one.state == "done",
        "open": one.is_open,
        "assumed": sorted(one.assumed),
    }


def path_lines(project: Project, reader: Reader, ways: Sequence[Way]) -> Iterator[str]:
    """A path as a table, the steps that are still to be done in the order of their last day to begin."""
    assert reader.journey is not None
    path = reader.journey.path
    yield f"{reader.profile.id}, counted from {path.as_of}"
    if path.counted:
        yield f"Counted as: {'; '.join(f'{name}: {value}' for name, value in path.counted.items())}"
    yield ""
    yield "Verdicts"
    values = reader.plan.values
    for name, value in verdicts_of(reader.plan, project).items():
        yield f"  {name}: {value}, because {values[name].because}"
    if ways:
        yield ""
        yield "Open answers that decide"
        for way in ways:
            verdicts = ", ".join(f"{name}: {value}" for name, value in way.verdicts.items())
            yield f"  {way.facet}: {way.value} -> {verdicts}"
    yield ""
    yield "Steps, typically (* the least to spare, ? may not be for this reader)"
    yield from _table(path)
    done = [one.id for one in path.steps.values() if one.state == "done"]
    if done:
        yield ""
        yield f"Done: {', '.join(done)}"


def _table(path: Path) -> Iterator[str]:
    yield _row(" ", _HEAD)
    tight = tightest(path)
    for one in by_latest(path):
        days = one.typical
        mark = "?" if one.is_open else "*" if one.id in tight else " "
        slack = "" if days.slack is None else str(days.slack)
        yield _row(
            mark, (one.id, str(days.start), str(days.finish), str(days.latest or ""), str(days.due or ""), slack)
        )


def _row(mark: str, cells: tuple[str, ...]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return f"{mark} {' '.join(padded)}".rstrip()


def chain_data(reader: Reader, name: str) -> Tree:
    """The chains behind the first and the last days of a step."""
    assert reader.journey is not None
    path = reader.journey.path
    one = path.steps[name]
    data: Tree = {"id": name, "label": one.step.label, "state": one.state}
    if one.state == "skipped":
        return data
    return {
        **data,
        "days": [_step_data(one, pace) for pace in PACES],
        "before": [before_words(link, reader.calendar) for link in chain_before(path, name)],
        "after": [after_words(link, reader.calendar) for link in chain_after(path, name)],
    }


def chain_lines(reader: Reader, name: str, data: Tree) -> Iterator[str]:
    """The chains in lines, from the step itself to the day that decides."""
    yield f"{name}: {data['label']}"
    if data["state"] == "skipped":
        yield f"  {reader.profile.id} does not have this step"
        return
    before, after = data["before"], data["after"]
    yield ""
    yield "Not earlier"
    yield from (f"  {line}" for line in before)
    yield ""
    yield "Not later"
    yield from (f"  {line}" for line in (after or [NOTHING_WAITS.replace("{step}", name)]))
