"""The wrong-recipient guard: whatever is changed in ledger, folder or roster, no handbook reaches another person."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest

from generator.errors import GuidegenError
from generator.model.output import HANDBOOK
from generator.send.guard import WrongRecipient, look_again
from generator.send.ledger import Ledger
from generator.send.message import compose
from generator.send.recipient import Recipient, state_of
from generator.send.sending import Sending, State
from tests.campaigns import show_table
from tests.send.mail_server import Certificates, MailServer
from tests.send.people import (
    HEAD,
    WORDS,
    FakeClock,
    address_of,
    canary,
    handbook,
    ledger_in,
    recipient,
    send_to,
    server_for,
    write_handbooks,
)

PEOPLE = ("ana", "ben", "cho", "dov")
MANIFEST, ROSTER = "manifest.json", "roster.json"


@dataclass
class Office:
    """A project's private things: roster, handbooks with their manifest, ledger. `truth` says who is who."""

    folder: Path

    truth: ClassVar = {profile: address_of(profile) for profile in PEOPLE}

    @property
    def handbooks(self) -> Path:
        return self.folder / "handbooks"

    @property
    def ledger(self) -> Path:
        return self.folder / "mail" / "ledger.sqlite"

    def file(self, profile: str) -> Path:
        return self.handbooks / profile / HANDBOOK.file

    def write_manifest(self) -> None:
        """The hashes of the handbooks as they lie there."""
        hashes = {one: _sha256(self.file(one)) for one in PEOPLE if self.file(one).is_file()}
        (self.handbooks / MANIFEST).write_text(json.dumps(hashes), "utf-8")

    def recipients(self) -> list[Recipient]:
        """Everybody, read from roster, manifest and folder as they are now."""
        read_from = [self.folder / ROSTER, self.handbooks / MANIFEST]
        watched = {file: state_of(file) for file in read_from}
        addresses = json.loads((self.folder / ROSTER).read_bytes())
        hashes = json.loads((self.handbooks / MANIFEST).read_bytes())
        return [
            Recipient(
                profile=profile,
                name=profile,
                address=addresses[profile],
                folder=self.handbooks / profile,
                files={HANDBOOK.file: hashes[profile]},
                stamps={"profile": profile},
                words=WORDS,
                substance={},
                watched=watched,
            )
            for profile in PEOPLE
            if profile in addresses and profile in hashes
        ]

    def sql(self, statement: str, *values: object) -> None:
        """Change the ledger behind guidegen's back."""
        with sqlite3.connect(self.ledger) as connection:
            connection.execute(statement, values)
        connection.close()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def make_office(folder: Path) -> Office:
    """A new office: nothing is sent yet."""
    office = Office(folder)
    write_handbooks(office.handbooks, PEOPLE)
    office.write_manifest()
    (folder / ROSTER).write_text(json.dumps(Office.truth), "utf-8")
    return office


# --- what can happen to it ---


def two(chance: random.Random) -> tuple[str, str]:
    """Two different people."""
    first, second = chance.sample(PEOPLE, 2)
    return first, second


