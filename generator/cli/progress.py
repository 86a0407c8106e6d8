"""Progress: a bar on a terminal, a line now and then elsewhere, and how long it will take, from the run before."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from generator.cache import keep, read_json

Item = TypeVar("Item")
FIRST = 5.0
"""Seconds until the first line of progress where there is no terminal."""
EVERY = 30.0
"""Seconds between two of them."""
STEADY = 4
"""Items that must be made before it is known how long one takes."""
WORTH_TELLING = 10.0
"""Seconds that a run must take for its length to be told before, and remembered after."""
PACES = "paces.json"
"""The file of the cache with the pace of a project's runs."""


class Bar:
    """Shows how many of some items are done.

    `paces` is a file of the cache with the seconds that each item of a kind took last time; None where nothing is
    remembered. A file that cannot be read costs no more than an estimate.
    """

    def __init__(self, *, quiet: bool, paces: Path | None = None) -> None:
        self.quiet = quiet
        self.paces = paces

    def over(
        self, items: Iterable[Item], label: str, length: int, kept: Collection[Item] = (), *, likely: float = 0.0
    ) -> Iterator[Item]:
        """The items themselves, shown as they are taken; `kept` took no work, and say nothing of the time of others.

        `likely` are the seconds one may take, for those who have no earlier run to go by.
        """
        if self.quiet or not length:
            yield from items
            return
        pace = Pace(length, time.monotonic(), kept)
        self._announce(label, length, likely)
        yield from (_drawn if sys.stderr.isatty() else _told)(items, label, pace)
        self._remember(label, pace)

    def say(self, line: str) -> None:
        """Something to know at once, also where nothing is shown."""
        click.echo(line, err=True)

    def _announce(self, label: str, length: int, likely: float) -> None:
        """How many, and how long that took last time, or is likely to take."""
        each = self._known().get(label)
        if each is not None and each * length >= WORTH_TELLING:
            click.echo(
                f"{label}: {length}, at most about {duration(each * length)} at the pace of the last run", err=True
            )
        elif each is None and likely * length >= WORTH_TELLING:
            about = duration(likely * length)
            click.echo(f"{label}: {length}, perhaps about {about}; better known after the first ones", err=True)
        elif not sys.stderr.isatty():
            click.echo(f"{label}: {length}", err=True)

    def _known(self) -> dict[str, float]:
        known = read_json(self.paces) if self.paces else {}
        if not isinstance(known, dict):
            return {}
        return {label: each for label, each in known.items() if isinstance(each, (int, float)) and 0 < each < math.inf}

    def _remember(self, label: str, pace: Pace) -> None:
        if self.paces is None or not pace.made or pace.done < pace.length or pace.spent < WORTH_TELLING:
            return
        keep(self.paces, json.dumps({**self._known(), label: round(pace.each, 3)}))


@dataclass(slots=True)
class Pace:
    """How fast a run goes. The first items take longer, since fonts and what many share are made with them."""

    length: int
    start: float
    kept: Collection[object] = ()
    done: int = 0
    first: float = 0.0
    """When the first item was made."""

    @property
    def made(self) -> int:
        """How many items took work so far."""
        return self.done - len(self.kept)

    def count(self) -> None:
        """One more item is done."""
        self.done += 1
        if self.made == 1:
            self.first = time.monotonic()

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.start

    @property
    def each(self) -> float:
        """Seconds for one that takes work: after the first ones, where there are enough to tell."""
        if self.is_steady:
            return (time.monotonic() - self.first) / (self.made - 1)
        return self.spent / max(1, self.made)

    @property
    def is_steady(self) -> bool:
        """Whether enough are made to tell how long the others take."""
        return self.made >= STEADY and self.first > 0

    def rate(self) -> str | None:
        """Many in a second, or seconds for each; None before one is done."""
        if self.made < 1:
            return None
        return f"{1 / self.each:.1f} a second" if 0 < self.each < 1 else f"{self.each:.1f} s each"

    def words(self) -> str:
        """How far the run is, its rate, and the time left."""
        return f"{self.done} of {self.length}" + (f", {self.outlook()}" if self.made >= 1 else "")

    def outlook(self) -> str | None:
        """The rate, and the time left: at most so much where others may need no work, or the first ones are slow.

        Of many, the first ones alone say nothing of the time left.
        """
        rate, left = self.rate(), self.length - self.done
        if rate is None or not left:
            return rate
        if not self.is_steady and left > STEADY:
            return f"{duration(self.spent)} so far: the first ones take longest"
        about = "about" if self.is_steady and not self.kept else "at most about"
        return f"{rate}, {about} {duration(self.each * left)} left"


def duration(seconds: float) -> str:
    """A time in words that promise no more than is known: "40 s", "3 minutes", "2 hours"."""
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 100 else f"{round(minutes / 60)} hours"


def _drawn(items: Iterable[Item], label: str, pace: Pace) -> Iterator[Item]:
    """The items themselves, with a bar that has the rate and the time left."""
    with click.progressbar(
        items,
        label=label,
        length=pace.length,
        show_pos=True,
        show_eta=False,
        file=sys.stderr,
        item_show_func=lambda _: pace.outlook(),
    ) as shown:
        for item in shown:
            pace.count()
            yield item


def _told(items: Iterable[Item], label: str, pace: Pace) -> Iterator[Item]:
    """The items themselves; in a long run a line says how far it is."""
    due = FIRST
    for item in items:
        pace.count()
        yield item
        if pace.spent >= due and pace.done < pace.length:
            due = pace.spent + EVERY
            click.echo(f"{label}: {pace.words()}", err=True)
