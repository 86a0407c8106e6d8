"""What the pages of a site share, made from all that is made now and all that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.app.engine_files import form_of, plan_file, taken_file
from generator.app.list_files import list_files
from generator.app.personas import PersonaMaker
from generator.app.standing_pages import led_elsewhere, pages_there, with_one_address
from generator.model.artifact import Artifact
from generator.model.output import PAGES, guide_folder
from generator.render.offline import DESCRIPTION, WORKER, offline_files
from generator.render.one_address import Head
from generator.write.output import OutputRoot
from generator.write.stage import Output, record_of

OFFLINE = {WORKER, DESCRIPTION}
"""Made from all other files."""


def with_shared(
    maker: PersonaMaker, artifacts: list[Output], stays: Sequence[str], led: Mapping[str, str], root: OutputRoot
) -> list[Output]:
    """What was made, with what pages share, and with the pages that are told of under another address now.

    `led` are the pages that were made with another's address, each with that one.
    """
    if PAGES.name not in maker.wanted:
        return artifacts
    pages = pages_there(artifacts, stays, root)
    artifacts = with_one_address(maker.site, artifacts, pages, led, root)
    artifacts += led_elsewhere(maker.site, maker.right, pages, root)
    artifacts += _shared(maker, artifacts, pages, root)
    return [*artifacts, *_offline(maker, artifacts, stays, root)]


def _shared(
    maker: PersonaMaker, made: Sequence[Output], pages: Mapping[str, Head | None], root: OutputRoot
) -> Iterator[Artifact]:
    """What these pages share."""
    now = {one.path: one for one in made}
    personas = maker.opened.project.personas.values()
    listed = [one for one in personas if f"{guide_folder(one.id)}/index.html" in pages]

    def searched(path: str) -> str:
        return (now[path].content if path in now else (root.target / path).read_bytes()).decode()

    yield from maker.site.shared(listed, pages, searched)
    yield plan_file(maker.opened, listed)
    yield taken_file(maker.opened)
    yield from list_files(maker.opened, maker.site)
    if maker.site.form is not None:
        yield from form_of(maker.opened, maker.site.theme)


def _offline(maker: PersonaMaker, made: Sequence[Output], standing: Sequence[str], root: OutputRoot) -> list[Artifact]:
    """What keeps a guide where there is no network; it changes with any file that is made or stays."""
    files = {path: root.manifest.files[path].sha256 for path in standing if path in root.manifest.files}
    files |= {one.path: record_of(one).sha256 for one in made}
    opened = maker.opened
    return offline_files(opened.theme(), opened.project.settings, {k: v for k, v in files.items() if k not in OFFLINE})
