"""Profiles: a set of answers. A persona is public and describes nobody; an applicant is a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Span

Answer = str | int | dt.date | frozenset[str]

PAPER = "document--"
"""Before the id of a paper that is ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A set of answers by facet; a facet left out is unknown.

    `ticks` are the steps, tasks and papers that are done, each with its day where that is known; `lists` what the
    reader chose from each catalog.
    """

    id: str
    answers: Mapping[str, Answer]
    span: Span
    ticks: Mapping[str, dt.date | None] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def place(self, facet: str) -> Span:
        """Where the answer to `facet` is."""
        return self.spans.get(facet, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Profile):
    """A public reader the site is built for."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(Persona):
    """An invented reader whose whole plan and path are told on one public page, as of a day that is fixed.

    `story` is the module that tells what they did.
    """

    as_of: dt.date
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant(Profile):
    """A private person. Never given to anything that writes below the public root.

    `pass_phrase` comes from a roster's column, for protecting what is sent; it is never written or shown.
    `shared_mailbox` is the consent to write to an address that others, who say so too, have as well.
    """

    name: str
    email: str
    fictional: bool = False
    shared_mailbox: bool = False
    pass_phrase: str | None = field(default=None, repr=False)
