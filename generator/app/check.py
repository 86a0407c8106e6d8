"""`guidegen check`: all that can be known without rendering, over the whole profile space and for every profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.app.opened import Opened, examine_project
from generator.app.report import CheckReport
from generator.app.stopwatch import Stopwatch
from generator.check.facts import name_readers
from generator.check.whole import check_whole_space
from generator.diagnostics import Diagnostic, Diagnostics, Span, in_order
from generator.errors import ProfileError
from generator.load.profiles import read_applicants
from generator.model.profile import Profile


def check(root: Path, today: dt.date, watch: Stopwatch) -> CheckReport:
    """Find everything that is wrong without rendering."""
    opened, diagnostics = examine_project(root, today, watch)
    if opened is None:
        return CheckReport(in_order(diagnostics))
    applicants, wrong = read_applicants(root, opened.project, opened.subjects, diagnostics.lost)
    private = [one for several in wrong.values() for one in several]
    if any(one.severity == "error" and one.code != "tie" for one in diagnostics):
        return CheckReport(in_order(diagnostics), in_order(private))
    with watch.stage("space"):
        check_whole_space(opened.project, opened.space, today, diagnostics)
    public, readers = _choose_all(opened, opened.project.personas.values())
    personal, _ = _choose_all(opened, applicants.values())
    found = [*name_readers(diagnostics, opened.project, readers), *_unsaid(public, diagnostics)]
    private.extend(_unsaid(personal, found))
    return CheckReport(
        in_order(found), in_order(private), len(opened.project.personas), len(applicants), len(opened.project.modules)
    )


def _choose_all(opened: Opened, profiles: Iterable[Profile]) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    """What goes wrong while guides are put together, and for each fact the profiles whose guides cite it."""
    wrong: list[Diagnostic] = []
    readers: dict[str, list[str]] = {}
    for profile in profiles:
        try:
            guide = opened.choose(profile)[2]
        except ProfileError as error:
            wrong.extend(error.diagnostics)
            continue
        for cited in guide.sources:
            readers.setdefault(cited.id, []).append(profile.id)
    return _together(wrong), readers


def _unsaid(found: Iterable[Diagnostic], said: Diagnostics | Iterable[Diagnostic]) -> list[Diagnostic]:
    """What was not found at the same place already."""
    known = {(one.span, one.code) for one in said}
    return [one for one in found if (one.span, one.code) not in known]


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
