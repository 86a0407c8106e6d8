"""Reading a YAML roster as a table: a list of people under `applicants`, each as in a file of its own."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Span
from generator.load.yaml import read_yaml
from generator.model.located import Map, Seq
from generator.model.roster import Header, RosterRow, RosterTable


def read_yaml_table(path: str, data: bytes, diagnostics: Diagnostics) -> RosterTable | None:
    """One row for each entry of `applicants`; its answers are columns like any other.

    None (and an error) where the file is not such a list.
    """
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        diagnostics.error("bad-encoding", "this line is not UTF-8", Span(path, line), "save the file as UTF-8")
        return None
    raw = read_yaml(source, path, diagnostics)
    if raw is None:
        return None
    people = raw.get("applicants")
    if not isinstance(people, Seq) or len(raw) != 1:
        diagnostics.error("bad-roster", "a roster is a list of people under 'applicants:'", raw.span)
        return None
    rows: list[tuple[int, dict[str, str], str | None]] = []
    headers: dict[str, None] = {"name": None, "email": None}
    for entry, place in zip(people, people.spans, strict=True):
        cells, problem = _cells(entry)
        headers.update(dict.fromkeys(cells))
        rows.append((place.line, cells, problem))
    return RosterTable(
        path,
        raw.spans["applicants"].line,
        Header(first=0, names=tuple(headers)),
        tuple(
            RosterRow(line, tuple(cells.get(name, "") for name in headers), problem) for line, cells, problem in rows
        ),
    )


def _cells(entry: object) -> tuple[dict[str, str], str | None]:
    if not isinstance(entry, Map):
        return {}, "write the keys 'name', 'email' and 'answers' for each person"
    cells: dict[str, str] = {}
    problem = None
    answers = entry.get("answers")
    flat = {**{key: value for key, value in entry.items() if key != "answers"}}
    if isinstance(answers, Map):
        flat.update(answers)
    elif answers is not None:
        problem = "'answers' takes 'facet: value' lines"
    for key, value in flat.items():
        if isinstance(value, Seq):
            cells[key] = "; ".join(str(one) for one in value)
        elif isinstance(value, Map):
            problem = f"'{key}' takes one answer or a list"
        elif value is not None:
            cells[key] = str(value)
    return cells, problem
