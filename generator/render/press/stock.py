"""Pieces kept outside of the process that made them, each under a name of all that it is made from.

That is the code, the libraries, the theme with its fonts, and its HTML. What cannot be read, or is not as it was
written, is not there; what cannot be written costs no more than time.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import zlib
from abc import ABC, abstractmethod
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path

import generator
from generator.cache import keep_named, read_named, trim
from generator.render.press import needs, piece, short
from generator.render.press.piece import Piece
from generator.render.press.short import Short

MOST = 96 << 20
"""Bytes that all pieces of a project may take; beyond them those not used for longest go."""
_CLASSES: Mapping[tuple[str, str], type] = {
    (one.__module__, name): one
    for module in (piece, needs, short)
    for name, one in vars(module).items()
    if isinstance(one, type) and one.__module__ == module.__name__
}


@lru_cache(maxsize=1)
def _code() -> str:
    """A name for the code that makes pieces, which may change without a new version."""
    digest = hashlib.sha256(generator.__version__.encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


class Stock(ABC):
    """The pieces of one theme and language, for reading only where `writes` is not set."""

    def __init__(self, context: str, *, writes: bool) -> None:
        """`context` names the theme, its fonts as they are drawn here, the language, and the style of the book."""
        self.context, self.writes = f"{_code()} {context}".encode(), writes

    def get(self, html: str, fonts: Container[str]) -> Piece | None:
        """The piece of some HTML; None where it is not there whole, or needs a font that is not among `fonts`."""
        found = self._found(html)
        return found if isinstance(found, Piece) and all(font in fonts for font in found.glyphs) else None

    def short(self, name: str, fonts: Container[str]) -> Short | None:
        """The short text of a name, as `get` gives pieces."""
        found = self._found(name)
        if not isinstance(found, Short):
            return None
        return found if found.text is None or all(font in fonts for font in found.text.glyphs) else None

    def _found(self, name: str) -> object:
        """What is kept under a name; None where it is not there whole."""
        content = self.read(self._name(name))
        if content is None:
            return None
        try:
            return _Reader(io.BytesIO(zlib.decompress(content))).load()
        except (pickle.UnpicklingError, zlib.error, ValueError, TypeError, AttributeError, EOFError, LookupError):
            return None

    def put(self, made: Mapping[str, Piece] | Mapping[str, Short]) -> None:
        """Keep pieces by their HTML, and short texts by their names.

        A piece with a picture is not kept, as that lives in the process that read it.
        """
        for name, one in made.items() if self.writes else ():
            if isinstance(one, Short) or not one.pictures:
                self.keep(self._name(name), zlib.compress(pickle.dumps(one, 5), 1))

    @abstractmethod
    def read(self, name: bytes) -> bytes | None:
        """What is kept under a name."""

    @abstractmethod
    def keep(self, name: bytes, content: bytes) -> None:
        """Keep something under a name."""

    def _name(self, html: str) -> bytes:
        return hashlib.sha256(self.context + b"\0" + html.encode()).digest()


class FolderStock(Stock):
    """Pieces in a folder, a file for each: from one run to the next, and between processes."""

    def __init__(self, folder: Path, context: str, *, writes: bool) -> None:
        super().__init__(context, writes=writes)
        self.folder = folder
        if writes:
            trim(folder, MOST)

    def read(self, name: bytes) -> bytes | None:
        return read_named(self._file(name), name.hex())

    def keep(self, name: bytes, content: bytes) -> None:
        keep_named(self._file(name), name.hex(), content)

    def _file(self, name: bytes) -> Path:
        return self.folder / name.hex()[:2] / name.hex()


class _Reader(pickle.Unpickler):
    """Reads pieces and nothing else: a foreign file makes nothing run."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of a piece")
        return _CLASSES[module, name]
