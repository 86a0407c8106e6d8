"""The answers one can give to a facet of a grid, as the cells that each leaves possible."""

from __future__ import annotations

from collections.abc import Iterable

from generator.logic.grid import Grid
from generator.logic.readers import Choices
from generator.logic.subject import Subjects


def choices_of(grid: Grid, subjects: Subjects) -> dict[str, Choices]:
    """The answers one can give to each facet of a grid, as positions of its cells: single ones first, none last."""
    choices: dict[str, Choices] = {}
    for name, cells in grid.cells.items():
        every = tuple(range(len(cells)))
        several: list[tuple[int, ...]] = [(place,) for place in every]
        for meant in subjects[name].stands_for.values():
            places = places_of(grid, name, meant)
            if len(places) > 1 and places not in several:
                several.append(places)
        if every not in several and not subjects[name].is_never_open:
            several.append(every)
        choices[name] = tuple(several)
    return choices


def places_of(grid: Grid, name: str, values: Iterable[str]) -> tuple[int, ...]:
    """The cells that some values of a facet fall into."""
    kinds = {grid.kind(name, frozenset({value})) for value in values}
    return tuple(place for place, cell in enumerate(grid.cells[name]) if grid.kind(name, cell) in kinds)
