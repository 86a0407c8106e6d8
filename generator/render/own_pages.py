"""An applicant's own pages: those of the site for this one reader, in a folder with all that they need."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.project import Project
from generator.render.fragments import FragmentMaker
from generator.render.frame import ACCENT, accent_style
from generator.render.location import OF_A_PERSON
from generator.render.media import media_artifacts
from generator.render.site import SiteRenderer
from generator.render.theme import Theme

_ON_A_PAGE = re.compile(r'(?:assets|media)/[^\s",<>]+')
_IN_A_STYLE = re.compile(rb"url\([\"']?([^\"')]+)")
LICENSE = ("-LICENSE.txt", "-OFL.txt")


class OwnPages:
    """Renders the pages of applicants. They are linked from nowhere, and work from the disk."""

    def __init__(self, project: Project, theme: Theme, fragments: FragmentMaker) -> None:
        self.project, self.theme, self.fragments = project, theme, fragments

    @cached_property
    def _site(self) -> SiteRenderer:
        return SiteRenderer(self.project, self.theme, self.fragments, private=True, location=OF_A_PERSON)

    def hold(self) -> None:
        """Read now all that pages share, so that everybody's are of one state, whatever is edited meanwhile.

        Raises ThemeError.
        """
        self.theme.hold("site")
        _ = self._shared

    def render(self, guide: Guide, files: Collection[str]) -> list[Artifact]:
        """Every file of one person's pages; `files` names what else is made for them.

        Raises ThemeError.
        """
        pages = list(self._site.guide(guide, files))
        folder = OF_A_PERSON.folder(guide.id)
        used = self._used("\n".join(page.content.decode() for page in pages))
        return [*pages, *(Artifact(f"{folder}/{path}", content, guide.id) for path, content in used.items())]

    @cached_property
    def _shared(self) -> Mapping[str, bytes]:
        """All that pages of the project may share, by path."""
        files = {f"assets/{name}": content for name, content in self.theme.assets("site").items()}
        accent = accent_style(self.project.settings)
        files |= {} if accent is None else {f"assets/{ACCENT}": accent}
        return files | {one.path: one.content for one in media_artifacts(self.project)}

    def _used(self, text: str) -> dict[str, bytes]:
        """What of it some pages name, or a style sheet that they name; licenses go along with what they are for."""
        named = {_name(one) for one in _ON_A_PAGE.findall(text)}
        styles = [content for path, content in self._shared.items() if path.endswith(".css") and _name(path) in named]
        named |= {_name(one.decode()) for content in styles for one in _IN_A_STYLE.findall(content)}
        return {
            path: content
            for path, content in sorted(self._shared.items())
            if _name(path) in named or path.endswith(LICENSE)
        }


def _name(address: str) -> str:
    return unquote(PurePosixPath(address).name)
