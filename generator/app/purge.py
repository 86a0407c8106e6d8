"""`guidegen purge`: every trace of a person removed."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.app.traces import Traces
from generator.cache import clear, lock_folder
from generator.errors import OutputError
from generator.send.ledger_file import ledger_file, open_ledger
from generator.write.output import open_root
from generator.write.rows import write_rows


def remove_traces(root: Path, handbooks: Path, traces: Traces) -> None:
    """Remove what was found, but for the files of the office.

    Raises RefusedError where another run is at work there, OutputError where the disk fails.
    """
    if traces.sendings and ledger_file(root / "mail").is_file():
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
