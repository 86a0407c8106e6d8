"""`guidegen send` as an office uses it, against a real mail server."""

from __future__ import annotations

import csv
import email
import io
import json
import os
import shlex
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from generator.app.applicants import PeopleSource
from generator.pdf import WrongPassPhrase, read_stamps
from generator.send.earlier import NAME as EARLIER
from tests.projects import guidegen
from tests.send.mail_server import PASSWORD, Certificates, MailServer
from tests.send.office import (
    NAMES,
    change,
    copy_office,
    mail_lines,
    person,
    plain,
    rebuild,
    send,
    shared_office,
    states,
)

ALL_SENT = {identity: ["sent"] for identity in NAMES}
MakeOffice = Callable[..., Path]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its handbooks, made once."""
    return shared_office(tmp_path_factory)


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """A server that takes everything, until it is told otherwise."""
    with MailServer(certificates.context("127.0.0.1")) as running:
        yield running


@pytest.fixture
def office(built: Path, tmp_path: Path, server: MailServer, certificates: Certificates) -> Path:
    """A copy of the project that sends through the server."""
    return copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file))


def message_to(server: MailServer, identity: str) -> EmailMessage:
    """The newest message that one person got."""
    return [one.message for one in server.taken if one.address == f"{identity}@example.net"][-1]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """The words of a message."""
    body = message.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content


def whose(handbook: bytes, pass_phrase: str = "") -> str:
    """Whose a handbook says it is."""
    stamps = read_stamps(handbook, pass_phrase)
    assert stamps is not None
    return stamps["profile"]


# --- a dry run ---


def test_without_send_nothing_leaves(office: Path, server: MailServer) -> None:
    ran = send(office, password=None)
    assert ran.code == 0
    assert "dry run: 3 would be sent, nothing was. With --send they go out" in ran.out
    assert server.sessions == 0
    assert not (office / "mail/ledger.sqlite").exists()
    assert not (office / "handbooks" / EARLIER).exists()
    drafts = sorted((office / "mail/outbox").iterdir())
    assert [file.name for file in drafts] == [f"{identity}.eml" for identity in NAMES]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in drafts)
    for word in (*NAMES.values(), "example.net"):
        assert word not in ran.out + ran.err


def test_a_draft_is_a_whole_message(office: Path) -> None:
    send(office)
    message = email.message_from_bytes((office / "mail/outbox/bea-1.eml").read_bytes(), policy=default)
    assert message["To"].addresses[0].display_name == NAMES["bea-1"]
    assert message["From"] == "The Office <office@example.org>"
    assert message["Subject"] == "Your handbook: Small guide"
    attached = {part.get_filename(): part for part in message.iter_attachments()}
    called = "{}-Beatrice-Muller-Osaka-Small-guide.{}"
    kinds = {"handbook": "handbook.pdf", "calendar": "calendar.ics", "workbook": "tracker.xlsx"}
    files = {called.format(kind, file[-3:].replace("lsx", "xlsx")): file for kind, file in kinds.items()}
    assert {files[str(name)]: part.get_content_type() for name, part in attached.items()} == {
        "handbook.pdf": "application/pdf",
        "calendar.ics": "text/calendar",
        "tracker.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    for name, part in attached.items():
        assert part.get_payload(decode=True) == (office / "handbooks/bea-1" / files[str(name)]).read_bytes()
    assert whose((office / "handbooks/bea-1/handbook.pdf").read_bytes()) == "bea-1"
    words = text_of(message)
    assert plain(words) == (
        "Hello Béatrice Müller-Ōsaka, Your handbook, “Small guide,” is attached, with its calendar and its workbook. "
        "It was made from your answers, so keep it to yourself. Your next dates: "
        "- May 3, 2027: Ask each site what it wants - September 25, 2027: ERAS opens for submission "
        "- March 17, 2028: Match Day Write to office@example.org with any question, and whenever one of your answers "
        "changes. Office"
    )  # fmt: skip


def test_a_dry_run_says_it_as_data(office: Path) -> None:
    ran = send(office, "--json", "--only", "bea-1")
    assert ran.code == 0
    assert ran.json["turns"] == {"bea-1": "first handbook"}
    assert ran.json["chosen"] == ["bea-1"]


def test_the_words_of_both_parts_are_the_same(office: Path) -> None:
    send(office)
    message = email.message_from_bytes((office / "mail/outbox/bea-1.eml").read_bytes(), policy=default)
    page = text_of(message, "html")
    assert "<img" not in page
    assert "http" not in page.replace("mailto:", "")
    for words in ("keep it to yourself", "Ask each site what it wants", "with any question", NAMES["bea-1"]):
        assert words in page
        assert words in plain(text_of(message))


# --- sending ---


def test_everybody_gets_their_own_once(office: Path, server: MailServer) -> None:
    ran = send(office, "--send", "--yes")
    assert ran.code == 0, ran.err
    assert "3 sent" in ran.out
    assert states(office) == ALL_SENT
    for identity in NAMES:
        (handbook, *_) = message_to(server, identity).iter_attachments()
        assert whose(handbook.get_content()) == identity
    again = send(office, "--send", "--yes")
    assert again.code == 0
    assert "nothing to send" in again.out
    assert "3 nothing changed" in again.err
    assert len(server.taken) == 3


def test_limit_and_only(office: Path, server: MailServer) -> None:
    assert "1 sent" in send(office, "--send", "--yes", "--limit", "1").out
    assert states(office) == {"bea-1": ["sent"]}
    assert "1 sent" in send(office, "--send", "--yes", "--only", "dina-3").out
    assert states(office) == {"bea-1": ["sent"], "dina-3": ["sent"]}
    ran = send(office, "--send", "--yes", "--only", "dena-3")
    assert ran.code == 2
    assert "there is no applicant 'dena-3'" in ran.err


def test_nobody_at_a_terminal_to_say_yes(office: Path, server: MailServer) -> None:
    ran = send(office, "--send")
    assert ran.code == 2
    assert "nobody is at a terminal to say yes; give --yes if that is meant" in ran.err
    assert server.commands == []
    assert states(office) == {}


def test_to_oneself_first(office: Path, server: MailServer) -> None:
    ran = send(office, "--test-to", "me@example.org")
    assert ran.code == 0, ran.err
    assert "1 test message sent to me@example.org" in ran.out
    (one,) = server.taken
    assert one.address == "me@example.org"
    assert one.message["Subject"] == "Test for bea-1: Your handbook: Small guide"
    assert str(one.message["To"]) == "me@example.org"
    assert states(office) == {}
    assert "3 sent" in send(office, "--send", "--yes").out
    # Nobody is due any more, and a test still shows what a message looks like.
    ran = send(office, "--test-to", "me@example.org")
    assert "1 test message sent to me@example.org" in ran.out
    assert [one.address for one in server.taken].count("me@example.org") == 2
    assert states(office) == {identity: ["sent"] for identity in NAMES}
    ran = send(office, "--test-to", "me at home")
    assert ran.code == 2
    assert "--test-to" in ran.err


def test_only_a_handbook_that_changed_goes_out_again(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    change(office, "content/modules/arrange/visa-basics.md", "Pass Step 3 first.", "Pass Step 3 before you apply.")
    change(office, "content/data/milestones.yaml", "month: 9", "month: 10")
    rebuild(office)
    ran = send(office, "--send", "--yes")
    assert ran.code == 0, ran.err
    assert "3 handbook changed" in ran.err
    words = plain(text_of(message_to(server, "bea-1")))
    assert "Your handbook has changed, and the new one is attached" in words
    assert "What changed since your last handbook:" in words
    assert "Changed: “Ask about visas before you apply”" in words
    assert "ERAS opens for submission: October 25, 2027 (was September 25, 2027)" in words
    assert states(office) == {identity: ["sent", "sent"] for identity in NAMES}


def test_one_persons_answer_changes_one_handbook(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    change(office, "profiles/applicants/dina-3.yaml", "rotations: 2", "rotations: 1")
    rebuild(office)
    ran = send(office, "--send", "--yes")
    assert "1 handbook changed" in ran.err
    assert "2 nothing changed" in ran.err
    assert "Rotations to plan: one rotation (was two rotations)" in plain(text_of(message_to(server, "dina-3")))
    assert len(server.taken) == 4


def test_new_looks_alone_are_sent_to_nobody(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    settings = office / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + "handbook: {paper: letter}\n", "utf-8")
    rebuild(office)
    ran = send(office, "--send", "--yes")
    assert ran.code == 0, ran.err
    assert "3 nothing changed" in ran.err
    assert len(server.taken) == 3


def test_somebody_new_gets_theirs(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    (office / "profiles/applicants/emil-4.yaml").write_text(person("Emil Novak", "emil-4@example.net"), "utf-8")
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "emil-4" in ran.err
    assert "    there is no handbook yet\n" in ran.err
    (left_out,) = send(office, "--json").json["left_out"]["emil-4"]
    assert (left_out["code"], left_out["message"], left_out["path"]) == ("failed", "there is no handbook yet", "")
    rebuild(office)
    assert "1 sent" in send(office, "--send", "--yes").out


# --- status and resolve ---


def hinted(said: str) -> list[str]:
    """The command that a message names last, as one would type it."""
    return shlex.split(said.rpartition(": guidegen ")[2].partition("\n")[0])


def test_what_became_of_everybody(office: Path, server: MailServer, tmp_path: Path) -> None:
    assert "nothing has been sent yet" in guidegen("send", "status", "-C", office).out
    server.behave = lambda address, attempt: (
        "550 at RCPT" if address.startswith("bea") else "taken, then cut" if address.startswith("carl") else "take"
    )
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "bea-1 failed: 550 5.1.1 <(address)> no such mailbox" in ran.out
    assert "carl-2 unknown" in ran.out
    status = guidegen("send", "-C", office, "status")
    assert status.code == 0
    assert "1 failed" in status.out
    assert "1 sent" in status.out
    assert "carl-2: unknown: the connection ended before the server's last word" in status.out
    assert "example.net" not in status.out
    file = tmp_path / "failed.csv"
    assert guidegen("send", "status", "-C", office, "--csv", file).code == 0
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert [(row["id"], row["email"], row["state"]) for row in rows] == [
        ("bea-1", "bea-1@example.net", "failed"),
        ("carl-2", "carl-2@example.net", "unknown"),
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    as_data = guidegen("send", "status", "-C", office, "--json").json["sendings"]
    assert {identity: one["state"] for identity, one in as_data.items()} == {
        "bea-1": "failed", "carl-2": "unknown", "dina-3": "sent"
    }  # fmt: skip


def test_a_person_says_what_happened(office: Path, server: MailServer) -> None:
    server.behave = lambda address, attempt: "taken, then cut" if "dina" not in address else "take"
    send(office, "--send", "--yes")
    server.behave = lambda address, attempt: "take"
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "2 in doubt: bea-1, carl-2; if it arrived (else --resend): guidegen send -C" in ran.err
    command = [word for word in hinted(ran.err) if word != "carl-2"]
    assert guidegen(*command).out == "bea-1: sent\n"
    assert guidegen("send", "resolve", "-C", office, "carl-2", "--resend").out == "carl-2: goes out with the next run\n"
    ran = send(office, "--send", "--yes")
    assert ran.code == 0, ran.err
    assert "1 sent" in ran.out
    assert states(office) == {"bea-1": ["sent"], "carl-2": ["unknown", "sent"], "dina-3": ["sent"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bea-1", "--sent"), "bea-1 is 'sent'; --sent is for drafted or unknown"),
        (("bea-1", "--withdraw"), "bea-1 is 'sent'; --withdraw is for drafted or queued or retry"),
        (("bee-1", "--resend"), "nothing was ever queued for 'bee-1'; did you mean 'bea-1'?"),
        (("bea-1",), "say what holds: --sent, --resend or --withdraw"),
    ],
)
def test_what_does_not_fit(office: Path, arguments: tuple[str, ...], words: str) -> None:
    send(office, "--send", "--yes")
    ran = guidegen("send", "resolve", "-C", office, *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert states(office) == ALL_SENT


def test_what_waits_can_be_withdrawn(office: Path, server: MailServer) -> None:
    server.behave = lambda address, attempt: "cut before RCPT"
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "3 connections failed one after the other" in ran.err
    assert guidegen("send", "resolve", "-C", office, "bea-1", "--withdraw").out == "bea-1: withdrawn\n"
    server.behave = lambda address, attempt: "take"
    assert "2 sent" in send(office, "--send", "--yes", "--only", "carl-2", "--only", "dina-3").out


# --- refused: nothing leaves ---


def refused(office: Path, server: MailServer, code: int, *words: str, arguments: tuple[str, ...] = ()) -> str:
    """A run that must not say a word to the server; gives what it said to us."""
    before = len(server.taken)
    ran = send(office, "--send", "--yes", *arguments)
    assert ran.code == code, ran.out + ran.err
    for one in words:
        assert one in ran.err
    for name in (*NAMES.values(), "@example.net", PASSWORD):
        assert name not in ran.err + ran.out
    assert server.commands == [] or len(server.taken) == before
    return ran.err


def test_handbooks_that_are_not_those_of_today(office: Path, server: MailServer) -> None:
    change(office, "content/modules/decide/start-here.md", "counts most", "counts a lot")
    refused(office, server, 3, "3 handbooks are not what the project gives on 2026-11-22 (bea-1, carl-2, dina-3)")


@pytest.mark.parametrize("name", ["handbook.pdf", "calendar.ics", "tracker.xlsx"])
def test_files_that_were_exchanged(office: Path, server: MailServer, name: str) -> None:
    """Two people's files are swapped, and the manifest with them."""
    one, other = (office / "handbooks" / identity / name for identity in ("bea-1", "dina-3"))
    keep = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(keep)
    refused(office, server, 3, "is not as guidegen made it")
    manifest = json.loads((office / "handbooks/.guidegen.json").read_bytes())
    files = manifest["files"]
    files[f"bea-1/{name}"], files[f"dina-3/{name}"] = (
        {**files[f"bea-1/{name}"], "sha256": files[f"dina-3/{name}"]["sha256"]},
        {**files[f"dina-3/{name}"], "sha256": files[f"bea-1/{name}"]["sha256"]},
    )
    (office / "handbooks/.guidegen.json").write_text(json.dumps(manifest), "utf-8")
    refused(office, server, 3)
    assert states(office) == {}


