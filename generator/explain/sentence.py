"""Where words of a finished guide came from: file and line, and the conditions around them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.explain.quotes import PlainText, Quote, QuoteMaker, arms_around, shown_spans
from generator.explain.words import first_at, normal, without_notes
from generator.model.filled import (
    FilledFact,
    FilledFile,
    FilledLink,
    FilledMark,
    FilledPicture,
    FilledTask,
    FilledTerm,
    FilledValue,
)
from generator.model.guide import Guide
from generator.model.module import (
    Arm,
    FactMark,
    FileMark,
    LinkMark,
    Mark,
    Module,
    PictureMark,
    TaskMark,
    TermMark,
    Text,
    ValueMark,
    texts_of,
)
from generator.model.plan import Plan
from generator.model.project import Project
from generator.model.selection import Decision

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
HOLE = "\u2026"
"""Takes the place of a value where a text that a reader does not get would have a value."""

LIKE_ENOUGH = 0.75
"""The share of the words looked for that a sentence must hold to be called much like them."""

QUOTED = ("source", "address")
"""Quotes in which others speak: the lists of sources and of addresses."""

Compared = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Origin:
    """A quote that holds the words, and the line on which they begin."""

    quote: Quote
    place: Span


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A text that holds the words but is not for this reader."""

    decision: Decision
    place: Span
    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class WordsFound:
    """Where words are in a guide; if nowhere, where else in the project, and what in the guide is most like them."""

    origins: tuple[Origin, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    nearest: str | None = None


class WordFinder:
    """Finds words in one reader's guide; quotes, dashes, spaces, case and source numbers do not matter."""

    def __init__(
        self, guide: Guide, plan: Plan, decisions: Mapping[str, Decision], project: Project, plain: PlainText
    ) -> None:
        self.decisions, self.project, self.plain = decisions, project, plain
        self.runs = [_Run(run) for run in QuoteMaker(project, plain).runs(guide, plan)]

    def find(self, words: str) -> WordsFound:
        """Every place where the words are; if there is none, where else they are and what is most like them."""
        origins = tuple(self.origins(words))
        if origins or not normal(words):
            return WordsFound(origins)
        return WordsFound((), tuple(self._elsewhere(normal(words))), self._nearest(normal(words)))

    def origins(self, words: str) -> Iterator[Origin]:
        """Every place of the guide where the words are."""
        if not normal(words):
            return
        for compared in (normal, bare):
            found = [origin for run in self.runs for origin in self._in_run(run, words, compared)]
            if found:
                yield from found
                return

    def place_of(self, words: str) -> Span | None:
        """Where the guide itself first says the words, as whole words; what it only quotes does not count."""
        wanted = normal(words)
        own = [run for run in self.runs if run.quotes[0].kind not in QUOTED]
        first = first_at((run.text(normal)[0] for run in own), wanted)
        if first is None:
            return None
        number, begin = first
        return next(self._at(own[number], begin, begin + len(wanted), normal)).place

    def _in_run(self, run: _Run, words: str, compared: Compared) -> Iterator[Origin]:
        """The quotes of a run over which the words go, each with its line."""
        wanted = compared(words)
        begin = run.text(compared)[0].find(wanted)
        if begin < 0 or not wanted:
            return
        yield from self._at(run, begin, begin + len(wanted), compared)

    def _at(self, run: _Run, begin: int, end: int, compared: Compared) -> Iterator[Origin]:
        """The quotes that hold a stretch of a run's text."""
        whole, starts = run.text(compared)
        for quote, start, stop in zip(run.quotes, starts, [*starts[1:], len(whole) + 1], strict=True):
            piece = whole[max(begin, start) : min(end, stop - 1)].strip()
            if piece and begin < stop - 1 and end > start:
                yield Origin(quote, self._line_of(quote, piece, compared))

    def _line_of(self, quote: Quote, piece: str, compared: Compared) -> Span:
        if quote.stretch is None:
            return quote.place
        marks = quote.section.marks if quote.section is not None else {}
        return line_in(quote.stretch, lambda text: piece in compared(self.plain((text,), marks)))

    def _elsewhere(self, wanted: str) -> Iterator[Elsewhere]:
        shown = shown_spans(self.decisions)
        for decision in self.decisions.values():
            module = decision.module
            if not decision.shown and wanted in normal(module.title):
                yield Elsewhere(decision, module.front.place("title"), ())
            marks, around = _blank_marks(module, self.project), arms_around(module.body)
            for stretch in texts_of(module.body):
                if stretch.span not in shown and wanted in normal(self.plain((stretch,), marks)):
                    yield Elsewhere(decision, self._blank_line(stretch, wanted, marks), around[stretch.span])

    def _blank_line(self, stretch: Text, wanted: str, marks: Mapping[int, FilledMark]) -> Span:
        return line_in(stretch, lambda text: wanted in normal(self.plain((text,), marks)))

    def _nearest(self, wanted: str) -> str | None:
        """The sentence that holds most of the words' letters in their order; None where none holds enough."""
        best, found = LIKE_ENOUGH, None
        matcher = difflib.SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(wanted)
        quotes = (quote for run in self.runs for quote in run.quotes)
        for sentence in dict.fromkeys(one for quote in quotes for one in SENTENCE.split(quote.words)):
            matcher.set_seq1(normal(sentence))
            likeness = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / len(wanted)
            if likeness > best:
                best, found = likeness, sentence.strip()
        return found


class _Run:
    """Quotes that are read one after the other, as one text to be searched."""

    def __init__(self, quotes: tuple[Quote, ...]) -> None:
        self.quotes = quotes
        self._texts: dict[Compared, tuple[str, list[int]]] = {}

    def text(self, compared: Compared) -> tuple[str, list[int]]:
        """The text as it is compared, and where each quote begins in it."""
        if compared not in self._texts:
            pieces = [compared(quote.words) for quote in self.quotes]
            lengths = [len(piece) + 1 for piece in pieces]
            self._texts[compared] = " ".join(pieces), [sum(lengths[:number]) for number in range(len(pieces))]
        return self._texts[compared]


def bare(words: str) -> str:
    """Words as they are compared where they were copied together with the numbers of their sources."""
    return without_notes(normal(words))


def line_in(stretch: Text, holds: Callable[[Text], bool]) -> Span:
    """The last line from which on a text still holds what is looked for: the one it begins on."""
    lines = stretch.markdown.split("\n")
    first, beyond = 0, len(lines)
    while beyond - first > 1:
        middle = (first + beyond) // 2
        if holds(Text("\n".join(lines[middle:]), stretch.span)):
            first = middle
        else:
            beyond = middle
    while first and not lines[first].strip():
        first += 1
    return stretch.place(first)


def _blank_marks(module: Module, project: Project) -> dict[int, FilledMark]:
    """The marks of a module as far as they say the same to everybody."""
    return {number: _blank(mark, project) for number, mark in enumerate(module.marks)}


def _blank(mark: Mark, project: Project) -> FilledMark:
    match mark:
        case ValueMark():
            return FilledValue(HOLE)
        case FactMark(fact, with_value, _):
            return FilledFact(0, project.facts[fact].value if with_value else None, confirm=False, fact=fact)
        case TermMark(term, words, _):
            return FilledTerm(term, words or project.terms[term].term)
        case LinkMark():
            return FilledLink(None, "", "https://nowhere.invalid/")
        case PictureMark(target, words, caption):
            return FilledPicture(target, words, caption, "")
        case FileMark(target, words):
            return FilledFile(target, words, "")
        case TaskMark(identity):
            return FilledTask(identity, None, planned=False, rule=None)
