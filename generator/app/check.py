"""`guidegen check`: all that loading, selecting and assembling can find, for every persona and applicant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.app.opened import examine_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Span, in_order
from generator.errors import ProfileError
from generator.load.profiles import read_applicants


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, and over how many readers."""

    found: list[Diagnostic]
    personas: int = 0
    applicants: int = 0
    modules: int = 0


def check(root: Path, today: dt.date, watch: Stopwatch) -> CheckReport:
    """Find everything that is wrong without rendering."""
    opened, diagnostics = examine_project(root, today, watch)
    if opened is None:
        return CheckReport(in_order(diagnostics))
    applicants, wrong = read_applicants(root, opened.project, opened.subjects)
    found = [*diagnostics, *(one for several in wrong.values() for one in several)]
    if diagnostics.has_errors:
        return CheckReport(in_order(found))
    personal: list[Diagnostic] = []
    for profile in (*opened.project.personas.values(), *applicants.values()):
        try:
            opened.choose(profile)
        except ProfileError as error:
            personal.extend(error.diagnostics)
    found.extend(_together(personal))
    return CheckReport(in_order(found), len(opened.project.personas), len(applicants), len(opened.project.modules))


def _together(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What several readers show at one place, said once."""
    groups: dict[tuple[Span, str], list[Diagnostic]] = {}
    for one in found:
        groups.setdefault((one.span, one.code), []).append(one)
    merged: list[Diagnostic] = []
    for several in groups.values():
        first, others = several[0], len({one.message for one in several}) - 1
        more = f" (and {others} more like it)" if others else ""
        merged.append(replace(first, message=first.message + more))
    return merged
