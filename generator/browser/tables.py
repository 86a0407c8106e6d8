"""The decision tables of the plan."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.browser.conditions import Conditions, Data, present, rule_data
from generator.logic.comparison import PATH
from generator.logic.path_field import parse_path_field
from generator.logic.stages import late_tables
from generator.logic.subject import PLAN
from generator.model.condition import ALWAYS
from generator.model.dates import parse_date_rule
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table


def tables_data(project: Project, conditions: Conditions) -> Data:
    """Every table in the order in which they are decided."""
    late = late_tables(project.tables)
    return {
        name: _table(table, project, conditions) | ({"late": True} if name in late else {})
        for name, table in project.tables.items()
    }


def curled_texts(project: Project) -> dict[str, str]:
    """The texts that tables give as values, as they are printed; only where that differs."""
    texts = {
        row.value
        for table in project.tables.values()
        if table.type == "text"
        for row in table.every_row
        if not row.value.startswith((PLAN, PATH))
    }
    return {one: text.curly(one) for one in sorted(texts) if text.curly(one) != one}


def _table(table: Table, project: Project, conditions: Conditions) -> Data:
    unit = None if table.unit is None else [table.unit.one, table.unit.other]
    return {
        "label": text.curly(table.label),
        "type": table.type,
        "policy": table.policy,
        "rows": [_row(table, row, project, conditions) for row in table.rows],
    } | present(
        (
            ("called", text.curly(table.called or table.label)),
            ("unit", unit),
            ("verdict", table.verdict),
            ("hidden", not table.show),
            ("default", None if table.default == "none" else _row(table, table.default, project, conditions)),
        )
    )


def _row(table: Table, row: Row | DefaultRow, project: Project, conditions: Conditions) -> Data:
    return {
        **conditions.when(row.when if isinstance(row, Row) else ALWAYS),
        "value": _value(table, row.value, project),
        "because": text.curly(row.because),
    } | present(
        (
            ("say", None if row.say is None else text.curly(row.say)),
            ("sure", row.from_answers),
            ("again", isinstance(row, Row) and row.reconsider),
        )
    )


def _value(table: Table, written: str, project: Project) -> Any:
    """A row's value: itself, or where it is found."""
    if written.startswith(PLAN) and written.removeprefix(PLAN) in project.tables:
        return {"plan": written.removeprefix(PLAN)}
    if written.startswith(PATH):
        rule = parse_date_rule(written)
        return {"rule": rule_data(rule)} if parse_path_field(rule.anchor).is_day else {"path": rule.anchor}
    if table.type == "integer":
        return int(written)
    return written if table.type == "text" else {"rule": rule_data(parse_date_rule(written))}
