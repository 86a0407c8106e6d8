"""`guidegen build`: the public site of the personas."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.progress import Progress
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.seal import PUBLIC, Seal
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.settings import DEFAULT_SITE
from generator.render.files import HANDBOOK, FileRenderer
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookSource
from generator.render.pool import lay_out_all
from generator.render.site import SiteRenderer, guide_folder
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
        if "html" in wanted:
            with watch.stage("render"):
                beside = [*(one.path for one in artifacts), *reused]
                artifacts += _pages(opened, guides, fragments, beside, _standing(root, _only(request), failed), failed)
        with watch.stage("write"):
            only = _only(request)
            kept = _of_failed(root, failed)
            if only is not None:
                # What all guides share stays, even where this build makes no pages.
                kept += [path for path, one in root.manifest.files.items() if one.profile is None]
            written = root.write(artifacts, [*reused, *kept], only=only)
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


def _pages(
    opened: Opened,
    guides: Sequence[Guide],
    fragments: FragmentMaker,
    files: Iterable[str],
    standing: Iterable[str],
    failed: Mapping[str, object],
) -> list[Artifact]:
    renderer = SiteRenderer(opened.project, opened.theme(), fragments)
    beside: dict[str, set[str]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        beside.setdefault(folder, set()).add(name)
    pages = [page for guide in guides for page in renderer.guide(guide, beside.get(guide_folder(guide.id), ()))]
    pages += _comparisons(opened, renderer, guides, failed)
    listed = [persona for persona in opened.project.personas.values() if persona.id not in failed]
    addresses = {path for path in (*(page.path for page in pages), *standing) if path.endswith(".html")}
    return [*pages, *renderer.shared(listed, sorted(addresses))]


def _comparisons(
    opened: Opened, renderer: SiteRenderer, guides: Sequence[Guide], failed: Mapping[str, object]
) -> Iterator[Artifact]:
    """The comparisons that touch a guide built now; the other guide is made for it where need be."""
    known = {guide.id: guide for guide in guides}
    made = frozenset(known)
    for pair in renderer.pairs:
        both = (pair.first, pair.second)
        if not made.intersection(one.id for one in both) or any(one.id in failed for one in both):
            continue
        try:
            for one in both:
                if one.id not in known:
                    known[one.id] = opened.choose(one)[2]
        except ProfileError:
            continue  # a build of that persona will say why
        yield renderer.comparison(pair, known[pair.first.id], known[pair.second.id])


def _only(request: BuildRequest) -> frozenset[str] | None:
    """The personas a build was limited to; what others have then stays as it is."""
    return frozenset(request.personas) or None


def _standing(root: OutputRoot, only: frozenset[str] | None, failed: Mapping[str, object]) -> list[str]:
    """What earlier builds wrote for personas and this one leaves as it is."""
    files = ((path, one.profile) for path, one in root.manifest.files.items() if one.profile is not None)
    return [path for path, profile in files if profile in failed or (only is not None and profile not in only)]


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


def _of_failed(root: OutputRoot, failed: dict[str, list[Diagnostic] | str]) -> list[str]:
    """What an earlier build wrote for a persona that fails now: it stays until it is right again."""
    return [path for path, one in root.manifest.files.items() if one.profile in failed]
