"""What tests of the press share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.render.pdf import _press


@pytest.fixture
def new_process() -> Iterator[None]:
    """As if a test had a process of its own, as far as pieces go."""
    _press.cache_clear()
    yield
    _press.cache_clear()
