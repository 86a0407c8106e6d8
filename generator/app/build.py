"""`guidegen build`: the public site of the personas."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.engine_files import form_of, plan_file
from generator.app.opened import Opened, open_project
from generator.app.personas import Made, PersonaMaker, files_of
from generator.app.progress import Progress
from generator.app.spread import spread
from generator.app.stopwatch import Stopwatch
from generator.cache import lock_folder
from generator.diagnostics import Diagnostic, Failure
from generator.logic.presence import Presence
from generator.model.artifact import Artifact
from generator.model.delivery import DEFAULT_PUBLISH
from generator.model.output import CALENDAR, HANDBOOK, PAGES, guide_folder
from generator.model.profile import Persona
from generator.model.settings import DEFAULT_SITE
from generator.publish.histories import PublishedHistories
from generator.render.offline import DESCRIPTION, WORKER, offline_files
from generator.render.one_address import HEAD_SIZE, Head, head_of
from generator.render.pool import lay_out_all
from generator.select import Selector
from generator.write.output import OutputRoot, Written, open_root

LEAST = 8
"""Personas for each process; with fewer, starting it takes longer than it saves."""


OFFLINE = {WORKER, DESCRIPTION}
"""Made from all other files."""


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
    """What a build did.

    `failed` names each profile with its reasons. `histories` says where the calendars' histories came from, if not
    from what is published now.
    """

    written: Written
    guides: int
    handbooks: int
    reused: int
    failed: dict[str, Failure] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)
    histories: str | None = None


def build(request: BuildRequest, progress: Progress, watch: Stopwatch) -> BuildReport:
    """Load, check, and for each persona plan, select, assemble and render; then write.

    Raises ProjectError, UsageError, RefusedError or OutputError; a persona that fails costs only itself.
    """
    opened = open_project(request.root, request.today, watch)
    if request.site_url is not None:
        opened = _at(opened, request.site_url)
    personas = opened.persona_list(request.personas)
    asked = frozenset(persona.id for persona in personas)
    wanted = request.to if request.to is not None else frozenset(opened.project.settings.outputs)
    with open_root(request.output, "public", lock_folder(request.root)) as root:
        counted_from = _counted_from(opened, request, root)
        opened = dataclasses.replace(opened, counted_from=counted_from)
        where = opened.project.settings.publish or DEFAULT_PUBLISH
        fetch = not wanted.isdisjoint((CALENDAR.name, HANDBOOK.name))
        histories = PublishedHistories(request.root, root.target, where.remote, where.branch, fetch=fetch)
        maker = PersonaMaker(opened, wanted, asked, root.manifest.files.keys(), histories)
        made = _made(maker, personas, request.jobs)
        if PAGES.name in wanted and not request.personas:
            maker.add_examples(made)
        handbooks, reused = _handbooks(maker, made, root, request, progress)
        only = asked if request.personas else None
        standing = [*made.torn, *_standing(root, only, made.failed)]
        artifacts = [*made.artifacts, *handbooks]
        if PAGES.name in wanted:
            pages = _pages(artifacts, standing, root)
            artifacts = maker.site.with_one_address(artifacts, pages)
            artifacts += _shared(maker, artifacts, pages, root)
            artifacts += _offline(maker, artifacts, [*reused, *standing], root)
        with watch.stage("write"):
            written = root.write(
                sorted(artifacts, key=lambda one: one.path),
                [*reused, *standing],
                only=only,
                counted_from=counted_from if opened.project.steps else None,
            )
    return BuildReport(
        written=written,
        guides=made.guides,
        handbooks=len(handbooks),
        reused=len(reused),
        failed=made.failed,
        warnings=list(opened.warnings),
        histories=histories.said,
    )


def _counted_from(opened: Opened, request: BuildRequest, root: OutputRoot) -> dt.date:
    """The day from which pages count the path: where only some are built, that of the others."""
    settings = opened.project.settings
    is_fixed = settings.path is not None and settings.path.count_from is not None
    earlier = root.manifest.counted_from if request.personas and not is_fixed else None
    return earlier or opened.counted_from


def _at(opened: Opened, url: str) -> Opened:
    """The project with another address of its site."""
    settings = opened.project.settings
    site = (settings.site or DEFAULT_SITE).model_copy(update={"url": url})
    project = dataclasses.replace(opened.project, settings=settings.model_copy(update={"site": site}))
    return dataclasses.replace(
        opened, project=project, selector=Selector(opened.subjects, Presence(project, opened.space))
    )


def _made(maker: PersonaMaker, personas: Sequence[Persona], jobs: int) -> Made:
    """What several processes made of the personas, put together."""
    whole = Made()
    for part in spread(maker.make, personas, jobs, least=LEAST):
        whole.guides += part.guides
        whole.artifacts += part.artifacts
        whole.sources += part.sources
        whole.failed |= part.failed
        whole.torn += part.torn
    return whole


def _handbooks(
    maker: PersonaMaker,
    made: Made,
    root: OutputRoot,
    request: BuildRequest,
    progress: Progress,
) -> tuple[list[Artifact], list[str]]:
    """The handbooks laid out now, and the paths of those that stay."""
    path = maker.files.path
    handbooks: list[Artifact] = []
    waiting = [one for one in made.sources if not (request.reuse and root.reusable(path(one.profile), one.key))]
    unmade: list[str] = []
    if waiting:
        root.refuse_foreign(made.artifacts)
    with maker.opened.watch.stage("handbooks"):
        done = lay_out_all(waiting, maker.files.typesetting, request.jobs) if waiting else ()
        for source, outcome in progress.over(done, "handbooks", len(waiting)):
            if isinstance(outcome, bytes):
                handbooks.append(Artifact(path(source.profile), outcome, source.profile, source.key))
                continue
            made.failed[source.profile] = Failure.saying(outcome)
            if PAGES.name in maker.wanted and path(source.profile) not in root.manifest.files:
                unmade.append(source.profile)
    _without_handbook(maker, made, unmade)
    laid_out = {one.profile for one in waiting}
    return handbooks, [path(one.profile) for one in made.sources if one.profile not in laid_out]


def _without_handbook(maker: PersonaMaker, made: Made, profiles: Sequence[str]) -> None:
    """Remake the pages of some personas, so that they offer no handbook that is not there."""
    for profile in profiles:
        files = files_of(one for one in made.artifacts if one.profile == profile)
        pages = maker.pages(maker.opened.project.personas[profile], files)
        paths = {page.path for page in pages}
        made.artifacts = [one for one in made.artifacts if one.path not in paths] + pages


def _pages(made: Sequence[Artifact], standing: Sequence[str], root: OutputRoot) -> dict[str, Head | None]:
    """The pages that will be there, made now or standing, with what they say of themselves."""
    found = {one.path: head_of(one.content) for one in made if _is_page(one.path)}
    for path in standing:
        if path not in found and _is_page(path):
            found[path] = _head(root.target / path)
    return dict(sorted(found.items()))


def _head(file: Path) -> Head | None:
    try:
        with file.open("rb") as page:
            return head_of(page.read(HEAD_SIZE))
    except FileNotFoundError:
        return None


def _is_page(path: str) -> bool:
    return path.endswith(".html") and path.startswith(("guides/", "compare/", "examples/"))


def _shared(
    maker: PersonaMaker, made: Sequence[Artifact], pages: Mapping[str, Head | None], root: OutputRoot
) -> Iterator[Artifact]:
    """What these pages share."""
    now = {one.path: one.content for one in made}
    personas = maker.opened.project.personas.values()
    listed = [one for one in personas if f"{guide_folder(one.id)}/index.html" in pages]

    def searched(path: str) -> str:
        return (now[path] if path in now else (root.target / path).read_bytes()).decode()

    yield from maker.site.shared(listed, pages, searched)
    yield plan_file(maker.opened)
    if maker.site.form is not None:
        yield from form_of(maker.opened, maker.site.theme)


def _offline(
    maker: PersonaMaker, made: Sequence[Artifact], standing: Sequence[str], root: OutputRoot
) -> list[Artifact]:
    """What keeps a guide where there is no network; it changes with any file that is made or stays."""
    files = {path: root.manifest.files[path].sha256 for path in standing if path in root.manifest.files}
    files |= {one.path: hashlib.sha256(one.content).hexdigest() for one in made}
    opened = maker.opened
    return offline_files(opened.theme(), opened.project.settings, {k: v for k, v in files.items() if k not in OFFLINE})


def _standing(root: OutputRoot, only: frozenset[str] | None, failed: Mapping[str, object]) -> list[str]:
    """What earlier builds wrote and this one leaves as it is.

    That of a persona who fails now stays until it is right again. A build of some personas leaves the others', and
    what all share, even where it makes no pages.
    """
    return [
        path
        for path, one in root.manifest.files.items()
        if one.profile in failed or (only is not None and one.profile not in only)
    ]