def test_a_handbook_that_says_it_is_another_persons(office: Path, server: MailServer) -> None:
    """Somebody else's pages with this person's id, and a manifest that agrees: what it was made from does not fit."""
    file, path = office / "handbooks/bea-1/handbook.pdf", "bea-1/handbook.pdf"
    with pikepdf.open(office / "handbooks/carl-2/handbook.pdf") as document:
        document.docinfo["/guidegenprofile"] = "bea-1"
        document.save(file)
    manifest = json.loads((office / "handbooks/.guidegen.json").read_bytes())
    manifest["files"][path] |= {"sha256": sha256(file.read_bytes()).hexdigest(), "size": file.stat().st_size}
    (office / "handbooks/.guidegen.json").write_text(json.dumps(manifest), "utf-8")
    refused(office, server, 3, "bea-1: the message carries another handbook than the one made for this person")
    assert states(office) == {}


def test_a_file_that_never_ends(office: Path, server: MailServer) -> None:
    (office / "handbooks/bea-1/calendar.ics").unlink()
    os.mkfifo(office / "handbooks/bea-1/calendar.ics")
    refused(office, server, 3, "bea-1: calendar.ics is not a plain file")


def test_the_ledger_is_gone(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    ledger = office / "mail/ledger.sqlite"
    ledger.rename(office / "kept.sqlite")
    words = "handbooks were sent from"
    for arguments in (("--send", "--yes"), ()):
        ran = send(office, *arguments)
        assert ran.code == 3
        assert words in ran.err
        assert "the ledger of that is gone; restore" in ran.err
    assert guidegen("send", "status", "-C", office).code == 3
    assert guidegen("send", "resolve", "-C", office, "bea-1", "--sent").code == 3
    assert len(server.taken) == 3
    (office / "kept.sqlite").rename(ledger)
    assert send(office, "--send", "--yes").code == 0


def test_another_ledger_in_its_place(office: Path, server: MailServer, built: Path, tmp_path: Path) -> None:
    send(office, "--send", "--yes")
    for file in (office / "mail").glob("ledger*"):
        file.unlink()
    (office / "handbooks" / EARLIER).rename(tmp_path / "note")
    send(office, "--send", "--yes", "--only", "bea-1")
    (tmp_path / "note").rename(office / "handbooks" / EARLIER)
    refused(office, server, 3, "with another ledger than this one")


def test_a_new_build_keeps_the_note(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    change(office, "content/modules/decide/start-here.md", "counts most", "counts a lot")
    rebuild(office)
    (office / "mail/ledger.sqlite").unlink()
    refused(office, server, 3, "the ledger of that is gone")


def test_a_damaged_ledger(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    (office / "mail/ledger.sqlite").write_bytes(b"not a database at all" * 500)
    refused(office, server, 3, "is not a ledger any more")


def test_a_changed_address_wants_a_persons_word(office: Path, server: MailServer) -> None:
    send(office, "--send", "--yes")
    change(office, "profiles/applicants/dina-3.yaml", "dina-3@example.net", "dina@example.com")
    assert send(office, "--send", "--yes").code == 0, "nothing has to be sent, so nothing is wrong"
    change(office, "content/modules/decide/start-here.md", "counts most", "counts a lot")
    rebuild(office)
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "error[address-changed]: dina-3: this is not the address the last handbook went to" in ran.err
    assert len(server.taken) == 3
    assert guidegen(*hinted(ran.err)).out == "dina-3: goes out with the next run\n"
    assert send(office, "--send", "--yes").code == 0
    assert server.taken[-1].address == "dina@example.com"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("dina@exam ple.net", "error[bad-person]: this is not a mail address"),
        ("dina@example.net>", "error[bad-person]: this is not a mail address"),
        ("x@evil.example, Dina <dina-3@example.net>", "error[bad-person]: this is not a mail address"),
        ('"dina@example.net\\r\\nBcc: all@example.net"', "this text holds a character that is not printed (U+000D)"),
        ("dina@-example.net", "error[bad-person]: this is not a mail address"),
        ("dina@gmial.com", "dina-3.yaml:2:8: error[likely-typo]: 'gmial.com' looks like a slip for 'gmail.com'"),
        (
            "BEA-1@example.net",
            "bea-1.yaml:1:1: error[two-people]: profiles/applicants/dina-3.yaml has the same",
        ),
    ],
)
def test_addresses(office: Path, server: MailServer, address: str, words: str) -> None:
    change(office, "profiles/applicants/dina-3.yaml", "dina-3@example.net", address)
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert words in ran.err
    assert server.commands == []
    assert states(office) == {}


def test_whose_answers_time_has_overtaken_is_left_out(office: Path, server: MailServer) -> None:
    change(office, "profiles/applicants/dina-3.yaml", "citizenship: other", "citizenship: us-citizen")
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "dina-3.yaml" in ran.err
    assert "a US citizen needs no visa" in ran.err
    assert states(office) == {one: ["sent"] for one in NAMES if one != "dina-3"}


def test_a_domain_that_only_looks_like_a_slip(office: Path, server: MailServer) -> None:
    change(office, "profiles/applicants/dina-3.yaml", "dina-3@example.net", "dina@gmial.com")
    change(office, "guidegen.yaml", "  retry_after", "  known_domains: [gmial.com]\n  retry_after")
    assert send(office, "--send", "--yes").code == 0


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ('"Dina\\r\\nBcc: all@example.net"', 1, "this text holds a character that is not printed (U+000D)"),
        ('"Dina\\u202eKhoury"', 1, "invisible character U+202E"),
        ("=?utf-8?q?Dina=0ABcc:_all@example.net?=", 3, "dina-3: the name holds '=?'"),
    ],
)
def test_a_name_that_would_be_a_header(office: Path, server: MailServer, name: str, code: int, words: str) -> None:
    change(office, "profiles/applicants/dina-3.yaml", "name: Dina Khoury", f"name: {name}")
    if code == 3:
        rebuild(office)
    ran = send(office, "--send", "--yes")
    assert ran.code == code, ran.err
    assert words in ran.err
    assert server.commands == []


