"""What a guide's search looks through is that guide's text and nobody else's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.projects import TODAY, MakeProject, guidegen


def index_of(site: Path, guide: str) -> list[Any]:
    """The entries of one guide's search."""
    script = (site / "guides" / guide / "search.js").read_text("utf-8")
    assert script.startswith("window.guidegenSearch = [")
    whole = script.removeprefix("window.guidegenSearch = ").partition("window.guidegenAlso = ")[0]
    entries: list[Any] = json.loads(whole.replace("<\\/", "</"))
    return entries


def test_each_section_and_term_is_there_once_with_its_address(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    entries = index_of(root / "site", "psychiatry--h1b--student")
    addresses = [entry[0] for entry in entries]
    assert "how-many.html#count-others" in addresses
    assert "sources.html#term-usce" in addresses
    assert len(addresses) == len(set(addresses))
    (visa,) = (entry for entry in entries if entry[0] == "visa.html#visa-basics")
    assert visa[1:] == [
        "Ask about visas before you apply",
        "Your visa",
        "Ask which visa the site accepts. Pass Step 3 first.",
    ]


def test_text_of_others_is_not_there(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    words = json.dumps(index_of(root / "site", "psychiatry--not-needed--graduate"))
    for foreign in ("Pass Step 3", "which visa the site", "Your dean", "ambitious"):
        assert foreign not in words
    assert "last chief" in words


def test_a_text_cannot_end_the_script(make_project: MakeProject) -> None:
    root = make_project(
        {
            "content/modules/arrange/letters.md": """
        ---
        title: Close `</script>` it
        reviewed: 2026-11-22
        ---
        Write `</script><script>alert(1)</script>` and "quotes" \\ too.
        """
        }
    )
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    script = (root / "site/guides/psychiatry--j1--student/search.js").read_text("utf-8")
    assert "</script" not in script
    (entry,) = (
        entry for entry in index_of(root / "site", "psychiatry--j1--student") if entry[0] == "papers.html#letters"
    )
    assert entry[3].startswith("Write </script><script>alert(1)</script> and “quotes”")


def test_other_words_of_terms_for_others_are_not_there(make_project: MakeProject) -> None:
    glossary = """
        terms:
          pass-3: {term: Step 3, definition: The third exam., also: [third exam], when: {visa: h1b}}
          usce: {term: USCE, definition: US clinical experience., also: [hands-on]}
        """
    root = make_project({"content/data/glossary.yaml": glossary})
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    for guide, found in (("h1b--student", True), ("undecided--student", True), ("not-needed--student", False)):
        script = (root / f"site/guides/psychiatry--{guide}/search.js").read_text("utf-8")
        assert ("third exam" in script) is found, guide
        assert "hands-on" in script, guide
