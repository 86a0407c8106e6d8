"""Whether a build has nothing to do: decided from file stats alone, before anything heavy is imported."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import generator
from generator.cache import keep_note, note_file, read_json
from generator.resources import theme_dir

INPUTS = ("guidegen.yaml", "content", "profiles/facets.yaml", "profiles/personas.yaml", "templates")
Stats = dict[str, tuple[int, int]]


def request_key(options: Mapping[str, object]) -> str:
    """A name for what was asked for: equal requests have equal keys."""
    return hashlib.sha256(json.dumps(options, sort_keys=True, default=str).encode()).hexdigest()


def is_fresh(root: Path, output: Path, key: str, inputs: Stats) -> bool:
    """Whether the last successful build was asked the same, of these inputs, and its outputs did not change since."""
    state = read_json(_state_file(root, output))
    if not isinstance(state, dict) or state.get("key") != key:
        return False
    return bool(state.get("inputs") == _plain(inputs) and state.get("outputs") == _plain(_stats(output)))


def remember(root: Path, output: Path, key: str, inputs: Stats) -> None:
    """Note that the output is what this request gives, of inputs as they were before they were read."""
    state = {"key": key, "inputs": _plain(inputs), "outputs": _plain(_stats(output))}
    keep_note(_state_file(root, output), json.dumps(state))


def _state_file(root: Path, output: Path) -> Path:
    return note_file(root, "fresh", output)


def inputs_of(root: Path) -> Stats:
    """What a build of a project is made from, as it is now."""
    found: Stats = {}
    for name in INPUTS:
        found |= _stats(root / name)
    for folder in (theme_dir(), Path(generator.__file__).parent):
        found |= _stats(folder)
    return found


def _stats(path: Path) -> Stats:
    return {str(file): (stat.st_size, stat.st_mtime_ns) for file, stat in _files(path)}


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a path that is not a cache of Python's."""
    if not path.is_dir():
        if path.is_file():
            yield str(path), path.stat()
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            elif entry.is_file():
                yield entry.path, entry.stat()


def _plain(stats: Stats) -> dict[str, list[int]]:
    return {name: list(stat) for name, stat in sorted(stats.items())}
