"""Killed at any moment, against a server that behaves badly: nobody twice, nobody wrongly called sent or failed."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.send.sending import Sending, State
from tests.campaigns import show_table
from tests.send.kennel import open_kennel
from tests.send.mail_server import Behavior, Certificates, MailServer
from tests.send.people import canary, ledger_in, roster, write_handbooks

BEHAVIORS: dict[Behavior, float] = {
    "451 at RCPT": 0.04,
    "452 after the body": 0.03,
    "taken, then cut": 0.02,
    "cut after the body": 0.01,
    "cut in the body": 0.01,
    "cut before RCPT": 0.02,
    "550 at RCPT": 0.02,
    "554 after the body": 0.01,
    "taken, then slow": 0.02,
    "taken, then silence": 0.002,
}
"""How often a server does each of these; otherwise it takes the message."""

DOUBTFUL: frozenset[Behavior] = frozenset(
    {"taken, then cut", "cut after the body", "taken, then silence", "cut in the body"}
)
"""What leaves a doubt; a cut in the body does where the system has taken the whole message before it is noticed."""

SETTINGS = {"retry_after": 0.02, "tries": 20, "timeout": 3, "per_minute": 6000}
"""A slow machine answers within the timeout; a server that is silent after the body costs ten times as long."""


@dataclass
class Figures:
    """What a campaign found."""

    people: int
    kills: int = 0
    runs: int = 0
    cuts: int = 0
    seconds: float = 0.0
    injected: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    kills_while_leaving: int = 0
    false_sent: list[str] = field(default_factory=list)
    false_failed: list[str] = field(default_factory=list)
    wrong_pairs: list[str] = field(default_factory=list)
    unknown_but_taken: int = 0

    @property
    def duplicates(self) -> list[str]:
        return [address for address, times in self.taken.items() if times > 1]

    def rows(self) -> list[tuple[str, object]]:
        """The table."""
        injected = ", ".join(f"{count} x {name}" for name, count in sorted(self.injected.items()))
        return [
            ("recipients", self.people),
            ("runs, killed by SIGKILL", f"{self.runs}, {self.kills}"),
            ("killed while a body was leaving", self.kills_while_leaving),
            ("injected", injected),
            ("sent / failed / in doubt", " / ".join(str(self.states[one]) for one in ("sent", "failed", "unknown"))),
            ("in doubt, of which had arrived", self.unknown_but_taken),
            ("kills while leaving + cuts (bound of in doubt)", f"{self.kills_while_leaving} + {self.cuts}"),
            ("duplicates", len(self.duplicates)),
            ("false 'sent'", len(self.false_sent)),
            ("false 'failed'", len(self.false_failed)),
            ("wrong pairs", len(self.wrong_pairs)),
            ("seconds", f"{self.seconds:.0f}"),
        ]


def crash_campaign(folder: Path, people: int, kills: int, seed: int) -> Figures:
    """Send to so many people while runs are killed so many times, until everything is settled."""
    chance = random.Random(seed)
    figures = Figures(people)
    profiles = [f"p-{number:04d}" for number in range(people)]
    write_handbooks(folder / "handbooks", profiles, words="x" * 20_000)
    certificates = Certificates(folder)
    chosen: dict[tuple[str, int], Behavior] = {}

    def behave(address: str, attempt: int) -> Behavior:
        if attempt == 0:
            return "take"
        key = (address, attempt)
        if key not in chosen:
            names = [*BEHAVIORS, "take"]
            weights = [*BEHAVIORS.values(), 1 - sum(BEHAVIORS.values())]
            chosen[key] = chance.choices(names, weights)[0]
            if chosen[key] != "take":
                figures.injected[chosen[key]] += 1
        return chosen[key]

    began = time.monotonic()
    with MailServer(certificates.context("127.0.0.1"), behave=behave, slowness=0.5) as server, open_kennel() as kennel:
        order = {
            "folder": str(folder), "people": roster(profiles), "port": server.port,
            "authority": str(certificates.file), "settings": SETTINGS,
        }  # fmt: skip
        pace = 0.02
        while figures.kills < kills:
            # Some at once, some while everybody is queued, most while messages leave: about as many at every moment.
            if figures.runs >= 3:
                pace = _next_pace(pace, _settled(folder) / people, figures.kills / kills)
            ended = kennel.run(order, kill_after=chance.uniform(0, 2 * pace))
            figures.runs += 1
            figures.kills += ended.killed
            figures.kills_while_leaving += ended.killed and _is_leaving(folder)
            assert "Traceback" not in ended.output, ended.output
            if not ended.killed and not ended.output:
                break
        for _ in range(20):
            ended = kennel.run(order)
            figures.runs += 1
            assert "Traceback" not in ended.output, ended.output
            if not ended.output:
                break
        assert ended.output == "", ended.output
        server.wait_for_the_last()
        taken = list(server.taken)
    figures.seconds = time.monotonic() - began
    _judge(figures, folder, [(one.address, canary_of(one.content)) for one in taken])
    figures.cuts = sum(count for name, count in figures.injected.items() if name in DOUBTFUL)
    return figures


def _next_pace(pace: float, settled: float, killed: float) -> float:
    """Seconds of a run so that the kills are spread over the whole campaign, however fast the machine is.

    `settled` and `killed` are the parts of the people and of the kills that are behind.
    """
    return max(0.05, pace * (0.8 if settled > killed else 1.15))


def _settled(folder: Path) -> int:
    """How many sendings have come to an end."""
    try:
        with contextlib.closing(sqlite3.connect(folder / "mail" / "ledger.sqlite")) as connection:
            (count,) = connection.execute(
                "SELECT count(*) FROM sendings WHERE state IN ('sent', 'failed', 'unknown')"
            ).fetchone()
    except sqlite3.OperationalError:  # killed before there was a folder or a table
        return 0
    return int(count)


def canary_of(content: bytes) -> str:
    """Whose handbook a message carries."""
    from email import message_from_bytes
    from email.policy import default

    (attachment,) = message_from_bytes(content, policy=default).iter_attachments()
    return canary(attachment.get_content())


def _is_leaving(folder: Path) -> bool:
    """Whether a killed run left something in doubt."""
    with contextlib.closing(sqlite3.connect(folder / "mail" / "ledger.sqlite")) as connection:
        try:
            count: int = connection.execute("SELECT count(*) FROM sendings WHERE state = 'in doubt'").fetchone()[0]
        except sqlite3.OperationalError:  # killed before there was a table
            return False
    return count > 0


def _judge(figures: Figures, folder: Path, taken: list[tuple[str, str]]) -> None:
    for address, whose in taken:
        figures.taken[address] += 1
        if address != f"{whose}@example.org":
            figures.wrong_pairs.append(address)
    with ledger_in(folder) as ledger:
        newest: dict[str, Sending] = {one.profile: one for one in ledger.all()}
    assert len(newest) == figures.people
    for one in newest.values():
        figures.states[one.state.value] += 1
        arrived = figures.taken[one.address] > 0
        if one.state is State.SENT and not arrived:
            figures.false_sent.append(one.profile)
        if one.state is State.FAILED and arrived:
            figures.false_failed.append(one.profile)
        if one.state is State.UNKNOWN and arrived:
            figures.unknown_but_taken += 1


def judge(figures: Figures) -> None:
    """The promise."""
    assert figures.duplicates == []
    assert figures.false_sent == []
    assert figures.false_failed == []
    assert figures.wrong_pairs == []
    assert set(figures.states) <= {"sent", "failed", "unknown"}
    assert figures.states["unknown"] <= figures.kills_while_leaving + figures.cuts


def test_killed_again_and_again(tmp_path: Path) -> None:
    figures = crash_campaign(tmp_path, people=60, kills=15, seed=7)
    judge(figures)
    assert figures.kills >= 10
    assert figures.states["sent"] > 40


@pytest.mark.campaign
def test_campaign_of_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = crash_campaign(tmp_path, people=1000, kills=200, seed=20261122)
    show_table("sending, killed at random moments", figures.rows(), capsys)
    judge(figures)
    assert figures.kills >= 200
