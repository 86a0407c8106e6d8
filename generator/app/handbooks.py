"""`guidegen handbooks`: the private handbooks of applicants."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.progress import Progress
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, nearest
from generator.errors import ProfileError, UsageError
from generator.load.profiles import read_applicants
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.profile import Applicant
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pool import lay_out_all
from generator.render.site import HANDBOOK
from generator.write.output import OutputRoot, Written, open_root


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbooksRequest:
    """Whose handbooks to make; `applicants` empty means all."""

    root: Path
    output: Path
    applicants: tuple[str, ...]
    jobs: int
    today: dt.date
    reuse: bool = True


@dataclass(slots=True)
class HandbooksReport:
    """What was done. `failed` names each applicant by id with the reasons."""

    written: Written
    made: int
    reused: int
    failed: dict[str, list[Diagnostic] | str] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)


def make_handbooks(request: HandbooksRequest, progress: Progress, watch: Stopwatch) -> HandbooksReport:
    """Load, check, and for each applicant plan, select, assemble and render; then write below the private root.

    Raises ProjectError, UsageError, RefusedError or OutputError; an applicant that fails costs only itself.
    """
    opened = open_project(request.root, request.today, watch)
    applicants, failed = _applicants(opened, request.applicants)
    guides: list[Guide] = []
    for applicant in applicants:
        try:
            guides.append(opened.choose(applicant)[2])
        except ProfileError as error:
            failed[applicant.id] = error.diagnostics
    with open_root(request.output, "private", request.root / ".guidegen" / "locks") as root:
        artifacts, reused = _lay_out(opened, guides, root, request, progress, failed)
        with watch.stage("write"):
            kept = [path for path, one in root.manifest.files.items() if one.profile in failed]
            only = frozenset(request.applicants) if request.applicants else None
            written = root.write(artifacts, [*reused, *kept], only=only)
    return HandbooksReport(written, len(artifacts), len(reused), failed, list(opened.warnings))


def _applicants(opened: Opened, wanted: tuple[str, ...]) -> tuple[list[Applicant], dict[str, list[Diagnostic] | str]]:
    with opened.watch.stage("load"):
        applicants, wrong = read_applicants(opened.root, opened.project, opened.subjects)
    for name in wanted:
        if name not in applicants and name not in wrong:
            hint = nearest(name, [*applicants, *wrong])
            raise UsageError(f"there is no applicant '{name}'" + (f"; {hint}" if hint else ""))
    chosen = [one for one in applicants.values() if not wanted or one.id in wanted]
    return chosen, {name: found for name, found in wrong.items() if not wanted or name in wanted}


def _lay_out(
    opened: Opened,
    guides: list[Guide],
    root: OutputRoot,
    request: HandbooksRequest,
    progress: Progress,
    failed: dict[str, list[Diagnostic] | str],
) -> tuple[list[Artifact], list[str]]:
    theme = opened.theme()
    with opened.watch.stage("render"):
        renderer = HandbookRenderer(opened.project, theme, FragmentMaker())
        sources = [renderer.source(guide) for guide in guides]
    reused = [path for one in sources if request.reuse and root.reusable(path := f"{one.profile}/{HANDBOOK}", one.key)]
    waiting = [one for one in sources if f"{one.profile}/{HANDBOOK}" not in reused]
    artifacts: list[Artifact] = []
    with opened.watch.stage("handbooks"):
        done = lay_out_all(waiting, tuple(str(one) for one in theme.folders), request.jobs) if waiting else iter(())
        for source, outcome in progress.over(done, "handbooks", len(waiting)):
            if isinstance(outcome, str):
                failed[source.profile] = outcome
            else:
                artifacts.append(Artifact(f"{source.profile}/{HANDBOOK}", outcome, source.profile, source.key))
    return sorted(artifacts, key=lambda one: one.path), reused
