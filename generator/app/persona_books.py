"""The handbooks of personas: those that stay, those kept from earlier builds, and those laid out now."""

from __future__ import annotations

from collections.abc import Sequence

from generator.app.downloads import files_of
from generator.app.kept_pieces import keeping
from generator.app.lay_out import lay_out, likely
from generator.app.personas import Made, PersonaMaker
from generator.app.progress import Progress
from generator.diagnostics import Failure
from generator.model.artifact import Artifact
from generator.model.output import PAGES
from generator.render.handbook import HandbookSource
from generator.render.pdf import Book
from generator.write.output import OutputRoot


def handbooks_of(
    maker: PersonaMaker,
    made: Made,
    root: OutputRoot,
    jobs: int,
    cluster: str | None,
    progress: Progress,
) -> tuple[list[Artifact], list[str]]:
    """The handbooks laid out now, and the paths of those that stay; those kept from earlier builds join what is made.

    Raises what `lay_out` raises; a book that fails costs only itself.
    """
    path = maker.files.path
    handbooks: list[Artifact] = []
    staying = [one for one in made.sources if maker.kept.reads and root.reusable(path(one.profile), one.key)]
    waiting = _without_kept(maker, made, root, [one for one in made.sources if one not in staying])
    unmade: list[str] = []
    if waiting:
        root.refuse_foreign([*made.artifacts, *made.pages.made])
    with maker.opened.watch.stage("handbooks"):
        how = keeping(maker.files.typesetting, maker.opened.root, reuse=maker.kept.reads) if waiting else None
        done = () if how is None else lay_out(waiting, how, jobs, cluster, progress)
        seconds = 0.0 if how is None else likely(how, jobs)
        for source, outcome in progress.over(done, "handbooks", len(waiting), likely=seconds):
            if isinstance(outcome, Book):
                handbooks.append(Artifact(path(source.profile), outcome.pdf, source.profile, source.key))
                if outcome.whole is not None:
                    made.whole[source.profile] = outcome.whole
                elif maker.kept.reads:
                    maker.kept.books.put(source.key, outcome.pdf)
                continue
            made.failed[source.profile] = Failure.saying(outcome)
            if PAGES.name in maker.wanted and path(source.profile) not in root.manifest.files:
                unmade.append(source.profile)
    _without_handbook(maker, made, unmade)
    return handbooks, [path(one.profile) for one in staying]


def _without_kept(
    maker: PersonaMaker, made: Made, root: OutputRoot, sources: Sequence[HandbookSource]
) -> list[HandbookSource]:
    """Those of some handbooks that nobody laid out before; the others are added to what is made."""
    waiting: list[HandbookSource] = []
    for source in sources:
        book = maker.kept.books.get(source.profile, source.key) if maker.kept.reads else None
        if book is None:
            waiting.append(source)
        else:
            made.artifacts.append(root.spool(book))
    return waiting


def _without_handbook(maker: PersonaMaker, made: Made, profiles: Sequence[str]) -> None:
    """Remake the pages of some personas, so that they offer no handbook that is not there."""
    for profile in profiles:
        persona = maker.opened.project.personas[profile]
        files = files_of(one for one in made.artifacts if one.profile == profile)
        pages = maker.pages(persona, maker.source(persona), files)
        made.pages.made = [one for one in made.pages.made if one.path not in pages.names]
        made.pages.add(pages)
