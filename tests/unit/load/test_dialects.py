"""Other kinds of Markdown: what they are called, and that text which only looks like them is left alone."""

from __future__ import annotations

import pytest

from generator.load.dialects import block_advice, code_advice, foreign_signs


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("!!! note", "MkDocs"),
        ('!!! warning "Title"', "MkDocs"),
        ("??? note", "MkDocs"),
        ('=== "Tab"', "MkDocs"),
        ("> [!NOTE]", "GitHub"),
        ("> [!tip]- Title", "Obsidian"),
        ("words {.class}", "Pandoc"),
        ("## Title {#id .class}", "Pandoc"),
        ("{: .no_toc }", "kramdown"),
        ("[a](https://a.org){target=_blank}", "Pandoc"),
        ("so $x$ is", "formula"),
        ("$E = mc^2$", "formula"),
        ("$$", "formula"),
        ("so \\(x^2\\) is", "formula"),
        ("a \\\\", ""),
        ("a \\", "CommonMark"),
        ("{{< include a.md >}}", "Hugo"),
        ("{{% notice %}}", "Hugo"),
        ("{% if visa %}", "condition of Jinja"),
        ("{% include a %}", "tag of Jinja"),
        ("{{#if visa}}", "Handlebars"),
        ("<% if a %>", "template"),
        ("{++a++}", "CriticMarkup"),
        ("a ==b== c", "highlight"),
        ("a ++b++ c", "insertion"),
        ("x^2^", "superscript"),
        ("H~2~O", "subscript"),
        ("a^[a note]", "note of Pandoc"),
        ("see [@smith2020]", "citation"),
        ("[TOC]", "contents"),
        ("[[_TOC_]]", "contents"),
        ("*[USCE]: US clinical experience", "abbreviation"),
        ("great :smile: news", "picture sign"),
        ("--8<-- 'a.md'", "included"),
        ("![[a.png]]", "Obsidian"),
        ("\\newpage", "LaTeX"),
        ("\\textbf{a}", "LaTeX"),
        (".. note::", "reStructuredText"),
        ("see :ref:`a`", "reStructuredText"),
        ("%% hidden %%", "Obsidian"),
        ("+---+---+", "table of Pandoc"),
        ("[a][b]", "reference link"),
        ("[a][]", "reference link"),
        ("\u2022 a", "word processor"),
        ("\u2610 a", "word processor"),
        ("#. a", "Pandoc's lists"),
        ("a) b", "Pandoc's lists"),
        ("-Bags", "without a space"),
        ("1.Bags", "without a space"),
        ("- [/] a", "Obsidian"),
        ("import A from 'a'", "MDX"),
        ("\u2013 a", "word processor"),
        ("\uff1a\uff1a\uff1a when {visa: j1}", "other colons"),
        ("---  ---", "table of Pandoc"),
        ("== Title ==", "heading of AsciiDoc"),
        ("h2. Title", "Textile"),
        ("image::a.png[a]", "AsciiDoc"),
        ("see link:https://a.org[a]", "AsciiDoc"),
        ("a %%hidden%% b", "Obsidian"),
        ("words ^block-1", "Obsidian"),
        ("a [b]c[/b] d", "BBCode"),
        ("[url=https://a.org]c[/url]", "BBCode"),
        ("'''a''' b", "wiki"),
        ("-\u00a0a", "a space"),
        ("\u3000 - a", "a space"),
        ("(1) a", "Pandoc's lists"),
        ("1.no space", "without a space"),
        ("-- a", "a wiki"),
        (":a", "a meaning without a space"),
        ("~ a", "a meaning of Pandoc"),
        ("+++", "Hugo"),
        ("\\{{ plan.x }}", "a backslash"),
        ("\\[[term:x]] a", "a backslash"),
        ("see ftp://a.org/b", "browsers do not open"),
        ("[a] (https://a.org)", "a space in a link"),
    ],
)
def test_other_kinds(line: str, what: str) -> None:
    found = [one.what for one in foreign_signs(line)]
    assert any(what in one for one in found) if what else not found


@pytest.mark.parametrize(
    "line",
    [
        "from $300 to $500",
        "$30/$40 a day",
        "US$ 5 and A$ 6, or (US$300, A$400)",
        "it costs $5",
        "at 10:30: be there; 9:00-17:00",
        "> quotation",
        "`{.class}` and `$x$` and `:smile:`",
        "\\$x\\$ and \\==a==",
        "a = b, a == b",
        "C++ and C++ again",
        "50% of 100%",
        "- [ ] a",
        "- [x] a",
        "[a](https://a.org/~b/c^d)",
        "3.5 mm, 1.5 hours",
        "see [a] and [b]",
        "~~struck~~ out",
        "**bold** _italic_ ***both***",
        "[[fact:VSL-03]][[source:VSL-04]]",
        "[see [[term:usce]]](module:x)",
        "a {due: match-day}",
        "{{ plan.goal }} and {{plan.goal}}",
        "e.g. this, i.e. that",
        "I. Smith",
        "https://example.org/a:b:c/$x$y",
        "words[^a]",
        "| a | b |",
        "2^10 is 1024",
        "10\u201320 \u2013 or so",
        "- - -",
        "---",
        "5 %, 6 %% and so on",
        "the link: https://a.org [a]",
        "'\"a\"', it''s",
        "see [b] and [i]",
        "|\u00a0a | b\u00a0|",
        "- a\u00a0b",
    ],
)
def test_what_is_none_of_them(line: str) -> None:
    assert foreign_signs(line) == []


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ('{.content-visible when-profile="pro"}', "when {facet: value}"),
        ("{.callout-warning}", "'::: stop'"),
        ("{note}", "'::: tip'"),
        ("warning", "'::: stop'"),
        ("important Title", "'::: confirm'"),
        ("{layout-ncol=2}", "Pandoc"),
    ],
)
def test_blocks(words: str, advice: str) -> None:
    assert advice in (block_advice(words) or "")


def test_code_that_other_tools_run_or_draw() -> None:
    assert "Quarto" in (code_advice("{python}") or "")
    assert "drawn" in (code_advice("mermaid") or "")
    assert code_advice("python") is None
    assert code_advice("") is None
