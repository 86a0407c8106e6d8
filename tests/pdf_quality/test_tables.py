"""Wide tables on paper: never a word beyond the page's edge, however many columns and whatever their words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting
from generator.render.table_size import sized
from tests.pdf_quality.lost import lost_words
from tests.pdf_quality.printed import Printed
from tests.projects import ROOT

WORDS = ("application", "deadline", "hospital", "requirements", "interview", "preliminary", "specialty", "certificate")
HEAD = "<title>T</title><style>@page { size: A4 } :root { --accent: #0b5d66 }</style>"


def table(columns: int, rows: int, chance: random.Random, longest: int = 2) -> str:
    def cells(kind: str) -> str:
        return "".join(
            f"<{kind}>{' '.join(chance.choices(WORDS, k=chance.randint(1, longest)))}</{kind}>" for _ in range(columns)
        )

    body = "".join(f"<tr>{cells('td')}</tr>" for _ in range(rows))
    return f"<table><thead><tr>{cells('th')}</tr></thead><tbody>{body}</tbody></table>"


def page(html: str, inside: str = "{}") -> str:
    side = '<div class="head"><div class="side"><div><h2>A table of many columns</h2></div></div></div>'
    text = inside.format(str(sized(Markup(html))))
    section = f"<section>{side}<p>Words before.</p>{text}<p>Words after.</p></section>"
    return (
        f"<html lang='en'><head>{HEAD}</head><body><section class='chapter'><h1>T</h1>{section}</section></body></html>"
    )


AROUND = (
    "{}",
    '<div class="if"><p class="lead">If so:</p>{}</div>',
    '<div class="aside tip"><p class="word">Tip</p>{}</div>',
)


@pytest.mark.parametrize("inside", AROUND, ids=["text", "lead", "aside"])
@pytest.mark.parametrize("columns", [3, 8, 12])
def test_no_word_is_lost(columns: int, inside: str, tmp_path: Path) -> None:
    html = page(table(columns, 30, random.Random(columns)), inside)
    (tmp_path / "book.pdf").write_bytes(lay_out(html, (), Typesetting((str(ROOT / "templates"),))))
    printed = Printed(tmp_path / "book.pdf")
    width = printed.sizes[0][0]
    beyond = [word for word in printed.words if word.right > width - 40 or word.left < 40]
    assert beyond == []
    if columns <= 8 and inside == "{}":
        assert lost_words(html, printed) == {}, "and none is broken"


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<table><tr><th>One</th><th>Two</th></tr><tr><td>a</td><td>b</td></tr></table>", ""),
        ("<table><tr>" + "<td>word</td>" * 5 + "</tr></table>", "wide"),
        ("<table><tr>" + "<td>requirements</td>" * 8 + "</tr></table>", "widest"),
        ("<table><tr><td>" + "x" * 40 + "</td><td>" + "y" * 40 + "</td></tr></table>", "wide"),
        (
            "<table><tr><td>many words in a cell, none of them long, however many there are of them</td></tr></table>",
            "",
        ),
    ],
)
def test_the_size_follows_columns_and_words(html: str, size: str) -> None:
    assert sized(Markup(html)) == Markup(html.replace("<table", f'<table class="{size}"') if size else html)
