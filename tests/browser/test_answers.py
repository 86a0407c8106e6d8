"""Make it mine: answers given on the page leave out what does not apply, and drop leads."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import GUIDE, REFUSED, Visitor


def answer(page: Page, site: Path, **answers: str) -> None:
    """Answer questions on the plan, where the page may be already."""
    plan = (site / GUIDE / "index.html").as_uri()
    if page.url != plan:
        page.goto(plan)
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    for facet, value in answers.items():
        field = page.locator(f"[data-facet='{facet}']")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("data-type") == "date":
            field.fill(value)
            field.dispatch_event("change")
        else:
            field.locator(f"[value='{value}']").check()


def papers(page: Page, site: Path) -> str:
    page.goto((site / GUIDE / "papers.html").as_uri())
    return page.locator(".text").inner_text()


def test_without_answers_everything_is_shown_under_leads(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    shown = page.locator(".text").inner_text()
    for words in ("If money is tight:", "Share a room.", "Take a room of your own.", "Otherwise:", "Take a hotel."):
        assert words in shown
    assert "Answer a few questions" in page.locator(".fitted").inner_text()


def test_an_answer_drops_the_lead_and_leaves_the_other_arms_out(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    shown = papers(page, site)
    assert "Share a room." in shown
    assert "If money is tight" not in shown
    assert "Take a hotel." not in shown
    assert "Take a room of your own." not in shown
    assert "2 parts of this page do not apply to you" in page.locator(".fitted").inner_text()


def test_an_else_arm_applies_once_all_before_it_are_out(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="ample")
    shown = papers(page, site)
    assert "Take a hotel." in shown
    assert "Otherwise" not in shown
    assert "Share a room." not in shown


def test_several_answers_and_dates_count(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, interest="research", rotation_start="2027-08-01")
    shown = papers(page, site)
    assert "Ask who publishes." in shown
    assert "If research is your interest" not in shown
    assert "You begin early." not in shown
    answer(page, site, interest="", rotation_start="2027-05-01")
    shown = papers(page, site)
    assert "Ask who publishes." not in shown
    assert "You begin early." in shown


def test_alternatives_of_a_slot_exclude_each_other(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "how-many.html")
    both = page.locator("#backup-none, #backup-one")
    assert both.locator("visible=true").count() == 2
    for number, shown, left_out in (("1", "backup-one", "backup-none"), ("3", "backup-none", "backup-one")):
        answer(page, site, rotations=number)
        page.goto((site / GUIDE / "how-many.html").as_uri())
        assert page.locator(f"#{shown}").is_visible()
        assert page.locator(f"#{left_out}").is_hidden()
        assert page.locator(f".toc a[href='#{left_out}']").is_hidden()


def test_the_plan_and_its_lists_follow(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    value = page.locator(".value[data-plan='rotations']")
    assert value.locator(".figure").inner_text() == "Three rotations"
    assert value.locator(".changes").count() == 1
    answer(page, site, budget="ample", rotations="1")
    assert value.inner_text().split("\n\n")[1:] == ["One rotation", "because one is what you can arrange"]
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.get_by_text("Look for a room to share").is_hidden()
    page.goto((site / GUIDE / "timeline.html").as_uri())
    assert page.locator("table").get_by_text("Rooms to share are gone").is_hidden()
    page.goto((site / GUIDE / "documents.html").as_uri())
    assert page.get_by_text("Receipt for the deposit").is_hidden()


def test_everything_can_be_shown_again_and_answers_forgotten(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    papers(page, site)
    page.get_by_role("button", name="Show everything").click()
    assert page.get_by_text("Take a hotel.").is_visible()
    page.get_by_role("button", name="Leave it out").click()
    assert page.get_by_text("Take a hotel.").is_hidden()
    answer(page, site)
    assert page.locator(".given").inner_text() == "1 of 4 answered."
    page.get_by_role("button", name="Forget my answers").click()
    assert "If money is tight:" in papers(page, site)


def test_a_link_to_what_is_left_out_shows_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, rotations="3")
    page.goto((site / GUIDE / "how-many.html").as_uri() + "#backup-one")
    assert page.locator("#backup-one").is_visible()


SPOILED = (
    "{",
    "7",
    "null",
    '["tight"]',
    '{"budget": 5}',
    '{"budget": ["gone"]}',
    '{"budget": ["tight", "ample"]}',
    '{"budget": []}',
    '{"rotation_start": {"low": "soon", "high": "soon"}}',
    '{"interest": {"several": ["gone"]}}',
    '{"specialty": ["radiology"], "nobody": ["x"]}',
)


def test_kept_answers_that_are_none_hide_nothing(site: Path, visitor: Visitor) -> None:
    """Spoiled, or to a question that has changed since."""
    page = visitor.open(site / GUIDE / "index.html")
    for kept in SPOILED:
        answer(page, site, budget="tight")
        spoiled = page.evaluate(
            """(kept) => Object.keys(localStorage).filter((key) => key.includes("answers"))
                .map((key) => localStorage.setItem(key, kept)).length""",
            kept,
        )
        assert spoiled == 1, kept
        shown = papers(page, site)
        assert "If money is tight:" in shown, kept
        assert "Take a hotel." in shown, kept
        page.goto((site / GUIDE / "index.html").as_uri())
        assert page.locator("#answer-budget").input_value() == "", kept


def test_a_browser_that_keeps_nothing_says_so_and_fits_this_page(site: Path, visitor: Visitor) -> None:
    context = visitor.context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    answer(page, site, budget="tight", rotations="1")
    assert (
        page.locator(".given").inner_text() == "2 of 4 answered. This browser keeps nothing: other pages will not know."
    )
    assert page.locator(".value[data-plan='rotations'] .figure").inner_text() == "One rotation"


def test_a_lead_goes_with_all_that_stood_under_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    lead = "If you can arrange four rotations or more:"
    shown = papers(page, site)
    assert lead in shown
    assert "Teach on each of them." in shown
    answer(page, site, interest="")
    assert lead not in papers(page, site)
    page.get_by_role("button", name="Show everything").click()
    assert lead in page.locator(".text").inner_text()


CHANGED = (
    ("", "If money is tight:", "ab", 3),
    ("tight", "Share a room.", "a", 1),
    ("moderate", "Take a room of your own.", "ab", 2),
    ("ample", "Take a hotel.", "", 0),
    ("", "If money is tight:", "ab", 3),
    ("tight", "Share a room.", "a", 1),
)
"""What somebody answers who changes their mind: what they read then, the notes, and from how many places these are."""


def test_an_answer_may_change_and_change_back(site: Path, visitor: Visitor) -> None:
    """A note goes with the last place that refers to it, and no arm is drawn over the text before it."""
    page = visitor.open(site / GUIDE / "index.html")
    for budget, words, notes, places in CHANGED:
        answer(page, site, budget=budget)
        assert words in papers(page, site)
        shown = page.locator(".notes-list li:visible")
        assert "".join(one.rpartition("-")[2] for one in shown.evaluate_all("(all) => all.map((li) => li.id)")) == notes
        assert page.locator(".notes-list").is_visible() == bool(notes)
        assert page.locator(".notes-list .back:visible").count() == places
        boxes = [
            box for one in page.locator(".text section > *").all() if (box := one.bounding_box()) and box["height"]
        ]
        ends = [box["y"] + box["height"] for box in boxes]
        assert all(box["y"] >= end - 1 for box, end in zip(boxes[1:], ends, strict=False)), budget


def test_a_numbered_list_of_tasks_begins_with_its_number(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    assert page.locator("ol.tasks[start='10'] > .task").is_visible()
    drawn = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    markers = [one["name"]["value"].strip() for one in drawn if one["role"]["value"] == "ListMarker"]
    assert markers.count("10.") == 1
