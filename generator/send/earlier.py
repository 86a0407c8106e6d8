"""The note in `handbooks/` that something was sent from there, and by which ledger."""

from __future__ import annotations

import json
import os
from pathlib import Path

from generator.errors import RefusedError
from generator.send.ledger_file import look_into

NAME = ".guidegen-sent.json"


def check_ledger(handbooks: Path, mail: Path) -> None:
    """Make sure that the ledger which knows of earlier sendings is there.

    Raises RefusedError where it is gone or another one is in its place: everybody would get everything again.
    """
    noted = _noted(handbooks)
    if noted is None:
        return
    advice = f"restore {mail} from a backup. Only if everybody may get everything again: delete {handbooks / NAME}"
    with look_into(mail) as ledger:
        if ledger is None:
            raise RefusedError(f"handbooks were sent from {handbooks} before, and the ledger of that is gone; {advice}")
        if ledger.id != noted:
            raise RefusedError(f"handbooks were sent from {handbooks} with another ledger than this one; {advice}")


def note_sending(handbooks: Path, ledger_id: str) -> None:
    """Note, durably, that handbooks are about to be sent from here. Call it with the folder locked."""
    if _noted(handbooks) == ledger_id:
        return
    draft = handbooks / f"{NAME}.new"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump({"ledger": ledger_id}, stream)
        stream.flush()
        os.fsync(handle)
    draft.replace(handbooks / NAME)
    folder = os.open(handbooks, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _noted(handbooks: Path) -> str | None:
    file = handbooks / NAME
    try:
        return str(json.loads(file.read_bytes())["ledger"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RefusedError(f"{file} cannot be read ({error}); it tells whether handbooks were sent before") from None
