"""The message a handbook is sent with: the same words as text and as HTML, from the theme's `mail/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import text
from generator.model.guide import Guide
from generator.model.line_kinds import DATE
from generator.model.output import FILES
from generator.model.settings import Settings
from generator.render.project_view import View, project_view
from generator.render.theme import Theme
from generator.render.words import SUBJECT

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
            "dates": [
                {"date": text.long_date(one.day), "what": one.what, "is_begin": one.is_begin}
                for one in next_dates(guide, self.today)
            ],
            "changes": list(changes),
            "is_protected": is_protected,
        }
        mail = self.settings.mail
        subject = mail.subject if mail and mail.subject else SUBJECT.format(title=text.curly(self.settings.title))
        return subject, self.theme.render_text("mail/message.txt", view), self.theme.render("mail/message.html", view)


@dataclass(frozen=True, slots=True, order=True)
class NextDate:
    """A day of the mail, and what is on it: the last day to begin a step, or the day of something else."""

    day: dt.date
    what: str
    is_begin: bool = False
    step: str = ""


def next_dates(guide: Guide, today: dt.date) -> list[NextDate]:
    """The next days on which something is to begin, is due or happens, of those that surely concern this reader.

    Where something is to be done on a day, that says it, and not also what the day is called.
    """
    doing = [*_tasks(guide), *_steps(guide)]
    named, taken = {one.step for one in doing if one.step}, {one.day for one in doing}
    days = [
        NextDate(entry.start, entry.label)
        for entry in guide.entries(DATE)
        if entry.start is not None
        and entry.beside.lead is None
        and entry.start not in taken
        and entry.step not in named
    ]
    return sorted({one for one in (*doing, *days) if one.day >= today})[:NEXT_DATES]


def _tasks(guide: Guide) -> Iterator[NextDate]:
    for group in guide.tasks:
        for listed in group.tasks:
            task = listed.task
            if task.due is not None and task.order is not None and not listed.leads:
                begins = task.missed is None and not task.planned and task.order < task.due
                yield NextDate(task.order if begins else task.due, listed.words, begins, task.step or "")


def _steps(guide: Guide) -> Iterator[NextDate]:
    for one in guide.lone_steps:
        if one.lead is None:
            begins = one.missed is None and one.begin is not None and one.begin < one.day
            yield NextDate(one.begin if begins and one.begin else one.day, one.label, begins, one.id)
