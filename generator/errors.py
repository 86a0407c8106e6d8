"""The one tree of errors. Each class says who catches it.

GuidegenError            anything a user can correct; `cli.main` catches it and exits with `exit_code`
├── ProjectError         the project's files are wrong; carries diagnostics (1)
│   └── ThemeError       a template cannot be filled; `app` catches it where it was filled for one profile (1)
├── UsageError           the command was called wrongly: no project, unknown profile (2)
├── RefusedError         doing it could lose or leak something (3)
├── ProfileError         one profile cannot be built; `app` catches it and goes on with the others (1)
└── OutputError          the outside failed us: a disk, a font, the PDF engine (1)
    └── ChangedError     files changed while they were used, so that nothing more may be made from them (1)

Anything else is a bug of guidegen and is shown with its traceback and a request to report it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from generator.diagnostics import Diagnostic, Failure, in_order


class GuidegenError(Exception):
    """Base of all errors a user can correct. Caught by `cli.main`."""

    exit_code = 1


class ProjectError(GuidegenError):
    """The project's files are wrong. Caught by `cli.main`, which prints every diagnostic."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(f"{len(self.diagnostics)} problems")

    def __reduce__(self) -> tuple[type[Self], tuple[list[Diagnostic]]]:
        """So that it can come from another process."""
        return type(self), (self.diagnostics,)


class ThemeError(ProjectError):
    """A template cannot be read or filled. Caught by `app` where it was filled for one profile, else by `cli.main`."""

    @property
    def failure(self) -> Failure:
        """What is reported of the profile it was filled for."""
        return Failure(tuple(self.diagnostics))


class UsageError(GuidegenError):
    """The command was called wrongly. Caught by `cli.main`, which shows `advice` below it."""

    exit_code = 2

    def __init__(self, message: str, advice: str | None = None) -> None:
        self.advice = advice
        super().__init__(message)


class RefusedError(GuidegenError):
    """Refused because something could be lost or leak. Caught by `cli.main`."""

    exit_code = 3


class ProfileError(GuidegenError):
    """One profile cannot be built. Caught by `app`, which builds the others and reports it at the end."""

    def __init__(self, profile: str, diagnostics: Iterable[Diagnostic]) -> None:
        self.profile = profile
        self.diagnostics = in_order(diagnostics)
        super().__init__(f"{profile}: {len(self.diagnostics)} problems")

    @property
    def failure(self) -> Failure:
        """What is reported of the profile."""
        return Failure(tuple(self.diagnostics))


class OutputError(GuidegenError):
    """The disk, a font or the PDF engine failed. Caught by `cli.main`."""


class ChangedError(OutputError):
    """Files changed while a run worked from them, so that its next books would be of two states. Ends the run."""
