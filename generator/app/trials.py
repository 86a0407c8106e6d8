"""Guides that are put together to see whether they can be: a persona of whose guide nothing changed is not tried again.

Which modules a reader is shown follows from the rules, the reader and what modules ask, not from what modules say. So
a trial that went well is known under the name of these; and it is known which modules it showed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.app.opened import Opened
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.fingerprint import Part, digest, written
from generator.logic.proven import YES
from generator.model.module import Aside, Block, Body, Module, Run, texts_of
from generator.model.profile import Persona, Profile

RULES = ("guidegen.yaml", "content", "profiles/facets.yaml")
TEXTS = Path("content", "modules")


class Trials:
    """Tries out the readers of one project."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.proven = opened.space.proven
        self.rules = rules_name(opened)
        self.modules = sorted(opened.project.modules.values(), key=lambda one: one.id)
        bones = (written((one.id, one.front, tuple(_bones(one.body)))) for one in self.modules)
        self.asked = digest(self.rules, *bones)
        self.texts: dict[str, str] = {}

    def wrong(self, profiles: Iterable[Profile]) -> Iterator[Diagnostic]:
        """What goes wrong while the guides of some profiles are put together. Of applicants nothing is kept."""
        for profile in profiles:
            try:
                if isinstance(profile, Persona):
                    self._try(profile)
                else:
                    self.opened.try_out(profile)
            except ProfileError as error:
                yield from error.diagnostics

    def _try(self, persona: Persona) -> None:
        name = digest("trial", self.asked, written(persona), str(self.opened.day_of(persona)))
        shown = self.proven.get(name)
        if shown is not None and self.proven.get(self._texts(name, shown)) is not None:
            return
        decisions = self.opened.try_out(persona).decisions
        places = ("1" if decisions[one.id].shown else "0" for one in self.modules)
        shown = f"{int('1' + ''.join(places), 2):x}"
        self.proven.put(name, shown)
        self.proven.put(self._texts(name, shown), YES)

    def _texts(self, name: str, shown: str) -> str:
        """The name of the same trial with the texts that it showed."""
        places = f"{int(shown, 16):b}"[1:]
        texts = (self._text(one) for one, place in zip(self.modules, places, strict=True) if place == "1")
        return digest(name, *texts)

    def _text(self, module: Module) -> str:
        """A name for what a module says."""
        if module.id not in self.texts:
            said = (one.markdown for one in texts_of(module.body))
            self.texts[module.id] = digest(written(module.marks), *said)
        return self.texts[module.id]


def rules_name(opened: Opened) -> str:
    """A name for everything in a project but what its modules say and who its readers are."""
    found = hashlib.sha256()
    for base in RULES:
        path = opened.root / base
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            name = file.relative_to(opened.root)
            if not name.is_relative_to(TEXTS):
                content = file.read_bytes()
                found.update(f"{name.as_posix()}\0{len(content)}\0".encode())
                found.update(content)
    # What conditions anywhere ask about a day or an answer is worked out for every reader.
    return digest(found.hexdigest(), *sorted(opened.subjects))


def _bones(body: Body) -> Iterator[Part]:
    """What decides which parts of a body are shown, and under which words; not what they say."""
    for node in body:
        match node:
            case Block():
                for arm in node.arms:
                    yield written(arm.condition), str(arm.lead), arm.unknown, tuple(_bones(arm.body))
            case Aside() | Run():
                yield tuple(_bones(node.body))
            case _:
                yield "text"
