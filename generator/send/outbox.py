"""The outbox: messages as files, to be opened in a mail program before anything is sent."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import OutputError
from generator.send.ledger_file import make_private

NAME = "outbox"


class Outbox:
    """The newest draft of each person."""

    def __init__(self, mail: Path) -> None:
        self.mail, self.folder = mail, mail / NAME

    def write(self, profile: str, message: bytes) -> None:
        """One draft, in place of that person's last.

        Raises OutputError where the disk fails.
        """
        file = self.folder / f"{profile}.eml"
        draft = file.with_suffix(".new")
        try:
            make_private(self.mail)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(message)
            draft.replace(file)
        except OSError as error:
            raise OutputError(f"{self.folder} cannot be written: {error.strerror}") from error
