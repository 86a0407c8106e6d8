"""What a project takes to be right where too many readers would have to be gone through."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.located import Entry


class Assumption(Entry):
    """`about` names what is too large to be proved, such as "module packing"; `because` says why it is right."""

    about: str
    because: Annotated[str, Field(min_length=1)]
