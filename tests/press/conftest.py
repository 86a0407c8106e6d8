"""What tests of the press share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.render.pdf import _press
from generator.render.surroundings import surroundings


@pytest.fixture
def new_process() -> Iterator[None]:
    """As if a test had a process of its own, as far as pieces go. The engine's fonts go before the interpreter does."""
    _press.cache_clear()
    yield
    _press.cache_clear()
    surroundings.cache_clear()
