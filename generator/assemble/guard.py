"""What authors are told to write around a value that some readers do not have."""

from __future__ import annotations

from generator.logic.reader import Reader
from generator.logic.subject import PLAN
from generator.model.profile import Example
from generator.model.project import Project


def guard(project: Project, reader: Reader, path: tuple[str, ...]) -> str:
    """Advice for the value that a mark names, such as ("plan", "rounds"), and that this reader lacks."""
    if isinstance(reader.profile, Example):
        return "give this reader the answer, or tell it without"
    match path:
        case ("profile", name):
            return f"write it between '::: when {{answered: {name}}}' and ':::'"
        case ("milestone", name) if step := project.milestones[name].step:
            return f"put it under the condition of step '{step}': '::: when {{...}}' and ':::'"
        case ("plan", name, *_) if PLAN + name in reader.plan.answers:
            return f"test it: '::: when {{plan.{name}: ...}}' with the values it may have, and ':::'"
        case ("plan", name, *_):
            return f"give the table '{name}' a default, or put the sentence under its rows' condition"
        case ("path", name, *_):
            return f"put it under the condition of step '{name}': '::: when {{...}}' and ':::'"
    return "put it under a condition: '::: when {...}' and ':::'"