def test_a_name_full_of_signs_is_shown_as_it_is(office: Path, server: MailServer) -> None:
    name = '<script>alert("x")</script> {{ 7 * 7 }} **bold** &amp;'
    change(office, "profiles/applicants/dina-3.yaml", "name: Dina Khoury", f"name: '{name}'")
    rebuild(office)
    assert send(office, "--send", "--yes", "--only", "dina-3").code == 0
    message = message_to(server, "dina-3")
    assert message["To"].addresses[0].display_name == name
    assert f"Hello {name}," in text_of(message)
    page = text_of(message, "html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; {{ 7 * 7 }} **bold** &amp;amp;" in page


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('subject: "x\\r\\nBcc: all@example.net"', "this text holds a character that is not printed (U+000D)"),
        ("subject: '=?utf-8?q?a=0ABcc:_x@y.z?='", "'subject': write one line without characters that are not printed"),
        ("password: secret", "'password' is not known here"),
        ("host: smtp://user:pass@example.org", "'host'"),
        ("per_minute: 0", "'per_minute'"),
    ],
)
def test_settings(office: Path, server: MailServer, line: str, words: str) -> None:
    key = line.partition(":")[0]
    settings = office / "guidegen.yaml"
    kept = [one for one in settings.read_text("utf-8").splitlines() if not one.startswith(f"  {key}:")]
    settings.write_text("\n".join([*kept, f"  {line}", ""]), "utf-8")
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert words in ran.err
    assert server.sessions == 0


