"""The selection: for one profile, every module and block with its decision and its one reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Span
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.module import AsideKind, Module, Text
from generator.model.truth import Truth

ReasonKind = Literal["always", "holds", "fails", "unknown", "won", "lost", "hidden", "outline", "unplaced"]


@dataclass(frozen=True, slots=True)
class ClauseTrial:
    """One clause tried: what it asks, what this reader answered, and its truth.

    `label` and `answer_label` are the words a reader knows for `subject` and `answer`.
    """

    subject: str
    label: str
    asks: str
    answer: str
    answer_label: str
    truth: Truth
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen or not: one kind, one sentence, and the clauses behind it."""

    kind: ReasonKind
    sentence: str
    clauses: tuple[ClauseTrial, ...] = ()
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """The words over text whose condition is unknown, without the colon. Equal residues give equal leads.

    `alone` says the same where the words need what comes before them ("Otherwise").
    """

    words: str
    residue: Condition
    instead: bool = False
    alone: str | None = None

    @property
    def sentence(self) -> str:
        return f"{self.words}, read this instead:" if self.instead else f"{self.words}:"


@dataclass(frozen=True, slots=True)
class ShownArm:
    """An arm of a block that this reader gets; without a lead it is plain text.

    `unsettled` is what the answers leave open of its being shown, the arms before it counted in: under a lead it may
    yet be left out or lose the lead, and plain text after an unknown arm may yet be left out.
    """

    lead: Lead | None
    body: tuple[ShownNode, ...]
    span: Span
    unsettled: Condition | None = None


@dataclass(frozen=True, slots=True)
class ShownAside:
    """An aside, with what this reader gets of it."""

    kind: AsideKind
    body: tuple[ShownNode, ...]


ShownNode = Text | ShownArm | ShownAside


@dataclass(frozen=True, slots=True)
class ArmDecision:
    """One arm of a block: shown or not, and why. `answers` are those in force there, the leads around it assumed."""

    span: Span
    condition: Condition
    truth: Truth
    shown: bool
    lead: Lead | None
    reason: Reason
    points: tuple[str, ...]
    answers: Answers = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """One module: shown or not, and why. `body` is what of it is shown.

    `place` are the clauses of its place in the outline. `unsettled` is what the answers leave open of its being shown,
    its rivals in the slot counted in.
    """

    module: Module
    chapter: str | None
    truth: Truth
    shown: bool
    lead: Lead | None
    reason: Reason
    place: tuple[ClauseTrial, ...] = ()
    body: tuple[ShownNode, ...] = ()
    arms: tuple[ArmDecision, ...] = ()
    unsettled: Condition | None = None


@dataclass(frozen=True, slots=True)
class ChosenChapter:
    """A chapter that this reader gets, and its shown modules in order."""

    part: str
    chapter: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen for a profile: chapters in order, and a decision for every module of the project."""

    profile: str
    chapters: tuple[ChosenChapter, ...]
    decisions: Mapping[str, Decision]


def texts_in(body: tuple[ShownNode, ...]) -> Iterator[Text]:
    """The stretches of text of a shown body, in order."""
    for node in body:
        match node:
            case Text():
                yield node
            case ShownArm() | ShownAside():
                yield from texts_in(node.body)
