"""What ends near the end of a page, and what floats there: the same in both ways, and nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.campaigns import sampled
from tests.pdf_quality.printed import Printed
from tests.press.blocks import HEAD
from tests.press.books import Maker
from tests.press.compare import both, differences

WORDS = "<p>words of a paragraph</p>"
BLOCKS = {
    "stop": f'<div class="aside stop"><p class="word">Word</p>{WORDS}</div>',
    "stop with a list": '<div class="aside stop"><p class="word">Word</p><ul><li>one</li><li>two</li></ul></div>',
    "tip": f'<div class="aside tip"><p class="word">Word</p>{WORDS}{WORDS}</div>',
    "say": f'<div class="aside say"><p class="word">Say</p><blockquote>{WORDS}{WORDS}</blockquote></div>',
    "code": "<pre><code>a\nb\nc\nd</code></pre>",
    "if": f'<div class="if"><p class="lead">If:</p>{WORDS}<ul><li>a</li></ul></div>',
    "if with a stop": f'<div class="if"><div class="aside stop"><p class="word">Word</p>{WORDS}</div></div>',
    "quote": f"<blockquote>{WORDS}{WORDS}</blockquote>",
    "tasks": '<ul class="tasks"><li class="task">a <span class="due" data-late>May 3</span></li></ul>',
}
CHAPTER = '<section class="chapter" data-pieces="section" {}>{}</section>'
LIST = "<ul><li>a</li><li>b</li><li>c<br>d</li></ul>"
UNDER_LEAD = '<section class="chapter" data-pieces="section .if" style="break-before: page; margin: 0">{}</section>'
SIDE = '<div class="head"><div class="side"><div><h2>Side</h2><p class="why">{}</p></div></div></div>'


@pytest.mark.parametrize("name", sampled(list(BLOCKS), 1))
def test_a_block_stays_on_its_page_as_long_as_it_fits(name: str, tmp_path: Path) -> None:
    body = "<h1>Blocks</h1>" + "".join(
        CHAPTER.format(
            'style="break-before: page; margin: 0"',
            f'<section style="margin: 0"><div style="height: {height}px"></div><p>x</p>{BLOCKS[name]}</section>',
        )
        for height in range(780, 896, 4)
    )
    assert differences(both(f"{HEAD % 'Letter'}{body}</body></html>"), tmp_path) == []


def test_a_section_under_a_lead_is_divided_where_it_may_be(tmp_path: Path) -> None:
    block = f'<div class="if"><p class="lead">If:</p><section>{SIDE.format("Still")}{LIST}</section></div>'
    body = "<h1>Blocks</h1>" + "".join(
        UNDER_LEAD.format(f'<section style="margin: 0"><div style="height: {height}px"></div><p>x</p></section>{block}')
        for height in range(764, 812, 4)
    )
    assert differences(both(f"{HEAD % 'Letter'}{body}</body></html>"), tmp_path) == []


def test_a_drawing_that_is_too_tall_below_its_heading_has_a_page_of_its_own(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" role="img" style="{}"><title>B</title></svg>'
    body = "<h1>Drawings</h1>" + "".join(
        f'<section class="timeline" data-pieces="table" style="break-before: page"><h1>Timeline</h1>{WORDS}'
        f'<div class="drawing">{svg.format(f"height: {height}px")}<p class="keys">key</p></div>{WORDS}</section>'
        for height in range(800, 880, 8)
    )
    assert differences(both(f"{HEAD % 'Letter'}{body}</body></html>"), tmp_path) == []


def test_the_margin_of_a_chapter_is_printed_once_and_in_its_place(tmp_path: Path) -> None:
    make = Maker(1, 1, 1)
    opening = make.opening("1 · Chapter", 1).replace("One · two</p>", f"One</p>{'<p>Because</p>' * 3}")
    moving = "".join(
        f'<section class="plan"><div style="height: {height}px"></div></section>'
        f"{CHAPTER.format('', f'{opening}<section><p>Text.</p></section>')}"
        for height in range(690, 850, 16)
    )
    part = opening.replace("<h1", '<p class="part">Part</p><h1', 1)
    below_sides = "".join(
        CHAPTER.format(
            "", f"{part if lines % 2 else opening}<section>{SIDE.format('<br>'.join('a' * lines))}<p>b</p></section>"
        )
        for lines in range(1, 12)
    )
    checklist = re.sub(r"<a .*?</a>", "", make.checklist())
    contents = '<section class="contents"><h1>Contents</h1></section>'
    pair = both(f"{HEAD % 'Letter'}{moving}{contents}{below_sides}{checklist}</body></html>")
    assert differences(pair, tmp_path) == []
    printed = Counter(word.text for word in Printed(tmp_path / "whole.pdf").words)
    assert printed["Because"] == (moving + below_sides).count("Because")
