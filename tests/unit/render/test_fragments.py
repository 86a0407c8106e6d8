"""Fragments: safe HTML with holes."""

from __future__ import annotations

import pytest

from generator.model.module import MARK_CLOSE, MARK_OPEN, Text
from generator.render.fragments import FragmentMaker, LinkHole, MarkHole, Piece, TableHole, TaskHole
from tests.readers import NOWHERE


def html(markdown: str) -> str:
    """The fragment of a stretch, its holes drawn: <0> is mark number 0."""
    source = markdown.replace("<<", MARK_OPEN).replace(">>", MARK_CLOSE)
    return "".join(drawn(piece) for piece in FragmentMaker().fragment(Text(source, NOWHERE)))


def brief(made: str) -> str:
    """Without the line ends between tags, and without what every task and table has."""
    for long, short in (
        (">\n", ">"),
        (' class="tasks"', "*"),
        ('<li class="task">', "<li*>"),
        (' scope="col"', ""),
        ("<table><thead><tr>", "<"),
        ("</tr></thead><tbody><tr>", "|"),
        ("</tr></tbody></table>", ">"),
    ):
        made = made.replace(long, short)
    return made


def drawn(piece: Piece) -> str:
    match piece:
        case MarkHole(mark):
            return f"<{mark}>"
        case LinkHole(mark):
            return f"href=<{mark}>"
        case TaskHole(mark, label):
            return f"[task {mark}: {''.join(map(drawn, label))}]"
        case TableHole(body):
            return f"[table {''.join(map(drawn, body))}]"
        case str():
            return piece


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A *b* **c** `d`.", "<p>A <em>b</em> <strong>c</strong> <code>d</code>.</p>"),
        ("## A\n\n### B", "<h3>A</h3><h4>B</h4>"),
        ('It\'s "so" -- there...', "<p>It\u2019s \u201cso\u201d \u2013 there\u2026</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("2. a\n3. b", '<ol start="2"><li>a</li><li>b</li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("A\n:   is b", "<dl><dt>A</dt><dd>is b</dd></dl>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("a &amp; b &lt;c&gt;", "<p>a &amp; b &lt;c&gt;</p>"),
        ("```\n<b> {{ x }}\n```", "<pre><code>&lt;b&gt; {{ x }}\n</code></pre>"),
        ("---", "<hr>"),
        # holes
        ("a <<0>> b", "<p>a <0> b</p>"),
        ("[a](mark:3)", "<p><a href=<3>>a</a></p>"),
        ("[a <<1>>](mark:3)", "<p><a href=<3>>a <1></a></p>"),
        ("**<<0>>**, `<<1>>`", "<p><strong><0></strong>, <code><1></code></p>"),
        ("a<<10>><<11>>", "<p>a<10><11></p>"),
        # tasks
        ("- <<0>>Ask", "<ul*><li*>[task 0: Ask]</li></ul>"),
        (
            "- <<0>>Ask <<1>> now\n- <<2>>Thank",
            "<ul*><li*>[task 0: Ask <1> now]</li><li*>[task 2: Thank]</li></ul>",
        ),
        (
            "- <<0>>Ask\n\n- <<1>>Thank",
            "<ul*><li*>[task 0: Ask]\n</li><li*>[task 1: Thank]\n</li></ul>",
        ),
        (
            "- <<0>>Ask\n    - <<1>>him\n    - her",
            "<ul*><li*>[task 0: Ask]<ul*><li*>[task 1: him]</li><li>her</li></ul></li></ul>",
        ),
        (
            "1. <<0>>Ask\n2. <<1>>Thank",
            "<ol*><li*>[task 0: Ask]</li><li*>[task 1: Thank]</li></ol>",
        ),
        # tables
        (
            "| A | B |\n|:--|---|\n| a | <<0>> |",
            '[table <<th class="left">A</th><th>B</th>|<td class="left">a</td><td><0></td>>]',
        ),
        (
            "|   | B |\n|---|---|\n| a | b |",
            "[table <<td></td><th>B</th>|<td>a</td><td>b</td>>]",
        ),
    ],
)
def test_markdown(markdown: str, expected: str) -> None:
    assert brief(html(markdown)) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "[a](file:///etc/passwd)",
        "![a](http://example.org/x.png)",
        '<div style="position:fixed" onclick="x()">a</div>',
        "<iframe src=//example.org></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        '"><script>alert(1)</script>',
        '[a](https://example.org/"onmouseover="alert(1))',
        "<a name=x></a><form action=x><input></form><base href=//evil><meta http-equiv=refresh>",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "`<script>`",
        '<b class="x" id="y" style="z">a</b>',
    ],
)
def test_nothing_active_passes(markdown: str) -> None:
    made = html(markdown).lower()
    for active in (
        "<script",
        "<img",
        "<iframe",
        "<svg",
        "<style",
        "<form",
        "<input",
        "<base",
        "<meta",
        "<div",
        "<math",
    ):
        assert active not in made
    for active in ("javascript:", "vbscript:", "data:", "file:"):
        assert f'href="{active}' not in made
    for attribute in ("onerror=", "onclick=", "style=", "id="):
        assert f" {attribute}" not in made.replace("&quot;", "'").split("&lt;")[0]


def test_a_stretch_is_made_once() -> None:
    maker = FragmentMaker()
    stretch = Text("a", NOWHERE)
    assert maker.fragment(stretch) is maker.fragment(Text("a", NOWHERE))
