"""The pieces that a process remembers: of those it cannot hold, the ones that a single book had go first."""

from __future__ import annotations

from collections.abc import Iterable

from generator.render.press.piece import Piece

MOST = 4_000_000
"""Characters of HTML whose pieces are remembered, of some ten books that share nothing. Measured: about 30 bytes for
each of them, so that a worker stays below 350 MiB however many books it makes.
"""


class PieceShelf(dict[str, Piece]):
    """Pieces by their HTML, those not used for longest first.

    What one reader alone has, as their drawings, is half of all characters, and is hardly ever asked for again. It
    must not push out what everybody has; but what is new needs time to be found useful, so some of it stays.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shared: set[str] = set()
        """What several books had."""
        self._before: set[str] = set()
        self._used: dict[str, None] = {}

    def use(self, htmls: Iterable[str]) -> None:
        """The book in hand asks for some pieces."""
        self._used |= dict.fromkeys(htmls)

    def end_book(self) -> None:
        """Let go what there is no room for, and nothing that this book has asked for."""
        used = [html for html in self._used if html in self]
        self.shared |= self._used.keys() & self._before
        self._used = {}
        for html in used:
            self[html] = self.pop(html)
        old = list(self)[: len(self) - len(used)]
        single = [html for html in old if html not in self.shared]
        self._drop(single, min(self._excess(), sum(map(len, single)) - MOST // 4))
        self._drop([html for html in old if html in self], self._excess())
        self._before = set(self)
        self.shared &= self._before

    def _excess(self) -> int:
        return sum(map(len, self)) - MOST

    def _drop(self, htmls: Iterable[str], excess: int) -> None:
        for html in htmls:
            if excess <= 0:
                return
            excess -= len(html)
            del self[html]