def test_no_mail_settings(built: Path, tmp_path: Path) -> None:
    ran = send(copy_office(built, tmp_path / "office", ""))
    assert ran.code == 2
    assert "guidegen.yaml does not say how to send mail" in ran.err


def test_a_wrong_password(office: Path, server: MailServer) -> None:
    ran = send(office, "--send", "--yes", password="guess")
    assert ran.code == 1
    assert "refuses the user or the password: 535 5.7.8 Authentication credentials invalid" in ran.err
    assert "guess" not in ran.err
    assert server.taken == []


def test_no_password(office: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("GUIDEGEN_SMTP_PASSWORD", raising=False)
    ran = send(office, "--send", "--yes", password=None)
    assert ran.code == 2
    assert "there is no password for office@example.org@127.0.0.1: set GUIDEGEN_SMTP_PASSWORD" in ran.err
    assert server.sessions == 0


def test_a_server_without_tls(built: Path, tmp_path: Path, certificates: Certificates) -> None:
    with MailServer(None, login=False) as server:
        office = copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file))
        refused(office, server, 3, "offers no TLS, and nothing goes out in the clear")
        assert server.commands == []


def test_a_certificate_that_does_not_fit(built: Path, tmp_path: Path, certificates: Certificates) -> None:
    with MailServer(certificates.context("elsewhere.example.org")) as server:
        office = copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file))
        refused(office, server, 3, "the certificate of 127.0.0.1")
        assert server.commands == []


