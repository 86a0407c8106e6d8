"""The catalogs of one reader: every row with whether it is for them, why, and what to ask first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator import text
from generator.assemble import words
from generator.assemble.catalog_cells import cell_words, checked_words
from generator.assemble.catalog_notes import notes_of
from generator.assemble.every_row import worded_cells
from generator.diagnostics import Diagnostics
from generator.kept import Kept
from generator.logic.asked import asked_by
from generator.logic.combine import any_of
from generator.logic.evaluate import evaluate
from generator.logic.ranking import Ranked, asked_answers, rank
from generator.logic.reader import Reader
from generator.logic.residue import reduced, remainder
from generator.logic.row_classes import Classes, classes_of
from generator.logic.row_reach import reach_of
from generator.logic.subject import PLAN, Subjects
from generator.model.answers import Answers, Possible
from generator.model.catalog_row import ROW, Catalog, CatalogRow
from generator.model.choices import CellWords, Choice, ReaderCatalog, ScoreWords
from generator.model.condition import Clause, Condition
from generator.model.project import Project
from generator.model.ranking import Ground
from generator.model.truth import FALSE, Truth


@dataclass(frozen=True, slots=True)
class _Made:
    """A catalog as some readers have it; all else is held on to for its id."""

    catalog: ReaderCatalog
    held: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A row as some readers have it; all else is held on to for its id."""

    choice: Choice
    held: tuple[object, ...]


# What a reader has of a catalog, and of each row, depends on the answers that it asks about: it is made once for these.
_MADE: Kept[_Made] = Kept(100_000)
_CHOICES: Kept[_Chosen] = Kept(5_000)
_CELLS: Kept[tuple[CatalogRow, tuple[CellWords, ...]]] = Kept(100_000)
_ASKS: Kept[tuple[tuple[str, ...], Catalog]] = Kept(100)


def check_notes(project: Project, subjects: Subjects, reader: Reader, diagnostics: Diagnostics) -> None:
    """Find what is wrong with the leads of the notes that a reader has; nothing else of a catalog can go wrong."""
    for catalog in _listed(project, reader):
        diagnostics.extend(notes_of(project, subjects, catalog, reader.plan.answers).found)


def catalogs_of(project: Project, subjects: Subjects, reader: Reader) -> tuple[ReaderCatalog, ...]:
    """The catalogs that a reader has, each ranked for them."""
    return tuple(_made(project, subjects, reader, catalog) for catalog in _listed(project, reader))


def _listed(project: Project, reader: Reader) -> Iterator[Catalog]:
    for catalog in project.catalogs.values():
        if catalog.rows and evaluate(catalog.head.when, reader.plan.answers) is not FALSE:
            yield catalog


def _made(project: Project, subjects: Subjects, reader: Reader, catalog: Catalog) -> ReaderCatalog:
    """A catalog for one reader; only the answers it asks about are looked at."""
    asks, _ = _ASKS.get((id(catalog), id(project)), 1, lambda: (_asks(project, catalog), catalog))
    answers = {name: reader.plan.answers[name] for name in asks}
    listed = frozenset(reader.profile.lists.get(catalog.name, ()))

    def make() -> _Made:
        found = _Maker(project, subjects, catalog, answers, listed, reader.today).run()
        return _Made(found, (project, subjects, catalog))

    key = id(project), id(subjects), id(catalog), tuple(answers.values()), listed, reader.today
    return _MADE.get(key, len(catalog.rows), make).catalog


def _asks(project: Project, catalog: Catalog) -> tuple[str, ...]:
    head, classes = catalog.head, classes_of(catalog)
    conditions = [*(one.when for one in head.columns.values()), *(one.when for one in head.notes)]
    return asked_by((*conditions, *(Clause(name, frozenset()) for name in classes.subjects)), project.facets)


@dataclass(frozen=True, slots=True)
class _Open:
    """What is open of a ground: columns nobody knows, and what the reader has not answered."""

    columns: tuple[str, ...]
    subjects: tuple[str, ...]


