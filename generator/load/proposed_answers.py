"""Proposing what the answers of a column mean that are not understood as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.load.answers import BadAnswer
from generator.load.cells import CellReader, folded, separate
from generator.load.likeness import likeness
from generator.model.facet import Facet, FacetValue

CLEAR, AHEAD = 0.6, 0.15
"""How alike an answer must be to a value, and how much more than to any other."""

_NOTHING = frozenset(
    ("n/a", "na", "none of these", "not applicable", "not sure", "unsure", "undecided", "unknown", "don't know",
     "i don't know", "i do not know", "do not know", "don\u2019t know", "i don\u2019t know", "prefer not to say",
     "prefer not to answer", "i prefer not to say", "rather not say", "i would rather not say", "no answer", "tbd",
     "to be determined", "maybe", "-", "--", "\u2013", "\u2014", "."),
)  # fmt: skip
"""Answers that are none: the question stays open."""

_YES, _NO = frozenset(("yes", "y", "true")), frozenset(("no", "n", "false"))


def propose_answers(header: str, cells: Iterable[str], reader: CellReader) -> tuple[dict[str, str | None], list[str]]:
    """For the answers of a column that cannot be read what each probably means, and those nobody can tell.

    None stands for no answer. `header` decides what yes and no mean.
    """
    proposed: dict[str, str | None] = {}
    open_: list[str] = []
    facet = reader.facet
    for cell in dict.fromkeys(cells):
        for piece in [cell] if facet.type != "choices" or folded(cell) in _NOTHING else separate(cell):
            if piece in proposed or piece in open_ or _is_read(piece, reader):
                continue
            if folded(piece) in _NOTHING:
                proposed[piece] = None
                continue
            meant = _meaning(header, piece, facet)
            if meant is None:
                open_.append(piece)
            else:
                proposed[piece] = meant
    return proposed, open_


def _is_read(cell: str, reader: CellReader) -> bool:
    try:
        reader.read(cell)
    except BadAnswer:
        return False
    return True


def _meaning(header: str, cell: str, facet: Facet) -> str | None:
    """The value an answer probably stands for."""
    words = folded(cell)
    if facet.type == "integer":
        return "0" if words in ("none", "zero", "no", "never") and facet.min == 0 else None
    if not facet.values:
        return None
    if words in _YES | _NO:
        return _yes_or_no(header, words in _YES, facet)
    fits = {
        name: max(likeness(cell, phrase) for phrase in _phrases(name, value)) for name, value in facet.values.items()
    }
    return _clearest(fits)


def _yes_or_no(header: str, is_yes: bool, facet: Facet) -> str | None:
    """What yes or no to a column's question means, by the value whose phrase is most like the question."""
    fits = {
        name: max(likeness(header, phrase) for phrase in (value.if_ or value.label, value.label))
        for name, value in facet.values.items()
        if not value.means
    }
    yes = _clearest(fits, least=0.3)
    if yes is None or is_yes:
        return yes
    others = [name for name in fits if name != yes]
    return others[0] if len(others) == 1 else None


def _phrases(name: str, value: FacetValue) -> list[str]:
    return [phrase for phrase in (name.replace("-", " "), value.label, value.in_text, value.if_) if phrase]


def _clearest(fits: Mapping[str, float], least: float = CLEAR) -> str | None:
    """The one that fits well and clearly better than the others."""
    first, *rest = sorted(fits, key=lambda name: -fits[name])
    second = fits[rest[0]] if rest else 0.0
    return first if fits[first] >= least and fits[first] - second >= AHEAD else None
