"""What of a part each book fills in: where its links lead, numbers of pages and sources, short texts, its running head.

A part is laid out with stand-ins for these, so that books share it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape, unescape

from generator.render.press.late import BLANK, HEAD, LATE, OWN, OWN_ANCHOR, STAND_IN, VALUE

_HREF = re.compile(r"href=\"#([^\"]*)\"")
_ANCHOR = re.compile(r"(<a\b[^>\"]*(?:\"[^\"]*\"[^>\"]*)*?\sid=\")([^\"]*)\"")
_NUMBERED = re.compile(r"(<a\b[^>]*?)(href=\"#source-(\d+)\")([^>]*>)([^<]*)")
_VALUE = re.compile(
    rf"(<(\w+)\b[^>\"]*?(?:\"[^\"]*\"[^>\"]*?)*?)\s{VALUE}(?=[\s>])([^>\"]*(?:\"[^\"]*\"[^>\"]*)*>)([^<]*)(?=</\2>)"
)
_FILLED = re.compile(rf" {VALUE}=\"(\d+)\"([^>]*>){BLANK}")
_SIMPLE = re.compile(r"(?! )(?:[!-~\xa0–’“”·…€£]| (?! )){1,90}(?<! )")
"""Texts in letters that are set one after another, from left to right, each by itself."""
_HEAD = re.compile(r"data-head=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Late:
    """What a book fills into a link: the anchor it leads to, and a number in its text that is not a page's."""

    target: str
    number: str | None


def without_links(html: str) -> tuple[str, tuple[Late, ...]]:
    """HTML with stand-ins for where its links lead and for the numbers of sources, and what belongs there."""
    lates: list[Late] = []
    return _HREF.sub(lambda match: _late(match, lates), _NUMBERED.sub(_stand_in, html)), tuple(lates)


def without_anchors(html: str) -> tuple[str, tuple[str, ...]]:
    """HTML with stand-ins for the ids of its links, which books count through, and these ids."""
    anchors: list[str] = []

    def blank(match: re.Match[str]) -> str:
        anchors.append(match[2])
        return f'{match[1]}{OWN_ANCHOR}.{len(anchors) - 1}"'

    return _ANCHOR.sub(blank, html), tuple(anchors)


def without_values(html: str) -> tuple[str, tuple[str, ...]]:
    """HTML with stand-ins for the texts that the theme marks with `data-late`, and these texts."""
    values: list[str] = []

    def blank(match: re.Match[str]) -> str:
        before, _, after, words = match.groups()
        value = unescape(words)
        if not _SIMPLE.fullmatch(value):
            return f"{before}{after}{words}"
        values.append(value)
        return f'{before} {VALUE}="{len(values) - 1}"{after}{BLANK}'

    return _VALUE.sub(blank, html), tuple(values)


def with_values(html: str, values: tuple[str, ...], kept: Collection[int]) -> str:
    """The same HTML with some of its texts again."""

    def fill(match: re.Match[str]) -> str:
        number = int(match[1])
        return f"{match[2]}{escape(values[number], quote=False)}" if number in kept else match[0]

    return _FILLED.sub(fill, html)


def without_head(html: str) -> tuple[str, str | None]:
    """HTML with a stand-in for its running head, where it has one and no other, and this head."""
    heads = set(_HEAD.findall(html))
    if len(heads) != 1:
        return html, None
    return _HEAD.sub(f'data-head="{HEAD}"', html), unescape(heads.pop())


def _stand_in(match: re.Match[str]) -> str:
    """A link to a source with stand-ins for its number, where the text has it."""
    before, href, number, rest, text = match.groups()
    word = re.compile(rf"(?<![\w.]){number}(?![\w])")
    if not word.search(text):
        return match[0]
    digits = STAND_IN * len(number)
    rest = re.sub(r'aria-label="[^"]*"', lambda label: word.sub(digits, label[0]), rest)
    return f'{before}{OWN}="{digits}" {href}{rest}{word.sub(digits, text, count=1)}'


def _late(match: re.Match[str], lates: list[Late]) -> str:
    target = match[1]
    lates.append(Late(target, target.removeprefix("source-") if target.startswith("source-") else None))
    return f'href="#{LATE}-2-{len(lates) - 1}"'
