"""The message a handbook comes with, as a phone shows it."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.send.office import change, make_office, send

MAIL = "mail:\n  host: mail.example.org\n  from: {address: office@example.org}\n"


@pytest.fixture(scope="module")
def message(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person's message as a page; something is due for them on Match Day."""
    root = make_office(tmp_path_factory.mktemp("mail") / "office", {"bea-1"}, MAIL, match_day_task)
    assert send(root).code == 0
    draft = email.message_from_bytes((root / "mail/outbox/bea-1.eml").read_bytes(), policy=default)
    body = draft.get_body(("html",))
    assert body is not None
    file = root / "message.html"
    file.write_text(body.get_content(), "utf-8")
    return file


def match_day_task(root: Path) -> None:
    """Something to do on a day that has a name of its own."""
    task = "- [ ] Call us {due: match-day}\n"
    change(root, "content/modules/arrange/letters.md", "- [ ] Ask each site", f"{task}- [ ] Ask each site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 900])
def test_it_reads_well(visitor: Visitor, message: Path, scheme: str, width: int) -> None:
    page = visitor.open(message, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) >= 16
    assert [one for one in violations(page) if not one.startswith(("landmark", "page-has-heading", "region"))] == []


def test_a_day_with_something_to_do_is_told_once(visitor: Visitor, message: Path) -> None:
    page = visitor.open(message)
    assert [one.inner_text().split("\n")[1] for one in page.locator("li").all()] == [
        "Ask each site what it wants", "ERAS opens for submission", "Call us"
    ]  # fmt: skip
