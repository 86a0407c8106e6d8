"""The message: what its headers may hold, and that its bytes say what they were meant to."""

from __future__ import annotations

import datetime as dt
from email.errors import MessageError
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.mailbox import comparable, likely_domain, whole_address
from generator.model.output import HANDBOOK
from generator.send import message as message_module
from generator.send.address import display
from generator.send.message import BadMessage, Letterhead, compose, read_message
from generator.send.recipient import MailWords, Recipient
from tests.send.people import HEAD, recipient, write_handbooks

MOMENT = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)
EXPECTED = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One handbook."""
    folder = tmp_path_factory.mktemp("handbooks")
    write_handbooks(folder, ["ana"])
    return folder


def made(person: Recipient, head: Letterhead = HEAD) -> bytes:
    """Their message."""
    return compose(person, head, "<1@example.org>", MOMENT)


INJECTIONS = (
    "x\r\nBcc: all@example.net",
    "x\nBcc: all@example.net",
    "x\rBcc: all@example.net",
    "x\r\n\r\n<p>another body</p>",
    "x\u2028Bcc: all@example.net",
    "x\u0085Bcc: all@example.net",
    "x\x00y",
    "x\x0by",
    "x\u202ey",
    "=?utf-8?q?a=0ABcc:_x@y.z?=",
    "=?utf-8?b?YQpCY2M6IHhAeS56?=",
)


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_a_subject_that_would_be_a_header(folder: Path, hostile: str) -> None:
    with pytest.raises(BadMessage, match=r"^the subject holds"):
        made(recipient(folder, "ana", words=MailWords(hostile, "text", "<p>html</p>")))


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_a_name_that_would_be_a_header(folder: Path, hostile: str) -> None:
    with pytest.raises(BadMessage, match=r"^the name holds"):
        made(recipient(folder, "ana", name=hostile))


@pytest.mark.parametrize("hostile", ["=?utf-8?q?a=0ABcc:_x@example.net?=", "x\r\nBcc: all@example.net"])
def test_what_became_a_header_all_the_same_is_seen_in_the_finished_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, hostile: str
) -> None:
    """The second look does not rely on the first, nor on Python's own."""
    monkeypatch.setattr(message_module, "_plain", lambda words, _: words)
    with pytest.raises((BadMessage, MessageError, ValueError)):
        made(recipient(folder, "ana", words=MailWords(hostile, "text", "<p>html</p>")))


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=120)


@settings(max_examples=300, deadline=None)
@given(name=NAMES, subject=NAMES)
@example(name="text@evil.example, Ana <u@b.example>", subject="x" * 120)
@example(
    name='Müller, Jörg "JJ" <x>; (y)', subject="Ein sehr langer Betreff mit Ümläuten, Kommas, und  zwei Leerzeichen"
)
@example(
    name="x", subject="Your handbook: Away rotations for medical graduates everywhere, and more — how many, where, when"
)
@example(name="محمد العربي", subject="王小明的手册")
@example(name="a" * 120, subject="ä" * 120)
@example(name="Bcc: all@example.net", subject="To: all@example.net")
def test_any_name_and_subject_arrive_as_they_are_or_are_refused(folder: Path, name: str, subject: str) -> None:
    person = recipient(folder, "ana", name=name, words=MailWords(subject, "text", "<p>html</p>"))
    try:
        content = made(person)
    except BadMessage:
        assert "=?" in name + subject or " ".join(subject.split()) != subject
        return
    read = read_message(content)
    assert list(read.keys()) == EXPECTED
    assert [one.addr_spec for one in read["To"].addresses] == ["ana@example.org"]
    assert read["Subject"] == subject
    assert b"\r\nBcc:" not in content.partition(b"\r\n\r\n")[0]


@settings(max_examples=300, deadline=None)
@given(name=st.text(max_size=60), subject=st.text(max_size=60))
def test_no_text_ever_makes_a_header(folder: Path, name: str, subject: str) -> None:
    try:
        content = made(recipient(folder, "ana", name=name, words=MailWords(subject, "text", "<p>html</p>")))
    except BadMessage:
        return
    head = content.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == EXPECTED
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert b"\r" not in head.replace(b"\r\n", b"")


