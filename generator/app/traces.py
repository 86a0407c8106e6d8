"""Every trace of a person below a project: what `guidegen purge` removes, and `guidegen export` hands over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.app.draft_traces import draft_files, mailbox_with_drafts
from generator.cache import NAME as CACHE
from generator.cache import cache_folder, lock_folder
from generator.diagnostics import Diagnostics
from generator.errors import OutputError, RefusedError, UsageError
from generator.load.corrections import PATTERN
from generator.load.person import id_problem
from generator.load.rows import is_made, made_id
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.model.manifest import NAME as MANIFEST
from generator.model.manifest import Manifest
from generator.publish.identifying import identifying_addresses, identifying_ids, identifying_names
from generator.publish.privacy import PrivacyScan
from generator.publish.readings import readings
from generator.send.drafts import NAME as DRAFTS
from generator.send.histories import history_file
from generator.send.ledger_file import ledger_file, look_into
from generator.send.message import read_message
from generator.send.outbox import NAME as OUTBOX
from generator.send.sending import Sending
from generator.write.manifest import read_manifest
from generator.write.output import open_root
from generator.write.people import NAME as PEOPLE
from generator.write.people import people_csv, read_people
from generator.write.rows import without_rows
from generator.write.secret import read_secret
from generator.write.swap import is_interrupted

_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]+@[^\s<>\"',;:()\[\]]+")
EXPORTS = "exports"
"""The folder below `mail/` with what was exported of people."""
NOT_LOOKED_THROUGH = frozenset({
    ".git", ".venv", "node_modules", CACHE, "site", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".hypothesis",
})  # fmt: skip
"""Folders with copies of other files, and of programs, which nobody writes a roster into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Where a person is found.

    `files` are theirs alone and are removed, `sendings` are theirs in the ledger. `cache` may hold something of them
    and is cleared. `left` are files of the office that name them too, such as a roster; `lists` are lists of failed
    rows, and of who is who, as they are without the person, who alone goes from them. `mailbox` is a server that may
    hold drafts of messages to them.
    """

    profile: str
    files: tuple[Path, ...]
    sendings: tuple[Sending, ...]
    cache: Path | None
    left: tuple[Path, ...]
    lists: Mapping[Path, bytes | None]
    mailbox: str | None = None


def find_traces(root: Path, handbooks: Path, profile: str) -> Traces:
    """Every trace of a person below the project and in the folder of handbooks.

    What a killed run had finished is put in place before, and what it had begun is removed. Raises UsageError where
    there is no trace, RefusedError where the ledger or the manifest cannot be read, or another run is at work.
    """
    problem = id_problem(profile)
    if problem is not None:
        raise UsageError(f"'{profile}' is not a valid applicant id: {problem}")
    if is_interrupted(handbooks):
        with open_root(handbooks, "private", lock_folder(root)):
            pass
    with look_into(root / "mail") as ledger:
        sendings = [] if ledger is None else ledger.of(profile)
    listed = read_people(handbooks)
    known = [*_said_in_answers(root, profile), *_said_in_draft(root, profile)]
    known += [(one.name, one.address) for one in [listed.get(profile)] if one is not None]
    values = identifying_names((profile, name) for name, _ in known)
    addresses = {*(address for _, address in known if address), *(one.address for one in sendings)}
    values += identifying_addresses((profile, address) for address in addresses)
    scan, of_words = PrivacyScan([*values, *identifying_ids([profile])]), PrivacyScan(values)
    look = _Look(profile, scan, of_words, read_secret(root), _sources(root))
    own = [*_folder(handbooks / profile), *_answers(root, profile), *_folder(root / "mail" / EXPORTS / profile)]
    own += draft_files(root, profile, sendings)
    own += [file for file in [history_file(root / "mail", profile)] if file.is_file()]
    manifest = read_manifest(handbooks, "private")
    others = {*listed, *(one.profile for one in manifest.files.values() if one.profile)} - {profile}
    apart = _apart(root, handbooks, manifest, others)
    mentions = list(_mentions(root, handbooks, look, apart.union(own)))
    lists = {
        file: without_rows(file.read_bytes(), look.finds_in)
        for file in mentions
        if file.match(PATTERN) and file.parent == handbooks
    }
    if profile in listed:
        lists[handbooks / PEOPLE] = people_csv(one for one in listed.values() if one.id != profile)
    own += lists
    left = tuple(file for file in mentions if file not in own)
    if not own and not sendings and not left:
        raise UsageError(f"there is no trace of '{profile}'")
    cache = cache_folder(root)
    return Traces(
        profile=profile,
        files=tuple(own),
        sendings=tuple(sendings),
        cache=cache if cache.is_dir() else None,
        left=left,
        lists=lists,
        mailbox=mailbox_with_drafts(root, sendings),
    )


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


def _sources(root: Path) -> tuple[Path, ...]:
    """What the guide is written in: a word there that is also somebody's id is only a word."""
    return root / "content", root / "templates", root / "profiles/facets.yaml", root / "profiles/personas.yaml"


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks for one person in files. Somebody from a roster without ids has one made from their address.

    `of_words` looks for names and addresses alone, in the `sources` of the guide.
    """

    profile: str
    scan: PrivacyScan
    of_words: PrivacyScan
    secret: bytes | None
    sources: tuple[Path, ...]

    def finds(self, file: Path) -> bool:
        """Whether a file names the person; one that cannot be looked into is taken for one that does not."""
        try:
            content = file.read_bytes()
            if any(file.is_relative_to(one) for one in self.sources):
                return bool(self.of_words.findings("", content)) or self._has_address(content)
            return self.finds_in(content)
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


def _apart(root: Path, handbooks: Path, manifest: Manifest, others: Iterable[str]) -> frozenset[Path]:
    """Files that cannot name the person: handbooks, messages and calendars of others are made apart."""
    files = {handbooks / path for path, one in manifest.files.items() if one.profile}
    files |= {handbooks / MANIFEST, handbooks / PEOPLE}  # they are rewritten
    for one in others:
        files |= {root / "mail" / folder / f"{one}.eml" for folder in (OUTBOX, DRAFTS)}
        files.add(history_file(root / "mail", one))
    return frozenset(files)


def _mentions(root: Path, handbooks: Path, look: _Look, apart: frozenset[Path]) -> Iterator[Path]:
    """Files that name the person, but for those that are known to or cannot."""
    for base in dict.fromkeys((root, handbooks)):
        for folder, folders, names in os.walk(base):
            folders[:] = sorted(name for name in folders if name not in NOT_LOOKED_THROUGH)
            for name in sorted(names):
                file = Path(folder, name)
                if file in apart or file.is_symlink() or _is_ledger(root, file):
                    continue
                if look.finds(file):
                    yield file
        if handbooks.is_relative_to(root):
            return


def _is_ledger(root: Path, file: Path) -> bool:
    return file.name.startswith(ledger_file(root / "mail").name) and file.parent == root / "mail"
