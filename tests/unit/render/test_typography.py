"""Where lines may break."""

from __future__ import annotations

import pytest

from generator.render.typography import LONG, line_breaks, title_html

WORD = "x" * LONG


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("Ask for a J-1 visa", 'Ask for a <span class="unbroken">J-1</span> visa'),
        ("H-1B, I-94", '<span class="unbroken">H-1B</span>, <span class="unbroken">I-94</span>'),
        ("DS-2019.", '<span class="unbroken">DS-2019</span>.'),
        ("pre-J-1-era", "pre-J-1-era"),
        (f"<p>{WORD}</p>", f'<p><span class="long">{WORD}</span></p>'),
        (f"<p>{WORD[1:]}</p>", f"<p>{WORD[1:]}</p>"),
        (f'<a href="https://example.org/{WORD}">here</a>', f'<a href="https://example.org/{WORD}">here</a>'),
        (f"\ue000{WORD}\ue001", f'\ue000<span class="long">{WORD}</span>\ue001'),
        (f"{WORD}-J-1", f'<span class="long">{WORD}-J-1</span>'),
    ],
)
def test_line_breaks(html: str, marked: str) -> None:
    assert line_breaks(html) == marked


def test_a_title_is_escaped_first() -> None:
    assert title_html("<b>J-1</b>") == '&lt;b&gt;<span class="unbroken">J-1</span>&lt;/b&gt;'
