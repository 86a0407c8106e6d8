"""A page: a template of the site, filled, at its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.artifact import Artifact
from generator.model.project import Project
from generator.render.frame import frame_context
from generator.render.one_address import stamped
from generator.render.theme import Theme


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes the pages of one site. `base` is its address, empty where it has none."""

    project: Project
    theme: Theme
    base: str
    private: bool

    def context(self, root: str) -> dict[str, Any]:
        """What the frame of a page sees; `root` leads from it to the root of the site."""
        return frame_context(self.project.settings, self.theme, root, base=self.base, private=self.private)

    def page(self, path: str, template: str, context: Mapping[str, Any], profile: str | None) -> Artifact:
        """The page at a path. Raises ThemeError."""
        canonical = f"{self.base}{path.removesuffix('index.html')}" if self.base and path != "404.html" else None
        html = stamped(self.theme.render(template, {**context, "canonical": canonical}))
        return Artifact(path, html.encode(), profile)
