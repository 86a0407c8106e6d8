"""`guidegen handbooks -n`: whatever can go wrong with a person before a handbook is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.app.applicants import People
from generator.app.opened import Opened
from generator.app.progress import Progress
from generator.diagnostics import Diagnostic, Failure
from generator.errors import ProfileError
from generator.render.book_fonts import book_fonts
from generator.render.glyphs import undrawable


def failing(opened: Opened, people: People, progress: Progress, *, in_print: bool) -> Iterator[tuple[str, Failure]]:
    """Each applicant that would fail, by id, with the reason. `in_print` asks for the letters of their names too.

    Raises OutputError where a font of the project cannot be read.
    """
    settings = opened.project.settings.handbook
    letters = book_fonts(opened.theme(), settings.fonts if settings else ()).letters if in_print else None
    for applicant in progress.over(people.applicants, "applicants", len(people.applicants)):
        missing = None if letters is None else undrawable(applicant.name, letters)
        if missing is not None:
            yield applicant.id, Failure((Diagnostic("error", "no-glyph", f"the name: {missing}", applicant.span),))
            continue
        try:
            opened.choose(applicant)
        except ProfileError as error:
            yield applicant.id, error.failure
