"""What the page's engine works with: the rules of the project, and the form that asks by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.app.opened import Opened
from generator.browser import plan_data, plan_script, rules_data, taken_script
from generator.model.artifact import Artifact
from generator.model.profile import Persona
from generator.render.form import form_files
from generator.render.offline import RULES, TAKEN
from generator.render.theme import Theme


def plan_file(opened: Opened, guides: Iterable[Persona]) -> Artifact:
    """The rules of the project, once for the site of these guides."""
    return Artifact(RULES, plan_script(plan_data(opened.presence, opened.subjects, guides)))


def taken_file(opened: Opened) -> Artifact:
    """What words the files that readers save on the page."""
    return Artifact(TAKEN, taken_script(opened.project))


def form_of(opened: Opened, theme: Theme) -> Iterator[Artifact]:
    """The form next to the guides."""
    yield from form_files(opened.project, theme, rules_data(opened.project, opened.subjects))
