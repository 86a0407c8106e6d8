"""What readers take along from a guide, by the paths of its files below the site."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.calendar_history import FILE
from generator.model.output import FILES, HANDBOOK, guide_folder
from generator.write.stage import Output

DOWNLOADS = {kind.file for kind in FILES}


def history_path(persona: str) -> str:
    """Where a persona's calendar history is below the site."""
    return f"{guide_folder(persona)}/{FILE}"


def is_handbook(path: str) -> bool:
    """Whether a file of an output is a handbook."""
    return path.endswith(f"/{HANDBOOK.file}")


def files_of(artifacts: Iterable[Output]) -> set[str]:
    """The names of the downloads among these artifacts of one persona."""
    return {name for one in artifacts if (name := one.path.rpartition("/")[2]) in DOWNLOADS}
