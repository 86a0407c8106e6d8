"""Boxes with any padding, margin and border a theme may give them, near a page's end: the same in both ways."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.render.pdf import lay_out, print_book
from tests.campaigns import sampled
from tests.press.blocks import HEAD
from tests.press.compare import THEME, Pair, differences
from tests.press.test_page_ends import BLOCKS, CHAPTER

STYLE = """<style>
.pad { padding: %(up)dpx %(side)dpx %(down)dpx; margin: %(above)dpx 0 %(below)dpx; %(look)s }
.pad > :last-child { margin-bottom: %(last)dpx }
.in { padding-bottom: %(inside)dpx; margin-bottom: %(between)dpx }
</style></head>"""
LENGTHS = (0, 0, 3, 9, 18, 40)
LOOKS = (
    "", "background: #eee; border: 1px solid #000", "border-bottom: 4px solid #333",
    "background: #eee", "border-top: 2px solid #333",
)  # fmt: skip
TABLE = '<table><thead><tr><th scope="col">Head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>'
SHAPES = (
    '<div class="pad">{}</div>',
    '<div class="pad"><div class="pad">{}</div></div><p>after</p>',
    '<div class="pad"><p>one</p><p>two</p></div>{}',
    '<div><div class="in"><p>a</p></div></div>{}<div class="pad"></div><p>z</p>',
    f'<div class="pad">{TABLE}{{}}<p>last</p><div class="in"></div></div>',
)
CUT_STYLE = """<style>
.chapter { padding-top: %(up)dpx; padding-bottom: %(down)dpx; %(look)s }
.chapter > section { margin-bottom: %(between)dpx }
</style></head>"""
CANNOT = (
    "a page begins with a margin inside a padded box",
    "an element that is cut has a background, or a border at its side",
)
"""What pieces leave to WeasyPrint: margins in them that are not at the top of a page, frames along several of them."""


def book(seed: int) -> str:
    """A book whose blocks are moved down a page in steps."""
    chance = random.Random(seed)
    names = ("up", "side", "down", "above", "below", "last", "inside", "between")
    style = STYLE % {**{name: chance.choice(LENGTHS) for name in names}, "look": chance.choice(LOOKS)}
    blocks = [BLOCKS[name] for name in chance.sample(list(BLOCKS), 3)]
    inner = "".join(block if chance.random() < 0.5 else f'<div class="in">{block}</div>' for block in blocks)
    block = chance.choice(SHAPES).format(inner)
    chapters = "".join(
        CHAPTER.format(
            'style="break-before: page; margin: 0"' if chance.random() < 0.8 else "",
            f'<section style="margin: 0"><div style="height: {height}px"></div><p>x</p>{block}</section>',
        )
        for height in range(640, 900, 20)
    )
    return f"{(HEAD % 'Letter').replace('</head>', style)}<h1>Blocks</h1>{chapters}</body></html>"


def book_of_cut(seed: int) -> str:
    """A book whose chapters have paddings and frames, and are cut into their sections."""
    chance = random.Random(seed)
    lengths = {name: chance.choice(LENGTHS) for name in ("up", "down", "between")}
    style = CUT_STYLE % {**lengths, "look": chance.choice(LOOKS)}
    block = BLOCKS[chance.choice(list(BLOCKS))]
    chapters = "".join(
        CHAPTER.format(
            'style="break-before: page; margin-top: 0"' if chance.random() < 0.8 else "",
            f'<section style="margin-top: 0"><div style="height: {height}px"></div><p>x</p></section>'
            f"<section><p>one</p><p>two</p></section><section>{block}</section>",
        )
        for height in range(700, 870, 12)
    )
    return f"{(HEAD % 'Letter').replace('</head>', style)}<h1>Blocks</h1>{chapters}</body></html>"


@pytest.mark.parametrize("seed", sampled(range(60), 1))
def test_padded_boxes_end_where_they_do_in_a_whole_book(seed: int, tmp_path: Path) -> None:
    assert _differing(book(seed), tmp_path) == []


@pytest.mark.parametrize("seed", sampled(range(24), 1))
def test_padded_elements_that_are_cut_end_where_they_do_in_a_whole_book(seed: int, tmp_path: Path) -> None:
    assert _differing(book_of_cut(seed), tmp_path) == []


def _differing(html: str, folder: Path) -> list[str]:
    made = print_book(html, (), THEME)
    assert made.whole is None or made.whole in CANNOT
    return [] if made.whole else differences(Pair(lay_out(html, (), THEME), made.pdf), folder)
