"""Who is who in the folder of handbooks: names and addresses for the office, the state of each handbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import RefusedError
from generator.model.manifest import Manifest
from generator.model.output import FILES, own_home
from generator.model.profile import Applicant
from generator.send.ledger_file import look_into
from generator.send.plan import latest
from generator.send.sending import Sending, State
from generator.write.manifest import read_manifest
from generator.write.people import Listed, read_people, write_people

MADE, MADE_AGAIN = "made", "sent, made again since"


@dataclass(frozen=True, slots=True)
class MadeNow:
    """Whose names a run knows, whose handbooks it has made, and on which day."""

    applicants: tuple[Applicant, ...]
    made: frozenset[str]
    day: dt.date


def people_of(root: Path, handbooks: Path, run: MadeNow | None = None) -> dict[str, Listed]:
    """Everybody who has a handbook or was sent one, by id.

    Raises RefusedError or OutputError where the manifest or the list cannot be read.
    """
    known = read_people(handbooks)
    named = {} if run is None else {one.id: one for one in run.applicants}
    manifest = read_manifest(handbooks, "private")
    sendings = _sendings(root)
    made = {one.profile for one in manifest.files.values() if one.profile}
    found: dict[str, Listed] = {}
    for person in sorted(made | (sendings or {}).keys() | (known.keys() if sendings is None else set())):
        old, now = known.get(person, Listed(id=person)), named.get(person)
        sending = (sendings or {}).get(person)
        file = _file(manifest, person)
        state, date = _state(manifest, file, sending, run, old)
        found[person] = Listed(
            id=person,
            name=old.name if now is None else now.name,
            address=now.email if now is not None else old.address or (sending.address if sending else ""),
            file=file,
            state=state or old.state,
            date=date or old.date,
            notes=old.notes,
        )
    return found


def note_people(root: Path, handbooks: Path, run: MadeNow | None = None) -> None:
    """Bring the list up to date, where there is a folder of handbooks.

    Raises what `people_of` raises, and OutputError where the disk fails.
    """
    if handbooks.is_dir():
        write_people(handbooks, people_of(root, handbooks, run).values())


def _sendings(root: Path) -> Mapping[str, Sending] | None:
    """Each person's newest sending; None where the ledger cannot be read, which `send` says."""
    try:
        with look_into(root / "mail") as ledger:
            return latest([] if ledger is None else ledger.all())
    except RefusedError:
        return None


def _file(manifest: Manifest, person: str) -> str:
    paths = (*(f"{person}/{kind.file}" for kind in FILES), own_home(person))
    return next((path for path in paths if path in manifest.files), "")


def _state(manifest: Manifest, file: str, sending: Sending | None, run: MadeNow | None, old: Listed) -> tuple[str, str]:
    """What became of a person's handbook, and on which day."""
    if sending is None:
        is_made = run is not None and (old.id in run.made or not old.date)
        return MADE if file else "", run.day.isoformat() if run is not None and is_made else old.date
    sent = sending.files.get(Path(file).name) if file else None
    is_newer = sending.state is State.SENT and sent is not None and sent != manifest.files[file].sha256
    return (MADE_AGAIN if is_newer else sending.state.value), _day(sending.changed)


def _day(moment: float) -> str:
    return dt.datetime.fromtimestamp(moment).astimezone().date().isoformat()
