"""The index: what a reader may look up, with an anchor at the first use in each chapter."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.render.index import index_view

TERM = '<p>An <a class="term" href="#term-img">IMG</a> and an <a class="term" href="#term-img">IMG</a>.</p>'
LINK = '<p>See <a href="https://example.org/?a=1&amp;b=2">it</a>.</p>'


def chapter(name: str, *html: str) -> dict[str, Any]:
    return {"id": name, "entries": [{"sections": [{"html": Markup(one)} for one in html]}]}


def test_each_chapter_is_named_once_where_it_first_speaks_of_it() -> None:
    guide: dict[str, Any] = {
        "chapters": [chapter("one", TERM, TERM), chapter("two", LINK), chapter("three", "<p>Words.</p>", TERM + LINK)],
        "terms": [{"id": "img", "term": "IMG", "anchor": "term-img"}],
        "resources": [{"id": "it", "name": "An address", "url": "https://example.org/?a=1&b=2"}],
        "documents": [{"documents": [{"id": "passport", "label": "Passport"}]}],
        "timeline": {"months": [{"entries": [{"id": "day", "label": "Match Day"}]}]},
    }
    assert index_view(guide) == [
        {"words": "An address", "anchors": ["use-two-1", "use-three-2", "address-it"]},
        {"words": "IMG", "anchors": ["use-one-1", "use-three-1", "term-img"]},
        {"words": "Match Day", "anchors": ["date-day"]},
        {"words": "Passport", "anchors": ["document-passport"]},
    ]
    text = "".join(
        section["html"] for one in guide["chapters"] for entry in one["entries"] for section in entry["sections"]
    )
    assert text.count(' id="use-') == 4
    assert text.count('<a id="use-one-1" class="term" href="#term-img">') == 1


def test_nothing_to_look_up_is_no_index() -> None:
    assert index_view({"chapters": [], "terms": [], "resources": [], "documents": [], "timeline": None}) == []
