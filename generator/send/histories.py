"""The calendar histories of applicants, next to the ledger: private, and removed by `purge` alone."""

from __future__ import annotations

from pathlib import Path

from generator.model.calendar_history import CalendarHistory, history_text, parsed_history

FOLDER = "calendars"


def history_file(mail: Path, profile: str) -> Path:
    """Where a person's calendar history is; `mail` is the project's `mail/`."""
    return mail / FOLDER / f"{profile}.json"


def read_history(mail: Path, profile: str) -> CalendarHistory:
    """A person's history; empty where there is none."""
    try:
        return parsed_history(history_file(mail, profile).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def keep_history(mail: Path, profile: str, history: CalendarHistory) -> None:
    """Write a person's history for its owner alone, whole or not at all."""
    file = history_file(mail, profile)
    written = history_text(history)
    if file.is_file() and file.read_text("utf-8") == written:
        return
    for folder in (mail, file.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    new = file.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(written, "utf-8")
    new.replace(file)
