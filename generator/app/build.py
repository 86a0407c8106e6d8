"""`guidegen build`: the public site of the personas."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.causes import Causes
from generator.app.downloads import is_handbook
from generator.app.earlier import Earlier
from generator.app.file_causes import FileCauses, Names
from generator.app.opened import Opened, open_project
from generator.app.persona_books import handbooks_of
from generator.app.personas import Made, PersonaMaker
from generator.app.progress import Progress
from generator.app.proven_file import keep_proven, read_proven
from generator.app.read_files import read_files
from generator.app.right_files import RightFiles
from generator.app.rules_names import rules_names
from generator.app.shared_files import with_shared
from generator.app.spread import spread
from generator.app.standing_pages import standing_files
from generator.app.stopwatch import Stopwatch
from generator.cache import lock_folder
from generator.diagnostics import Diagnostic, Failure
from generator.logic.presence import Presence
from generator.model.delivery import DEFAULT_PUBLISH
from generator.model.output import CALENDAR, HANDBOOK, PAGES
from generator.model.profile import Persona
from generator.model.settings import DEFAULT_SITE
from generator.publish.histories import PublishedHistories
from generator.select import Selector
from generator.write.looked import looked_note
from generator.write.output import OutputRoot, Written, open_root

LEAST = 8
"""Personas for each process; with fewer, starting it takes longer than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `personas` empty means all, examples too; `to` holds the wanted kinds of output.

    `pieces` makes handbooks from pieces. `site_url` is the address the site will have, where it is
    known only now. `cluster` is the address of a Dask scheduler that lays handbooks out.
    """

    root: Path
    output: Path
    personas: tuple[str, ...]
    to: frozenset[str] | None
    jobs: int
    today: dt.date
    reuse: bool = True
    site_url: str | None = None
    pieces: bool = True
    cluster: str | None = None


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    `failed` names each profile with its reasons. `histories` says where the calendars' histories came from, if not
    from what is published now. `causes` says of each guide made again why, `files` the same of each file added or
    changed, and `whole` why a handbook could not be made from pieces.
    """

    written: Written
    guides: int
    handbooks: int
    reused: int
    failed: dict[str, Failure] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)
    histories: str | None = None
    causes: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)


def build(request: BuildRequest, progress: Progress, watch: Stopwatch) -> BuildReport:
    """Load, check, and for each persona plan, select, assemble and render; then write.

    Raises ProjectError, UsageError, RefusedError or OutputError; a persona that fails costs only itself.
    """
    causes, rules, proven = Causes(request.root, request.output), rules_names(request.root), read_proven(request.root)
    before = read_files(request.root, rules.every) if request.reuse else None
    opened = open_project(request.root, request.today, watch, earlier=Earlier(proven, before))
    if request.site_url is not None:
        opened = _at(opened, request.site_url)
    personas, examples = opened.public_list(request.personas)
    asked = frozenset(one.id for one in (*personas, *examples))
    wanted = request.to if request.to is not None else frozenset(opened.project.settings.outputs)
    note = looked_note(request.root, request.output) if request.reuse else None
    with open_root(request.output, "public", lock_folder(request.root), note) as root:
        counted_from = _counted_from(opened, request, root)
        opened = dataclasses.replace(opened, counted_from=counted_from)
        histories = _histories(opened, root, wanted)
        maker = PersonaMaker(opened, wanted, asked, root.manifest.files.keys(), histories, pieces=request.pieces)
        right = RightFiles(opened, maker.files, maker.site.pairs, wanted, maker.history, rules)
        maker.keep_with(right, root, reads=request.reuse)
        maker.done, maker.right = right.among(personas if request.reuse else (), root)
        made = _made(maker, [one for one in personas if maker.has_work(one)], request.jobs)
        if PAGES.name in wanted:
            maker.add_examples(
                examples, made, lambda one, like: right.is_right_example(one, like, root) and request.reuse
            )
        handbooks, reused = handbooks_of(maker, made, root, request.jobs, request.cluster, progress)
        made.artifacts += made.pages.made
        maker.right.update(made.pages.right)
        only = asked if request.personas else None
        stays = [*reused, *made.torn, *maker.right, *standing_files(root, only, made.failed)]
        artifacts = with_shared(maker, [*made.artifacts, *handbooks], stays, made.pages.led, root)
        counted = counted_from if opened.project.steps else None
        with watch.stage("write"):
            written = root.write(sorted(artifacts, key=lambda one: one.path), stays, only=only, counted_from=counted)
        why, files = _known(right, causes, maker, personas, made, root, written)
        keep_proven(request.root, proven)
    return BuildReport(
        written=written,
        guides=made.guides + len(maker.done),
        handbooks=len(handbooks),
        reused=len(reused) + sum(map(is_handbook, (*maker.right, *(one.path for one in made.artifacts)))),
        failed=made.failed,
        warnings=list(opened.warnings),
        histories=histories.said,
        causes=why,
        files=files,
        whole=made.whole,
    )


def _histories(opened: Opened, root: OutputRoot, wanted: frozenset[str]) -> PublishedHistories:
    where = opened.project.settings.publish or DEFAULT_PUBLISH
    fetch = not wanted.isdisjoint((CALENDAR.name, HANDBOOK.name))
    return PublishedHistories(opened.root, root.target, where.remote, where.branch, fetch=fetch)


def _known(
    right: RightFiles,
    causes: Causes,
    maker: PersonaMaker,
    personas: Sequence[Persona],
    made: Made,
    root: OutputRoot,
    written: Written,
) -> tuple[dict[str, str], dict[str, str]]:
    """Know what was made for the next build, and say why each guide and each file was."""
    opened = right.opened
    found: dict[str, Names] = {}
    for persona in personas:
        if persona.id in made.shown:
            right.names.note(persona, made.shown[persona.id], made.listed[persona.id])
            found[persona.id] = causes.of({module.path for module in right.names.modules_of(persona)})
    guides = {name: ", ".join(several) for name, several in found.items()}
    for example in opened.project.examples.values():
        found[example.id] = causes.of({opened.project.stories[example.story].path})
    files = FileCauses(opened, causes, found, right.pairs).of((*written.added, *written.changed), root.manifest)
    causes.remember()
    if right.is_unchanged:
        maker.keeper.note(made.pages, maker.right, root.manifest)
        maker.kept.trim()
        right.note(made.failed.keys(), root.manifest)
    return guides, files


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
        whole.shown |= part.shown
        whole.listed |= part.listed
        whole.pages.add(part.pages)
    return whole
