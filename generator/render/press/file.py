"""The file of a book: what WeasyPrint made of it, and after that objects of our own, in one compressed stream.

pydyf's own way works out each object several times, which took a third of a book whose pieces are known.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from generator.render.press.engine import EFFORT, less_effort

_FREE, _PLAIN, _PACKED = 0, 1, 2
"""Where an object is, in the index: nowhere, at a place in the file, or at a place in the stream of objects."""
_ROW = struct.Struct(">BIH")
_SAME_AS_ABOVE = b"\2"
"""What a row of the index begins with whose bytes are differences from those of the row above (PNG's filter "up")."""


class BookFile:
    """The objects of a PDF that is complete but for our own, which are numbered on from its last."""

    def __init__(self, pdf: Any) -> None:
        pdf.add_object(pdf.info)
        self.pdf, self.first = pdf, len(pdf.objects)
        self.own: list[bytes] = []

    def reserve(self, count: int = 1) -> int:
        """Make room for so many objects; gives the number of the first."""
        number = self.first + len(self.own)
        self.own += [b"null"] * count
        return number

    def put(self, number: int, content: bytes) -> None:
        """Say what an object is."""
        self.own[number - self.first] = content

    def add(self, content: bytes) -> int:
        """Add an object; gives its number."""
        self.own.append(content)
        return self.first + len(self.own) - 1

    def write(self, output: Any, *_: object) -> None:
        """Write the file: takes the place of pydyf's own function."""
        with less_effort():
            output.write(self._written())
        del self.pdf.write  # the way from the PDF back to here: Python takes long to find that nobody else has either

    def _written(self) -> bytes:
        content = [b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"]
        size = len(content[0])
        index: list[tuple[int, int, int]] = [(_FREE, 0, 65535)] * self.first
        packed: list[tuple[int, bytes]] = []
        for one in self.pdf.objects[1:]:
            if one.compressible:
                packed.append((one.number, one.data))
                continue
            index[one.number] = _PLAIN, size, 0
            content.append(one.indirect + b"\n")
            size += len(content[-1])
        packed += enumerate(self.own, self.first)
        stream = self.first + len(self.own)
        index += [(_FREE, 0, 0)] * len(self.own) + [(_PLAIN, size, 0)]
        for place, (number, _) in enumerate(packed):
            index[number] = _PACKED, stream, place
        content.append(_object(stream, *_together(packed)))
        size += len(content[-1])
        index.append((_PLAIN, size, 0))
        content.append(self._index(index, b"".join(content)))
        content.append(b"startxref\n%d\n%%%%EOF\n" % size)
        return b"".join(content)

    def _index(self, index: Sequence[tuple[int, int, int]], content: bytes) -> bytes:
        """Where each object is, and what readers begin with; the content of the file names it."""
        name = hashlib.sha256(content).hexdigest()[:32].encode()
        about = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[(%s)(%s)]" % (
            len(index),
            self.pdf.catalog.reference,
            self.pdf.info.reference,
            name,
            name,
        )
        apart = _less_above(b"".join([_ROW.pack(*one) for one in index]))
        lines = b"".join([_SAME_AS_ABOVE + apart[at : at + _ROW.size] for at in range(0, len(apart), _ROW.size)])
        how = b"/DecodeParms<</Predictor 12/Columns %d>>" % _ROW.size
        return _object(len(index) - 1, about + how, lines)


def _less_above(rows: bytes) -> bytes:
    """Each byte less the one in the row above, and no other's: all at once, as two numbers with as many digits.

    With its highest bit set no byte borrows from the next; what these bits should be is put right afterwards.
    """
    high = int.from_bytes(b"\x80" * len(rows), "big")
    own, above = int.from_bytes(rows, "big"), int.from_bytes(rows, "big") >> 8 * _ROW.size
    apart = ((own | high) - (above & ~high)) ^ ((own ^ ~above) & high)
    return apart.to_bytes(len(rows), "big")


def _together(objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """A stream of objects: what it says of itself, and its content."""
    starts = accumulate((len(content) + 1 for _, content in objects), initial=0)
    places = b" ".join(b"%d %d" % (number, start) for (number, _), start in zip(objects, starts, strict=False))
    about = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(places) + 1)
    return about, b"\n".join([places, *(content for _, content in objects)])


def _object(number: int, about: bytes, content: bytes) -> bytes:
    """A stream, compressed."""
    content = zlib.compress(content, EFFORT)
    return b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        about,
        len(content),
        content,
    )
