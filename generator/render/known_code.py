"""Code of templates that is known: every theme of a process shares it, so that no template becomes code twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import CodeType
from typing import Final

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import TemplateNotFound

MOST = 500
"""Templates whose code is kept; a theme has about a hundred."""

_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+(["'])(.*?)\1""")
_CODES: dict[tuple[str, str], CodeType] = {}


class KnownCode(BytecodeCache):
    """Remembers code in memory, for environments of one kind; nothing is read from a disk or written to one."""

    def __init__(self, kind: str) -> None:
        self.kind: Final = kind

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template, by its own source and those of the templates it extends."""
        # A file of macros is given those of the one it extends when it becomes code (see TemplateCode).
        whole = "\0".join((source, *_extended(environment, source)))
        key = f"{self.kind}\0{self.get_cache_key(name, filename)}"
        bucket = Bucket(environment, key, self.get_source_checksum(whole))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, where it is known."""
        bucket.code = _CODES.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a bucket."""
        if bucket.code is not None:
            if len(_CODES) >= MOST:
                _CODES.clear()
            _CODES[bucket.key, bucket.checksum] = bucket.code


def _extended(environment: Environment, source: str) -> Iterator[str]:
    """The sources of the templates that a template extends, with their files, the nearest first."""
    seen: set[str] = set()
    while environment.loader is not None and (found := _EXTENDS.search(source)) and found[2] not in seen:
        seen.add(found[2])
        try:
            source, file, _ = environment.loader.get_source(environment, found[2])
        except TemplateNotFound:
            return
        yield f"{found[2]}\0{file}\0{source}"
