"""The sample handbook the README shows: a whole one, as good as any, of somebody who does not exist."""

from __future__ import annotations

import pytest

from generator.pdf import read_stamps
from tests.pdf_quality.printed import Printed
from tests.pdf_quality.ua import check_ua
from tests.projects import ROOT

FILE = ROOT / "docs/sample-handbook.pdf"


@pytest.fixture(scope="module")
def sample() -> Printed:
    return Printed(FILE)


def test_the_readme_leads_to_it() -> None:
    assert "(docs/sample-handbook.pdf)" in (ROOT / "README.md").read_text()


def test_it_is_whole_and_accessible(sample: Printed) -> None:
    assert check_ua(FILE.read_bytes()) == []
    assert 25 <= len(sample.sizes) <= 45
    titles = [title for title, _ in sample.bookmarks]
    assert {"Your plan", "Contents", "Checklist", "Timeline", "Documents", "Budget", "Terms"} <= set(titles)


def test_it_is_of_an_invented_person(sample: Printed) -> None:
    assert (read_stamps(FILE.read_bytes()) or {})["profile"] == "demo-amira"
    person = (ROOT / "profiles/applicants/demo-amira.yaml").read_text()
    assert "fictional: true" in person
    assert "Amira Haddad" in person
    assert "Amira Haddad" in sample.text
