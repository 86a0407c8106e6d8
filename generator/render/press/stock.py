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
from generator.render.press import piece as pieces
from generator.render.press.piece import Piece

MOST = 96 << 20
"""Bytes that all pieces of a project may take; beyond them those not used for longest go."""
_CLASSES = frozenset(name for name, one in vars(pieces).items() if isinstance(one, type))


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
        content = self.read(self._name(html))
        if content is None:
            return None
        try:
            found = _Reader(io.BytesIO(zlib.decompress(content))).load()
        except (pickle.UnpicklingError, zlib.error, ValueError, TypeError, AttributeError, EOFError, LookupError):
            return None
        return found if isinstance(found, Piece) and all(font in fonts for font in found.glyphs) else None

    def put(self, made: Mapping[str, Piece]) -> None:
        """Keep pieces by their HTML. One with a picture is not kept, as that lives in the process that read it."""
        for html, piece in made.items() if self.writes else ():
            if not piece.pictures:
                self.keep(self._name(html), zlib.compress(pickle.dumps(piece, 5), 1))

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
        if module != pieces.__name__ or name not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of a piece")
        found: type = getattr(pieces, name)
        return found
