"""`guidegen build`: the public site of the personas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.progress import Progress
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer, HandbookSource
from generator.render.pool import lay_out_all
from generator.render.site import HANDBOOK, SiteRenderer, guide_folder
from generator.write.output import OutputRoot, Written, open_root


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `personas` empty means all; `to` holds the wanted kinds of output."""

    root: Path
    output: Path
    personas: tuple[str, ...]
    to: frozenset[str] | None
    jobs: int
    today: dt.date
    reuse: bool = True


@dataclass(slots=True)
class BuildReport:
    """What a build did. `failed` names each profile with its reasons."""

    written: Written
    guides: int
    handbooks: int
    reused: int
    failed: dict[str, list[Diagnostic] | str] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)


def build(request: BuildRequest, progress: Progress, watch: Stopwatch) -> BuildReport:
    """Load, check, and for each persona plan, select, assemble and render; then write.

    Raises ProjectError, UsageError, RefusedError or OutputError; a persona that fails costs only itself.
    """
    opened = open_project(request.root, request.today, watch)
    personas = opened.persona_list(request.personas)
    wanted = request.to if request.to is not None else frozenset(opened.project.settings.outputs)
    failed: dict[str, list[Diagnostic] | str] = {}
    guides: list[Guide] = []
    for persona in personas:
        try:
            guides.append(opened.choose(persona)[2])
        except ProfileError as error:
            failed[persona.id] = error.diagnostics
    with open_root(request.output, "public", request.root / ".guidegen" / "locks") as root:
        fragments = FragmentMaker()
        artifacts, reused = (
            _handbooks(opened, guides, fragments, root, request, progress, failed) if "pdf" in wanted else ([], [])
        )
        if "html" in wanted:
            has_handbook = {one.profile for one in artifacts} | {Path(path).parent.name for path in reused}
            with watch.stage("render"):
                artifacts += _pages(opened, guides, fragments, has_handbook, failed)
        with watch.stage("write"):
            only = frozenset(persona.id for persona in personas) if request.personas else None
            kept = _of_failed(root, failed)
            written = root.write(artifacts, [*reused, *kept], only=only)
    return BuildReport(
        written=written,
        guides=len(guides),
        handbooks=sum(1 for one in artifacts if one.path.endswith(HANDBOOK)),
        reused=len(reused),
        failed=failed,
        warnings=list(opened.warnings),
    )


def _pages(
    opened: Opened,
    guides: Sequence[Guide],
    fragments: FragmentMaker,
    has_handbook: set[str | None],
    failed: dict[str, list[Diagnostic] | str],
) -> list[Artifact]:
    renderer = SiteRenderer(opened.project, opened.theme(), fragments)
    pages = [page for guide in guides for page in renderer.guide(guide, has_handbook=guide.id in has_handbook)]
    listed = [persona for persona in opened.project.personas.values() if persona.id not in failed]
    return [*pages, *renderer.shared(listed)]


def _handbooks(
    opened: Opened,
    guides: Sequence[Guide],
    fragments: FragmentMaker,
    root: OutputRoot,
    request: BuildRequest,
    progress: Progress,
    failed: dict[str, list[Diagnostic] | str],
) -> tuple[list[Artifact], list[str]]:
    """The handbooks that have to be laid out anew, and the paths of those that stand."""
    theme = opened.theme()
    with opened.watch.stage("render"):
        renderer = HandbookRenderer(opened.project, theme, fragments)
        sources = [renderer.source(guide) for guide in guides]
    reused = [path for one in sources if request.reuse and root.reusable(path := handbook_path(one), one.key)]
    waiting = [one for one in sources if handbook_path(one) not in reused]
    artifacts: list[Artifact] = []
    with opened.watch.stage("handbooks"):
        folders = tuple(str(folder) for folder in theme.folders)
        done = lay_out_all(waiting, folders, request.jobs) if waiting else iter(())
        for source, outcome in progress.over(done, "handbooks", len(waiting)):
            if isinstance(outcome, str):
                failed[source.profile] = outcome
            else:
                artifacts.append(Artifact(handbook_path(source), outcome, source.profile, source.key))
    return sorted(artifacts, key=lambda one: one.path), reused


def handbook_path(source: HandbookSource) -> str:
    """Where a persona's handbook stands below the site's root."""
    return f"{guide_folder(source.profile)}/{HANDBOOK}"


def _of_failed(root: OutputRoot, failed: dict[str, list[Diagnostic] | str]) -> list[str]:
    """What an earlier build wrote for a persona that fails now: it stays until it is right again."""
    return [path for path, one in root.manifest.files.items() if one.profile in failed]
