"""The pages of lists as text: what fits first, what nobody knows in words, what does not fit with its reason."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.hosts import STUDENT, WITH_HOSTS
from tests.projects import ROOT, TODAY, MakeProject, guidegen


@pytest.fixture
def guide(make_project: MakeProject) -> Path:
    """The folder of the student's guide."""
    root = make_project(WITH_HOSTS)
    ran = guidegen("build", "-C", root, "-p", STUDENT, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return root / "site/guides" / STUDENT


def words(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text("utf-8")))


def test_rows_come_in_their_rank_with_what_to_ask(guide: Path) -> None:
    page = (guide / "list-hosts.html").read_text("utf-8")
    assert re.findall(r'data-row="hosts/([a-z]+)"', page) == ["north", "south", "old"]
    said = words(guide / "list-hosts.html")
    assert "Fits : it costs 1000 dollars at most." in said
    assert "May fit , ask first: for a waiver. Your answer to “Rotations you can arrange” decides." in said
    assert "not clear: =about 200" in said
    assert "Not known, so ask: whether it writes letters; which visa it takes" in said
    assert "confirm the dates of next year." in said


def test_what_does_not_fit_is_folded_with_its_reason(guide: Path) -> None:
    page = (guide / "list-hosts.html").read_text("utf-8")
    fold = page.partition('<details class="closed">')[2].partition("</details>")[0]
    assert "Not for you, because it takes graduate only" in fold
    assert "West &lt;Clinic&gt;" in fold


def test_what_was_not_checked_says_so(guide: Path) -> None:
    page = (guide / "list-hosts.html").read_text("utf-8")
    stale = page.partition("<h2>Not checked this year</h2>")[2]
    assert 'id="old"' in stale
    assert 'id="north"' not in stale


def test_notes_have_their_word_and_their_lead(guide: Path) -> None:
    said = words(guide / "list-hosts.html")
    assert "Stop Nobody may sell you a place." in said
    assert "Tip Ask early." in said


def test_everything_is_there_without_a_script(guide: Path) -> None:
    page = (guide / "list-hosts.html").read_text("utf-8")
    assert page.count('<tr id="') == 3
    assert '<details class="filter" open>' in page
    rule = re.search(
        r":root:not\(\[data-js\]\) :is\((.*)\) \{ display: none \}",
        (ROOT / "templates/site/site.css").read_text("utf-8"),
    )
    assert rule is not None
    assert {".filter", ".pick > *"} <= set(rule[1].split(", ")), "what only works with a script is shown by it"


def test_the_menu_and_the_search_lead_there(guide: Path) -> None:
    assert '<a href="lists.html"' in (guide / "index.html").read_text("utf-8")
    assert "1 fits, 2 may fit, 1 is not for you" in words(guide / "lists.html")
    found = [json.loads(line.rstrip(",")) for line in (guide / "search.js").read_text("utf-8").splitlines()[1:-2]]
    assert "list-hosts.html#north" in {address for address, *_ in found}
    page = (guide / "list-hosts.html").read_text("utf-8")
    rows = [address.partition("#")[2] for address, *_ in found if address.startswith("list-hosts.html#")]
    assert all(f'id="{row}"' in page for row in rows)
    assert len(rows) == 4


def test_a_guide_without_catalogs_has_no_such_page(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "-p", STUDENT, "--to", "html", "--as-of", TODAY, "-q").code == 0
    assert not list((root / "site").rglob("list*.html"))


def test_a_long_catalog_names_in_one_line_what_comes_far_down(make_project: MakeProject) -> None:
    rows = "".join(
        f"row-{number},Host {number:03},student,{number},A page,https://example.org/{number},2026-11-02,high\n"
        for number in range(200)
    )
    head = WITH_HOSTS["content/data/catalogs/hosts.yaml"]
    assert isinstance(head, str)
    root = make_project({
        **WITH_HOSTS,
        "content/data/catalogs/hosts.yaml": head.partition("    rows:")[0] + "    file: hosts.csv\n",
        "content/data/catalogs/hosts.csv": f"id,name,who,fee,source.name,source.url,checked,confidence\n{rows}",
    })  # fmt: skip
    ran = guidegen("build", "-C", root, "-p", STUDENT, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    page = (root / "site/guides" / STUDENT / "list-hosts.html").read_text("utf-8")
    assert page.count("<tr id=") == 150
    assert "50 more hosts" in page


def test_a_column_is_there_only_for_whom_it_matters(make_project: MakeProject) -> None:
    root = make_project(WITH_HOSTS)
    citizen = "psychiatry--not-needed--student"
    ran = guidegen("build", "-C", root, "-p", citizen, "--to", "html,xlsx", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    said = words(root / "site/guides" / citizen / "list-hosts.html")
    assert "which visa it takes" not in said
    assert "Entry" not in said
