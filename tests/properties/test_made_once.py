"""What is made once for all readers who have it alike is what each of them would have been given alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pytest

from generator.app.opened import Opened, open_project
from generator.app.path_sample import drawn_readers
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError
from generator.kept import Kept
from generator.logic.difference import difference
from generator.model.guide import Guide
from generator.model.profile import Profile
from generator.render.site import SiteRenderer
from tests.projects import ROOT
from tests.readers import DAY

TOGETHER, ALONE = 8, 2
"""Personas, and as many drawn readers, made one after the other; and how many of each are made again alone."""


def _guides(opened: Opened, profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Guide]]:
    """Readers with their guides, those whose answers do not go together left out."""
    for profile in profiles:
        try:
            yield profile, opened.choose(profile).guide
        except ProfileError:
            continue


def _made(opened: Opened, first: Guide, guide: Guide) -> list[bytes]:
    """Every page and script of a guide, and what tells it from another."""
    guides = SiteRenderer(opened.project, opened.theme(), opened.fragments).guides
    pages = [one.make() for one in guides.pages(guides.source(guide), (), ())]
    return [*(one.path.encode() + one.content for one in pages), repr(difference(first, guide).lines).encode()]


def _alone(_kept: object, _key: object, _weight: int, make: Callable[[], object], *_is_good: object) -> object:
    return make()


def test_what_is_made_once_for_many_is_what_each_is_given_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_project(ROOT, DAY, Stopwatch())
    personas = random.Random("once").sample(list(opened.project.personas.values()), TOGETHER)
    known = [*_guides(opened, personas)]
    drawn = [*islice(_guides(opened, (one for one, _ in drawn_readers(opened))), TOGETHER)]
    first = known[0][1]
    together = [(one, _made(opened, first, guide)) for one, guide in (*known[-ALONE:], *drawn[-ALONE:])]
    monkeypatch.setattr(Kept, "get", _alone)
    first = opened.choose(personas[0]).guide
    for profile, made in together:
        assert _made(opened, first, opened.choose(profile).guide) == made
