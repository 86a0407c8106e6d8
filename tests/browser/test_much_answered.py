"""Nobody loses an answer without a word: codes and mails of readers who have answered much."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import SHIPPED, Visitor
from tests.browser.qr import MARGIN, code_in, words_in
from tests.browser.test_carry import ANSWER_ALL, TICK_ALL

MOST_IN_A_MAIL = 2_000
LONGER = "linkTo = (home, { answers } = {}) => `${home}#${'x'.repeat(3000)}`"
"""Answers that are more than any code holds."""

SOME_TICKED = """() => {
  const tasks = [...guidegen.tasksIn(guidegen.selectSections(plan, reader.answers)).values()].slice(0, 9)
  const days = tasks.map(({ step, id }, at) => [step ?? id, `2026-11-0${at + 1}`])
  remember(TICKS, JSON.stringify(Object.fromEntries(days)))
}"""


def answered(visitor: Visitor, folder: Path, *, width: int = 390, ticks: str = "") -> Page:
    """The plan of somebody who has answered all that is asked, and ticked nothing, some or all."""
    page = visitor.open(folder / "index.html", viewport={"width": width, "height": 844})
    assert page.evaluate(ANSWER_ALL) > 20
    for name in ("checklist", "documents") if ticks == "all" else ():
        page.goto((folder / f"{name}.html").as_uri())
        page.evaluate(TICK_ALL, 20_750)
    page.goto((folder / "index.html").as_uri())
    if ticks == "some":
        page.evaluate(SOME_TICKED)
    return page


def carried_by(visitor: Visitor, folder: Path, address: str) -> object:
    """What another device has once it has opened an address of the site."""
    page = visitor.open(f"{(folder / 'index.html').as_uri()}#{address.partition('#')[2]}")
    page.locator(".arrived", has_text="Taken over from the link").wait_for()
    return page.evaluate("carried()")


def drawn(page: Page) -> tuple[str, str]:
    """What the code says that the page draws, which has to be whole and coarse enough; and what it lacks."""
    page.locator("[data-phone]").click()
    code = page.locator("dialog.phone svg")
    squares = code_in(code.screenshot())
    box = code.bounding_box()
    assert box is not None
    assert box["width"] >= 3 * (len(squares) + 2 * MARGIN)
    assert box["x"] >= 0
    viewport = page.viewport_size
    assert viewport is not None
    assert box["x"] + box["width"] <= viewport["width"]
    assert page.evaluate("one('dialog.phone').scrollWidth <= one('dialog.phone').clientWidth")
    said = words_in(squares)
    assert page.locator("dialog.phone a").get_attribute("href") == said
    assert page.locator("dialog.phone a").inner_text() == said.partition("#")[0], "what can be typed"
    return said, page.locator("dialog.phone .lacks").inner_text()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("guide", SHIPPED)
def test_a_code_carries_all_answers_and_some_ticks(
    shipped_site: Path, visitor: Visitor, guide: str, width: int
) -> None:
    folder = shipped_site / "guides" / guide
    page = answered(visitor, folder, width=width, ticks="some")
    address, lacks = drawn(page)
    assert len(address) > 600
    assert lacks == ""
    assert address.startswith(f"https://rotations.example.org/guides/{guide}/#")
    assert carried_by(visitor, folder, address) == page.evaluate("carried()")
    assert len(page.evaluate("carried().ticks")) == 9
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1440])
def test_a_code_without_room_says_what_it_lacks(shipped_site: Path, visitor: Visitor, width: int) -> None:
    folder = shipped_site / "guides" / SHIPPED[0]
    page = answered(visitor, folder, width=width, ticks="all")
    address, lacks = drawn(page)
    assert lacks.startswith("Your check marks are not in the code: they are too many for one.")
    assert carried_by(visitor, folder, address) == {"answers": page.evaluate("carried().answers"), "ticks": {}}
    page.keyboard.press("Escape")
    page.evaluate(LONGER)
    address, lacks = drawn(page)
    assert address == f"https://rotations.example.org/guides/{SHIPPED[0]}/"
    assert lacks.startswith("Your answers and check marks are not in the code: they are too many for one.")
    page.keyboard.press("Escape")
    page.evaluate("remember(TICKS, '{}')")
    assert drawn(page)[1].startswith("Your answers are not in the code")
    page.keyboard.press("Escape")
    page.evaluate("remember(ANSWERS, '{}')")
    assert drawn(page)[1] == "", "nothing is lacking of a reader who has said nothing"


def mail(page: Page) -> str:
    """The body of the mail that the page begins; it has to fit, and to end where the reader goes on."""
    link = page.locator("a[data-mail]")
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    href = link.get_attribute("href") or ""
    assert len(href) <= MOST_IN_A_MAIL
    body = parse_qs(urlsplit(href).query, keep_blank_values=True)["body"][0]
    assert body.startswith("My situation: ")
    assert body.endswith("\r\n\r\nMy question:\r\n")
    assert "\r\nDone: " in body
    return body


def test_a_mail_has_every_answer_or_says_where_it_is(shipped_site: Path, visitor: Visitor) -> None:
    for guide in SHIPPED:
        folder = shipped_site / "guides" / guide
        page = answered(visitor, folder, ticks="some")
        body = mail(page)
        assert "\r\nMy answers are in the link below.\r\n" in body
        address = next(line for line in body.split("\r\n") if line.startswith("https://"))
        assert carried_by(visitor, folder, address) == page.evaluate("carried()"), guide
        page = answered(visitor, folder, ticks="all")
        body = mail(page)
        assert "\r\nMy answers, without my check marks, are in the link below.\r\n" in body
        address = next(line for line in body.split("\r\n") if line.startswith("https://"))
        assert carried_by(visitor, folder, address) == {"answers": page.evaluate("carried().answers"), "ticks": {}}
        page.evaluate(LONGER)
        body = mail(page)
        assert "\r\nMy answers are too many for a mail. I attach them as the file my.answers.json.\r\n" in body
        assert f"\r\nhttps://rotations.example.org/guides/{guide}/\r\n" in body
        said = page.locator(".taken").inner_text()
        assert said == "Your answers are too many for a mail. Save them as a file, and attach it."


def test_a_mail_with_few_answers_has_them_in_words_and_in_its_link(shipped_site: Path, visitor: Visitor) -> None:
    folder = shipped_site / "guides" / SHIPPED[0]
    page = visitor.open(f"{(folder / 'index.html').as_uri()}#mine=2&a.budget=tight&a.rotations=1")
    page.locator(".arrived", has_text="Taken over from the link").wait_for()
    body = mail(page)
    words = page.evaluate("answeredWords()")
    assert len(words) > 2
    assert all(one in body for one in words)
    address = next(line for line in body.split("\r\n") if line.startswith("https://"))
    assert carried_by(visitor, folder, address) == page.evaluate("carried()")
