"""What long campaigns share: `make campaign` runs them and prints their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from _pytest.mark.structures import ParameterSet


def show_table(title: str, rows: Iterable[tuple[str, object]], capsys: pytest.CaptureFixture[str]) -> None:
    """Print a campaign's figures past pytest's capturing."""
    lines = [(name, str(value)) for name, value in rows]
    width = max(len(name) for name, _ in lines)
    with capsys.disabled():
        print(f"\n\n{title}")
        for name, value in lines:
            print(f"  {name:<{width}}  {value}")


def sampled(values: Sequence[object], count: int) -> list[ParameterSet]:
    """Parameters of one argument: `make test` takes so many of them, spread evenly, and `make campaign` the others."""
    taken = {len(values) * place // count for place in range(count)}
    return [
        pytest.param(value, marks=() if number in taken else pytest.mark.campaign)
        for number, value in enumerate(values)
    ]
