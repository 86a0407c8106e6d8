"""Laying out handbooks on a Dask cluster: the same books as here, byte for byte, in workers like those of this machine.

A Dask worker gets the theme's files once, and for each book its print HTML and what goes with it, which may hold a
person's name and answers. Nothing of that is written to a disk there.
"""

from __future__ import annotations

import contextlib
import ipaddress
import itertools
import logging
import time
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from typing import Any

from generator.errors import OutputError, RefusedError, UsageError
from generator.render.handbook import HandbookSource
from generator.render.on_worker import Declined, Parcel, Wares, close_workshop, lay_out_there, open_workshop, report
from generator.render.pdf import Book, Enclosure
from generator.render.pool import AHEAD, LOOK, Outcome, given_to
from generator.render.surroundings import Typesetting
from generator.render.versions import versions

CONNECT = 15.0
"""Seconds to reach the scheduler."""

PATIENCE = 60.0
"""Seconds without any worker after which nobody is waited for any more."""

MISSING = "--cluster needs Dask distributed: pip install 'guidegen[cluster]'"
ADVICE = "what is made is kept; run the same command again once it is there"

Say = Callable[[str], None]


def check_cluster(address: str) -> None:
    """Whether books of people may travel to an address (encrypted, or not beyond this machine), and Dask is there.

    Raises UsageError.
    """
    _dask()
    scheme, _, place = address.partition("://")
    host = place.rpartition(":")[0].strip("[]")
    if not (scheme == "tls" and host) and not (scheme == "tcp" and is_loopback(host)):
        raise UsageError(
            f"'{address}' is not a safe way to a cluster; write tls://HOST:PORT, "
            "or tcp://127.0.0.1:PORT for one on this machine"
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def lay_out_on(
    sources: Iterable[HandbookSource], typesetting: Typesetting, address: str, say: Say
) -> Iterator[tuple[HandbookSource, Outcome]]:
    """Each handbook as the cluster at an address has done it; `say` gets a line for each worker that cannot take part.

    Raises UsageError where the address is not safe or Dask is not installed, RefusedError where no worker can take
    part, OutputError where the cluster cannot be reached, or is lost.
    """
    check_cluster(address)
    queue = iter(sources)
    first = list(itertools.islice(queue, 1))
    if not first:
        return
    crew = Cluster(typesetting, address, say)
    try:
        yield from given_to(crew, itertools.chain(first, queue))
    finally:
        crew.close()


class Cluster:
    """The workers of one cluster that have what this machine has."""

    def __init__(self, typesetting: Typesetting, address: str, say: Say) -> None:
        self.address, self.say = address, say
        self.client = _connected(address)
        self.good: dict[str, int] = {}
        self.refused: set[str] = set()
        self.alone_since: float | None = None
        self.wares = Wares.of(f"guidegen-{uuid.uuid4().hex}", typesetting)
        try:
            self._meet()
            if self.refused and not self.good:
                raise RefusedError(f"no worker of {address} can take part; see above")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the cluster; what it has in hand is dropped there."""
        with contextlib.suppress(OSError, TimeoutError, CancelledError):
            self.client.run(close_workshop, self.wares.name, on_error="ignore")
        self.client.close()

    def room(self) -> int:
        """How many handbooks the workers may have at once."""
        self._meet()
        return max(1, sum(self.good.values()) * AHEAD)

    def start(self, html: str, enclosures: tuple[Enclosure, ...], own: frozenset[str]) -> Future[Any]:
        """Give a worker one handbook. Its name on the cluster is a random one."""
        parcel = Parcel(html, enclosures, own)
        where = {"workers": sorted(self.good), "allow_other_workers": True} if self.good else {}
        executor = self.client.get_executor(pure=False, **where)
        future: Future[Any] = executor.submit(lay_out_there, self.wares.name, parcel)
        return future

    def outcome(self, future: Future[Any]) -> Outcome | None:
        """What became of one; None where its worker declined it, which then gets no other.

        Raises OutputError where the cluster is lost.
        """
        try:
            made = future.result()
        except _dask().KilledWorker:
            return "the workers of the cluster that laid it out died, one after the other"
        except (CancelledError, TimeoutError):
            self.check()
            return None
        if isinstance(made, Declined):
            if made.worker is not None:
                self._refuse(made.worker, made.why or "")
            self.check()
            if not self.good:
                time.sleep(LOOK)
            return None
        assert isinstance(made, Book | str)
        return made

    def check(self) -> None:
        """Raises OutputError where the cluster cannot be reached any more, or has been without workers for long."""
        if self.client.status != "running":
            raise OutputError(f"the cluster at {self.address} is lost; {ADVICE}")
        self._meet()
        if self.good:
            self.alone_since = None
            return
        self.alone_since = self.alone_since or time.monotonic()
        if time.monotonic() - self.alone_since > PATIENCE:
            raise OutputError(f"the cluster at {self.address} has no worker that can take part; {ADVICE}")

    def _meet(self) -> None:
        """Look who is there, and get those who are new and have what this machine has ready to take part."""
        try:
            there = dict(self.client.nthreads())
        except (OSError, TimeoutError, CancelledError) as error:
            raise OutputError(f"the cluster at {self.address} is lost ({type(error).__name__}); {ADVICE}") from error
        for worker, answer in self._asked(report, there.keys() - self.good.keys() - self.refused).items():
            why = _objection(worker, answer, encrypted=self.address.startswith("tls://"))
            if why is not None:
                self._refuse(worker, why)
            elif self._asked(open_workshop, {worker}, self.wares).get(worker, worker) is None:
                self.good[worker] = there[worker]
        self.good = {worker: count for worker, count in self.good.items() if worker in there}

    def _asked(self, question: Callable[..., object], workers: Iterable[str], *given: object) -> dict[str, object]:
        """What workers answer; nothing of one that is lost meanwhile, which is asked again if it comes back."""
        answers: dict[str, object] = {}
        for worker in sorted(workers):
            with contextlib.suppress(OSError, TimeoutError, CancelledError, KeyError):
                answers |= self.client.run(question, *given, workers=[worker], on_error="return")
        return {worker: answer for worker, answer in answers.items() if not isinstance(answer, OSError | TimeoutError)}

    def _refuse(self, worker: str, why: str) -> None:
        if worker not in self.refused:
            self.refused.add(worker)
            self.good.pop(worker, None)
            self.say(f"the worker {worker} takes no part: {why}")


def _objection(worker: str, answer: object, *, encrypted: bool) -> str | None:
    """Why a worker cannot take part; None where it can."""
    scheme, _, place = worker.partition("://")
    if not (scheme == "tls" if encrypted else is_loopback(place.rpartition(":")[0].strip("[]"))):
        return "what goes there would not be encrypted"
    if isinstance(answer, ModuleNotFoundError):
        return "guidegen is not installed there, or an older one"
    if isinstance(answer, BaseException) or not isinstance(answer, dict):
        return f"it cannot say what it has ({type(answer).__name__})"
    here = versions()
    for name, version in here.items():
        theirs = answer["versions"].get(name)
        if theirs != version:
            return f"{name} is {theirs} there and {version} here; install the same and start it again"
    if answer["daemon"]:
        return "it may not start processes; start it with 'dask worker --no-nanny'"
    if answer["spills"]:
        return "it would write books to its disk when memory is short; start it with 'dask worker --memory-limit 0'"
    return None


def _connected(address: str) -> Any:
    library: Any = _dask()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it would tell of lost workers in its own words
    encrypted = address.startswith("tls://")
    security = library.Security(require_encryption=True) if encrypted else None
    if security is not None and not (security.tls_ca_file and security.tls_client_cert):
        raise UsageError(
            "tls:// needs certificates: set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions; the workers' are compared by `versions`
            return library.Client(
                address, security=security, timeout=CONNECT, set_as_default=False, direct_to_workers=False
            )
    except (OSError, TimeoutError, ValueError) as error:
        raise OutputError(f"the cluster at {address} cannot be reached: {error}") from error


def _dask() -> Any:
    try:
        import distributed  # noqa: PLC0415 -- an extra, and slow to import
    except ImportError:
        raise UsageError(MISSING) from None
    return distributed
