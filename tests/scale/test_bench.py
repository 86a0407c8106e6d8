"""What the benchmark compares is what it says: the same words for Typst, projects that are right, ratios of turns."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.made import make
from bench.report import drawing, page
from bench.turns import Run, compared
from bench.typst_source import typst_source
from tests.projects import check

HTML = """<!doctype html><html lang="en"><head><title>A "guide"</title><style>p { color: red }</style></head>
<body><nav class="contents"><ul><li><a href="#one">One</a></li></ul></nav>
<section id="one"><h1>One &amp; <em>only</em></h1><p>Words # with $ signs [and] <a href="https://example.org/">more</a>,
<a class="at" href="#one">there</a>, <a href="#gone">nowhere</a>.</p>
<ul><li>first</li><li><p>second</p><ol start="3"><li>third</li></ol></li></ul>
<table><thead><tr><th colspan="2">head</th></tr></thead><tbody>
<tr id="row"><td>left</td><td>right</td></tr></tbody></table>
<figure><svg><title>not seen</title><text>chart <tspan>words</tspan></text></svg></figure></section></body></html>"""


def words_of(source: str) -> list[str]:
    """The words of a Typst source, as its reader sees them."""
    strings = re.findall(r'#("(?:[^"\\]|\\.)*");', source)
    return " ".join(one[1:-1].replace('\\"', '"') for one in strings).split()


def test_typst_gets_the_same_words() -> None:
    source = typst_source(HTML, 9.5)
    expected = (
        "One One & only Words # with $ signs [and] more , there , nowhere . first second third head left right "
        "chart words"
    )
    assert words_of(source) == expected.split()
    assert source.count('#link(label("one"))') == 2
    assert source.count('counter(page).at(label("one"))') == 2
    assert "gone" not in source
    assert "table.cell(colspan: 2)" in source
    assert "#enum(start: 3, )" in source or "#enum(start: 3)" in source


def test_made_up_projects_are_right_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make(tmp_path / name, 30, 12)
    ran = check(tmp_path / "one")
    assert (ran.code, ran.lines) == (0, [])
    for file in (tmp_path / "one").rglob("*.md"):
        assert file.read_bytes() == (tmp_path / "other" / file.relative_to(tmp_path / "one")).read_bytes()


def test_a_ratio_is_that_of_the_medians() -> None:
    ours, theirs = [Run(1, 2, 30), Run(2, 2, 30), Run(9, 2, 30)], [Run(4, 4, 60), Run(2, 4, 60), Run(4, 4, 60)]
    wall, cpu, peak = compared("a job", ours, theirs, "them")
    assert (wall.ours, wall.other, wall.ratio, wall.least, wall.most) == (2, 4, 0.5, 0.25, 2.25)
    assert (cpu.ratio, peak.ratio) == (0.5, 0.5)


def test_the_page_and_the_drawing_tell_the_rows() -> None:
    rows = [
        {name: getattr(one, name) for name in one.__slots__}
        for one in compared("a <job>", [Run(1, 2, 30)], [Run(4, 4, 60)], "them")
    ]
    given = {"date": "2026-11-29", "cores": 2, "load": 1.5, "versions": {"them": "1"}, "words": "ten", "rows": rows}
    assert "| a <job> | wall, s | 1.00 | 4.00 | them | **0.25** | 0.25 | 0.25 |" in page({"html": given})
    texts = [one.text for one in ET.fromstring(drawing({"html": given})).iter() if one.tag.endswith("text")]
    assert "a <job> / them, cpu" in texts
    assert "0.50" in texts
