"""Addresses that several people have: one of them would read what is meant for another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.mailbox import comparable

ADVICE = "correct one of them; people who really share a mailbox say 'shared_mailbox: yes', each of them"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's claim to an address: `place` is how a message names the file or row, `who` tells people apart."""

    place: str
    address: str
    who: tuple[str, str]
    consents: bool


def wrongly_shared(holders: Iterable[Holder]) -> list[tuple[Holder, ...]]:
    """The groups of two or more who have one address, without the consent of all of them, in the order given."""
    groups: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.address:
            groups.setdefault(comparable(holder.address), []).append(holder)
    return [
        tuple(group)
        for group in groups.values()
        if len({holder.who for holder in group}) > 1 and not all(holder.consents for holder in group)
    ]


def sharing_message(holder: Holder, group: Iterable[Holder]) -> str:
    """What to tell of one of them: who else has the address."""
    others = [other for other in group if other.who != holder.who]
    what = "name" if all(other.who[1] != holder.who[1] for other in others) else "id"
    if len(others) == 1:
        return f"{others[0].place} has the same mail address, but another {what}"
    return f"{others[0].place} and {len(others) - 1} more have the same mail address, but another {what}"
