"""The pages of a site that is being built: those made now, and those that stay from earlier builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.model.artifact import Artifact
from generator.render.one_address import BEGINNING, Head, address, head_of, led_from
from generator.render.site import SiteRenderer
from generator.write.output import OutputRoot
from generator.write.stage import Output


def pages_there(made: Sequence[Output], standing: Sequence[str], root: OutputRoot) -> dict[str, Head | None]:
    """The pages that will be there, made now or standing, with what they say of themselves."""
    found = {one.path: _head_of(one) for one in made if _is_page(one.path)}
    for path in standing:
        if path not in found and _is_page(path):
            found[path] = _head(root.target / path)
    return dict(sorted(found.items()))


def with_one_address(
    site: SiteRenderer,
    made: Iterable[Output],
    pages: Mapping[str, Head | None],
    known: Mapping[str, str],
    root: OutputRoot,
) -> list[Output]:
    """What was made, each page that says what another of `pages` says with the canonical address of the first.

    `known` are the pages that have another's address already, each with that one.
    """
    led = site.leaders(pages) if site.base else {}
    return [
        one if known.get(one.path, one.path) == led.get(one.path, one.path) else _led(one, site.base, led, root)
        for one in made
    ]


def _led(one: Output, base: str, led: Mapping[str, str], root: OutputRoot) -> Output:
    leader = led.get(one.path, one.path)
    if isinstance(one, Artifact):
        return led_from(one, base, leader)
    page = led_from(Artifact(one.path, one.content, one.profile, one.key), base, leader)
    one.file.unlink()
    return root.spool(page)


def _head_of(one: Output) -> Head | None:
    return head_of(one.content) if isinstance(one, Artifact) else _head(one.file)


def _head(file: Path) -> Head | None:
    try:
        with file.open("rb") as page:
            return head_of(page.read(BEGINNING))
    except FileNotFoundError:
        return None


def _is_page(path: str) -> bool:
    return path.endswith(".html") and path.startswith(("guides/", "compare/", "examples/"))


def led_elsewhere(
    site: SiteRenderer, standing: Iterable[str], pages: Mapping[str, Head | None], root: OutputRoot
) -> list[Artifact]:
    """The pages that stay, but whose canonical address is that of another page now."""
    if not site.base:
        return []
    led = site.leaders(pages)
    elsewhere = [
        path
        for path in standing
        if (head := pages.get(path)) is not None and head.address != address(site.base, led.get(path, path))
    ]
    found = [(one, led_from(one, site.base, led.get(one.path, one.path))) for one in map(root.artifact, elsewhere)]
    return [new for one, new in found if new is not one]


def standing_files(root: OutputRoot, only: frozenset[str] | None, failed: Mapping[str, object]) -> list[str]:
    """What earlier builds wrote and this one leaves as it is.

    That of a persona who fails now stays until it is right again. A build of some personas leaves the others', and
    what all share, even where it makes no pages.
    """
    return [
        path
        for path, one in root.manifest.files.items()
        if one.profile in failed or (only is not None and one.profile not in only)
    ]
