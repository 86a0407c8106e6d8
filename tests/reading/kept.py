"""Files that did not change are read once: a project is opened hundreds of times with one scalar changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from generator.diagnostics import Diagnostics
from generator.load import modules, project, yaml
from generator.load.conditions import ConditionReader
from generator.model.data import Constant
from generator.model.located import Map
from generator.model.module import Module

Read = TypeVar("Read")

ALONE = ("content/modules/", "content/data/")
"""What no other file is read with."""

GROUND = ("content/data/steps.yaml", "content/data/constants.yaml")
"""But these: modules test steps and print constants."""


class KeptFiles:
    """What was read of the texts of files, where nothing was wrong with them."""

    def __init__(self) -> None:
        self.ground = ""
        self._maps: dict[object, Map | None] = {}
        self._modules: dict[object, Module | None] = {}

    @contextmanager
    def used(self, files: Mapping[str, str]) -> Iterator[None]:
        """Within it, a project with these files is opened."""
        ground = (f"{path}\0{text}\0" for path, text in files.items() if path in GROUND or not path.startswith(ALONE))
        self.ground = hashlib.sha256("".join(ground).encode()).hexdigest()
        with (
            patch.object(project, "read_yaml", self._read_yaml),
            patch.object(modules, "read_module", self._read_module),
        ):
            yield

    def _read_yaml(self, source: str, path: str, diagnostics: Diagnostics) -> Map | None:
        key = path, source
        return _kept(self._maps, key, diagnostics, lambda: _read_yaml(source, path, diagnostics))

    def _read_module(
        self,
        root: Path,
        file: Path,
        reader: ConditionReader,
        diagnostics: Diagnostics,
        constants: Mapping[str, Constant],
    ) -> Module | None:
        key = file.stem, file.read_bytes(), self.ground
        return _kept(self._modules, key, diagnostics, lambda: _read_module(root, file, reader, diagnostics, constants))


_read_yaml, _read_module = yaml.read_yaml, modules.read_module


def _kept(
    kept: dict[object, Read | None], key: object, diagnostics: Diagnostics, read: Callable[[], Read | None]
) -> Read | None:
    if key in kept:
        return kept[key]
    before = len(diagnostics.found), len(diagnostics.lost)
    found = read()
    if before == (len(diagnostics.found), len(diagnostics.lost)):
        kept[key] = found
    return found
