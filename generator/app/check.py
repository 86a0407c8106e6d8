"""`guidegen check`: all that can be known without rendering, over the whole profile space and for every profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.app.doubts import doubts
from generator.app.earlier import Earlier
from generator.app.opened import Opened, examine_project, theme_of
from generator.app.path_sample import sample_path
from generator.app.report import CheckReport
from generator.app.stopwatch import Stopwatch
from generator.app.trials import Trials
from generator.check.facts import name_readers
from generator.check.seasons import project_season
from generator.check.whole import check_whole_space
from generator.diagnostics import Diagnostic, Diagnostics, Span, in_order
from generator.errors import OutputError
from generator.load.applicants import read_applicants
from generator.load.letters import letters_in
from generator.logic.fingerprint import digest
from generator.logic.proven import YES, Proven
from generator.model.output import HANDBOOK
from generator.render.book_fonts import book_fonts
from generator.render.letters import check_letters
from generator.render.overrides import check_overrides


def check(root: Path, today: dt.date, watch: Stopwatch, proven: Proven) -> CheckReport:
    """Find everything that is wrong without rendering. What is `proven` is not proved again."""
    opened, diagnostics = examine_project(root, today, watch, earlier=Earlier(proven))
    diagnostics.extend(check_overrides(theme_of(root)))
    if opened is None:
        return CheckReport(in_order(diagnostics))
    applicants, wrong = read_applicants(root, opened.project, opened.subjects, diagnostics.lost)
    private = [one for several in wrong.values() for one in several]
    if applicants or HANDBOOK.name in opened.project.settings.outputs:
        _check_letters(opened, diagnostics, private)
    if any(one.severity == "error" and one.code != "tie" for one in diagnostics):
        return CheckReport(in_order(diagnostics), in_order(private))
    with watch.stage("space"):
        trials = Trials(opened)
        _check_space(opened, trials.names.space(), diagnostics)
        found = name_readers(diagnostics, opened.presence)
        missed, followed = _sampled(opened, trials.names.planned)
        found.extend(missed)
    personas = opened.project.personas.values()
    found.extend(project_season(opened.project, today))
    examples = opened.project.examples.values()
    found.extend(doubts(opened, [*personas, *examples]))
    found.extend(_unsaid(_together(trials.wrong([*personas, *examples])), found))
    private.extend(doubts(opened, applicants.values()))
    private.extend(_unsaid(_together(trials.wrong(applicants.values())), found))
    return CheckReport(
        in_order(found),
        in_order(private),
        len(opened.project.personas),
        len(applicants),
        len(opened.project.modules),
        followed,
        opened.project.drafts,
    )


def _check_letters(opened: Opened, diagnostics: Diagnostics, private: list[Diagnostic]) -> None:
    """Find letters that the handbook's fonts do not have, in the project's files and in those of its applicants."""
    settings = opened.project.settings
    try:
        known = book_fonts(theme_of(opened.root), settings.handbook.fonts if settings.handbook else ()).letters
    except OutputError as error:
        diagnostics.error("bad-font", str(error), settings.place("handbook"))
        return
    diagnostics.extend(_unsaid(check_letters(letters_in(opened.root, private=False), known), diagnostics))
    refused = {one.span for one in private}
    found = check_letters(letters_in(opened.root, private=True), known)
    private.extend(one for one in found if one.span not in refused)


def _check_space(opened: Opened, name: str, diagnostics: Diagnostics) -> None:
    """Report what is wrong for any reader there can be; nothing is asked where it is known that nothing is."""
    proven, before = opened.space.proven, len(diagnostics)
    if proven.get(name) is None:
        check_whole_space(opened.presence, opened.today, diagnostics)
        if len(diagnostics) == before:
            proven.put(name, YES)


def _sampled(opened: Opened, rules: str) -> tuple[list[Diagnostic], int]:
    """What readers drawn at random show, and how many could be followed; where the rules are known, none is drawn."""
    name, proven = digest("followed", rules), opened.space.proven
    known = proven.get(name)
    if known is not None:
        return [], int(known)
    missed, followed = sample_path(opened)
    if not missed:
        proven.put(name, str(followed))
    return missed, followed


def _unsaid(found: Iterable[Diagnostic], said: Iterable[Diagnostic]) -> list[Diagnostic]:
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
