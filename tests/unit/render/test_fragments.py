"""Fragments: safe HTML with holes."""

from __future__ import annotations

import pytest

from generator.model.module import MARK_CLOSE, MARK_OPEN, TASK_CLOSE, TASK_OPEN, Text
from generator.render.fragments import (
    CodeHole,
    FragmentMaker,
    ItemHole,
    LinkHole,
    MarkHole,
    NoteHole,
    PictureHole,
    Piece,
    TableHole,
    TaskHole,
)
from tests.readers import NOWHERE


def html(markdown: str) -> str:
    """The fragment of a stretch, its holes drawn: <0> is mark number 0."""
    source = markdown.replace("<<!", TASK_OPEN).replace("!>>", TASK_CLOSE)
    source = source.replace("<<", MARK_OPEN).replace(">>", MARK_CLOSE)
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
        case PictureHole(mark):
            return f"[picture {mark}]"
        case NoteHole(body):
            return f"[note {''.join(map(drawn, body))}]"
        case ItemHole(line, body):
            return f"[item {line}: {''.join(map(drawn, body))}]"
        case CodeHole(body):
            return f"[code {''.join(map(drawn, body))}]"
        case str():
            return piece


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A *b* **c** `d`.", "<p>A <em>b</em> <strong>c</strong> <code>d</code>.</p>"),
        ("## A\n\n### B", "<h3>A</h3><h4>B</h4>"),
        ('It\'s "so" -- there...', "<p>It\u2019s \u201cso\u201d \u2013 there\u2026</p>"),
        ("\"`a`\" '[b](https://a.org)'", '<p>“<code>a</code>” ‘<a href="https://a.org">b</a>’</p>'),
        ('"*a*"', "<p>“<em>a</em>”</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("2. a\n3. b", '<ol start="2"><li>a</li><li>b</li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("A\n:   is b", "<dl><dt>A</dt><dd>is b</dd></dl>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("a &amp; b &lt;c&gt;", "<p>a &amp; b &lt;c&gt;</p>"),
        ("```\n<b> {{ x }}\n```", "[code <pre><code>&lt;b&gt; {{ x }}\n</code></pre>]"),
        ("---", "<hr>"),
        # holes
        ("a <<0>> b", "<p>a <0> b</p>"),
        ("[a](mark:3)", "<p><a href=<3>>a</a></p>"),
        ("[a <<1>>](mark:3)", "<p><a href=<3>>a <1></a></p>"),
        ("**<<0>>**, `<<1>>`", "<p><strong><0></strong>, <code><1></code></p>"),
        ("a<<10>><<11>>", "<p>a<10><11></p>"),
        # tasks
        ("- <<!0!>>Ask", "<ul*><li*>[task 0: Ask]</li></ul>"),
        (
            "- <<!0!>>Ask <<1>> now\n- <<!2!>>Thank",
            "<ul*><li*>[task 0: Ask <1> now]</li><li*>[task 2: Thank]</li></ul>",
        ),
        (
            "- <<!0!>>Ask\n\n- <<!1!>>Thank",
            "<ul*><li*>[task 0: Ask]</li><li*>[task 1: Thank]</li></ul>",
        ),
        (
            "- <<!0!>>Ask\n    - <<!1!>>him\n    - her",
            "<ul*><li*>[task 0: Ask]<ul*><li*>[task 1: him]</li><li>her</li></ul></li></ul>",
        ),
        (
            "1. <<!0!>>Ask\n2. <<!1!>>Thank",
            "<ol*><li*>[task 0: Ask]</li><li*>[task 1: Thank]</li></ol>",
        ),
        (
            "1. <<!0!>>Ask\n\n   why\n\n   > - <<!1!>>him",
            "<ol*><li*>[task 0: Ask]<p>why</p><blockquote><ul*><li*>[task 1: him]</li></ul></blockquote></li></ol>",
        ),
        ("- <<0>> a", "<ul><li><0> a</li></ul>"),
        # lists begin right under a sentence and nest by two to four spaces
        ("Do:\n1. a\n2. b", "<p>Do:</p><ol><li>a</li><li>b</li></ol>"),
        ("- a\n  - b\n    - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1. a\n\n   b\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        ("- a\n\n  ```\n  b\n  ```", "<ul><li><p>a</p>[code <pre><code>b\n</code></pre>]\n</li></ul>"),
        # addresses
        ("~~a~~", "<p><del>a</del></p>"),
        (
            'At https://a.org/b--c...d, "https://a.org/e".',
            (
                '<p>At <a href="https://a.org/b--c...d">https://a.org/b--c...d</a>, '
                '“<a href="https://a.org/e">https://a.org/e</a>”.</p>'
            ),
        ),
        ("[a.org/b--c](https://a.org)", '<p><a href="https://a.org">a.org/b--c</a></p>'),
        ("`a -- b...`", "<p><code>a -- b...</code></p>"),
        ("\\* \\$ \\~~", "<p>* $ ~~</p>"),
        # tables
        ("See:\n| A |\n|---|\n| b |", "<p>See:</p>[table <<th>A</th>|<td>b</td>>]"),
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