def test_attachments_over_the_servers_limit(built: Path, tmp_path: Path, certificates: Certificates) -> None:
    with MailServer(certificates.context("127.0.0.1"), size=20_000) as server:
        office = copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file))
        refused(office, server, 3, "takes messages of at most 0.0 MB, and 3 would be larger (bea-1, carl-2, dina-3)")
        assert server.commands == []


def test_what_check_finds_stops_it(office: Path, server: MailServer) -> None:
    change(office, "content/modules/arrange/letters.md", "module:rotation-count", "module:rotation-number")
    ran = send(office, "--send", "--yes")
    assert ran.code == 1
    assert "content/modules/arrange/letters.md:5" in ran.err
    assert server.sessions == 0


@pytest.mark.parametrize("kind", ["txt", "html"])
@pytest.mark.parametrize(("template", "words"), [("{% if %}", "1:1"), ("Hello {{ reader.nmae }}", "1:17")])
def test_a_mail_template_that_fails_stops_it(
    office: Path, server: MailServer, kind: str, template: str, words: str
) -> None:
    (office / "templates/mail").mkdir(parents=True)
    (office / f"templates/mail/message.{kind}").write_text(template, "utf-8")
    for arguments in ((), ("--send", "--yes")):
        ran = send(office, *arguments)
        assert ran.code == 1
        assert f"templates/mail/message.{kind}:{words}: error[broken-template]: " in ran.err
    assert server.sessions == 0
    assert not (office / "mail/outbox").exists()


