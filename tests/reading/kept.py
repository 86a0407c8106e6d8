"""YAML that did not change is read once: a project is opened hundreds of times with one scalar changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from generator.diagnostics import Diagnostics
from generator.load import modules, project, yaml
from generator.model.located import Map

_READ = yaml.read_yaml


class KeptYaml:
    """What was read of the texts of files, where nothing was wrong with them. Nobody changes a mapping that was read.

    What conditions are made of it is not kept: reading one makes its subject known.
    """

    def __init__(self) -> None:
        self._maps: dict[object, Map | None] = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """Within it, projects are opened with what is kept."""
        with patch.object(project, "read_yaml", self.read), patch.object(modules, "read_yaml", self.read):
            yield

    def read(self, source: str, path: str, diagnostics: Diagnostics, first_line: int = 1) -> Map | None:
        """As `read_yaml` does."""
        key = path, source, first_line
        if key in self._maps:
            return self._maps[key]
        before = len(diagnostics.found), len(diagnostics.lost)
        found = _READ(source, path, diagnostics, first_line)
        if before == (len(diagnostics.found), len(diagnostics.lost)):
            self._maps[key] = found
        return found
