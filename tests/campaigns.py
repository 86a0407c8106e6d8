"""What long campaigns share: `make campaign` runs them and prints their tables."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def show_table(title: str, rows: Iterable[tuple[str, object]], capsys: pytest.CaptureFixture[str]) -> None:
    """Print a campaign's figures past pytest's capturing."""
    lines = [(name, str(value)) for name, value in rows]
    width = max(len(name) for name, _ in lines)
    with capsys.disabled():
        print(f"\n\n{title}")
        for name, value in lines:
            print(f"  {name:<{width}}  {value}")
