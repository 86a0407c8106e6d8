"""Guides share most of their words. Of pages that say the same, the first is the one that search engines are told of.

Every page of a guide carries in its first tag what it says, as a hash, and the day on which that was last reviewed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.artifact import Artifact

HEAD_SIZE = 1024
"""How many bytes of a page its first tag surely ends in."""

BEGINNING = 4096
"""How many bytes of a page are looked at for its address; one that has it further down is read as a whole."""

_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)">')
EMPTY = ' data-text=""'
SPACE = b" \t\n"
_HEAD = re.compile(rb'<html [^>]*data-text="(\w+)" data-day="([\d-]*)"')
_NOT_SAID = re.compile(
    r'<(?:[^adnp>][^>]*>|details class="why">.*?</details>|p class="(?:whose|eyebrow|recheck)">.*?</p>'
    r'|a class="cite".*?</a>|nav class="turn".*?</nav>|[^>]*>)',
    re.DOTALL,
)
"""Tags; and what is there because of who reads it: the reasons, the numbers of chapter and sources, the neighbors.

Most tags begin with another letter than these, and are passed over first.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says, as a hash; the day (ISO 8601) of what it says; and its address, if it begins with it."""

    text: str
    day: str
    address: str | None = None


def stamped(html: str) -> str:
    """A page with the hash of what it says, where its template has a place for it."""
    if EMPTY not in html[:HEAD_SIZE]:
        return html
    said = _NOT_SAID.sub(" ", html[html.index("<main") : html.index("</main>")])
    digest = hashlib.sha256(said.encode().translate(None, SPACE)).hexdigest()[:16]
    return html.replace(EMPTY, f' data-text="{digest}"', 1)


def head_of(content: bytes) -> Head | None:
    """What the first tag of a page tells; None for a page that is not one of a guide."""
    found = _HEAD.search(content[:HEAD_SIZE])
    return None if found is None else Head(found[1].decode(), found[2].decode(), address_of(content[:BEGINNING]))


def leaders(heads: Mapping[str, Head], personas: Iterable[str]) -> dict[str, str]:
    """The pages that say what an earlier one of the same name says, each with that one.

    Paths are `guides/PERSONA/NAME`; the order is that of the personas.
    """
    order = {persona: number for number, persona in enumerate(personas)}
    first: dict[tuple[str, str], str] = {}
    led: dict[str, str] = {}
    for path in sorted(heads, key=lambda one: order.get(one.split("/")[1], len(order))):
        leader = first.setdefault(said_by(path, heads[path]), path)
        if leader != path:
            led[path] = leader
    return led


def said_by(path: str, head: Head) -> tuple[str, str]:
    """What is the same for pages of which only the first is told of: their name, and what they say."""
    return path.rpartition("/")[2], head.text


def address_of(content: bytes) -> str | None:
    """The canonical address of a page; None for a page without."""
    found = _CANONICAL.search(content)
    return None if found is None else found[1].decode()


def address(base: str, path: str) -> str:
    """The address of a page of the site at `base`."""
    return f"{base}{path.removesuffix('index.html')}"


def led_from(page: Artifact, base: str, leader: str) -> Artifact:
    """A page as `led_to` makes it, whatever page its canonical address is that of now."""
    now, wanted = address_of(page.content), address(base, leader)
    if now is None or now == wanted:
        return page
    was, becomes = (f'="{one}">'.encode() for one in (now, wanted))
    return dataclasses.replace(page, content=page.content.replace(was, becomes, 2))


def led_to(page: Artifact, base: str, leader: str) -> Artifact:
    """A page whose canonical address is that of another; `base` is the address of the site."""
    own, other = (f'="{address(base, path)}">'.encode() for path in (page.path, leader))
    return dataclasses.replace(page, content=page.content.replace(own, other, 2))
