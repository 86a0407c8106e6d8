"""`guidegen.yaml`: the settings of a project. Never secrets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from generator import text
from generator.model.address import report_pattern
from generator.model.assumption import Assumption
from generator.model.data import Url
from generator.model.delivery import NOT_SET, MailSettings, PublishSettings
from generator.model.located import Date, Entry, Whole
from generator.model.output import ALL_NAMES, ENCLOSED_NAMES, WORKBOOK, OutputKind

if TYPE_CHECKING:
    Output = str
    Enclosed = str
else:  # types made from the registry, which a type checker cannot follow
    Output = Literal[ALL_NAMES]
    Enclosed = Literal[ENCLOSED_NAMES]
Paper = Literal["a4", "letter"]
_COLOR = r"^#[0-9a-fA-F]{6}$"
_SHEET = r"^[^\[\]:*?/\\']{1,31}$"
PATTERNS = {
    _SHEET: "write at most 31 letters, none of them [ ] : * ? / \\ or '",
    _COLOR: "write a color as six digits after '#', such as #1a6b5c",
}
"""What an author is told where a text does not fit a pattern."""

ACCENT, ACCENT_DARK = "#0b5d66", "#6fc7d1"
"""The accent on light and on dark pages where a project has none of its own. site.css, which is a plain file, and the
icons repeat it; a test compares them."""

Color = Annotated[str, Field(pattern=_COLOR)]


class Office(Entry):
    """Who gives the advice, and how to reach them."""

    name: str
    contact: str | None = None


class SiteSettings(Entry):
    """Where site and next season's are, where a reader reports a mistake, and what guides are compared by."""

    url: Url | None = None
    next_season: Url | None = None
    report: Annotated[str, AfterValidator(report_pattern)] | None = None
    compare: tuple[str, ...] = ()


DEFAULT_SITE = SiteSettings.model_validate(NOT_SET)


class HandbookSettings(Entry):
    """How handbooks are printed, with which fonts for other scripts, and what is attached to them.

    `good_until` is the milestone with which a season ends: after it nobody should go by an old handbook. `renew` is the
    sentence on the cover of one that nothing says an end of.
    """

    paper: Paper = "a4"
    fonts: tuple[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*\.(?:[tT][tT][fFcC]|[oO][tT][fF])$")], ...
    ] = ()
    attach: tuple[Enclosed, ...] = ()
    good_until: str | None = None
    renew: str = "What this handbook says can change. Ask for a new one before you rely on one that is old."


DEFAULT_HANDBOOK = HandbookSettings.model_validate(NOT_SET)


class Payer(Entry):
    """Who pays a line of the budget in place of the reader, in words. A `comparison` is paid by nobody."""

    label: str
    comparison: bool = False


SHEETS = ("Plan", "Path", "Documents", "Tasks", "Dates", "Budget")
"""The sheets of a workbook but for the reader's own."""


def _sheet_name(name: str) -> str:
    if name.casefold() in {one.casefold() for one in SHEETS}:
        raise ValueError(f"the workbook has a sheet '{name}' already")
    return name


class WorkbookSettings(Entry):
    """What the workbook is called where it is offered, and the sheet with the columns of tracker.yaml."""

    label: str | None = None
    sheet: Annotated[str, Field(pattern=_SHEET), AfterValidator(_sheet_name)] = "My list"


DEFAULT_WORKBOOK = WorkbookSettings.model_validate(NOT_SET)


class Lane(Entry):
    """A lane of the timeline, and the phases of milestones that are shown in it."""

    label: str
    phases: tuple[str, ...]


class FormSettings(Entry):
    """The form of the project's own (`guidegen form`): whether it is published with the site, and where answers go.

    `deliver` is the sentence that tells an applicant what to do with the saved file.
    """

    publish: bool = False
    deliver: str | None = None


class TimelineSettings(Entry):
    """How the timeline is drawn. A phase in no lane has a lane of its own."""

    lanes: tuple[Lane, ...] = ()


def _one_or_several(raw: object) -> object:
    return (raw,) if isinstance(raw, str) else raw


