"""Messages as drafts for a person to send by hand, in files: `mail: transport: drafts`."""

from __future__ import annotations

import mailbox
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError, UsageError
from generator.model.delivery import MailSettings
from generator.send.ledger_file import make_private
from generator.send.transport import Conversation, Transport

NAME = "drafts"
"""The folder below `mail/` where drafts lie, unless `mail: folder:` names another."""


@dataclass(frozen=True, slots=True)
class Drafts(Transport):
    """A folder of drafts; `keep` puts one there and says where."""

    folder: Path
    keep: Callable[[Path, str, bytes], str]

    @property
    def name(self) -> str:
        return f"drafts in {self.folder}"

    @contextmanager
    def connected(self) -> Iterator[DraftFolder]:
        """The folder, made where it is not there, for its owner alone. Raises OutputError where the disk fails."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self.folder} cannot be made: {error.strerror}") from None
        yield DraftFolder(self.folder, self.keep)


class DraftFolder(Conversation):
    """Puts one draft after the other into a folder."""

    def __init__(self, folder: Path, keep: Callable[[Path, str, bytes], str]) -> None:
        super().__init__()
        self._folder, self._keep = folder, keep

    def body(self, message: bytes) -> str:
        """Write the draft. Raises OutputError where the disk fails."""
        try:
            where = self._keep(self._folder, self.envelope.profile, message)
        except OSError as error:
            raise OutputError(f"{self._folder} cannot be written: {error.strerror}") from None
        self.taken += 1
        return where


def keep_eml(folder: Path, profile: str, message: bytes) -> str:
    """One .eml file for each person, in place of their last."""
    file = folder / f"{profile}.eml"
    new = file.with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(message)
    new.replace(file)
    return file.name


def keep_in_maildir(folder: Path, profile: str, message: bytes) -> str:  # noqa: ARG001
    """A message of a Maildir, marked as a draft."""
    for name in ("tmp", "new", "cur"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    maildir = mailbox.Maildir(folder, create=False)
    draft = mailbox.MaildirMessage(message)
    draft.set_subdir("cur")
    draft.set_flags("DS")
    return f"{maildir.add(draft)} in the Maildir"


def drafts_of(settings: MailSettings, root: Path) -> Drafts:
    """The folder that `mail: folder:` names, else `mail/drafts`.

    Raises UsageError for a folder of the project from where people could get into git.
    """
    folder = Path(os.path.normpath(root / Path(settings.folder or f"mail/{NAME}").expanduser()))
    mail = root / "mail"
    if folder.is_relative_to(root) and not (folder.is_relative_to(mail) and folder != mail):
        raise UsageError(f"mail: folder: {settings.folder} is in the project; choose one below mail/, or outside of it")
    if folder.is_relative_to(mail):
        make_private(mail)
    return Drafts(settings, folder, keep_in_maildir if settings.drafts == "maildir" else keep_eml)
