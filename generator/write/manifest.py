"""Reading the manifest of an output root."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from generator.errors import RefusedError
from generator.model.artifact import Audience
from generator.model.manifest import NAME, VERSION, Manifest, WrittenFile


def read_manifest(root: Path, audience: Audience) -> Manifest:
    """The manifest of a root; an empty one where there is none.

    Raises RefusedError where it is not readable or belongs to another audience.
    """
    file = root / NAME
    try:
        document = json.loads(file.read_bytes(), object_hook=_record)
        files = {path: _checked(one) for path, one in document["files"].items()}
        written_for = (document["version"], document["audience"])
        counted = document.get("counted_from")
        counted_from = None if counted is None else dt.date.fromisoformat(counted)
    except FileNotFoundError:
        return Manifest(audience)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusedError(
            f"{file} cannot be read ({error}); without it nobody can tell which files are guidegen's"
        ) from None
    if written_for != (VERSION, audience):
        raise RefusedError(f"{root} holds {written_for[1]} output, not {audience} files; choose another folder with -o")
    return Manifest(audience, files, counted_from)


def _record(found: dict[str, Any]) -> dict[str, Any] | WrittenFile:
    """What is said of a file, as soon as it is read: of many files the plain words would take much memory at once."""
    return WrittenFile(**found) if isinstance(found.get("sha256"), str) else found


def _checked(one: object) -> WrittenFile:
    if not isinstance(one, WrittenFile):
        raise TypeError("a file without a hash")
    return one
