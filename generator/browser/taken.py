"""What a page words with that its reader takes along: what a calendar says of dates, tasks and steps."""

from __future__ import annotations

from generator import text
from generator.browser.conditions import Data, present
from generator.model.milestone import Milestone
from generator.model.project import Project
from generator.render import words


def taken_data(project: Project) -> Data:
    """Titles of chapters, what dates say, lanes of steps, labels of documents, and the words around them."""
    drawn = project.settings.timeline
    lanes = {phase: lane.label for lane in (drawn.lanes if drawn else ()) for phase in lane.phases}
    return {
        "chapters": {chapter.id: text.curly(chapter.title) for _, chapter in project.outline.chapters()},
        "dates": {name: _date(one) for name, one in sorted(project.milestones.items()) if one.show},
        "lanes": {
            name: text.curly(lanes.get(step.phase) or text.capitalized(step.phase))
            for name, step in sorted(project.steps.items())
        },
        "documents": {
            name: [text.curly(one.label), text.curly(one.issuer)] for name, one in sorted(project.documents.items())
        },
        "words": {
            "tasks": words.TASKS,
            "until": words.UNTIL,
            "moves": words.MOVES,
            "last": words.LAST,
            "rule": words.RULE,
            "confirm": words.CONFIRM,
            "source": words.SOURCE,
            "chapter": words.CHAPTER,
            "beginBy": words.BEGIN_BY,
            "newDay": words.NEW_DAY,
        },
    }


def _date(one: Milestone) -> Data:
    source = None if one.source is None else {"name": one.source.called, "url": one.source.url}
    note = None if one.note is None else text.curly(one.note)
    alarm = None if one.alarm is None else ("alarm", one.alarm)
    return present((("note", note), ("verify", one.verify), ("source", source))) | dict(filter(None, [alarm]))
