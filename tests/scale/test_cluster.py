"""Handbooks on a cluster: the same bytes, although workers die; nothing travels in the clear, mail never."""

from __future__ import annotations

import builtins
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from generator.render import cluster as clusters
from generator.render.handbook import HandbookSource
from generator.render.on_worker import Parcel, Wares
from generator.render.pdf import Book, Enclosure, lay_out
from generator.render.surroundings import Typesetting
from generator.render.versions import versions
from generator.resources import theme_dir
from tests.projects import TODAY, guidegen
from tests.scale.batches import roster, started, wait_until
from tests.scale.clusters import cluster

THEME = Typesetting((str(theme_dir()),))
SLOW = "<p>y</p>" * 400
"""Takes a worker a moment."""


def html(words: str, more: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>T</title></head><body><h1>T</h1><p>{words}</p>{more}</body></html>"
    )


def test_the_same_books_though_a_worker_dies(tmp_path: Path) -> None:
    enclosure = (Enclosure("x.ics", "X", b"x"),)
    sources = [HandbookSource(str(number), html(f"Book {number}.", SLOW), "key", enclosure) for number in range(3)]
    said: list[str] = []
    outcomes: dict[str, object] = {}
    with cluster(tmp_path / "dask") as dask:
        first, _ = dask.worker(), dask.worker()
        for source, outcome in clusters.lay_out_on(sources, THEME, dask.address, said.append):
            if not outcomes:
                first.kill()
            outcomes[source.profile] = outcome
        assert said == []
        log = dask.log.read_text()
    assert "Book" not in log
    assert not [file for file in (tmp_path / "dask").rglob("*") if file.is_file() and b"Book" in file.read_bytes()]
    for source in sources:
        book = outcomes[source.profile]
        assert isinstance(book, Book), book
        assert book.pdf == lay_out(source.html, enclosure, THEME)


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.5:8786", "tcp://cluster.example.org:8786", "10.0.0.5:8786", "ucx://10.0.0.5:1", "tls://", ""],
)
def test_nothing_travels_in_the_clear(address: str) -> None:
    ran = guidegen("handbooks", "--cluster", address)
    assert ran.code == 2
    assert ran.err.splitlines()[0].endswith(
        "is not a safe way to a cluster; write tls://HOST:PORT, or tcp://127.0.0.1:PORT for one on this machine"
    )


def test_where_dask_is_not_installed_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    ran = guidegen("build", "--cluster", "tls://10.0.0.5:8786")
    assert (ran.code, ran.err.strip()) == (
        2,
        "error: --cluster needs Dask distributed: pip install 'guidegen[cluster]'",
    )


FINE: dict[str, Any] = {"versions": versions(), "daemon": False, "spills": False}
OLDER = FINE | {"versions": FINE["versions"] | {"weasyprint": "69.0"}}


@pytest.mark.parametrize(
    ("worker", "answer", "encrypted", "why"),
    [
        ("tcp://127.0.0.1:1", FINE, False, None),
        ("tls://10.0.0.5:1", FINE, True, None),
        ("tcp://10.0.0.5:1", FINE, False, "what goes there would not be encrypted"),
        ("tcp://127.0.0.1:1", FINE, True, "what goes there would not be encrypted"),
        (
            "tls://a:1",
            FINE | {"versions": FINE["versions"] | {"weasyprint": "69.0"}},
            True,
            "weasyprint is 69.0 there and",
        ),
        ("tls://a:1", FINE | {"versions": {}}, True, "guidegen is None there and"),
        ("tls://a:1", FINE | {"daemon": True}, True, "it may not start processes; start it with"),
        ("tls://a:1", FINE | {"spills": True}, True, "it would write books to its disk"),
        ("tls://a:1", ModuleNotFoundError("generator"), True, "guidegen is not installed there"),
        ("tls://a:1", ValueError("canary"), True, "it cannot say what it has (ValueError)"),
    ],
)
def test_who_may_take_part(worker: str, answer: Any, encrypted: bool, why: str | None) -> None:
    found = clusters._objection(worker, answer, encrypted=encrypted)
    assert found == why if why is None or found is None else found.startswith(why)


def test_mail_is_never_distributed() -> None:
    assert "--cluster" in guidegen("handbooks", "--help").out
    assert "--cluster" not in guidegen("send", "--help").out


def test_pieces_that_are_kept_travel_with_the_theme(tmp_path: Path) -> None:
    piece = tmp_path / "here/pieces/ab/abcd"
    piece.parent.mkdir(parents=True)
    piece.write_bytes(b"a piece")
    here = replace(THEME, stock=str(tmp_path / "here/pieces"), keeps=True, pieces=True)
    there = Wares.of("run", here).unpacked(tmp_path / "there")
    assert there == replace(here, folders=(str(tmp_path / "there"),), stock=str(tmp_path / "there/pieces"))
    assert (tmp_path / "there/pieces/ab/abcd").read_bytes() == b"a piece"
    theme = {file.name for file in (tmp_path / "there/handbook").iterdir()}
    assert {"handbook.css", "fonts"} <= theme
    assert str(tmp_path) not in repr(Wares.of("run", THEME).typesetting)
    assert Wares.of("run", THEME).unpacked(tmp_path / "bare").stock is None


