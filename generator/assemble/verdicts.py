"""Verdicts in the project's own sentences."""

from __future__ import annotations

from generator import text
from generator.diagnostics import Diagnostics
from generator.logic.reader import Reader
from generator.logic.values import NoValue
from generator.model.guide_path import SaidVerdict
from generator.model.project import Project


def said_verdicts(project: Project, reader: Reader, diagnostics: Diagnostics) -> tuple[SaidVerdict, ...]:
    """The verdicts that matter to a reader, those that something is not possible first.

    What has no `say` goes without saying.
    """
    found: list[SaidVerdict] = []
    for name, value in reader.plan.values.items():
        table = project.tables[name]
        if not table.verdict or value.value is None:
            continue
        rows = {row.span: row for row in table.every_row}
        row = rows[value.winners[0].span]
        if row.say is None:
            continue
        try:
            sentence = text.curly(reader.values.fill(row.say))
        except NoValue as missing:
            message = f"for {reader.profile.id}: {missing}"
            diagnostics.error("no-value", message, row.place("say"), "say it without this value")
            continue
        found.append(SaidVerdict(name, sentence, value.because, row.from_answers))
    return tuple(sorted(found, key=lambda one: not one.is_stop))
