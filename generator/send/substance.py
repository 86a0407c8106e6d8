"""What a handbook says, line by line, so that two of them can be compared, and what changed in words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from generator import text
from generator.logic.difference import rows_by_catalog
from generator.logic.ignored import is_sent
from generator.model.guide import Guide
from generator.model.line import Line
from generator.model.line_kinds import DOCUMENT, GUIDE, KINDS, PLAN, SECTION, TASK
from generator.send import words

Substance = Mapping[str, Any]
"""Lines by kind and id: what a message calls each, its label, what it is about in words, and a hash of each field."""

MOST_CHANGES = 8
_FIELDS = 3
ORDER = "order"
_KINDS = {kind.name: kind for kind in KINDS}
_RANKS = [kind.name for kind in (PLAN, *(kind for kind in KINDS if kind not in (PLAN, SECTION)), SECTION)]
"""In which order changes are told: the plan first, then days, papers and costs, then the text."""

TOLD_WHOLE = {kind.name for kind in KINDS if not kind.follows} - {SECTION.name, TASK.name, GUIDE.name}
"""The kinds of which new lines and lost ones are told; those of the others follow from a section that is told of."""


def substance_of(guide: Guide) -> dict[str, Any]:
    """The lines of a guide as its reader has them: not its looks, and not the day it was made.

    What only the passing of time changes is left out, and what `logic/ignored.py` lists.
    """
    told = {f"{line.kind.name}:{line.id}": _told(line) for line in guide.lines}
    told |= {f"{SECTION.name}:{one.section.id}": _told(one.line) for one in guide.passages}
    order = [(one.chapter.id, one.section.id) for one in guide.passages]
    order += [(catalog, row) for catalog, rows in rows_by_catalog(guide).items() for row in rows]
    return {name: one for name, one in told.items() if one[_FIELDS]} | {ORDER: _hash(order)}


def _told(line: Line) -> list[Any]:
    fields = {name: _hash(one.value) for name, one in line.compared.items() if is_sent(line, name)}
    return [line.name, line.label, line.main.words, fields]


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def changes_between(old: Substance, new: Substance) -> list[str]:
    """What changed, in sentences for the reader, the plan first; empty where nothing did."""
    places = {name: at for at, name in enumerate((*new, *(name for name in old if name not in new)))}
    names = [name for name in places if name != ORDER and fields_of(old.get(name)) != fields_of(new.get(name))]
    if not names and old.get(ORDER) == new.get(ORDER):
        return []
    names.sort(key=lambda name: (_RANKS.index(name.partition(":")[0]), places[name]))
    sentences = (sentence for name in names for sentence in _change(name, old.get(name), new.get(name)))
    said = list(dict.fromkeys(sentences))
    if len(said) > MOST_CHANGES:
        said = [*said[: MOST_CHANGES - 1], words.AND_MORE.format(number=text.number(len(said) - MOST_CHANGES + 1))]
    return said or [words.DETAILS if names else words.ORDER]


def fields_of(line: list[Any] | None) -> dict[str, str] | None:
    """The hash of each field of a line."""
    return None if line is None else line[_FIELDS]


def _change(name: str, old: list[Any] | None, new: list[Any] | None) -> list[str]:
    """What is said of one line: what it is about where that changed, and each other field by its name."""
    kind = _KINDS[name.partition(":")[0]]
    if old is None or new is None:
        return _come_or_gone(kind.name, old, new)
    called, label, value, fields = new
    changed = [field for field in fields if old[_FIELDS].get(field) != fields[field]]
    if kind is SECTION:
        return [words.SECTION_CHANGED.format(label=label)] if changed else []
    main = kind.fields[0].name
    if main in changed:
        pattern = words.BECOMES if old[2] else words.BECOMES_KNOWN
        return [pattern.format(label=label, value=value or words.NOTHING, was=old[2])]
    loud = [field for field in changed if not kind.field(field).quiet] or changed
    several = text.joined([kind.field(field).called for field in loud])
    return [words.CORRECTED.format(fields=several, line=called)] if several else []


def _come_or_gone(kind: str, old: list[Any] | None, new: list[Any] | None) -> list[str]:
    line = new or old
    assert line is not None
    if kind == SECTION.name:
        return [(words.SECTION_NEW if old is None else words.SECTION_GONE).format(label=line[1])]
    if kind not in TOLD_WHOLE:
        return []
    if kind == DOCUMENT.name:
        return [(words.DOCUMENT_NEW if old is None else words.DOCUMENT_GONE).format(label=line[1])]
    pattern = words.GONE if new is None else words.BECOMES_KNOWN
    return [pattern.format(label=line[1], value=line[2] or words.NOTHING)]
