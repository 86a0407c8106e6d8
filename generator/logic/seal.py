"""What a handbook says about itself in its metadata: whose it is and what it was made from, so that it can be verified.

A handbook's content is a set of entries (a module, a fact, the plan, ...), each with a digest of its state. In the
metadata there are only keyed hashes: without the project's secret nobody can tell from them which modules a reader got.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.logic.ignored import is_sealed
from generator.model.guide import Guide
from generator.model.line import Line
from generator.model.line_kinds import KINDS, SECTION, SOURCE, TASK
from generator.model.project import Project

PUBLIC = b"guidegen"
"""The secret of personas, which describe nobody."""

HALF = 10
"""Hexadecimal digits of an entry's name, and again of its state."""

REVISION, MARK = 12, 32
OUTLINE = "outline"
ENTRIES = {OUTLINE: "the contents", **{kind.name: kind.plural for kind in KINDS}}
"""What is not a module or a fact, and what a verdict calls it."""


ELSEWHERE = {SECTION: ("label", "text", "cited", "days", "reviewed"), TASK: ("label", "lead")}
"""Fields that other entries hold: the file of a module is one, and so is each fact."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is in the metadata of one handbook."""

    profile: str
    revision: str
    content: str
    mark: str

    def entries(self) -> dict[str, str]:
        """Each entry's hashed state by its hashed name."""
        return {one[:HALF]: one[HALF:] for one in self.content.split()}


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes and checks stamps with one secret."""

    secret: bytes

    def stamp(self, guide: Guide) -> Stamp:
        """The stamp of a guide."""
        states = fingerprints(guide)
        content = " ".join(sorted(self.name(name) + self.state(name, state) for name, state in states.items()))
        revision = self._hash("revision", content)[:REVISION]
        return Stamp(guide.id, revision, content, self._mark(guide.id, revision, content))

    def is_ours(self, stamp: Stamp) -> bool:
        """Whether a stamp was made with this secret and is whole."""
        return hmac.compare_digest(stamp.mark, self._mark(stamp.profile, stamp.revision, stamp.content))

    def name(self, entry: str) -> str:
        """An entry's name, hashed."""
        return self._hash("name", entry)[:HALF]

    def state(self, entry: str, state: str) -> str:
        """An entry's state, hashed."""
        return self._hash("state", f"{entry}\0{state}")[:HALF]

    def _mark(self, profile: str, revision: str, content: str) -> str:
        return self._hash("mark", f"{profile}\0{revision}\0{content}")[:MARK]

    def _hash(self, purpose: str, words: str) -> str:
        return hmac.new(self.secret, f"{purpose}\0{words}".encode(), hashlib.sha256).hexdigest()


def fingerprints(guide: Guide) -> dict[str, str]:
    """The entries of a guide with their states: its modules and facts, and all lines of each other kind together.

    What only the passing of time changes is left out, and what `ignored.py` lists.
    """
    states = {f"module {one.section.id}": one.section.decision.module.revision for one in guide.passages}
    outline = [(one.chapter.id, one.line.lead, one.section.id) for one in guide.passages]
    kinds: dict[str, list[object]] = {OUTLINE: list(outline)}
    for line in (*guide.lines, *(passage.line for passage in guide.passages)):
        if line.kind is SOURCE:
            states[f"fact {line.id}"] = _digest(_sealed(line))
        else:
            kinds.setdefault(line.kind.name, []).append(_sealed(line))
    return states | {name: _digest(*several) for name, several in kinds.items()}


def _sealed(line: Line) -> list[tuple[str, object]]:
    """The fields of a line that count."""
    elsewhere = ELSEWHERE.get(line.kind, ())
    return [(name, one.value) for name, one in line.compared.items() if is_sealed(line, name) and name not in elsewhere]


def changes(seal: Seal, stamp: Stamp, now: Mapping[str, str]) -> list[str]:
    """What of a stamped handbook is no longer so, as short lines; empty where it is current.

    `now` are the fingerprints of the same reader's guide today.
    """
    was = stamp.entries()
    lines: list[str] = []
    names = {seal.name(entry): entry for entry in now}
    for hashed, entry in names.items():
        if hashed not in was:
            lines.append(f"{ENTRIES.get(entry, entry)}: new")
        elif was[hashed] != seal.state(entry, now[entry]):
            lines.append(f"{ENTRIES.get(entry, entry)}: changed")
    gone = sum(1 for hashed in was if hashed not in names)
    if gone:
        lines.append(f"{gone} {'module or fact' if gone == 1 else 'modules or facts'} of it: gone")
    return lines


def partial_changes(seal: Seal, stamp: Stamp, known: Mapping[str, str]) -> list[str]:
    """The same where the reader is not at hand: only modules and facts of the project can be compared.

    `known` are the states of everything the project has, of which a handbook holds a part.
    """
    was = stamp.entries()
    lines = [
        f"{entry}: changed"
        for entry, state in known.items()
        if (hashed := seal.name(entry)) in was and was[hashed] != seal.state(entry, state)
    ]
    personal = {seal.name(entry) for entry in ENTRIES}
    gone = len(set(was) - {seal.name(entry) for entry in known} - personal)
    if gone:
        lines.append(f"{gone} {'module or fact' if gone == 1 else 'modules or facts'} of it: gone")
    return lines


def known_states(project: Project, sources: Iterable[Line]) -> dict[str, str]:
    """The states of every module and fact of a project; `sources` are its facts as lines."""
    modules = {f"module {module.id}": module.revision for module in project.modules.values()}
    return modules | {f"fact {line.id}": _digest(_sealed(line)) for line in sources}


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()
