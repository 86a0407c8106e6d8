"""What attachments are called: safe letters, closed holes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.attachment_names import DEFAULT, PATTERN_OF_HOLES, attachment_names, checked_pattern
from generator.model.delivery import MailSettings

TITLE = "Away rotations for international medical graduates"


@pytest.mark.parametrize(
    ("pattern", "name", "called"),
    [
        (DEFAULT, "Zoë García-Łuksza", "handbook-Zoe-Garcia-Luksza-Away-rotations-for-international-medical.pdf"),
        ("{name}", "Nguyễn Thị Đức O'Neil", "Nguyen-Thi-Duc-ONeil.pdf"),
        ("{name} ({id})", "Анна Иванова", "p-7-p-7.pdf"),
        ("{name}", "../../etc/passwd\x00", "etc-passwd.pdf"),
        ("{name}", "Con", "Con-.pdf"),
        ("{name}", "Ann " * 40, f"{'-'.join(['Ann'] * 15)}.pdf"),
        ("Guide 2028", "Ann", "Guide-2028.pdf"),
        ("...", "Ann", "p-7.pdf"),
    ],
)
def test_names(pattern: str, name: str, called: str) -> None:
    assert attachment_names(pattern, TITLE, "p-7", name)["handbook.pdf"] == called


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_people_are_called(name: str, title: str) -> None:
    names = attachment_names(DEFAULT, title, "p-7", name)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,119}\.(pdf|ics|xlsx)", one) for one in names.values())
    assert len({one.casefold() for one in names.values()}) == len(names)


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{nmae}", "there is no '{nmae}' here; did you mean 'name'?"),
        ("{x}", "there is no '{x}' here; there are kind, name, title, id"),
        ("{}", "there is no '{}' here; there are kind, name, title, id"),
        ("{name", "a brace is not closed, or not opened; write holes such as {name}"),
        ("{{name}}", "a brace is not closed, or not opened; write holes such as {name}"),
    ],
)
def test_other_holes(pattern: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        checked_pattern(pattern)
    assert not re.search(PATTERN_OF_HOLES, pattern)


def test_editors_know_the_holes() -> None:
    schema = MailSettings.model_json_schema()["properties"]["attachments"]
    assert re.search(schema["pattern"], DEFAULT)