class _Maker:
    def __init__(
        self,
        project: Project,
        subjects: Subjects,
        catalog: Catalog,
        answers: Answers,
        listed: frozenset[str],
        today: dt.date,
    ) -> None:
        self.project, self.subjects, self.catalog = project, subjects, catalog
        self.given, self.listed, self.today = answers, listed, today
        self.classes: Classes = classes_of(catalog)
        self.answers = asked_answers(self.classes, answers)
        self.columns = {
            name: column for name, column in catalog.head.columns.items() if evaluate(column.when, answers) is not FALSE
        }
        self.places = {row.id: number for number, row in enumerate(catalog.rows)}
        self._shown = tuple(self.columns)
        self._asked: dict[int, tuple[Possible, ...]] = {}
        self._opened: dict[int, _Open] = {}
        self._reaches: dict[str, Condition | None] = {}

    def run(self) -> ReaderCatalog:
        head = self.catalog.head
        return ReaderCatalog(
            self.catalog,
            text.curly(head.title),
            None if head.about is None else text.curly(head.about),
            notes_of(self.project, self.subjects, self.catalog, self.given).notes,
            {name: column for name, column in self.columns.items() if column.show},
            tuple(self._choice(one) for one in rank(self.classes, self.given)),
        )

    def _choice(self, ranked: Ranked) -> Choice:
        """A row for this reader; only the answers that its class asks about count."""
        row, number = ranked.row, self.classes.of_row[self.places[ranked.row.id]]
        if number not in self._asked:
            self._asked[number] = tuple(self.given[name] for name in self.classes.classes[number].subjects)
        state = row.is_stale(self.today, self.catalog.head.fresh_for), row.id in self.listed
        key = id(row), id(self.project), id(self.subjects), self._shown, state, self._asked[number]

        def make() -> _Chosen:
            return _Chosen(self._chosen(ranked), (row, self.project, self.subjects))

        return _CHOICES.get(key, 1, make).choice

    def _chosen(self, ranked: Ranked) -> Choice:
        row, outcome = ranked.row, ranked.outcome
        head = self.catalog.head
        if outcome.fit == "no":
            grounds = [one for one in outcome.grounds if one.value == "no" and one.undecided is None]
        else:
            grounds = [one for one in outcome.grounds if one.value == "ask" or one.undecided is not None]
        opened = [self._open(one.undecided) for one in grounds if one.undecided is not None]
        unknown = tuple(dict.fromkeys(name for one in opened for name in one.columns))
        subjects = tuple(dict.fromkeys(name for one in opened for name in one.subjects))
        asks = [self._column_ask(name) for name in unknown]
        asks += [text.curly(one.rule.ask) for one in grounds if one.rule and one.rule.ask]
        more = [name for name, one in self.columns.items() if one.ask and row.cells[name] is None]
        return Choice(
            row=row,
            fit=outcome.fit,
            verdict=words.FIT[outcome.fit],
            reasons=tuple(dict.fromkeys(said for one in grounds if (said := self._reason(one, ranked)))),
            asks=tuple(dict.fromkeys(filter(None, asks))),
            open=tuple(map(self._decides, subjects)),
            more=tuple(self._column_ask(name) for name in more if name not in unknown),
            scores=tuple(
                ScoreWords(text.curly(one.table.label), one.value, text.curly(one.rule.because))
                for one in outcome.scores
            ),
            cells=self._cells(ranked),
            unsettled=tuple(self._turning_on(name) for name in subjects),
            reach=self._reach(row) if subjects else None,
            checked=checked_words(row.checked),
            is_stale=row.is_stale(self.today, head.fresh_for),
            is_listed=row.id in self.listed,
        )

    def _reach(self, row: CatalogRow) -> Condition | None:
        """What the answers leave open of whether a row may be for the reader."""
        if row.id not in self._reaches:
            one = self.classes.classes[self.classes.of_row[self.places[row.id]]]
            rest = remainder(reach_of(self.classes, one), self.given)
            for number in one.rows:
                self._reaches[self.catalog.rows[number].id] = rest
        return self._reaches[row.id]

    def _cells(self, ranked: Ranked) -> tuple[CellWords, ...]:
        """The cells that are shown, in words: the same for all readers who have these columns."""
        row = ranked.row
        key = id(row), id(self.project), tuple(self.columns)
        shown = {name: column for name, column in self.columns.items() if column.show}
        currency = self.project.settings.currency
        return _CELLS.get(key, 1, lambda: (row, tuple(worded_cells(row, shown, currency))))[1]

    def _reason(self, ground: Ground, ranked: Ranked) -> str:
        """Why a ground decides as it does; of one that is open it is said what to ask."""
        row = ranked.row
        if ground.undecided is not None:
            return ""
        if ground.rule is not None:
            return text.curly(ground.rule.because)
        if ground.column is None:
            return text.curly(row.head.because or "")
        column = self.catalog.head.columns[ground.column]
        value = cell_words(column, row.cells[ground.column], self.project.settings.currency)
        return text.curly(column.because or column.label).replace("{value}", value)

    def _open(self, number: int) -> _Open:
        """What is open of a condition, looked up once for a reader."""
        if number not in self._opened:
            condition = self.classes.conditions[number]
            rest = reduced(condition, self.answers)
            named = () if isinstance(rest, Truth) else tuple(clause.subject for clause in rest.clauses())
            named = named or tuple(clause.subject for clause in condition.clauses())
            columns = tuple(name.removeprefix(ROW) for name in named if name.startswith(ROW))
            self._opened[number] = _Open(columns, tuple(name for name in named if not name.startswith(ROW)))
        return self._opened[number]

    def _column_ask(self, name: str) -> str:
        return text.curly(self.catalog.head.columns[name].ask or "")

    def _decides(self, subject: str) -> str:
        pattern = words.BY_PLAN if subject.startswith(PLAN) else words.BY_ANSWER
        return pattern.format(label=text.curly(self.subjects[subject].label))

    def _turning_on(self, subject: str) -> Condition:
        """All that the conditions ask of one subject: what is open of the row for this reader."""
        clauses = [
            clause
            for condition in self.classes.conditions
            for clause in condition.clauses()
            if clause.subject == subject
        ]
        return any_of(*(Clause(one.subject, one.allowed) for one in clauses))
