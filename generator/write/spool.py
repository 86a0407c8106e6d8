"""Where files wait next to an output root until all of them can be put in place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from generator.errors import OutputError
from generator.model.artifact import Artifact, Audience
from generator.write.journal import Finished, clear_spool, make_spool, note, read_journal
from generator.write.stage import Spooled, _write


class Spool:
    """The folder where files of one root wait, and take no memory; several processes may put files there."""

    def __init__(self, folder: Path, audience: Audience) -> None:
        self.folder, self.audience, self.count, self.process = folder, audience, 0, os.getpid()

    def put(self, artifact: Artifact) -> Spooled:
        """Let a file wait. Raises OutputError where the disk fails."""
        content = artifact.content
        self.count += 1
        process = os.getpid()
        file = self.folder / (str(self.count) if process == self.process else f"{process}-{self.count}")
        try:
            make_spool(self.folder)
            _write(file, content, self.audience)
        except OSError as error:
            raise self._failed(error) from error
        digest = hashlib.sha256(content).hexdigest()
        return Spooled(artifact.path, file, digest, len(content), artifact.profile, artifact.key)

    def note(self, finished: Finished) -> None:
        """Note that all files of one profile wait, so that a later run finds them. Raises OutputError."""
        try:
            make_spool(self.folder)
            note(self.folder, finished)
        except OSError as error:
            raise self._failed(error) from error

    def give_up(self) -> None:
        """Remove what waits, unless it is noted for the next run."""
        if not any(read_journal(self.folder)):
            clear_spool(self.folder)

    def _failed(self, error: OSError) -> OutputError:
        return OutputError(f"{self.folder} could not be written: {error.strerror or error}")
