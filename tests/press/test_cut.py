"""Where a book's HTML is cut, and what is around each part."""

from __future__ import annotations

import pytest

from generator.render.press.cut import cut
from generator.render.press.unfit import Unfit


def test_a_body_is_cut_where_the_theme_says() -> None:
    parts = cut(
        '<section class="cover" data-pieces="page">C</section>\n'
        '<section class="c" id="c1" data-pieces="section .if"><h1>T</h1><p>a</p>'
        '<section>one</section><div class="if x">two</div><p>after</p></section><section>end</section>'
    )
    assert [(part.whole_page, [name for name, _ in part.path]) for part in parts] == [
        (True, []),
        (False, ["section"]),
        (False, ["section"]),
        (False, ["section"]),
        (False, []),
    ]
    first, second, third = (part.html for part in parts[1:4])
    assert "<h1>T</h1>\n<p>a</p>" in first
    assert 'id="c1"' in first
    assert "margin-bottom:0" in first
    assert 'id="c1"' not in second
    assert "margin-top:0" in second
    assert '<div class="if x">two</div>\n<p>after</p>' in third
    assert "margin-bottom:0" not in third


def test_neighbors_are_stood_in_for() -> None:
    (_, one, _) = cut('<div class="a">x</div><p>y</p><ul class="b"><li>z</li></ul>')
    assert one.html == '<div class="a" style="display:none"></div><p>y</p><ul class="b" style="display:none"></ul>'


def test_numbers_and_targets_are_taken_out() -> None:
    (part,) = cut('<p><a class="cite" href="#source-12" aria-label="source 12">12</a> <a href="#x">x 12</a></p>')
    assert part.html == (
        '<p><a class="cite" own-number="88" href="#late-2-0" aria-label="source 88">88</a> '
        '<a href="#late-2-1">x 12</a></p>'
    )
    assert [(late.target, late.number) for late in part.lates] == [("source-12", "12"), ("x", None)]


def test_an_item_of_a_list_has_its_own_number() -> None:
    parts = cut('<ol data-pieces="li"><li id="s-9" value="9">a</li><li id="s-10" value="10">b</li></ol>')
    assert [(part.number, part.anchor) for part in parts] == [("9", "s-9"), ("10", "s-10")]
    assert "counter-reset:list-item 7" in parts[0].html
    assert "counter-reset:list-item 87" in parts[1].html
    assert '<li id="own-anchor" own-number="88">b</li>' in parts[1].html


TABLE = (
    '<table data-pieces="tbody"><thead><tr><th>What</th><th>Sum</th></tr></thead>'
    '<tbody data-pieces="tr"><tr><th scope="rowgroup">G</th><td>9</td></tr><tr><th>a</th><td>1</td></tr></tbody>{}'
    "</table>"
)
HEAD = "<tr><th>What</th><th>Sum</th></tr></thead>"


COLUMNS = (
    '<table data-pieces="tbody"><colgroup><col class="label"><col></colgroup>'
    '<tbody data-pieces="tr"><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>'
)


def test_a_row_is_laid_out_in_the_columns_of_its_table() -> None:
    first, second = cut(COLUMNS)
    assert '<colgroup><col class="label"><col></colgroup><tbody' in first.html
    assert '<colgroup data-before><col class="label"><col></colgroup><tbody' in second.html
    assert "<td>b</td>" in second.html
    assert "<td>a</td>" not in second.html


def test_what_is_with_the_next_is_in_its_part() -> None:
    body = '<section data-pieces="p"><div data-with="next"></div><p>a</p><p>b</p></section>'
    first, second = cut(body)
    assert "<p>a</p>" in first.html
    assert "<p>b</p>" in second.html


def test_only_the_first_part_clears_what_floats() -> None:
    first, second = cut('<section class="clear" data-pieces="p"><p>a</p><p>b</p></section>')
    assert "clear:none" not in first.html
    assert "clear:none" in second.html


def test_a_row_is_laid_out_below_the_head_of_its_table_and_group() -> None:
    first, second = cut(TABLE.format(""))
    assert f'<thead>{HEAD}<tbody style="margin-bottom:0' in first.html
    assert f"<thead data-before>{HEAD}<tbody" in second.html
    assert '<tr data-before><th scope="rowgroup">G</th><td></td></tr>' in second.html
    assert [name for name, _ in second.path] == ["table", "tbody"]


def test_figures_of_a_group_do_not_make_its_rows_different() -> None:
    other = TABLE.format("").replace("<td>9</td>", "<td>8</td>")
    assert [part.html for part in cut(other)][1] == [part.html for part in cut(TABLE.format(""))][1]


@pytest.mark.parametrize(
    ("table", "parts"),
    [
        (TABLE.format('<tbody data-pieces="tr"><tr><td rowspan="2">a</td></tr><tr><td>b</td></tr></tbody>'), 3),
        ('<table data-pieces="tbody"><tbody data-pieces="tr"><tr><td>a</td></tr><tr></tr></tbody></table>', 1),
        (TABLE.format("").replace("<th>What", '<th id="a">What'), 1),
    ],
)
def test_a_table_is_cut_no_further_than_its_rows_can_be_laid_out_alone(table: str, parts: int) -> None:
    assert len(cut(table)) == parts


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<section data-pieces="p"><p>a</p>and<p>b</p></section>', "text between"),
        ("words", "text after"),
        ("<p>a</p> and", "text after"),
        ('<section data-pieces="p"><p>a</p>and</section>', "text after"),
        ("<div><p>a</p>", "not closed"),
    ],
)
def test_text_outside_parts_cannot_be_cut(body: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        cut(body)


def test_what_books_count_is_taken_out_of_ids() -> None:
    one, other = (
        cut(f'<p><a id="use-a-{count}" class="term" href="#term-a">a</a><a id="b" href="#x">b</a></p>')[0]
        for count in (3, 14)
    )
    assert one.html == other.html
    assert [other.anchor_of(name) for name in ("own-anchor.0", "own-anchor.1", "term")] == ["use-a-14", "b", "term"]
