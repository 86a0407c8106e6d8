"""Guides that are put together to see whether they can be; one of which nothing changed is not tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.app.guide_names import GuideNames
from generator.app.opened import Opened
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.proven import YES
from generator.model.profile import Persona, Profile


class Trials:
    """Tries out the readers of one project."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.proven = opened.space.proven
        self.names = GuideNames(opened)

    def wrong(self, profiles: Iterable[Profile]) -> Iterator[Diagnostic]:
        """What goes wrong while the guides of some profiles are put together. Of applicants nothing is kept."""
        for profile in profiles:
            try:
                if isinstance(profile, Persona):
                    self.shown(profile)
                else:
                    self.opened.try_out(profile)
            except ProfileError as error:
                yield from error.diagnostics

    def shown(self, persona: Persona) -> str:
        """What a persona's guide shows, as one word (see GuideNames); it is tried out where that is not known.

        Raises ProfileError where it cannot be put together.
        """
        tried, word = self.names.tried(persona), self.names.word(persona)
        if tried is not None and word is not None and self.proven.get(tried) is not None:
            return word
        word = self.names.shown(self.opened.try_out(persona))
        self.names.note(persona, word)
        tried = self.names.tried(persona)
        if tried is not None:
            self.proven.put(tried, YES)
        return word
