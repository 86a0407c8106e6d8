"""What a handbook says about itself in its metadata: whose it is and what it was made from, so that it can be verified.

A handbook's content is a set of entries (a module, a fact, the plan, ...), each with a digest of its state. In the
metadata there are only keyed hashes: without the project's secret nobody can tell from them which modules a reader got.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.data import Fact
from generator.model.guide import DataNote, FilledTask, Guide
from generator.model.project import Project

PUBLIC = b"guidegen"
"""The secret of personas, which describe nobody."""

HALF = 10
"""Hexadecimal digits of an entry's name, and again of its state."""

REVISION, MARK = 12, 32
ANSWERS = "your answers"
ENTRIES = {
    "outline": "the contents",
    "plan": "the plan",
    "dates": "the dates",
    "money": "the budget",
    "papers": "the documents",
    "terms": "the glossary",
    "addresses": "the addresses",
}


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
    """The entries of a guide with their states. What only the passing of time changes is left out."""
    modules = {
        f"module {section.id}": section.decision.module.revision
        for chapter in guide.chapters
        for section in chapter.sections
    }
    facts = {f"fact {cited.id}": _fact(cited.fact) for cited in guide.sources}
    tasks = [
        (task.due, task.rule)
        for chapter in guide.chapters
        for section in chapter.sections
        for task in section.marks.values()
        if isinstance(task, FilledTask)
    ]
    dates = [(one.id, one.label, one.start, one.end, one.rule, _beside(one.beside)) for one in guide.timeline]
    money = [
        (one.id, one.label, one.unit, one.payer, one.total, one.count, one.is_counted, _beside(one.beside))
        for group in guide.budget.groups
        for one in group.lines
    ]
    papers = [
        (one.id, one.label, one.content, one.issuer, one.who, one.validity, one.needed, one.rule, _beside(one.beside))
        for one in guide.documents
    ]
    plan = [
        (one.name, one.label, one.text, one.because, one.items, [(change.lead, change.text) for change in one.changes])
        for one in guide.plan
    ]
    outline = [
        (chapter.title, chapter.summary, [(group.lead and group.lead.words, [one.id for one in group.sections])])
        for chapter in guide.chapters
        for group in chapter.groups
    ]
    return {
        **modules,
        **facts,
        "outline": _digest(outline),
        "plan": _digest(plan),
        "dates": _digest(dates, tasks),
        "money": _digest(money),
        "papers": _digest(papers),
        "terms": _digest([(name, term.term, term.definition) for name, term in guide.terms]),
        "addresses": _digest([(name, one.name, one.url) for name, one in guide.resources]),
        ANSWERS: _digest(guide.reader, guide.season, guide.situation),
    }


def _beside(note: DataNote) -> tuple[object, ...]:
    return note.lead, note.note, note.verify, note.source and note.source.url


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
    personal = {seal.name(entry) for entry in (*ENTRIES, ANSWERS)}
    gone = len(set(was) - {seal.name(entry) for entry in known} - personal)
    if gone:
        lines.append(f"{gone} {'module or fact' if gone == 1 else 'modules or facts'} of it: gone")
    return lines


def known_states(project: Project) -> dict[str, str]:
    """The states of every module and fact of a project."""
    modules = {f"module {module.id}": module.revision for module in project.modules.values()}
    return modules | {f"fact {name}": _fact(fact) for name, fact in project.facts.items()}


def _fact(fact: Fact) -> str:
    return _digest(fact.statement, fact.value, fact.source.url, fact.verify)


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()
