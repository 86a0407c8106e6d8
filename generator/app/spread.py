"""Sharing work among processes that inherit what is in memory, so that nothing large has to travel to them."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.errors import GuidegenError, OutputError

Item = TypeVar("Item")
Result = TypeVar("Result")

FIRST = 12
"""One item of so many is done before other processes begin."""


def spread(work: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int, *, least: int) -> list[Result]:
    """The work's results for consecutive stretches of the items, one stretch a process, in the order of the items.

    With fewer than `least` items for each process, fewer take part; this one always does. It does the first items
    before the others begin: what is found out once for all items, all processes then inherit. Results have to be the
    same however the items are cut. Raises the GuidegenError that a stretch raised, or OutputError where a process died.
    """
    count = max(1, min(jobs, len(items) // least)) if sys.platform == "linux" else 1
    if count == 1:
        return [work(items)]
    alone = len(items) // FIRST
    first, rest = work(items[:alone]), items[alone:]
    cuts = [len(rest) * number // count for number in range(count + 1)]
    own, *others = [rest[start:stop] for start, stop in itertools.pairwise(cuts)]
    context = multiprocessing.get_context("fork")
    started = []
    gc.freeze()  # to look for circles in what is inherited would only copy it into each process
    try:
        for stretch in others:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_send, args=(sender, work, stretch), daemon=True)
            process.start()
            sender.close()
            started.append((process, receiver))
        return [first, work(own), *(_receive(receiver) for _, receiver in started)]
    finally:
        gc.unfreeze()
        for process, receiver in started:
            receiver.close()
            process.terminate()
            process.join()


def _send(sender: Connection, work: Callable[[Sequence[Any]], Any], stretch: Sequence[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for this one ends it
    with closing(sender):
        try:
            outcome = work(stretch)
        except GuidegenError as error:
            outcome = error
        sender.send(outcome)


def _receive(receiver: Connection) -> Any:
    try:
        outcome = receiver.recv()
    except EOFError:
        raise OutputError("a worker process died; build again, with -j1 if memory is short") from None
    if isinstance(outcome, GuidegenError):
        raise outcome
    return outcome
