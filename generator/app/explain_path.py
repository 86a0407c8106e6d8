"""`guidegen explain --path`: the path of a reader, the ways it may go, and the chain behind a day."""

from __future__ import annotations

from generator.app.opened import Opened
from generator.diagnostics import nearest
from generator.errors import UsageError
from generator.logic.reader import Reader
from generator.logic.ways import Way
from generator.model.profile import Profile
from generator.plan import find_ways


def reader_on_path(opened: Opened, profile: Profile) -> Reader:
    """A reader with their path.

    Raises UsageError where the project has no steps, ProfileError.
    """
    if not opened.project.steps:
        raise UsageError("this project has no steps; they are written in content/data/steps.yaml")
    return opened.plan(profile)


def ways_of(opened: Opened, reader: Reader) -> tuple[Way, ...]:
    """The few ways the verdicts of a reader may go."""
    return find_ways(opened.project, opened.subjects, reader)


def find_step(opened: Opened, name: str) -> str:
    """A step by id.

    Raises UsageError where there is none.
    """
    if name not in opened.project.steps:
        hint = nearest(name, opened.project.steps)
        raise UsageError(f"there is no step '{name}'" + (f"; {hint}" if hint else ""))
    return name
