"""`guidegen form`: the form of a project's own, on its own, as a page and a workbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.browser import rules_data
from generator.cache import lock_folder
from generator.diagnostics import Diagnostic
from generator.errors import UsageError
from generator.render.asked import asked_facets
from generator.render.form import form_artifacts
from generator.write.output import Written, open_root


@dataclass(frozen=True, slots=True)
class FormReport:
    """How many questions the form asks, and what was written."""

    questions: int
    written: Written
    warnings: list[Diagnostic]


def make_form(root: Path, output: Path, today: dt.date) -> FormReport:
    """Write the form below `output`. It holds nobody's data, so it is public.

    Raises ProjectError, RefusedError, OutputError, or UsageError where the project has no questions.
    """
    opened = open_project(root, today, Stopwatch())
    asked = asked_facets(opened.project)
    if not asked:
        raise UsageError("no facet has a 'question', so there is nothing to ask; write one in profiles/facets.yaml")
    with open_root(output, "public", lock_folder(root)) as target:
        written = target.write(
            list(form_artifacts(opened.project, opened.theme(), rules_data(opened.project, opened.subjects))), []
        )
    return FormReport(len(asked), written, list(opened.warnings))