def test_what_travels_is_not_in_anything_that_is_printed() -> None:
    parcel = Parcel(html("Canary"), (Enclosure("x.ics", "X", b"Canary"),))
    assert "Canary" not in repr(parcel)
    assert "Canary" not in repr(HandbookSource("x", html("Canary"), "key"))


# --- what takes minutes --------------------------------------------------------------------------------------------


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """The starter with a roster."""
    root = tmp_path / "tour"
    assert guidegen("init", root).code == 0
    roster(root / "people.csv", 12)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def locally(root: Path) -> dict[str, bytes]:
    """The same handbooks without a cluster."""
    shutil.rmtree(root / "handbooks", ignore_errors=True)
    assert guidegen("handbooks", "-C", root, "--as-of", TODAY, "--roster", root / "people.csv").code == 0
    return contents(root / "handbooks")


def other_weasyprint(folder: Path) -> dict[str, str]:
    """An environment in which WeasyPrint seems to be another one."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import importlib.metadata as m\nreal = m.version\n"
        "m.version = lambda name: '69.0' if name == 'weasyprint' else real(name)\n"
    )
    return {"PYTHONPATH": str(folder)}


@pytest.mark.campaign
def test_a_roster_over_tls_with_workers_that_come_and_go(tour: Path, tmp_path: Path, monkeypatch: Any) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1", "localhost")
    ca, pair = tmp_path / "ca.pem", tmp_path / "pair.pem"
    authority.cert_pem.write_to_path(str(ca))
    issued.private_key_and_cert_chain_pem.write_to_path(str(pair))
    settings = {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(ca)}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"DASK_DISTRIBUTED__COMM__TLS__{who}__{what}": str(pair) for what in ("CERT", "KEY")}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with cluster(tmp_path / "dask", settings, "tls") as dask:
        assert dask.address.startswith("tls://")
        first, _ = dask.worker(), dask.worker(environment=other_weasyprint(tmp_path / "other"))
        dask.worker("--nanny")
        time.sleep(5)
        run = started(tour, "--cluster", dask.address, "--roster", tour / "people.csv")
        journal = tour / ".handbooks.guidegen-spool/journal"
        wait_until(journal.is_file, run)
        dask.worker()
        first.send_signal(signal.SIGKILL)
        out, err = run.communicate()
        assert run.returncode == 0, err
        assert "12 made" in out
        assert err.count("takes no part: weasyprint is 69.0 there and") == 1
        assert err.count("takes no part: it ") == 1
        log = dask.log.read_text()
    assert "Zq" not in log
    assert contents(tour / "handbooks") == locally(tour)


@pytest.mark.campaign
def test_a_scheduler_that_dies_costs_nothing_that_is_made(tour: Path, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as dask:
        dask.worker()
        run = started(tour, "--cluster", dask.address, "--roster", tour / "people.csv")
        journal = tour / ".handbooks.guidegen-spool/journal"
        wait_until(lambda: journal.is_file() and len(journal.read_text().splitlines()) > 2, run)
        dask.processes[0].kill()
        _, err = run.communicate()
    assert run.returncode == 1
    assert err.splitlines()[-1].startswith("error: the cluster at tcp://127.0.0.1:")
    ran = guidegen("handbooks", "-C", tour, "--as-of", TODAY, "--roster", tour / "people.csv")
    assert ran.code == 0
    assert int(ran.out.split(" made, ")[1].split()[0]) > 2
    assert contents(tour / "handbooks") == locally(tour)


@pytest.mark.campaign
@pytest.mark.parametrize("workers", [0, 1])
def test_a_cluster_of_nobody(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 3.0)
    said: list[str] = []
    with cluster(tmp_path / "dask") as dask:
        for _ in range(workers):
            dask.worker(environment=other_weasyprint(tmp_path / "other"))
        time.sleep(6)
        with pytest.raises(Exception, match="no worker"):
            list(clusters.lay_out_on([HandbookSource("a", html("x"), "key")], THEME, dask.address, said.append))
    assert len(said) == workers


@pytest.mark.campaign
def test_a_book_that_hangs_costs_only_itself(tmp_path: Path) -> None:
    """A worker's pool ends it like a pool of this machine."""
    endless = HandbookSource("slow", html("y", "<p>y</p>" * 60_000), "key")
    with cluster(tmp_path / "dask") as dask:
        dask.worker(environment={"PYTHONPATH": str(_impatient(tmp_path / "patch"))})
        outcomes = {
            source.profile: outcome
            for source, outcome in clusters.lay_out_on(
                [endless, HandbookSource("a", html("x"), "key")], THEME, dask.address, print
            )
        }
    assert outcomes["slow"] == "the handbook was not laid out within 6 seconds of processor time"
    assert isinstance(outcomes["a"], Book)


def _impatient(folder: Path) -> Path:
    """A place for a worker whose books may take six seconds."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'distributed.cli.dask_worker' in ' '.join(sys.orig_argv):\n"
        "    from generator.render import pool\n"
        "    pool.BookPool.__init__.__kwdefaults__['timeout'] = 6.0\n"
    )
    return folder
