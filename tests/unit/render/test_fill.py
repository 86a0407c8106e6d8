"""Filling: numbers of sources after commas and full stops, and "confirm" where something is at stake."""

from __future__ import annotations

import dataclasses

import pytest
from markupsafe import Markup, escape

from generator.diagnostics import Span
from generator.model.filled import FilledFact, FilledMark, FilledValue
from generator.model.line_kinds import SOURCE
from generator.model.module import MARK_CLOSE, MARK_OPEN, Text
from generator.render.fill import Filler
from generator.render.fragments import FragmentMaker
from generator.render.recheck import recheck_view
from generator.render.site import ADDRESSES
from tests.readers import small_world

MARKS: dict[int, FilledMark] = {
    1: FilledFact(7, "six weeks", confirm=False, fact="A-1"),
    2: FilledFact(8, None, confirm=True, fact="A-2"),
    3: FilledValue("two"),
}


class Macros:
    """Marks as they are easily read."""

    def fact(self, value: str) -> Markup:
        return escape(value)

    def source(self, number: int, _: str, confirm: bool) -> str:
        return f"^{number}{'!' if confirm else ''}"


FILLER = Filler(FragmentMaker(), Macros(), ADDRESSES)


def filled(words: str) -> str:
    marked = words.replace("{", MARK_OPEN).replace("}", MARK_CLOSE)
    pieces = FILLER.fragments.fragment(dataclasses.replace(Text("", Span("test.md")), markdown=marked))
    return str(FILLER.pieces(pieces, MARKS)).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("It takes {1}.", "It takes six weeks.^7"),
        ("It takes {1}, or so.", "It takes six weeks,^7 or so."),
        ("It takes {1}{2}; ask.", "It takes six weeks;^7^8! ask."),
        ("It takes {1} as a rule.", "It takes six weeks^7 as a rule."),
        ("Ask{2}.", "Ask.^8!"),
        ("Ask.{2} Then go.", "Ask.^8! Then go."),
        ("It takes {1}", "It takes six weeks^7"),
        ("It takes {1}{3}.", "It takes six weeks^7two."),
        ("Is it {1}?", "Is it six weeks?^7"),
        ("In **{1}**, or so.", "In <strong>six weeks^7</strong>, or so."),
    ],
)
def test_a_number_comes_after_the_comma_or_full_stop(words: str, wanted: str) -> None:
    assert filled(words) == wanted


def test_what_a_section_rests_on_is_said_once_at_its_head() -> None:
    guide = small_world().choose("{specialty: radiology, visa: j1, status: student}").guide
    facts = {one.number: one.fact for one in guide.entries(SOURCE)}
    doubtful = {number: fact.model_copy(update={"verify": True, "at_stake": None}) for number, fact in facts.items()}
    sure = {number: fact.model_copy(update={"verify": False}) for number, fact in facts.items()}
    costly = {number: fact.model_copy(update={"verify": True, "at_stake": "visa"}) for number, fact in facts.items()}
    cited = [
        section
        for chapter in guide.chapters
        for section in chapter.sections
        if any(isinstance(mark, FilledFact) for mark in section.marks.values())
    ]
    assert cited
    for section in cited:
        numbers = sorted({mark.number for mark in section.marks.values() if isinstance(mark, FilledFact)})
        said = recheck_view(section, doubtful, FILLER)
        assert said is not None
        assert [one["number"] for one in said["sources"]] == numbers
        assert said["checked"] == "November\u00a022,\u00a02026"
        assert recheck_view(section, sure, FILLER) is None
        assert recheck_view(section, costly, FILLER) is None, "the text itself says confirm"