def change_address(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    office.sql("UPDATE sendings SET address = ? WHERE profile = ?", address_of(second), first)


def swap_addresses(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    office.sql(
        "UPDATE sendings SET address = CASE profile WHEN ? THEN ? ELSE ? END WHERE profile IN (?, ?)",
        first, address_of(second), address_of(first), first, second,
    )  # fmt: skip


def swap_rows(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    for one, other in ((first, "x"), (second, first), ("x", second)):
        office.sql("UPDATE sendings SET profile = ? WHERE profile = ?", other, one)


def swap_files_in_ledger(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    files = json.dumps({HANDBOOK.file: _sha256(office.file(second))})
    office.sql("UPDATE sendings SET files = ? WHERE profile = ?", files, first)


def queue_again(office: Office, chance: random.Random) -> None:
    office.sql("UPDATE sendings SET state = 'queued'")


def forge_a_row(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    office.sql(
        "UPDATE sendings SET seal = (SELECT seal FROM sendings WHERE profile = ?) WHERE profile = ?", first, second
    )


def delete_a_row(office: Office, chance: random.Random) -> None:
    office.sql("DELETE FROM sendings WHERE profile = ?", chance.choice(PEOPLE))


def damage_the_ledger(office: Office, chance: random.Random) -> None:
    data = bytearray(office.ledger.read_bytes())
    for _ in range(20):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    office.ledger.write_bytes(bytes(data))


def replace_the_ledger(office: Office, chance: random.Random) -> None:
    copy = office.ledger.with_name("copy")
    shutil.copyfile(office.ledger, copy)
    copy.replace(office.ledger)


def swap_handbooks(office: Office, chance: random.Random) -> None:
    first, second = (office.file(one) for one in two(chance))
    keep = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(keep)


def swap_handbooks_and_manifest(office: Office, chance: random.Random) -> None:
    swap_handbooks(office, chance)
    office.write_manifest()


def copy_over(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    shutil.copyfile(office.file(first), office.file(second))
    if chance.random() < 0.5:
        office.write_manifest()


def swap_folders(office: Office, chance: random.Random) -> None:
    first, second = (office.handbooks / one for one in two(chance))
    aside = office.handbooks / "aside"
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    if chance.random() < 0.5:
        office.write_manifest()


def link_to_another(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    office.file(second).unlink()
    office.file(second).symlink_to(office.file(first))
    if chance.random() < 0.5:
        office.write_manifest()


def lose_a_handbook(office: Office, chance: random.Random) -> None:
    office.file(chance.choice(PEOPLE)).unlink()
    if chance.random() < 0.5:
        office.write_manifest()


def unstamp(office: Office, chance: random.Random) -> None:
    """A file that says it is somebody else's, or nobody's."""
    first, second = two(chance)
    content = handbook(first, stamp=second) if chance.random() < 0.5 else b"%PDF-1.7 no longer"
    office.file(second if content.startswith(b"%PDF-1.7 no") else first).write_bytes(content)
    office.write_manifest()


def swap_in_manifest(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    hashes = json.loads((office.handbooks / MANIFEST).read_bytes())
    hashes[first], hashes[second] = hashes.get(second), hashes.get(first)
    (office.handbooks / MANIFEST).write_text(json.dumps({k: v for k, v in hashes.items() if v}), "utf-8")


def change_roster(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    addresses = json.loads((office.folder / ROSTER).read_bytes())
    addresses[first] = address_of(second)
    (office.folder / ROSTER).write_text(json.dumps(addresses), "utf-8")


def swap_in_roster(office: Office, chance: random.Random) -> None:
    first, second = two(chance)
    addresses = json.loads((office.folder / ROSTER).read_bytes())
    addresses[first], addresses[second] = addresses[second], addresses[first]
    (office.folder / ROSTER).write_text(json.dumps(addresses), "utf-8")


MUTATIONS: tuple[Callable[[Office, random.Random], None], ...] = (
    change_address, swap_addresses, swap_rows, swap_files_in_ledger, queue_again, forge_a_row, delete_a_row,
    damage_the_ledger, replace_the_ledger, swap_handbooks, swap_handbooks_and_manifest, copy_over, swap_folders,
    link_to_another, lose_a_handbook, unstamp, swap_in_manifest, change_roster, swap_in_roster,
)  # fmt: skip


# --- the campaign ---


@dataclass
class Strike:
    """A mutation that comes when the server is told of a victim: after the checks, before DATA."""

    office: Office
    mutate: Callable[[Office, random.Random], None]
    victim: str
    chance: random.Random
    done: bool = False

    def __call__(self, address: str) -> None:
        if not self.done and address == self.victim:
            self.done = True
            self.mutate(self.office, self.chance)


@dataclass
class Figures:
    """What many mutations did."""

    tried: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    during: int = 0
    delivered: int = 0
    wrong: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[str, object]]:
        """The table."""
        kinds = [
            (name.replace("_", " "), f"{count}, {self.stopped[name]} stopped") for name, count in self.tried.items()
        ]
        return [
            ("mutations", self.tried.total()),
            ("of which in the middle of a run, before DATA", self.during),
            *sorted(kinds),
            ("handbooks that left", self.delivered),
            ("wrong pairs", len(self.wrong)),
            ("a second time", len(self.twice)),
        ]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """A server that takes everything."""
    with MailServer(certificates.context("127.0.0.1")) as running:
        yield running


@pytest.fixture
def template(tmp_path: Path, server: MailServer, certificates: Certificates) -> Path:
    """An office that has sent to one person and was then held up: three more are queued."""
    folder = tmp_path / "template"
    folder.mkdir()
    office = make_office(folder)
    with ledger_in(folder) as ledger:
        ended = send_to(ledger, server_for(server.port, certificates.file, per_day=1), office.recipients())
    assert ended.is_limit
    assert [one.address for one in server.taken] == [address_of("ana")]
    return folder


def mutation_campaign(
    tmp_path: Path, template: Path, server: MailServer, certificates: Certificates, count: int, seed: int
) -> Figures:
    """So many mutations, each in a fresh copy of the office, before a run or in the middle of it."""
    chance = random.Random(seed)
    figures = Figures()
    for number in range(count):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        folder = tmp_path / "office"
        shutil.copytree(template, folder, symlinks=True)
        office = Office(folder)
        server.taken.clear()
        in_the_middle = chance.random() < 0.5
        figures.tried[mutate.__name__] += 1
        victim = address_of(chance.choice(PEOPLE[1:]))
        strike = Strike(office, mutate, victim, chance)
        server.on_rcpt = strike if in_the_middle else lambda _: None
        if not in_the_middle:
            mutate(office, chance)
        try:
            recipients = office.recipients()
            with ledger_in(folder) as ledger:
                clock = FakeClock()
                clock.moment += 2 * 24 * 3600
                send_to(ledger, server_for(server.port, certificates.file), recipients, clock)
        except GuidegenError:
            figures.stopped[mutate.__name__] += 1
        except (sqlite3.DatabaseError, OSError) as error:
            raise AssertionError(f"{mutate.__name__}: {error!r}") from error
        figures.during += strike.done
        _judge(figures, server, mutate.__name__)
        shutil.rmtree(folder)
    server.on_rcpt = lambda _: None
    return figures


def _judge(figures: Figures, server: MailServer, name: str) -> None:
    arrived: Counter[str] = Counter({address_of("ana"): 1})  # before the mutation
    for one in server.taken:
        (attachment,) = one.message.iter_attachments()
        figures.delivered += 1
        arrived[one.address] += 1
        if Office.truth[canary(attachment.get_content())] != one.address:
            figures.wrong.append(name)
    figures.twice += [name for times in arrived.values() if times > 1]


def test_mutations(tmp_path: Path, template: Path, server: MailServer, certificates: Certificates) -> None:
    figures = mutation_campaign(tmp_path, template, server, certificates, count=3 * len(MUTATIONS), seed=3)
    assert figures.wrong == []
    assert figures.twice == []
    assert figures.during > len(MUTATIONS)
    assert figures.delivered > 0


@pytest.mark.campaign
def test_campaign_of_mutations(
    tmp_path: Path, template: Path, server: MailServer, certificates: Certificates, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = mutation_campaign(tmp_path, template, server, certificates, count=1000, seed=20261122)
    show_table("the wrong-recipient guard", figures.rows(), capsys)
    assert figures.wrong == []
    assert figures.twice == []


# --- each comparison alone, so that none of them hides behind another ---


@dataclass
class Bound:
    """A sending with its recipient and message, which fit."""

    one: Sending
    person: Recipient
    message: bytes
    ledger: Ledger

    def look(self, **changes: Any) -> None:
        """Look at them, some of them changed."""
        values = {"one": self.one, "person": self.person, "message": self.message, **changes}
        look_again(values["one"], values["person"], values["message"], self.ledger)


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    """What fits."""
    write_handbooks(tmp_path / "handbooks", PEOPLE)
    person = recipient(tmp_path / "handbooks", "ana")
    with ledger_in(tmp_path) as ledger:
        one = ledger.queue("ana", person.address, person.files, {}, "example.org", 0.0)
        bound = Bound(one, person, compose(person, HEAD, one.message_id, MOMENT), ledger)
        bound.look()
        yield bound


MOMENT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def test_another_address_in_the_roster(bound: Bound) -> None:
    other = dataclasses.replace(bound.person, address="other@example.org")
    with pytest.raises(WrongRecipient, match="ana: the ledger has another address than the roster"):
        bound.look(person=other)


def test_another_person_of_the_same_address(bound: Bound) -> None:
    with pytest.raises(WrongRecipient, match="another address than the roster"):
        bound.look(person=dataclasses.replace(bound.person, profile="ben"))


def test_other_files(bound: Bound) -> None:
    with pytest.raises(WrongRecipient, match="other files than the folder"):
        bound.look(person=dataclasses.replace(bound.person, files={HANDBOOK.file: "0" * 64}))


def test_a_file_that_changed_meanwhile(bound: Bound) -> None:
    file = bound.person.folder / HANDBOOK.file
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(WrongRecipient, match=r"handbook\.pdf changed while handbooks were being sent; start again"):
        bound.look()


def test_a_row_that_changed_meanwhile(bound: Bound) -> None:
    with pytest.raises(WrongRecipient, match="the ledger changed while"):
        bound.look(one=dataclasses.replace(bound.one, tries=1))
    bound.ledger.change(bound.one, State.SENT, 1.0)
    with pytest.raises(WrongRecipient, match="the ledger changed while"):
        bound.look()


def test_a_sending_that_is_over(bound: Bound) -> None:
    sent = bound.ledger.change(bound.one, State.SENT, 1.0)
    with pytest.raises(WrongRecipient, match="the ledger changed while"):
        bound.look(one=sent)


def test_a_message_to_somebody_else(bound: Bound) -> None:
    message = compose(bound.person, HEAD, bound.one.message_id, MOMENT, to="other@example.org")
    with pytest.raises(WrongRecipient, match="addressed to somebody else"):
        bound.look(message=message)


def test_another_message(bound: Bound) -> None:
    with pytest.raises(WrongRecipient, match="another one than the ledger's"):
        bound.look(message=compose(bound.person, HEAD, "<other@example.org>", MOMENT))


def test_a_message_with_another_handbook(bound: Bound) -> None:
    ben = recipient(bound.person.folder.parent, "ben", address=bound.person.address)
    with pytest.raises(WrongRecipient, match=r"handbook\.pdf in the message is not the file in the ledger"):
        bound.look(message=compose(ben, HEAD, bound.one.message_id, MOMENT))


def test_a_message_with_more_than_the_ledger_says(bound: Bound) -> None:
    folder = bound.person.folder
    (folder / "calendar.ics").write_bytes(b"BEGIN:VCALENDAR")
    more = recipient(folder.parent, "ana")
    more = dataclasses.replace(more, files={**more.files, "calendar.ics": _sha256(folder / "calendar.ics")})
    with pytest.raises(WrongRecipient, match="does not carry what the ledger says"):
        bound.look(message=compose(more, HEAD, bound.one.message_id, MOMENT))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (handbook("ana", stamp="ben"), "the message carries the handbook of 'ben'"),
        (handbook("ana", revision="older"), "carries another handbook than the one made for this person"),
        (b"%PDF-1.7 nothing", "carries no handbook that names its reader"),
        (b"not a PDF", "carries no handbook that names its reader"),
    ],
)
def test_a_handbook_that_is_not_theirs_inside(bound: Bound, tmp_path: Path, content: bytes, words: str) -> None:
    """Hash and address fit, and still the PDF itself says whose it is."""
    (bound.person.folder / HANDBOOK.file).write_bytes(content)
    person = recipient(bound.person.folder.parent, "ana")
    with ledger_in(tmp_path / "second") as ledger:
        one = ledger.queue("ana", person.address, person.files, {}, "example.org", 0.0)
        with pytest.raises(WrongRecipient, match=words):
            look_again(one, person, compose(person, HEAD, one.message_id, MOMENT), ledger)


def test_a_protected_handbook_is_looked_into(bound: Bound, tmp_path: Path) -> None:
    person = dataclasses.replace(bound.person, pass_phrase="three odd words")
    with ledger_in(tmp_path / "second") as ledger:
        one = ledger.queue("ana", person.address, person.files, {}, "example.org", 0.0)
        message = compose(person, HEAD, one.message_id, MOMENT)
        look_again(one, person, message, ledger)
        with pytest.raises(WrongRecipient, match="names its reader"):
            look_again(one, dataclasses.replace(person, pass_phrase="three other words"), message, ledger)
