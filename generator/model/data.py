"""Data next to the prose: facts, milestones, costs, documents, glossary, resources, points."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator import text
from generator.model.address import is_web_address
from generator.model.located import Date, Entry, When, Whole

Confidence = Literal["high", "medium", "low"]


def _web_address(address: str) -> str:
    if not is_web_address(address):
        raise ValueError("write a whole web address that begins with https://")
    return address


Url = Annotated[str, AfterValidator(_web_address)]


class Source(Entry):
    """Who says it, and where."""

    name: str
    url: Url

    @property
    def called(self) -> str:
        """Its name as it is printed."""
        return text.curly(self.name)


Stake = Literal["money", "permission", "deadline"]


class Fact(Entry):
    """A checked statement. `value` fits into a running sentence.

    `verify` says that readers should look at the source before they act; `at_stake` what they lose if it is wrong.
    """

    statement: str
    value: str
    season: str | None = None
    source: Source
    checked: Date
    expires: Date | None = None
    confidence: Confidence
    verify: bool
    at_stake: Stake | None = None
    note: str | None = None

    @property
    def confirm(self) -> bool:
        """Whether "confirm" is printed with it wherever it is cited."""
        return self.verify and self.at_stake is not None


class TrackerColumn(Entry):
    """A column of the sheet on which a reader keeps what they find out."""

    label: str
    kind: Literal["text", "number", "date", "choice"] = "text"
    choices: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(max_length=12)] = ()
    help: Annotated[str | None, Field(max_length=250)] = None
    width: Annotated[Whole, Field(ge=4, le=80)] = 16
    when: When

    @model_validator(mode="after")
    def _has_choices(self) -> Self:
        if (self.kind == "choice") is not bool(self.choices):
            raise ValueError("a column of the kind 'choice' has 'choices', and no other has")
        if any("," in choice for choice in self.choices):
            raise ValueError("a choice has no comma")
        return self


class Term(Entry):
    """A word of the glossary. `also` are other words that readers look for when they mean it."""

    term: str
    expansion: str | None = None
    definition: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    when: When
    facts: tuple[str, ...] = ()


class Constant(Entry):
    """Words used in several places that are not a fact: they have no source, and no date."""

    value: str
    note: str | None = None


class Resource(Entry):
    """An address worth knowing."""

    name: str
    url: Url
    owner: str
    category: str
    kind: Literal["official", "authoritative", "example"]
    use: str
    when: When
    confidence: Confidence = "medium"
    verify: bool = False
    facts: tuple[str, ...] = ()


class Point(Entry):
    """Something every reader in a given situation must be told. `also` are ids under which sources say the same."""

    says: str
    importance: Annotated[Whole, Field(ge=1, le=3)]
    when: When
    also: tuple[str, ...] = ()
    note: str | None = None


class DroppedPoint(Entry):
    """What a source says and this guide leaves out, with the reason."""

    why: str
