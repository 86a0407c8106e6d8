"""What all worker processes need, loaded once in the process that they are forked from."""

from __future__ import annotations

from contextlib import suppress

from generator.errors import OutputError
from generator.render import pdf as _pdf  # noqa: F401 -- what workers are given to do
from generator.render.surroundings import load_weasyprint

with suppress(OutputError):  # each worker says it itself, of the handbook that it cannot make
    load_weasyprint()
