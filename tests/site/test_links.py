"""Whatever was built and whatever failed, no page leads to one that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.projects import TODAY, MakeProject, guidegen
from tests.site.test_parts import build, settings


def dead_links(site: Path) -> set[str]:
    """Links to pages and files that are not there."""
    found: set[str] = set()
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for address in re.findall(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"', page.read_text("utf-8")):
            if ":" not in address and not (page.parent / address).exists():
                found.add(f"{page.relative_to(site)}: {address}")
    return found


def test_a_first_build_of_one_guide_leads_nowhere_else(make_project: MakeProject) -> None:
    site = build(make_project(settings("site:\n  compare: [visa, status]\n")), "-p", "psychiatry--h1b--student")
    assert [path.name for path in (site / "guides").iterdir()] == ["psychiatry--h1b--student"]
    assert (site / "index.html").read_text("utf-8").count('href="guides/') == 1
    missing = dead_links(site)
    assert missing
    assert all(": ../../guides/" in one and one.startswith("compare/") for one in missing), "only the other side"


@pytest.mark.parametrize("is_first", [True, False], ids=["never-built", "built-before"])
def test_a_persona_that_fails_leaves_no_dead_links(make_project: MakeProject, *, is_first: bool) -> None:
    root = make_project(settings("site:\n  compare: [visa, status]\n"))
    if not is_first:
        build(root)
    file = root / "content/modules/arrange/visa-basics.md"
    broken = file.read_text("utf-8") + "\n::: when {visa: h1b, status: student}\n{{ profile.interest }}\n:::\n"
    file.write_text(broken, "utf-8")
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 1
    assert "failed: psychiatry--h1b--student" in ran.err
    assert dead_links(root / "site") == set()
    listed = (root / "site/index.html").read_text("utf-8")
    assert ('href="guides/psychiatry--h1b--student/' in listed) is not is_first
