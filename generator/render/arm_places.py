"""Where each arm of a module is, as the page's engine names it: by the numbers of the nodes and arms around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Span
from generator.model.module import Aside, Block, Body, Module, Run

Places = Mapping[Span, str]


def arm_places(modules: Iterable[Module]) -> Places:
    """The place of each arm in its module."""
    return {span: place for module in modules for span, place in _arms(module.body, "")}


def _arms(body: Body, prefix: str) -> Iterator[tuple[Span, str]]:
    for number, node in enumerate(body):
        here = f"{prefix}{number}"
        match node:
            case Block():
                for arm, one in enumerate(node.arms):
                    yield one.span, f"{here}.{arm}"
                    yield from _arms(one.body, f"{here}.{arm}.")
            case Aside() | Run():
                yield from _arms(node.body, f"{here}.")
