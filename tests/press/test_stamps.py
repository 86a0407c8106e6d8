"""What is printed around pages: laid out once for all readers, with each one's own words."""

from __future__ import annotations

import pytest

from generator.render.pdf import _press, print_book
from generator.render.press.stamps import Stamps
from tests.press.blocks import HEAD
from tests.press.compare import THEME

pytestmark = pytest.mark.usefixtures("new_process")


def _stamps() -> Stamps:
    print_book(f'{HEAD % "A4"}<section class="plan"><h1>Plan</h1></section></body></html>', (), THEME)
    ((_, stamps, _),) = _press(THEME).layouts.values()
    return stamps


def test_readers_share_what_a_body_says_of_them() -> None:
    stamps = _stamps()
    for said, words in [("One &amp; two · Three", "One & two · Three"), ("late-string-0-", "late-string-0-"), ("", "")]:
        assert stamps.strings(f'<body data-situation="{said}">') == {"situation": words}
    assert len(stamps.bodies) == 1