def test_the_same_message_has_the_same_bytes(folder: Path) -> None:
    assert made(recipient(folder, "ana")) == made(recipient(folder, "ana"))


def test_what_is_sent_is_seven_bit(folder: Path) -> None:
    words = MailWords("Grüße", "Grüße\n" + "ä" * 2000, "<p>Grüße</p>")
    content = made(recipient(folder, "ana", name="Jörg", words=words))
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.count(b"\n") == content.count(b"\r\n")


def test_answers_go_where_the_project_says(folder: Path) -> None:
    head = Letterhead(sender=HEAD.sender, reply_to=display(None, "advice@example.org"), language="de")
    read = read_message(made(recipient(folder, "ana"), head))
    assert read["Reply-To"] == "advice@example.org"
    assert read["Content-Language"] == "de"


@pytest.mark.parametrize("harm", ["gone", "changed", "link"])
def test_a_file_that_is_not_as_it_was_made(tmp_path: Path, harm: str) -> None:
    write_handbooks(tmp_path, ["ana"])
    person = recipient(tmp_path, "ana")
    file = tmp_path / "ana" / HANDBOOK.file
    content = file.read_bytes()
    file.unlink()
    if harm == "changed":
        file.write_bytes(content + b"x")
    elif harm == "link":
        (tmp_path / "elsewhere").write_bytes(content)
        file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadMessage, match=r"handbook\.pdf (cannot be read|is not as guidegen made it)"):
        made(person)


# --- addresses ---


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.B+tag@Example.ORG", "Ana.B+tag@example.org"),
        ("ana@müller.de", "ana@xn--mller-kva.de"),
        ("añá@example.org", "añá@example.org"),
        ("иван.петров@example.org", "иван.петров@example.org"),
    ],
)
def test_good_addresses(written: str, whole: str) -> None:
    assert whole_address(written) == whole


@pytest.mark.parametrize(
    "written",
    [
        "", "ana", "ana@", "@example.org", "ana@example", "ana@exam ple.org", "a b@example.org", "ana@example..org",
        "Ana <ana@example.org>", "ana@example.org, ben@example.org", "ana@example.org\nBcc: x@example.net",
        "p\u0430ul@example.org", "ana@gm\u0430il.com", "\uff41na@example.org", "ana@exam\u03c1le.org",
        "ana@[127.0.0.1]", "ana@localhost", "ana@-x.org", "ana@x.invalid", "a" * 70 + "@example.org",
    ],
)  # fmt: skip
def test_bad_addresses(written: str) -> None:
    with pytest.raises(ValueError, match=r".") as bad:
        whole_address(written)
    assert len(written) < 9 or written not in str(bad.value)


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.co", "gmail.com"), ("gmaill.com", "gmail.com"),
        ("hotmial.com", "hotmail.com"), ("outlok.com", "outlook.com"), ("yaho.com", "yahoo.com"),
        ("iclould.com", "icloud.com"), ("gmail.com", None), ("ymail.com", None), ("mail.com", None),
        ("example.org", None), ("me.com", None), ("gmx.net", None), ("email.com", None), ("uni-gmail.edu", None),
        ("qq.com", None), ("example.con", "example.com"), ("mail.harvard.eud", "mail.harvard.edu"),
        ("gmail.org", "gmail.com"), ("yahoo.co.uk", None), ("mail.ru", None), ("outlook.de", None),
    ],
)  # fmt: skip
def test_slips(domain: str, meant: str | None) -> None:
    assert likely_domain(f"ana@{domain}", ()) == meant
    assert likely_domain(f"ana@{domain}", (domain,)) is None


def test_two_ways_to_write_one_address() -> None:
    assert comparable("A@example.org") == comparable("a@EXAMPLE.org") != comparable("b@example.org")
    assert comparable("a@müller.de") == comparable("a@xn--mller-kva.de")
    assert comparable("No Address") == "no address"