Headers = Annotated[tuple[str, ...], BeforeValidator(_one_or_several), Field(min_length=1)]
DateOrder = Literal["year-month-day", "month-day-year", "day-month-year"]


class RosterSettings(Entry):
    """How the columns and answers of one source of people are read: a form's export, an office's own table.

    `columns` gives the header (or several that mean the same) of a field or facet, `answers` the facet's value for
    what is in the cells, `ignore` the headers that are meant to be left alone. A file is of the source whose headers
    it has most of; no header has to be there.
    """

    columns: dict[str, Headers] = Field(default_factory=dict)
    answers: dict[str, dict[str, str | None]] = Field(default_factory=dict)
    dates: DateOrder | None = None
    ignore: tuple[str, ...] = ()
    sheet: str | None = None
    hidden: Literal["leave-out", "include"] = "leave-out"

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the source names."""
        return (*(header for several in self.columns.values() for header in several), *self.ignore)


NO_SOURCE = RosterSettings.model_validate(NOT_SET)
"""How a file is read whose headers no source has."""


class ThemeSettings(Entry):
    """The few things a project may change without touching a template."""

    name: str | None = None
    accent: Color | None = None
    accent_dark: Color | None = None
    footer: str | None = None
    logo: str | None = None


def _spoken(language: str) -> str:
    if language not in text.LANGUAGES:
        known = " or ".join(text.LANGUAGES)
        raise ValueError(f"headings, dates and reasons cannot be worded in '{language}'; write {known}")
    return language


class PathSettings(Entry):
    """From which day public pages count the path; without one from the first day of the month they are built in."""

    count_from: Date | None = None


class Settings(Entry):
    """`guidegen.yaml`.

    `season` is the year that milestones are dated for; only a project whose years are all alike needs none.
    `season_facet` is the facet with which a reader names another year, `season_name` what pages call a season.
    """

    title: str
    subtitle: str | None = None
    language: Annotated[str, AfterValidator(_spoken), Field(json_schema_extra={"enum": [*text.LANGUAGES]})] = "en"
    season: Annotated[Whole | None, Field(ge=1900, le=2200)] = None
    season_name: str = "{year}"
    season_facet: str | None = None
    site: SiteSettings | None = None
    office: Office | None = None
    handbook: HandbookSettings | None = None
    theme: ThemeSettings | None = None
    timeline: TimelineSettings | None = None
    path: PathSettings | None = None
    publish: PublishSettings | None = None
    mail: MailSettings | None = None
    form: FormSettings | None = None
    rosters: dict[str, RosterSettings] = Field(default_factory=dict)
    workbook: WorkbookSettings | None = None
    payers: dict[str, Payer] = Field(default_factory=dict)
    currency: Annotated[str, Field(min_length=1, max_length=4)] = "$"
    outputs: tuple[Output, ...] = ALL_NAMES
    assume: tuple[Assumption, ...] = ()

    def season_of(self, answers: Mapping[str, object]) -> int | None:
        """The year a reader has named; None where they have not, or nobody is asked."""
        given = None if self.season_facet is None else answers.get(self.season_facet)
        return given if isinstance(given, int) else None

    def label_of(self, kind: OutputKind) -> str:
        """What a file of this kind is called where it is offered."""
        own = self.workbook.label if self.workbook and kind == WORKBOOK else None
        return own or kind.label

    @property
    def sheet(self) -> str:
        """The sheet of the workbook with the project's own columns."""
        return (self.workbook or DEFAULT_WORKBOOK).sheet

    @property
    def renew(self) -> str:
        """The sentence on the cover of a handbook that nothing says an end of."""
        return (self.handbook or DEFAULT_HANDBOOK).renew

    @property
    def accent(self) -> str:
        """The accent on paper and on light pages."""
        return (self.theme and self.theme.accent) or ACCENT

    def counted_from(self, today: dt.date) -> dt.date:
        """The day from which public pages count the path."""
        return self.path.count_from if self.path and self.path.count_from else today.replace(day=1)

    @property
    def paper(self) -> Paper:
        return self.handbook.paper if self.handbook else "a4"

    @property
    def good_until(self) -> str | None:
        return self.handbook.good_until if self.handbook else None
