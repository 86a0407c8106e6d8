"""Short texts that were laid out, kept with the pieces of a project: margin boxes, days, sums."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, TypeVar

from generator.render.press.short import Short
from generator.render.press.stock import Stock

Key = TypeVar("Key", bound=tuple[object, ...])


class KeptTexts:
    """What is kept of short texts; nothing where there is no stock. `fonts` are those that are loaded."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        self.fonts = fonts
        self.stock: Stock | None = None

    def fetch(self, known: MutableMapping[Key, Any], keys: Sequence[Key]) -> list[Key]:
        """Get texts from where they are kept; gives the keys of those that are not there."""
        if self.stock is None:
            return list(keys)
        fonts = {font.hash for font in self.fonts.values()}
        for key in keys:
            short = self.stock.short(repr(key), fonts)
            if short is not None:
                known[key] = short.text
        return [key for key in keys if key not in known]

    def keep(self, known: Mapping[Key, Any], keys: Sequence[Key]) -> None:
        """Keep texts that were laid out."""
        if self.stock is not None:
            self.stock.put({repr(key): Short(known[key]) for key in keys})
