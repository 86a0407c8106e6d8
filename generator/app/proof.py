"""The proof of `check` on a project as it is: worked out once, then known until a file or the day changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import generator
from generator.app.proven_file import keep_proven, read_proven
from generator.app.report import CheckReport
from generator.app.stopwatch import Stopwatch
from generator.cache import cache_folder, keep, read_json
from generator.logic.proven import Proven
from generator.resources import code_name
from generator.write.secret import PLACE as SECRET

INPUTS = ("guidegen.yaml", "content", "profiles", "templates")
FILE = "proof.json"


def proof(root: Path, today: dt.date, watch: Stopwatch, *, reuse: bool = True) -> CheckReport:
    """What `check` finds in a project on a day; from the cache where nothing changed and `reuse` is wanted."""
    key = project_key(root, today)
    if reuse:
        with watch.stage("proof"):
            known = _read(root, key)
        if known is not None:
            return known
    from generator.app.check import check  # noqa: PLC0415 -- heavy, and not needed for a known proof

    proven = read_proven(root) if reuse else Proven()
    report = check(root, today, watch, proven)
    if project_key(root, today) == key:  # else a file changed meanwhile, and nobody knows what was proved
        keep_proven(root, proven)
        _write(root, key, report)
    return report


def kept_proof(root: Path, today: dt.date) -> CheckReport | None:
    """What `check` found in a project as it is on a day; None where that is not known yet."""
    return _read(root, project_key(root, today))


def project_key(root: Path, today: dt.date) -> str:
    """A name for the state of a project, of guidegen and of the calendar: equal states, equal proofs."""
    digest = hashlib.sha256(f"{generator.__version__}\0{today}\0{code_name()}\0".encode())
    for name in INPUTS:
        for file in _files(root / name):
            if file != root / SECRET:  # of ids; nothing is proven from it, and the first roster makes it
                _add(digest, file, root)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, file: Path, base: Path) -> None:
    content = file.read_bytes()
    digest.update(f"{file.relative_to(base).as_posix()}\0{len(content)}\0".encode())
    digest.update(content)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from sorted(file for file in path.rglob("*") if file.is_file())


def _read(root: Path, key: str) -> CheckReport | None:
    """The proof kept for this state; None where there is none, or it is not as it was written."""
    try:
        state = read_json(cache_folder(root) / FILE)
        is_whole = state["key"] == key and state["sum"] == _sum(key, state["report"])
        return CheckReport.from_json(state["report"]) if is_whole else None
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _write(root: Path, key: str, report: CheckReport) -> None:
    """Keep a proof; where that fails, the next one is worked out again."""
    plain = report.to_json()
    keep(cache_folder(root) / FILE, json.dumps({"key": key, "sum": _sum(key, plain), "report": plain}))


def _sum(key: str, report: object) -> str:
    """A checksum over a proof and what it is about."""
    return hashlib.sha256(f"{key}\0{json.dumps(report, sort_keys=True)}".encode()).hexdigest()
