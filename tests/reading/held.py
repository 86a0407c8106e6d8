"""What one reader holds, in words: pages, handbook, calendar, workbook and mail."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.app.opened import Opened
from generator.logic.seal import PUBLIC, Seal
from generator.model.guide import Guide
from generator.render.calendar import calendar_file
from generator.render.calendar_entries import entries_of, remembered
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.mail import MailRenderer
from generator.render.site import SiteRenderer
from generator.render.theme import Theme
from generator.render.workbook.book import workbook_file

_UNREAD = re.compile(
    r'<head>.*?</head>|<script.*?</script>|<p class="revision">.*?</p>'
    r'|<fieldset class="settled">.*?</fieldset>|<fieldset[^>]* data-extra.*?</fieldset>'
    r'|<section class="others".*?</section>'
    r"|<p><label(?:(?!</p>).)*? data-extra.*?</p>",
    re.DOTALL,
)
"""What is not of this guide: what leads to the guides of others, and questions that only other answers ask."""
_OUTSIDE = re.compile(r'href="(https?://[^"]*)"')
_TITLE = re.compile(r' title="([^"]*)"')
_TIP = re.compile(r' prompt="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")

Held = Mapping[str, str]


@dataclass(slots=True)
class Holder:
    """Renders everything for readers of one project; what does not depend on the project's files is kept."""

    theme: Theme
    fragments: FragmentMaker = field(default_factory=FragmentMaker)

    def held(self, opened: Opened, guide: Guide) -> Held:
        """The words of everything this reader holds, by what it is."""
        project = opened.project
        pages = SiteRenderer(project, self.theme, self.fragments).guide(guide)
        handbook = HandbookRenderer(project, self.theme, self.fragments, Seal(PUBLIC)).source(guide).html
        entries = entries_of(guide)
        calendar = calendar_file(project, entries, remembered(entries, {}, opened.today)) or b""
        mail = MailRenderer(settings=project.settings, theme=self.theme, today=opened.today)
        return {
            "pages": "\n".join(_words(one.content.decode()) for one in pages if one.path.endswith(".html")),
            "handbook": _words(handbook),
            "calendar": calendar.replace(b"\r\n ", b"").decode(),
            "workbook": _cells(workbook_file(guide, project)),
            "mail": mail.render(guide, ("handbook.pdf",), (), is_protected=False)[1],
        }


def _words(page: str) -> str:
    """What is read of a page, what it says where one points, and where its links lead outside."""
    read = _UNREAD.sub(" ", page)
    return " ".join([*html.unescape(_TAG.sub(" ", read)).split(), *_TITLE.findall(read), *_OUTSIDE.findall(read)])


def _cells(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        names = [name for name in archive.namelist() if name.endswith("sharedStrings.xml") or "worksheets/" in name]
        read = [archive.read(name).decode() for name in names]
        words = " ".join(_TAG.sub(" ", one) for one in read).split()
        return " ".join([*words, *(tip for one in read for tip in _TIP.findall(one))])
