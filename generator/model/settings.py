"""`guidegen.yaml`: the settings of a project. Never secrets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.data import Url
from generator.model.located import Entry

Output = Literal["html", "pdf"]
Paper = Literal["a4", "letter"]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Office(Entry):
    """Who gives the advice, and how to reach them."""

    name: str
    contact: str | None = None


class SiteSettings(Entry):
    """Where the site is published."""

    url: Url | None = None


class HandbookSettings(Entry):
    """How handbooks are printed."""

    paper: Paper = "a4"


class Lane(Entry):
    """A lane of the timeline, and the phases of milestones that stand in it."""

    label: str
    phases: tuple[str, ...]


class TimelineSettings(Entry):
    """How the timeline is drawn. A phase in no lane has a lane of its own."""

    lanes: tuple[Lane, ...] = ()


class ThemeSettings(Entry):
    """The few things a project may change without touching a template."""

    name: str | None = None
    accent: Color | None = None
    accent_dark: Color | None = None
    footer: str | None = None
    logo: str | None = None


class Settings(Entry):
    """`guidegen.yaml`."""

    title: str
    subtitle: str | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    season: Annotated[int, Field(ge=1900, le=2200)]
    site: SiteSettings | None = None
    office: Office | None = None
    handbook: HandbookSettings | None = None
    theme: ThemeSettings | None = None
    timeline: TimelineSettings | None = None
    currency: Annotated[str, Field(min_length=1, max_length=4)] = "$"
    outputs: tuple[Output, ...] = ("html", "pdf")

    @property
    def paper(self) -> Paper:
        return self.handbook.paper if self.handbook else "a4"
