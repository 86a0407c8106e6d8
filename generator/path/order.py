"""The order of steps: each after all it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from generator.model.step import Step

Edge = Literal["after", "either", "soft"]


class Circle(Exception):
    """Steps that wait for one another. `chain` begins and ends with the same step."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        self.chain = chain
        super().__init__(" -> ".join(chain))


@dataclass(frozen=True)
class Order:
    """The steps of a project as a graph. Every step that is named must be among them."""

    steps: Mapping[str, Step]

    @cached_property
    def forward(self) -> tuple[str, ...]:
        """Every step after those it waits for.

        Raises Circle.
        """
        try:
            return tuple(TopologicalSorter({name: step.waits_for for name, step in self.steps.items()}).static_order())
        except CycleError as error:
            raise Circle(tuple(reversed(error.args[1]))) from None

    @cached_property
    def followers(self) -> Mapping[str, tuple[tuple[str, Edge], ...]]:
        """The steps that wait for each step, and how."""
        found: dict[str, list[tuple[str, Edge]]] = {name: [] for name in self.steps}
        for name, step in self.steps.items():
            for earlier in step.after:
                found[earlier].append((name, "after"))
            for earlier in step.any_after:
                found[earlier].append((name, "either"))
            for earlier in step.soft:
                found[earlier].append((name, "soft"))
        return {name: tuple(several) for name, several in found.items()}
