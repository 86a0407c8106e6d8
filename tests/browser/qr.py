"""Reading a QR code (ISO/IEC 18004) from a clean picture of it, square by square; none of them may be wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image

MARGIN = 4
MIDDLE = 128
"""Between dark and light."""

_LEVELS = {1: 0, 0: 1, 3: 2, 2: 3}
"""From low to high, by the two bits in which the code says how much of it is for correction."""

_CORRECTION = (
    (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26),
    (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28),
    (13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30),
    (17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30),
)
"""Bytes for correction in a block, by level and version."""

_BLOCKS = (
    (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12),
    (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21),
    (1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29),
    (1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35),
)
"""Blocks of a code, by level and version."""

_ALIGNED = {
    **{version: (6, 4 * version + 10) for version in range(2, 7)},
    **{version: (6, 2 * version + 8, 4 * version + 10) for version in range(7, 14)},
    14: (6, 26, 46, 66), 15: (6, 26, 48, 70), 16: (6, 26, 50, 74), 17: (6, 30, 54, 78), 18: (6, 30, 56, 82),
    19: (6, 30, 58, 86), 20: (6, 34, 62, 90), 21: (6, 28, 50, 72, 94), 22: (6, 26, 50, 74, 98),
    23: (6, 30, 54, 78, 102), 24: (6, 28, 54, 80, 106), 25: (6, 32, 58, 84, 110),
}  # fmt: skip
"""The rows and columns whose crossings have the middle of a small square in a square."""

Code = list[list[bool]]


def code_in(picture: bytes) -> Code:
    """The squares of a code, row by row, from a picture of it on white."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    left, top, right, bottom = image.point(lambda value: 255 * (value < MIDDLE)).getbbox() or (0, 0, 0, 0)
    corner = next(at for at in range(left, right) if not _is_dark(image, at, top)) - left
    count = round(7 * (right - left) / corner)
    across, down = (
        [int(at + (n + 0.5) * size / count) for n in range(count)]
        for at, size in ((left, right - left), (top, bottom - top))
    )
    return [[_is_dark(image, x, y) for x in across] for y in down]


def _is_dark(image: Image.Image, x: int, y: int) -> bool:
    value = image.getpixel((x, y))
    assert isinstance(value, int | float)
    return value < MIDDLE


def words_in(code: Code) -> str:
    """What a code says; its bytes for correction have to be right, too."""
    version = (len(code) - 17) // 4
    assert len(code) == 4 * version + 17
    told = int("".join(str(int(bit)) for bit in _format(code)), 2) ^ 0b101010000010010
    level, mask = _LEVELS[told >> 13], told >> 10 & 7
    bits = [code[y][x] ^ _MASKS[mask](y, x) for y, x in _path(version, len(code))]
    content = [int("".join(str(int(bit)) for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]
    return _said(_unmixed(content, _BLOCKS[level][version - 1], _CORRECTION[level][version - 1]), version)


_MASKS = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)


def _format(code: Code) -> list[bool]:
    """The fifteen squares around the first corner that say level and mask."""
    along = [code[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)]
    return [*along, *(code[y][8] for y in (7, 5, 4, 3, 2, 1, 0))]


def _path(version: int, size: int) -> Iterator[tuple[int, int]]:
    """The squares of the content in their order: up and down in pairs of columns, from the right."""
    taken = _fixed(version, size)
    is_up = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if is_up else range(size):
            yield from ((y, x) for x in (right, right - 1) if (y, x) not in taken)
        is_up = not is_up


def _fixed(version: int, size: int) -> set[tuple[int, int]]:
    """The squares that are the same in all codes of a size, or say which they are."""
    corners = {(y, x) for y in range(9) for x in range(9)}
    corners |= {(y, x) for y in range(9) for x in range(size - 8, size)}
    corners |= {(y, x) for y in range(size - 8, size) for x in range(9)}
    lines = {place for at in range(size) for place in ((6, at), (at, 6))}
    small = set()
    middles = _ALIGNED.get(version, ())
    for y in middles:
        for x in middles:
            if (y, x) not in corners:
                small |= {(y + down, x + across) for down in range(-2, 3) for across in range(-2, 3)}
    sizes = {(at, size - 11 + one) for at in range(6) for one in range(3)} if version > 6 else set()
    return corners | lines | small | sizes | {(x, y) for y, x in sizes}


def _unmixed(content: list[int], blocks: int, correction: int) -> list[int]:
    """The bytes of the content in their order. The blocks take turns; the later ones may be a byte longer."""
    short, longer = divmod(len(content), blocks)
    length = short - correction
    lengths = [length + (number >= blocks - longer) for number in range(blocks)]
    found: list[list[int]] = [[] for _ in range(blocks)]
    left = iter(content)
    for at in range(max(lengths)):
        for number in range(blocks):
            if at < lengths[number]:
                found[number].append(next(left))
    whole = [[*one] for one in found]
    for _ in range(correction):
        for one in whole:
            one.append(next(left))
    assert not any(_syndrome(one, power) for one in whole for power in range(correction)), "a byte is wrong"
    return [byte for one in found for byte in one]


def _syndrome(block: list[int], power: int) -> int:
    """The value of a block, as a polynomial, at a power of 2: nothing where every byte is right."""
    root = 1
    for _ in range(power):
        root = _times(root, 2)
    value = 0
    for byte in block:
        value = _times(value, root) ^ byte
    return value


def _times(one: int, other: int) -> int:
    """The product in the field of 256 numbers of these codes."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def _said(content: list[int], version: int) -> str:
    """What the bytes say: digits, capitals and bytes take turns."""
    bits = "".join(f"{byte:08b}" for byte in content)
    at = 0

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at] or "0", 2)

    wide = 0 if version < 10 else 1
    found = ""
    while len(bits) - at >= 4 and (kind := take(4)):
        if kind == 1:
            left = take((10, 12)[wide])
            for count in [3] * (left // 3) + ([left % 3] if left % 3 else []):
                found += f"{take((0, 4, 7, 10)[count]):0{count}d}"
        elif kind == 2:
            left = take((9, 11)[wide])
            for _ in range(left // 2):
                first, second = divmod(take(11), 45)
                found += _LETTERS[first] + _LETTERS[second]
            found += _LETTERS[take(6)] if left % 2 else ""
        else:
            assert kind == 4, "bytes"
            found += bytes(take(8) for _ in range(take((8, 16)[wide]))).decode("latin-1")
    return found
