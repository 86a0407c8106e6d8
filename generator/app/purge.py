"""`guidegen purge`: every trace of a person, listed and removed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache import NAME as CACHE
from generator.cache import cache_folder, clear, lock_folder
from generator.diagnostics import Diagnostics
from generator.errors import OutputError, RefusedError, UsageError
from generator.load.corrections import PATTERN
from generator.load.person import id_problem
from generator.load.rows import is_made, made_id
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.model.manifest import NAME as MANIFEST
from generator.publish.identifying import identifying_addresses, identifying_ids, identifying_names
from generator.publish.privacy import PrivacyScan
from generator.publish.readings import readings
from generator.send.drafts import NAME as DRAFTS
from generator.send.histories import history_file
from generator.send.ledger_file import ledger_file, look_into, open_ledger
from generator.send.message import read_message
from generator.send.outbox import NAME as OUTBOX
from generator.write.manifest import read_manifest
from generator.write.output import open_root
from generator.write.people import NAME as PEOPLE
from generator.write.people import people_csv, read_people
from generator.write.rows import without_rows, write_rows
from generator.write.secret import read_secret

_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]+@[^\s<>\"',;:()\[\]]+")
NOT_LOOKED_THROUGH = frozenset({".git", ".venv", "node_modules", CACHE, "site"})


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a person is found.

    `files` are theirs alone and are removed, `rows` are theirs in the ledger. `cache` may hold something of them and is
    cleared. `left` are files of the office that name them too, such as a roster; `lists` are lists of failed rows
    as they are without the person, who alone goes from them.
    """

    profile: str
    files: tuple[Path, ...]
    rows: int
    cache: Path | None
    left: tuple[Path, ...]
    lists: Mapping[Path, bytes | None]


def find_traces(root: Path, handbooks: Path, profile: str) -> Traces:
    """Every trace of a person below the project and in the folder of handbooks.

    Raises UsageError where there is none, RefusedError where the ledger or the manifest cannot be read.
    """
    problem = id_problem(profile)
    if problem is not None:
        raise UsageError(f"'{profile}' is not a valid applicant id: {problem}")
    with look_into(root / "mail") as ledger:
        sendings = [] if ledger is None else ledger.of(profile)
    known = [*_said_in_answers(root, profile), *_said_in_draft(root, profile)]
    values = identifying_names((profile, name) for name, _ in known)
    addresses = {*(address for _, address in known if address), *(one.address for one in sendings)}
    values += identifying_addresses((profile, address) for address in addresses)
    look = _Look(profile, PrivacyScan([*values, *identifying_ids([profile])]), read_secret(root))
    own = [*_folder(handbooks / profile), *_answers(root, profile)]
    drafts = (root / "mail" / folder / f"{profile}.{end}" for folder in (OUTBOX, DRAFTS) for end in ("eml", "new"))
    own += [file for file in drafts if file.is_file()]
    own += [file for file in [history_file(root / "mail", profile)] if file.is_file()]
    mentions = list(_mentions(root, handbooks, look, frozenset(own)))
    lists = {
        file: without_rows(file.read_bytes(), look.finds_in)
        for file in mentions
        if file.match(PATTERN) and file.parent == handbooks
    }
    listed = read_people(handbooks)
    if profile in listed:
        lists[handbooks / PEOPLE] = people_csv(one for one in listed.values() if one.id != profile)
    own += lists
    left = tuple(file for file in mentions if file not in own)
    if not own and not sendings and not left:
        raise UsageError(f"there is no trace of '{profile}'")
    cache = cache_folder(root)
    return Traces(profile, tuple(own), len(sendings), cache if cache.is_dir() else None, left, lists)


