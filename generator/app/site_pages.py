"""The pages of the public site: guides, comparisons, and what all of them share."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from contextlib import suppress

from generator.app.opened import Opened
from generator.app.spread import spread
from generator.errors import ProfileError
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.render.compare import Pair
from generator.render.fragments import FragmentMaker
from generator.render.site import SiteRenderer, guide_folder

LEAST = 8
"""Guides for each process; with fewer, starting it takes longer than it saves."""


def site_pages(
    opened: Opened,
    guides: Sequence[Guide],
    fragments: FragmentMaker,
    files: Iterable[str],
    standing: Iterable[str],
    jobs: int,
) -> list[Artifact]:
    """The pages of guides, and what all pages share.

    `files` are the guides' other files, `standing` what earlier builds wrote for personas and this one leaves.
    """
    stays = frozenset(standing)
    renderer = SiteRenderer(opened.project, opened.theme(), fragments)
    known = _compared(opened, renderer.pairs, guides)
    fresh = _comparisons(renderer.pairs, guides, known)
    made = {pair.path for several in fresh.values() for pair in several}
    renderer.pairs = [pair for pair in renderer.pairs if pair.path in made or pair.path in stays]
    beside: dict[str, set[str]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        beside.setdefault(folder, set()).add(name)

    def render(stretch: Sequence[Guide]) -> list[Artifact]:
        pages: list[Artifact] = []
        for guide in stretch:
            pages += renderer.guide(guide, beside.get(guide_folder(guide.id), ()))
            for pair in fresh[guide.id]:
                pages.append(renderer.comparison(pair, known[pair.first.id], known[pair.second.id]))
        return pages

    pages = [page for part in spread(render, guides, jobs, least=LEAST) for page in part]
    addresses = stays.union(page.path for page in pages)
    listed = [one for one in opened.project.personas.values() if f"{guide_folder(one.id)}/index.html" in addresses]
    return [*pages, *renderer.shared(listed, sorted(path for path in addresses if path.endswith(".html")))]


def _compared(opened: Opened, pairs: Iterable[Pair], guides: Sequence[Guide]) -> dict[str, Guide]:
    """The guides by id, and those they are compared with; one that cannot be made is missing."""
    known = {guide.id: guide for guide in guides}
    made = frozenset(known)
    for pair in pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one.id in made and other.id not in known:
                with suppress(ProfileError):  # a build of that persona says why
                    known[other.id] = opened.choose(other)[2]
    return known


def _comparisons(pairs: Iterable[Pair], guides: Sequence[Guide], known: Container[str]) -> dict[str, list[Pair]]:
    """The comparisons to make, each with one of the guides made now."""
    fresh: dict[str, list[Pair]] = {guide.id: [] for guide in guides}
    for pair in pairs:
        both = (pair.first.id, pair.second.id)
        owner = next((one for one in both if one in fresh), None)
        if owner is not None and all(one in known for one in both):
            fresh[owner].append(pair)
    return fresh
