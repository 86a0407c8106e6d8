"""Code of templates that is known: every theme of a process shares it, so that no template becomes code twice.

That of built-in templates is kept from run to run where Python keeps guidegen's own code, so only who may write there
can change it. That of a project's templates is kept nowhere: a project may be a stranger's.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Final

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import TemplateNotFound

from generator.cache import keep_named, read_named
from generator.resources import code_name, theme_dir

MOST = 500
"""Templates whose code is kept; a theme has about a hundred."""

_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+(["'])(.*?)\1""")
_CODES: dict[tuple[str, str], CodeType] = {}


class _Known(Bucket):
    """A template whose code may be known. `file` is where it is kept from run to run, None for one of a project."""

    file: Path | None = None


class KnownCode(BytecodeCache):
    """Remembers code, for environments of one kind."""

    def __init__(self, kind: str) -> None:
        self.kind: Final = kind

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template, by its own source and those of the templates it extends."""
        # A file of macros is given those of the one it extends when it becomes code (see TemplateCode).
        extended = [*_extended(environment, source)]
        whole = "\0".join((source, *(f"{named}\0{file}\0{words}" for named, file, words in extended)))
        key = f"{self.kind}\0{self.get_cache_key(name, filename)}"
        bucket = _Known(environment, key, self.get_source_checksum(whole))
        if all(map(_is_built_in, (filename, *(file for _, file, _ in extended)))):
            bucket.file = kept_file(key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, where it is known."""
        code = _CODES.get((bucket.key, bucket.checksum))
        if code is None and isinstance(bucket, _Known) and bucket.file is not None:
            content = read_named(bucket.file, _name(bucket))
            code = None if content is None else marshal.loads(content)  # noqa: S302 -- from beside our own code
            if code is not None:
                self._remember(bucket, code)
        bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a bucket."""
        if bucket.code is None:
            return
        self._remember(bucket, bucket.code)
        if isinstance(bucket, _Known) and bucket.file is not None and not sys.dont_write_bytecode:
            keep_named(bucket.file, _name(bucket), marshal.dumps(bucket.code))

    def _remember(self, bucket: Bucket, code: CodeType) -> None:
        if len(_CODES) >= MOST:
            _CODES.clear()
        _CODES[bucket.key, bucket.checksum] = code


def kept_file(key: str) -> Path:
    """Where the code of a built-in template is kept."""
    own = Path(importlib.util.cache_from_source(__file__))
    return own.with_name(
        f"template-{hashlib.sha256(key.encode()).hexdigest()[:16]}.{sys.implementation.cache_tag}.code"
    )


def _name(bucket: Bucket) -> str:
    """A name for all that code follows from: the template, and what made code of it."""
    magic = importlib.util.MAGIC_NUMBER.hex()
    return "\0".join((bucket.key, bucket.checksum, magic, jinja2.__version__, code_name()))


def _is_built_in(file: str | None) -> bool:
    return file is not None and Path(file).is_relative_to(theme_dir())


def _extended(environment: Environment, source: str) -> Iterator[tuple[str, str | None, str]]:
    """The templates that a template extends, each with its file and source, the nearest first."""
    seen: set[str] = set()
    while environment.loader is not None and (found := _EXTENDS.search(source)) and found[2] not in seen:
        seen.add(found[2])
        try:
            source, file, _ = environment.loader.get_source(environment, found[2])
        except TemplateNotFound:
            return
        yield found[2], file, source
