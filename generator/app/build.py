"""`guidegen build`: the public site of the personas."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.progress import Progress
from generator.app.site_pages import site_pages
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.seal import PUBLIC, Seal
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.settings import DEFAULT_SITE
from generator.render.compare import pairs
from generator.render.files import HANDBOOK, FileRenderer
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookSource
from generator.render.pool import lay_out_all
from generator.render.site import guide_folder
from generator.write.output import OutputRoot, Written, open_root


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `personas` empty means all; `to` holds the wanted kinds of output.

    `site_url` is the address the site will have, where it is known only now.
    """

    root: Path
    output: Path
    personas: tuple[str, ...]
    to: frozenset[str] | None
    jobs: int
    today: dt.date
    reuse: bool = True
    site_url: str | None = None


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
    if request.site_url is not None:
        opened = _at(opened, request.site_url)
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
        files = FileRenderer(opened.project, opened.theme(), fragments, Seal(PUBLIC), wanted, guide_folder)
        artifacts, reused = _files(opened, guides, files, root, request, progress, failed)
        only = frozenset(request.personas) or None
        standing = _standing(opened, root, only, failed)
        if "html" in wanted:
            with watch.stage("pages"):
                files_there = [*(one.path for one in artifacts), *reused, *standing]
                artifacts += site_pages(opened, guides, fragments, files_there, standing, request.jobs)
        with watch.stage("write"):
            written = root.write(artifacts, [*reused, *standing], only=only)
    return BuildReport(
        written=written,
        guides=len(guides),
        handbooks=sum(1 for one in artifacts if one.path.endswith(HANDBOOK)),
        reused=len(reused),
        failed=failed,
        warnings=list(opened.warnings),
    )


def _at(opened: Opened, url: str) -> Opened:
    """The project with another address of its site."""
    settings = opened.project.settings
    site = (settings.site or DEFAULT_SITE).model_copy(update={"url": url})
    project = dataclasses.replace(opened.project, settings=settings.model_copy(update={"site": site}))
    return dataclasses.replace(opened, project=project)


def _standing(opened: Opened, root: OutputRoot, only: frozenset[str] | None, failed: Mapping[str, object]) -> list[str]:
    """What earlier builds wrote and this one leaves as it is.

    That of a persona who fails now stays until it is right again, comparisons included. A build of some personas
    leaves the others', and what all share, even where it makes no pages.
    """
    site = opened.project.settings.site
    compared = pairs(opened.project.personas.values(), site.compare if site else ())
    torn = {pair.path for pair in compared if pair.second.id in failed}
    return [
        path
        for path, one in root.manifest.files.items()
        if one.profile in failed or path in torn or (only is not None and one.profile not in only)
    ]


def _files(
    opened: Opened,
    guides: Sequence[Guide],
    files: FileRenderer,
    root: OutputRoot,
    request: BuildRequest,
    progress: Progress,
    failed: dict[str, list[Diagnostic] | str],
) -> tuple[list[Artifact], list[str]]:
    """What guides give beside their pages, and the paths of the handbooks that stand."""
    artifacts: list[Artifact] = []
    waiting: list[HandbookSource] = []
    reused: list[str] = []
    with opened.watch.stage("render"):
        for guide in guides:
            small, source = files.render(guide)
            artifacts += small
            if source is not None and request.reuse and root.reusable(files.path(guide.id), source.key):
                reused.append(files.path(guide.id))
            elif source is not None:
                waiting.append(source)
    if waiting:
        with opened.watch.stage("handbooks"):
            done = lay_out_all(waiting, files.typesetting, request.jobs)
            for source, outcome in progress.over(done, "handbooks", len(waiting)):
                if isinstance(outcome, str):
                    failed[source.profile] = outcome
                else:
                    artifacts.append(Artifact(files.path(source.profile), outcome, source.profile, source.key))
    return sorted(artifacts, key=lambda one: one.path), reused
