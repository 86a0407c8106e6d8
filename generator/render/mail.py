"""The message a handbook is sent with: the same words as text and as HTML, from the theme's `mail/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from generator import text
from generator.model.guide import Guide
from generator.model.output import FILES
from generator.model.settings import Settings
from generator.render.project_view import View, project_view
from generator.render.theme import Theme

NEXT_DATES = 3
WORDS = {kind.file: kind.word for kind in FILES}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRenderer:
    """Renders messages of one project."""

    settings: Settings
    theme: Theme
    today: dt.date

    def render(
        self, guide: Guide, attached: Sequence[str], changes: Sequence[str], *, is_protected: bool
    ) -> tuple[str, str, str]:
        """Subject, text and HTML. `changes` are those since the last handbook; the first has none.

        Raises OutputError where a template is wrong.
        """
        view: View = {
            "project": project_view(self.settings),
            "guide": {"title": text.curly(guide.title)},
            "reader": {"name": guide.reader or ""},
            "attached": [{"file": name, "label": WORDS[name]} for name in attached],
            "dates": self._next_dates(guide),
            "changes": list(changes),
            "is_protected": is_protected,
        }
        mail = self.settings.mail
        subject = mail.subject if mail and mail.subject else f"Your handbook: {text.curly(self.settings.title)}"
        return subject, self.theme.render_text("mail/message.txt", view), self.theme.render("mail/message.html", view)

    def _next_dates(self, guide: Guide) -> list[View]:
        """The next days on which something is due or happens, of those that surely concern this reader.

        Where something is to be done on a day, that says it, and not also what the day is called.
        """
        tasks = [
            (listed.task.due, listed.words)
            for group in guide.tasks
            for listed in group.tasks
            if listed.task.due is not None and not listed.leads
        ]
        days = [
            (entry.start, entry.label)
            for entry in guide.timeline
            if entry.start is not None and entry.beside.lead is None and entry.start not in {day for day, _ in tasks}
        ]
        coming = sorted({one for one in (*tasks, *days) if one[0] >= self.today})[:NEXT_DATES]
        return [{"date": text.long_date(day), "what": what} for day, what in coming]
