"""`guidegen verify`: whose handbook a PDF is, from which content, and whether it is still right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.app.applicants import PeopleSource, find_people
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.assemble.sources import source_lines
from generator.errors import ProfileError, UsageError
from generator.load.applicants import read_applicants
from generator.logic.seal import PUBLIC, Seal, Stamp, changes, fingerprints, known_states, partial_changes
from generator.model.profile import Profile
from generator.pdf import read_stamps, why_unstamped
from generator.write.secret import read_secret

State = Literal["current", "outdated", "perhaps outdated", "not ours"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What can be said of a PDF.

    `reasons` say through what it is outdated, or why nobody can say more.
    """

    state: State
    profile: str | None = None
    revision: str | None = None
    now: str | None = None
    reasons: tuple[str, ...] = ()


def verify(
    root: Path, file: Path, today: dt.date, watch: Stopwatch, *, roster: Path | None = None, pass_phrase: str = ""
) -> Verified:
    """Read a handbook's stamp, make sure that it is ours, and compare it with what the project says today.

    Raises ProjectError, UsageError where the file cannot be read, WrongPassPhrase where it is protected.
    """
    try:
        pdf = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None
    stamps = read_stamps(pdf, pass_phrase)
    if stamps is None:
        return Verified("not ours", reasons=(why_unstamped(pdf),))
    try:
        stamp = Stamp(**stamps)
    except TypeError:
        return Verified("not ours", reasons=("its stamp is damaged or of another kind",))
    opened = open_project(root, today, watch)
    for secret in (read_secret(root), PUBLIC):
        if secret is not None and Seal(secret).is_ours(stamp):
            return _compare(opened, Seal(secret), stamp, roster, is_public=secret == PUBLIC)
    return Verified("not ours", reasons=("it was made with another project, or the stamp was changed",))


def _compare(opened: Opened, seal: Seal, stamp: Stamp, roster: Path | None, *, is_public: bool) -> Verified:
    profile = opened.project.personas.get(stamp.profile) if is_public else _person(opened, stamp.profile, roster)
    if profile is None:
        reasons = partial_changes(seal, stamp, known_states(opened.project, source_lines(opened.project)))
        if reasons:
            return Verified("outdated", stamp.profile, stamp.revision, reasons=tuple(reasons))
        who = "persona" if is_public else "applicant"
        missing = f"there is no {who} '{stamp.profile}' here to compare plan and dates with"
        if not is_public and roster is None:
            missing += "; name their roster with --roster"
        return Verified("perhaps outdated", stamp.profile, stamp.revision, reasons=(missing,))
    try:
        guide = opened.choose(profile).guide
    except ProfileError as error:
        reason = f"it cannot be made any more: {error.diagnostics[0].message}"
        return Verified("outdated", stamp.profile, stamp.revision, reasons=(reason,))
    reasons = changes(seal, stamp, fingerprints(guide))
    now = seal.stamp(guide).revision
    return Verified("outdated" if reasons else "current", stamp.profile, stamp.revision, now, tuple(reasons))


def _person(opened: Opened, identity: str, roster: Path | None) -> Profile | None:
    if roster is None:
        return read_applicants(opened.root, opened.project, opened.subjects)[0].get(identity)
    people = find_people(opened, PeopleSource(roster))
    return next((one for one in people.applicants if one.id == identity), None)
