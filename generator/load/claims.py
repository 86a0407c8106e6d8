"""People of several files: who is there twice, whose answers are the newest, who shares an address without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.diagnostics import NO_PLACE, Diagnostic, Span
from generator.load.cells import folded
from generator.load.mailboxes import ADVICE, Holder, sharing_message, wrongly_shared
from generator.model.profile import Applicant

NEWER_ADVICE = "take one of the two away, or say in both when they were answered, such as 'answered: 2027-06-30 14:05'"


@dataclass(frozen=True, slots=True)
class Claim:
    """A person as one file or row has them. `answered` is when, as text that sorts by time; empty where unknown."""

    applicant: Applicant
    answered: str = ""

    @property
    def place(self) -> Span:
        return self.applicant.span

    @property
    def who(self) -> tuple[str, str]:
        return self.applicant.id, folded(self.applicant.name)


@dataclass(slots=True)
class Settled:
    """The claim that counts for each person by id, what is wrong with others by their place, and warnings."""

    claims: dict[str, Claim] = field(default_factory=dict)
    wrong: dict[Span, list[Diagnostic]] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)


def settle(claims: Iterable[Claim]) -> Settled:
    """The newest claim of each person; two people with one address or one id both fail."""
    several = list(claims)
    settled = Settled(wrong=_same_id(several) | _shared(several))
    people: dict[str, list[Claim]] = {}
    for one in several:
        if one.place not in settled.wrong:
            people.setdefault(one.applicant.id, []).append(one)
    for name, own in people.items():
        _choose(name, own, settled)
    return settled


def _shared(claims: list[Claim]) -> dict[Span, list[Diagnostic]]:
    holders = {
        str(one.place): Holder(str(one.place), one.applicant.email, one.who, one.applicant.shared_mailbox)
        for one in claims
    }
    places = {str(one.place): one.place for one in claims}
    return {
        places[holder.place]: [
            Diagnostic("error", "two-people", sharing_message(holder, group), places[holder.place], ADVICE)
        ]
        for group in wrongly_shared(holders.values())
        for holder in group
    }


def _same_id(claims: list[Claim]) -> dict[Span, list[Diagnostic]]:
    found: dict[Span, list[Diagnostic]] = {}
    owners: dict[str, list[Claim]] = {}
    for one in claims:
        owners.setdefault(one.applicant.id, []).append(one)
    for several in owners.values():
        for one in several:
            other = next((other for other in several if other.who != one.who), None)
            if other is not None:
                message = f"{other.place} has the same id, but another name"
                advice = "give each person an id of their own in the column 'id'"
                found[one.place] = [Diagnostic("error", "two-people", message, one.place, advice)]
    return found


def _choose(name: str, several: list[Claim], settled: Settled) -> None:
    """The newest of one person's claims, with a word about the others; of equal ones the first."""
    different: list[Claim] = []
    for one in several:
        twin = next((other for other in different if _says(other) == _says(one)), None)
        if twin is None:
            different.append(one)
        else:
            message = f"{twin.place} says the same of the same person, so this is not used"
            settled.warnings.append(Diagnostic("warning", "older-answer", message, one.place))
    *older, newest = sorted(different, key=lambda one: one.answered)
    if older and (not all(one.answered for one in different) or older[-1].answered == newest.answered):
        for one in different:
            other = next(other for other in different if other is not one)
            message = f"'{other.place}' is of the same person, and nobody can tell which is the newer"
            settled.wrong[one.place] = [Diagnostic("error", "two-files", message, one.place, NEWER_ADVICE)]
        return
    settled.claims[name] = newest
    for one in older:
        message = f"{newest.place} is a newer answer of the same person, so this is not used"
        settled.warnings.append(Diagnostic("warning", "older-answer", message, one.place))


def _says(one: Claim) -> Applicant:
    return replace(one.applicant, span=NO_PLACE, spans={})
