"""The selection: for one profile, every module and block with its decision and its one reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Span
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.module import AsideKind, Module, Run, Text
from generator.model.truth import Truth
from generator.words import INSTEAD

ReasonKind = Literal["always", "holds", "fails", "unknown", "won", "lost", "hidden", "outline", "unplaced"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen or not, for authors: one kind and one sentence."""

    kind: ReasonKind
    sentence: str
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a reader is reading a section or a chapter, for that reader.

    `sentence` is all of it. `added` is what is left of it where the head of the chapter says what the chapter asks,
    and `margin` the short form of that for paper (None where everybody gets the section, empty where nothing is left).
    `holds` are the conditions that the sentence says are true of the reader, `in_short` those that the margin says;
    `open` are the subjects said to be undecided, `fitted` those that parts of the section are said to depend on.
    """

    sentence: str
    added: str
    margin: str | None
    holds: tuple[Condition, ...] = ()
    in_short: tuple[Condition, ...] = ()
    open: tuple[str, ...] = ()
    fitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """The words over text whose condition is unknown, without the colon. Equal residues give equal leads.

    `is_otherwise` is the lead of the last arm of a block, which goes with the arms before it; `alone` says the same
    where its words need these ("Otherwise").
    """

    words: str
    residue: Condition
    instead: bool = False
    is_otherwise: bool = False
    alone: str | None = None

    @property
    def sentence(self) -> str:
        return f"{INSTEAD.format(lead=self.words)}:" if self.instead else f"{self.words}:"


@dataclass(frozen=True, slots=True)
class ShownArm:
    """An arm of a block that this reader gets; without a lead it is plain text.

    `unsettled` is what the answers leave open of its being shown, the arms before it counted in: under a lead it may
    yet be left out or lose the lead, and plain text after an unknown arm may yet be left out. `also` are the arms after
    it that are under its lead too.
    """

    lead: Lead | None
    body: tuple[ShownNode, ...]
    span: Span
    unsettled: Condition | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownAside:
    """An aside, with what this reader gets of it."""

    kind: AsideKind
    body: tuple[ShownNode, ...]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A list or table, with the arms of it that this reader gets."""

    run: Run
    body: tuple[ShownNode, ...]


ShownNode = Text | ShownArm | ShownAside | ShownRun


@dataclass(frozen=True, slots=True)
class ArmDecision:
    """One arm of a block: shown or not, and why. `answers` are those in force there, the leads around it assumed."""

    span: Span
    condition: Condition
    shown: bool
    lead: Lead | None
    reason: Reason
    points: tuple[str, ...]
    answers: Answers = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """One module: shown or not, and why. `body` is what of it is shown.

    `why` says it to the reader of what is shown. `unsettled` is what the answers leave open of its being shown, its
    rivals in the slot counted in.
    """

    module: Module
    chapter: str | None
    truth: Truth
    shown: bool
    lead: Lead | None
    reason: Reason
    why: Why | None = None
    body: tuple[ShownNode, ...] = ()
    arms: tuple[ArmDecision, ...] = ()
    unsettled: Condition | None = None


@dataclass(frozen=True, slots=True)
class ChosenChapter:
    """A chapter that this reader gets, and its shown modules in order. `why` has no words where it asks nothing."""

    part: str
    chapter: str
    decisions: tuple[Decision, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen for a profile: chapters in order, and a decision for every module of the project."""

    profile: str
    chapters: tuple[ChosenChapter, ...]
    decisions: Mapping[str, Decision]

    def shown(self) -> Iterator[Decision]:
        """The modules that are shown, in the order in which they are read."""
        for chosen in self.chapters:
            yield from chosen.decisions


def texts_in(body: tuple[ShownNode, ...], *, scripts: bool = True) -> Iterator[Text]:
    """The stretches of text of a shown body, in order; `scripts` with the words to say or write."""
    for node in body:
        match node:
            case Text():
                yield node
            case ShownAside("say") if not scripts:
                continue
            case ShownArm() | ShownAside() | ShownRun():
                yield from texts_in(node.body, scripts=scripts)