def remove_traces(root: Path, handbooks: Path, traces: Traces) -> None:
    """Remove what was found, but for the files of the office.

    Raises RefusedError where another run is at work there, OutputError where the disk fails.
    """
    if traces.rows and ledger_file(root / "mail").is_file():
        with open_ledger(root / "mail") as ledger:
            ledger.forget(traces.profile)
    if handbooks.is_dir():
        with open_root(handbooks, "private", lock_folder(root)) as output:
            others = [path for path, one in output.manifest.files.items() if one.profile != traces.profile]
            output.write([], others)
            _remove(traces.files)
            if (folder := handbooks / traces.profile).is_dir() and not folder.is_symlink():
                shutil.rmtree(folder)
    _remove(traces.files)
    for file, content in traces.lists.items():
        if content is not None:
            write_rows(file, content, None)
    if traces.cache is not None:
        clear(root)


def _remove(files: tuple[Path, ...]) -> None:
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"a file could not be removed: {error}") from error


def _said_in_answers(root: Path, profile: str) -> Iterator[tuple[str, str]]:
    """Name and address as a person's own file says them, also where the project is wrong and cannot be loaded."""
    for file in _answers(root, profile):
        source = read_source(root, file, Diagnostics())
        raw = None if source is None else read_yaml(source, file.name, Diagnostics())
        if raw is not None:
            yield str(raw.get("name") or ""), str(raw.get("email") or "")


def _said_in_draft(root: Path, profile: str) -> Iterator[tuple[str, str]]:
    """The same as a draft says them, of somebody who comes from a roster."""
    draft = root / "mail" / OUTBOX / f"{profile}.eml"
    if draft.is_file():
        header = read_message(draft.read_bytes())["To"]
        for address in () if header is None else header.addresses:
            yield address.display_name, address.addr_spec


def _answers(root: Path, profile: str) -> list[Path]:
    folder = root / "profiles" / "applicants"
    return [file for suffix in ("yaml", "yml") if (file := folder / f"{profile}.{suffix}").is_file()]


def _folder(folder: Path) -> list[Path]:
    """All files of a person's folder of handbooks, also those that were put there by hand."""
    if folder.is_symlink():
        return [folder]
    return sorted(one for one in folder.rglob("*") if one.is_symlink() or not one.is_dir())


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks for one person in files. Somebody from a roster without ids has one made from their address."""

    profile: str
    scan: PrivacyScan
    secret: bytes | None

    def finds(self, file: Path) -> bool:
        """Whether a file names the person; one that cannot be looked into is taken for one that does not."""
        try:
            return self.finds_in(file.read_bytes())
        except (OSError, RefusedError, OutputError):
            return False

    def finds_in(self, content: bytes) -> bool:
        """Whether some content names the person. Raises RefusedError or OutputError where it cannot be looked into."""
        return bool(self.scan.findings("", content)) or self._has_address(content)

    def _has_address(self, content: bytes) -> bool:
        if self.secret is None or not is_made(self.profile):
            return False
        found = {address for text in readings(content) if "@" in text for address in _ADDRESS.findall(text)}
        return any(made_id(address, self.secret) == self.profile for address in found)


def _mentions(root: Path, handbooks: Path, look: _Look, own: frozenset[Path]) -> Iterator[Path]:
    """Other files that name the person. Other people's handbooks cannot: they are made apart."""
    manifest = read_manifest(handbooks, "private") if handbooks.is_dir() else None
    theirs = {handbooks / path for path, one in manifest.files.items() if one.profile} if manifest else set()
    theirs |= {handbooks / MANIFEST, handbooks / PEOPLE}  # they are rewritten
    for base in dict.fromkeys((root, handbooks)):
        for folder, folders, names in os.walk(base):
            folders[:] = sorted(name for name in folders if name not in NOT_LOOKED_THROUGH)
            for name in sorted(names):
                file = Path(folder, name)
                if file in own or file in theirs or file.is_symlink() or _is_ledger(root, file):
                    continue
                if look.finds(file):
                    yield file
        if handbooks.is_relative_to(root):
            return


def _is_ledger(root: Path, file: Path) -> bool:
    return file.name.startswith(ledger_file(root / "mail").name) and file.parent == root / "mail"
