"""What is open of a section, a line or a document is said as far as it is open for the reader, and no further."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import SHIPPED, Visitor

RADIOLOGY, GENETICS = SHIPPED


def opened(site: Path, visitor: Visitor, guide: str, name: str, answers: str = "") -> Page:
    """A page of a guide in December 2026, with these answers."""
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2026-12-05")
    page.goto(f"{(site / f'guides/{guide}/{name}.html').as_uri()}{answers and f'#mine=1&{answers}'}")
    return page


def test_over_a_section(shipped_site: Path, visitor: Visitor) -> None:
    lead = "[data-chapter] > div:has([data-module=tiers-pediatrics-first]) > .lead"
    page = opened(shipped_site, visitor, GENETICS, "where")
    both = "If your plan comes to one rotation or more and pediatrics comes first, read this instead:"
    assert page.locator(lead).inner_text() == both
    page = opened(shipped_site, visitor, GENETICS, "where", "a.rotations=2")
    assert page.locator(lead).inner_text() == "If pediatrics comes first, read this instead:"


def test_over_a_line_of_the_budget(shipped_site: Path, visitor: Visitor) -> None:
    """It stays as its author wrote it; without that it says what is open."""
    page = opened(shipped_site, visitor, RADIOLOGY, "budget", "a.visa_now=none")
    assert page.locator("#esta .lead").inner_text() == "If you can travel on the visa waiver (ESTA):"
    page.evaluate("delete plan.costs.esta.lead; fit()")
    words = page.evaluate("guidegen.budgetOf(reader).lines.find(({ id }) => id === 'esta').lead")
    assert page.locator("#esta .lead", has_text=f"{words}:").is_visible()


def test_a_document_of_a_step_that_is_over_says_how_long_it_takes(shipped_site: Path, visitor: Visitor) -> None:
    page = opened(shipped_site, visitor, RADIOLOGY, "documents")
    found = """Object.entries(plan.documents).map(([id, { step }]) => [id, step]).find(([id, step]) =>
        step && document.querySelector(`#${id} .due[data-takes]`)?.textContent.includes("Start by"))"""
    document, step = page.evaluate(found)
    page = opened(shipped_site, visitor, RADIOLOGY, "documents", f"t.{step}=20780")
    assert page.locator(f"#{document} .due").inner_text().startswith("Takes ")
