"""What of a link no longer applies is named; what is read in one go is not torn apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import SHIPPED, Visitor

FOR_STUDENTS = """() => {
  const task = tasksOf(plan.modules["enter-as-a-student"].body).find(({ step }) => !step)
  const names = [task.id, "document--dean-letter", "consulate-wait", "nothing-of-it"]
  return names.map((name) => `t.${name}=20782`).join("&")
}"""
"""Marks on a task that no step has, a document and a step that others have, and one of another site."""


def test_marks_that_no_longer_apply_are_named(shipped_site: Path, visitor: Visitor) -> None:
    home = (shipped_site / "guides" / SHIPPED[1] / "index.html").as_uri()
    page = visitor.open(home)
    fragment = page.evaluate(FOR_STUDENTS)
    page.goto(f"{home}?again#mine=1&a.visa_now=f1&{fragment}")
    said = page.locator(".arrived", has_text="Nothing is deleted")
    said.wait_for()
    listed = said.inner_text().partition("No longer on your list: ")[2].partition(" Nothing is deleted")[0]
    names = "“Check on arrival that your I-94 says B-1, online”, “Dean’s letter for the visit”"
    assert listed.startswith(names)
    assert "“Look up the waiting time for a B-1/B-2 interview at your post”" in listed
    assert listed.endswith(", and one check mark that this site does not know.")


LINES = (
    """() => [...document.querySelectorAll("main a.cite")].filter((one) => one.getClientRects().length > 1).length"""
)


@pytest.mark.parametrize("width", [320, 390])
def test_a_number_and_its_confirm_stay_on_one_line(shipped_site: Path, visitor: Visitor, width: int) -> None:
    page = visitor.open("about:blank", viewport={"width": width, "height": 844})
    for guide in SHIPPED:
        for name in ("visa", "documents", "whole"):
            page.goto((shipped_site / f"guides/{guide}/{name}.html").as_uri())
            assert page.locator("main a.cite").count() > 0
            assert page.evaluate(LINES) == 0, name


@pytest.mark.parametrize("name", ["documents", "checklist"])
def test_what_is_offered_only_to_who_ticked_has_no_room_before(shipped_site: Path, visitor: Visitor, name: str) -> None:
    page = visitor.open(shipped_site / f"guides/{SHIPPED[0]}/{name}.html", viewport={"width": 390, "height": 844})
    above, below = (page.locator(f".title {one}").bounding_box() for one in (".progress", ".fitted"))
    assert above is not None
    assert below is not None
    assert above["height"] < 32, "one line"
    assert below["y"] - above["y"] - above["height"] < 32
    page.locator("main input[data-task]:visible").first.check()
    page.get_by_role("button", name="Clear all check marks").click()
    assert page.locator("main input[data-task]:checked").count() == 0
