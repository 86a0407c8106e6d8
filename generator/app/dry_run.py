"""`guidegen handbooks -n`: whatever can go wrong with a person before a handbook is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.app.applicants import People
from generator.app.opened import Opened
from generator.app.progress import Progress
from generator.app.proof import kept_proof, proof
from generator.diagnostics import Diagnostic, Failure
from generator.errors import ProfileError
from generator.model.profile import Applicant
from generator.render.book_fonts import book_fonts
from generator.render.glyphs import undrawable

MANY = 100
"""People for whom it takes longer to put their guides together than to prove that those of all readers can be."""


def failing(opened: Opened, people: People, progress: Progress, *, in_print: bool) -> Iterator[tuple[str, Failure]]:
    """Each applicant that would fail, by id, with the reason. `in_print` asks for the letters of their names too.

    Raises OutputError where a font of the project cannot be read.
    """
    settings = opened.project.settings.handbook
    letters = book_fonts(opened.theme(), settings.fonts if settings else ()).letters if in_print else None
    trial = _Trial(opened, len(people.applicants))
    for applicant in progress.over(people.applicants, "applicants", len(people.applicants)):
        missing = None if letters is None else undrawable(applicant.name, letters)
        if missing is not None:
            yield applicant.id, Failure((Diagnostic("error", "no-glyph", f"the name: {missing}", applicant.span),))
            continue
        try:
            trial.make(applicant)
        except ProfileError as error:
            yield applicant.id, error.failure


class _Trial:
    """Does with an applicant what a handbook would be refused for, and no more.

    Where `check` has nothing against the project, every guide can be put together, and only answers are wrong.
    """

    def __init__(self, opened: Opened, people: int) -> None:
        self.opened = opened
        report = kept_proof(opened.root, opened.today)
        if report is None and people > MANY:
            report = proof(opened.root, opened.today, opened.watch)
        self.is_proven = report is not None and all(one.severity != "error" for one in report.found)
        self.fine: set[str] = set()

    def make(self, applicant: Applicant) -> None:
        """Raises ProfileError."""
        if self.is_proven:
            self.opened.narrow(applicant)
            return
        same = repr((sorted(applicant.answers.items()), sorted(applicant.ticks.items()), applicant.lists))
        if same not in self.fine:
            self.opened.choose(applicant)
            self.fine.add(same)
