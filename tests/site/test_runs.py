"""Items and rows under a condition, as readers get them: one list, its numbers going on."""

from __future__ import annotations

import re

import pytest

from tests.pages import pages_of
from tests.projects import MakeProject
from tests.readers import open_world

J1 = "::: when {visa: j1}"
LEAD = "If you plan on a J-1 visa:"
OPEN = r' data-(?:open|arm)="[^"]*"'


def section(make_project: MakeProject, body: str, visa: str) -> str:
    """The HTML of a section, without line ends and open conditions."""
    root = make_project(
        {"content/modules/arrange/letters.md": f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{body}\n"}
    )
    world = open_world(root)
    guide = world.choose(f"{{specialty: radiology, visa: {visa}, status: student}}").guide
    page = next(page for page in pages_of(world.opened, guide).values() if 'id="letters"' in page)
    found = re.search(r'<h2 id="letters">Letters</h2>(.*?)<div class="about-section', page, re.DOTALL)
    assert found is not None
    return re.sub(OPEN, "", found.group(1)).replace("\n", "")


@pytest.mark.parametrize(
    ("body", "visa", "expected"),
    [
        (f"1. a\n{J1}\n2. b\n:::\n3. c", "j1", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        (f"1. a\n{J1}\n1. b\n:::\n1. c", "h1b", "<ol><li>a</li><li>c</li></ol>"),
        (
            f"3. a\n{J1}\n4. b\n:::\n5. c",
            "undecided",
            f'<ol start="3"><li>a</li><li><span class="lead">{LEAD}</span> b</li><li>c</li></ol>',
        ),
        (f"- a\n{J1}\n  - b\n:::\n- c", "h1b", "<ul><li>a</li><li>c</li></ul>"),
        (
            f"- a\n{J1}\n- b\n  - c\n:::",
            "undecided",
            f'<ul><li>a</li><li><span class="lead">{LEAD}</span> b<ul><li>c</li></ul></li></ul>',
        ),
    ],
)
def test_lists(make_project: MakeProject, body: str, visa: str, expected: str) -> None:
    assert section(make_project, body, visa) == expected


def test_rows(make_project: MakeProject) -> None:
    body = f"| a | b |\n|---|---|\n| c | d |\n{J1}\n| e | f |\n:::\n| g | h |"
    rows = "<tr><td>c</td><td>d</td></tr>{}<tr><td>g</td><td>h</td></tr></tbody></table>"
    assert rows.format("<tr><td>e</td><td>f</td></tr>") in section(make_project, body, "j1")
    assert rows.format("") in section(make_project, body, "h1b")
    lead = f'<tr><td><span class="lead">{LEAD}</span> e</td><td>f</td></tr>'
    assert rows.format(lead) in section(make_project, body, "undecided")


def test_tasks(make_project: MakeProject) -> None:
    body = f"- [ ] a\n{J1}\n- [ ] b\n:::\n- [x] c"
    made = section(make_project, body, "undecided")
    assert made.count('<li class="task">') == 3
    assert f'<span class="lead">{LEAD}</span> b</label>' in made
    assert "checked disabled><label" in made
    assert f"{LEAD}" not in section(make_project, body, "j1")