def test_strict_refuses_open_questions(office: Path, server: MailServer) -> None:
    ran = send(office, "--send", "--yes", "--strict")
    assert ran.code == 1
    assert "error[open-questions]: carl-2: the handbook leaves questions open: Visa" in ran.err
    assert server.sessions == 0
    assert send(office, "--send", "--yes", "--strict", "--only", "bea-1").code == 0


def test_no_handbooks(office: Path, server: MailServer) -> None:
    ran = send(office, "-o", str(office / "elsewhere"))
    assert ran.code == 2
    assert "there are no handbooks in" in ran.err


# --- protected handbooks ---


def roster_file(folder: Path, *rows: str) -> Path:
    """A roster with pass phrases."""
    file = folder / "roster.csv"
    head = "id,name,email,pass_phrase,specialty,visa,status"
    file.write_text("\n".join([head, *rows, ""]), "utf-8")
    return file


def test_a_pass_phrase_protects(office: Path, server: MailServer, tmp_path: Path) -> None:
    roster = roster_file(tmp_path, "r-1,Rosa Lund,rosa@example.net,sun over the old harbor,radiology,j1,student")
    rebuild(office, "--roster", str(roster))
    ran = send(office, "--send", "--yes", "--roster", str(roster))
    assert ran.code == 0, ran.err
    (one,) = server.taken
    (attached,) = one.message.iter_attachments()
    assert attached.get_filename() == "handbook-Rosa-Lund-Small-guide.pdf"
    content = attached.get_content()
    with pytest.raises(WrongPassPhrase):
        read_stamps(content)
    assert whose(content, "sun over the old harbor") == "r-1"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    words = plain(text_of(one.message))
    assert "It opens with the pass phrase that we give you by another route than email." in words
    assert "calendar" not in words
    for file in (office / "mail").rglob("*"):
        assert not file.is_file() or b"old harbor" not in file.read_bytes()


