"""The outline: its ids, its entries, and the modules it forgets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.check.names import Names
from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.module import Module
from generator.model.outline import RESERVED, SlotEntry
from generator.model.project import Project

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(slots=True)
class OutlineCheck:
    """Checks the outline of a project."""

    names: Names

    @property
    def project(self) -> Project:
        """The project whose outline it is."""
        return self.names.project

    @property
    def diagnostics(self) -> Diagnostics:
        """Where it is reported."""
        return self.names.diagnostics

    def run(self) -> None:
        """Report every id and entry that is wrong, and every module that has no place."""
        placed: dict[str, str] = {}
        astray = [one.story for one in self.project.examples.values() if one.story not in self.project.stories]
        parts: set[str] = set()
        chapters: set[str] = set()
        for part, chapter in self.project.outline.chapters():
            if chapter is part.chapters[0]:
                self._outline_id(part.id, parts, "part", part.place("id"))
            self._outline_id(chapter.id, chapters, "chapter", chapter.place("id"))
            for number, entry in enumerate(chapter.contents):
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                place = entry.place("slot") if isinstance(entry, SlotEntry) else chapter.place("contents", number)
                if not self._entry(entry, place):
                    astray.append(name)
                elif name in placed:
                    self.diagnostics.error("placed-twice", f"'{name}' is already in chapter '{placed[name]}'", place)
                placed.setdefault(name, chapter.id)
        for module in self.project.modules.values():
            self._placement(module, placed, astray)
        self._names_of_slots()

    def _outline_id(self, name: str, seen: set[str], kind: str, span: Span) -> None:
        """Report an id of the outline that is none, is taken, or has a meaning of its own."""
        if not _ID.fullmatch(name):
            advice = "use lower-case letters, digits and hyphens"
            self.diagnostics.error("bad-id", f"'{name}' is not a valid {kind} id", span, advice)
        elif name in RESERVED and kind == "chapter":
            self.diagnostics.error("bad-id", f"every guide has a page '{name}' of its own", span, "name it differently")
        elif name in seen:
            self.diagnostics.error(f"duplicate-{kind}", f"{kind} '{name}' is written twice", span)
        seen.add(name)

    def _entry(self, entry: str | SlotEntry, place: Span) -> bool:
        """Report an entry of a chapter that leads nowhere."""
        if isinstance(entry, SlotEntry):
            return self.names.known(entry.slot, self.project.slots, "slot", place)
        if entry in self.project.stories:
            return True  # that it is one is reported with the stories
        module = self.project.modules.get(entry)
        if module is None or module.front.slot is None or entry in self.project.slots:
            free = [one.id for one in self.project.modules.values() if one.front.slot is None]
            return self.names.known(entry, [*free, *self.project.slots], "module or slot", place)
        self.diagnostics.error(
            "unknown-module-or-slot",
            f"'{entry}' competes for slot '{module.front.slot}'",
            place,
            f"name the slot '{module.front.slot}' here",
        )
        return False

    def _placement(self, module: Module, placed: Mapping[str, str], astray: list[str]) -> None:
        """Report a module that the outline does not name, unless it names something much like it."""
        slot = module.front.slot
        name = slot or module.id
        if module.id in RESERVED:
            advice = "give the file another name"
            self.diagnostics.error("bad-id", f"every guide has a part '{module.id}' of its own", module.span, advice)
        is_lost = self.diagnostics.is_lost("fronts", module.id) or self.diagnostics.is_lost("examples", module.id)
        if name not in placed and nearest(name, astray) is None and module.id not in placed and not is_lost:
            what = f"its slot '{slot}'" if slot else "it"
            self.diagnostics.error(
                "unplaced",
                f"the outline does not name {what}, so nobody gets '{module.id}'",
                module.front.place("slot"),
                (nearest(name, placed) if slot else None) or "name it under 'contents' in content/outline.yaml",
            )

    def _names_of_slots(self) -> None:
        """Report each slot that has the name of a module, one of its own included: a link means one of them."""
        for slot, rivals in self.project.slots.items():
            twin = self.project.modules.get(slot)
            if twin is not None:
                named = twin if twin.front.slot == slot else rivals[0]
                self.diagnostics.error(
                    "bad-id",
                    f"slot '{slot}' has the name of a module",
                    named.front.place("slot"),
                    "name them differently",
                )
