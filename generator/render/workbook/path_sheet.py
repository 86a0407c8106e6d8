"""The sheet of the path: every step still to be done, with its days."""

from __future__ import annotations

from generator.model.guide_path import GuidePath
from generator.render.workbook import words
from generator.render.workbook.sheet import Sheet

WIDTHS = ((30, 54), 12, 13, 13, 13, (14, 20), (16, 34), (24, 54), 40)
LOOKS = ("label", "input", "date", "date", "date", "text", "quiet", "quiet", "input")


def path_sheet(sheet: Sheet, path: GuidePath) -> None:
    """A row for each step, in the order in which they can begin, with the numbers of the page and of the handbook."""
    sheet.heads(0, words.PATH_HEADS)
    for row, one in enumerate(path.steps, 1):
        name = one.label if one.lead is None else words.UNDER.format(lead=one.lead, label=one.label)
        waits = sorted((path.step(name) for name in one.waits_for), key=lambda step: step.number)
        after = ", ".join(f"{other.number} {other.called}" for other in waits)
        sheet.row(
            row,
            (f"{one.number} {name}", words.TO_DO, one.start, one.begin, one.over, one.room, after, one.why, None),
            LOOKS,
        )
    sheet.choice(1, len(path.steps), 1, words.STEP_STATES)
    sheet.filters(len(path.steps))
