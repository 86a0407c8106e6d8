"""What was read of a project's files, kept from run to run in the cache."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.app.proven_file import engine_name
from generator.app.rules_names import rules_names
from generator.cache import cache_folder
from generator.load.read_before import ReadBefore
from generator.logic.fingerprint import digest

FOLDER = "read"
PERSONAS = Path("profiles", "personas.yaml")


def read_files(root: Path, rules: str) -> ReadBefore:
    """What was read before of a project whose files but modules and readers have this name."""
    return ReadBefore(cache_folder(root) / FOLDER, name := _name(root, rules), lambda: _now(root) == name)


def _now(root: Path) -> str:
    return _name(root, rules_names(root).every)


def _name(root: Path, rules: str) -> str:
    try:
        personas = hashlib.sha256((root / PERSONAS).read_bytes()).hexdigest()
    except OSError:
        personas = ""
    return digest("read", engine_name(), rules, personas)
