"""Of pages that say the same, one is for search engines."""

from __future__ import annotations

import json

from generator.model.artifact import Artifact
from generator.render.one_address import Head, head_of, leaders, led_to, stamped
from generator.render.sitemap import said_on, sitemap
from generator.render.structured import structured_data

BASE = "https://example.org/"


def page(words: str, whose: str = "A", number: int = 1) -> str:
    body = f'<main><p class="whose">{whose}</p><p>{words}<a class="cite" href="#"><sup>{number}</sup></a></p></main>'
    return f'<html lang="en" data-text="" data-day="2026-11-22"><body>{body}</body></html>'


def test_what_is_said_counts_and_not_to_whom_nor_the_numbers() -> None:
    first, other, changed = (head_of(stamped(html).encode()) for html in (page("x"), page("x", "B", 7), page("y")))
    assert first is not None
    assert first == other != changed
    assert first.day == "2026-11-22"
    assert head_of(b"<html><main></main></html>") is None


def test_the_first_persona_leads_and_pages_of_other_names_are_others() -> None:
    heads = {
        path: head
        for path, words in (("guides/b/why.html", "x"), ("guides/a/why.html", "x"), ("guides/a/visa.html", "x"))
        if (head := head_of(stamped(page(words)).encode())) is not None
    }
    assert leaders(heads, ["b", "a"]) == {"guides/a/why.html": "guides/b/why.html"}
    assert leaders(heads, ["a", "b"]) == {"guides/b/why.html": "guides/a/why.html"}


def test_a_page_that_is_led_names_the_other_and_changes_in_nothing_else() -> None:
    link, card = '<link rel="canonical" href="{0}">', '<meta property="og:url" content="{0}">'
    rest = f'<a href="{BASE}guides/a/why.html">report</a>'
    own, other = f"{BASE}guides/a/why.html", f"{BASE}guides/b/why.html"
    made = Artifact("guides/a/why.html", ((link + card).format(own) + rest).encode(), "a")
    assert led_to(made, BASE, "guides/b/why.html").content.decode() == (link + card).format(other) + rest


def test_the_map_has_the_day_of_what_is_said() -> None:
    listed = sitemap(BASE, [("index.html", ""), ("guides/a/why.html", "2026-11-22")])
    assert "<loc>https://example.org/</loc></url>" in listed
    assert "<loc>https://example.org/guides/a/why.html</loc><lastmod>2026-11-22</lastmod>" in listed


def test_a_comparison_is_as_new_as_its_guides() -> None:
    pages = {
        "compare/a/b.html": None,
        "compare/a/c.html": None,
        "guides/a/index.html": Head("1", "2026-11-22"),
        "guides/b/index.html": Head("2", "2026-11-28"),
    }
    assert [said_on(path, pages) for path in pages] == ["2026-11-28", "2026-11-22", "2026-11-22", "2026-11-28"]
    assert said_on("compare/c/d.html", {"compare/c/d.html": None}) == ""


def test_crumbs_lead_from_the_front_page_and_no_name_ends_the_tag() -> None:
    steps = [("Tour", BASE), ("</script><b>", f"{BASE}guides/a/"), ("Why", f"{BASE}guides/a/why.html")]
    written = structured_data(steps, "2026-11-22")
    assert "<" not in written
    crumbs, this = json.loads(written)["@graph"]
    assert [(one["position"], one["name"], one["item"]) for one in crumbs["itemListElement"]] == [
        (number, name, address) for number, (name, address) in enumerate(steps, start=1)
    ]
    assert this == {"@type": "WebPage", "url": steps[-1][1], "name": "Why", "dateModified": "2026-11-22"}
