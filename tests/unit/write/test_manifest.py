"""The manifest is written file by file, as JSON that anybody reads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from generator.model.manifest import NAME, Manifest, WrittenFile
from generator.write.manifest import read_manifest

FILES = {
    'b/"quoted".pdf': WrittenFile("aa", 3, 'b "é\n', "key"),
    "a/plain": WrittenFile("bb", 0),
    "sha256": WrittenFile("cc", 1, None, "k"),
}


@pytest.mark.parametrize("files", [{}, {"x": FILES["a/plain"]}, FILES])
@pytest.mark.parametrize("counted", [None, dt.date(2026, 11, 1)])
def test_it_is_json_and_comes_back(files: dict[str, WrittenFile], counted: dt.date | None, tmp_path: Path) -> None:
    manifest = Manifest("private", files, counted)
    written = b"".join(manifest.as_json())
    document = json.loads(written)
    assert (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode() == written
    assert list(document["files"]) == sorted(files)
    (tmp_path / NAME).write_bytes(written)
    assert read_manifest(tmp_path, "private") == manifest