@pytest.mark.parametrize(
    ("pass_phrase", "words"),
    [
        ("sun moon", "is shorter than 10"),
        ("12.03.1999 00:00", "has only digits, like a birthday"),
        ("Rosa Lund 1999", "is little more than the person's name"),
    ],
)
def test_weak_pass_phrases(office: Path, server: MailServer, tmp_path: Path, pass_phrase: str, words: str) -> None:
    roster = roster_file(tmp_path, f"r-1,Rosa Lund,rosa@example.net,{pass_phrase},radiology,j1,student")
    for ran in (
        guidegen("handbooks", "-C", office, "--roster", roster, "-n"),
        send(office, "--send", "--yes", "--roster", str(roster)),
    ):
        assert ran.code == 1
        assert f"roster.csv:2:4: error[weak-pass-phrase]: column 'pass_phrase': the pass phrase {words}" in ran.err
        assert pass_phrase not in ran.err
    assert server.sessions == 0


def test_the_help_of_it_starts_without_anything_heavy() -> None:
    ran = guidegen("send", "--help")
    assert ran.code == 0
    assert "status" in ran.out
    assert "resolve" in ran.out


def test_a_command_names_the_same_people_again() -> None:
    source = PeopleSource(Path("my roster.csv"), "cp1252")
    assert shlex.join(["guidegen", "handbooks", *source.words]) == (
        "guidegen handbooks --roster 'my roster.csv' --encoding cp1252"
    )
    answers = PeopleSource(answers=(Path("a.answers.yaml"),), name="Ana", email="ana@example.org")
    assert answers.words == ["--answers", "a.answers.yaml", "--name", "Ana", "--email", "ana@example.org"]
