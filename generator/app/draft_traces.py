"""Drafts of messages to a person, wherever `mail:` had them put: files to be removed, and mailboxes to be named."""

from __future__ import annotations

import email
from collections.abc import Iterable, Iterator
from email.policy import default
from pathlib import Path

from generator.diagnostics import Diagnostics
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.send.drafts import NAME as DRAFTS
from generator.send.outbox import NAME as OUTBOX
from generator.send.sending import Sending

SETTINGS = "guidegen.yaml"


def draft_files(root: Path, profile: str, sendings: Iterable[Sending]) -> list[Path]:
    """Files that hold a message to a person: the outbox, the drafts, and a Maildir where there is one."""
    mail = root / "mail"
    folders = [mail / OUTBOX, mail / DRAFTS]
    named = _settings(root).get("folder")
    if isinstance(named, str) and _settings(root).get("drafts") != "imap":
        folders.append(root / Path(named).expanduser())
    found = [file for one in folders for end in ("eml", "new") if (file := one / f"{profile}.{end}").is_file()]
    ids = {one.message_id for one in sendings}
    return [*found, *(file for one in folders for file in _in_maildir(one, ids))]


def mailbox_with_drafts(root: Path, sendings: Iterable[Sending]) -> str | None:
    """The server whose drafts may hold a message to a person: nobody but its owner removes it there."""
    mail = _settings(root)
    return str(mail.get("host")) if mail.get("drafts") == "imap" and any(True for _ in sendings) else None


def _in_maildir(folder: Path, ids: set[str]) -> Iterator[Path]:
    for name in ("cur", "new", "tmp"):
        for file in sorted((folder / name).glob("*")) if ids and (folder / name).is_dir() else ():
            if file.is_file() and not file.is_symlink() and _message_id(file) in ids:
                yield file


def _message_id(file: Path) -> str | None:
    with file.open("rb") as stream:
        head = stream.read(1 << 16).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = email.message_from_bytes(head, policy=default)["Message-ID"]
    return None if found is None else str(found)


def _settings(root: Path) -> dict[str, object]:
    """`mail:` of the project, also where the rest of it is wrong."""
    source = read_source(root, root / SETTINGS, Diagnostics())
    raw = None if source is None else read_yaml(source, SETTINGS, Diagnostics())
    mail = None if raw is None else raw.get("mail")
    return dict(mail) if isinstance(mail, dict) else {}
