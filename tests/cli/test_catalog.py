"""`guidegen catalog`: a table for a spreadsheet program, and back into the project."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.hosts import HOSTS, WITH_HOSTS
from tests.projects import TODAY, MakeProject, Ran, guidegen

FILE = "content/data/catalogs/hosts.yaml"
Rows = list[dict[str, str]]
BASE = {
    "source.name": "East", "source.url": "https://example.org/east", "checked": "2026-11-05", "confidence": "high",
}  # fmt: skip
EAST = {"id": "east", "name": "East: a school", "who": "student; graduate", "fee": "300", "as_written.fee": "about 300"}


def test_bytes_stay_where_nothing_changes(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(WITH_HOSTS)
    before = (root / FILE).read_bytes()
    for name in ("hosts.xlsx", "hosts.csv"):
        assert _export(root, tmp_path / name).code == 0
        ran = _import(root, tmp_path / name)
        assert (ran.code, ran.out) == (0, "hosts: nothing to change\n")
    assert (root / FILE).read_bytes() == before


def test_a_workbook_as_an_office_edits_it(make_project: MakeProject, tmp_path: Path) -> None:
    """Numbers and days are typed as such; choices come from a list; rows may be sorted and new ones added."""
    root = make_project(WITH_HOSTS)
    file = tmp_path / "hosts.xlsx"
    _export(root, file)
    book = openpyxl.load_workbook(file)
    sheet = book["Rows"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(len(header))].hidden
    assert header[-1] == "exported"
    lists = {
        str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation if one.formula1
    }
    kind = openpyxl.utils.get_column_letter(header.index("kind") + 1)
    assert lists[f"{kind}2"].startswith("'Choices'!") or lists[f"{kind}2"].startswith("=")
    at = {sheet.cell(row, 1).value: row for row in range(2, 6)}
    sheet.cell(at["north"], header.index("fee") + 1).value = 950
    sheet.cell(at["south"], header.index("letter") + 1).value = "no"
    for name, words in {**EAST, **BASE}.items():
        sheet.cell(6, header.index(name) + 1).value = words
    sheet.delete_rows(at["west"])
    book.save(file)
    ran = _import(root, file, "--yes")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[:-1] == [
        "+ east  East: a school",
        "~ north",
        "    fee: 900 -> 950",
        "~ south",
        "    letter: (empty) -> no",
        "- west  West <Clinic>",
        "hosts: 1 added, 2 changed, 1 removed",
    ]
    north = "north:\n    name: North Hospital"
    text = (root / FILE).read_text("utf-8")
    assert north in text
    old = (make_project(WITH_HOSTS, name="other") / FILE).read_text("utf-8")
    start, end = old.index("  west:"), old.index("  old:")
    wanted = (old[:start] + old[end:]).replace("fee: 900", "fee: 950")
    wanted = wanted.replace("    kind: elective\n    source", "    kind: elective\n    letter: no\n    source")
    assert text.startswith(wanted.rstrip("\n"))
    assert text.removeprefix(wanted.rstrip("\n")).strip("\n").split("\n") == [
        "  east:",
        '    name: "East: a school"',
        "    who: [student, graduate]",
        "    fee: 300",
        "    as_written: {fee: about 300}",
        "    source: {name: East, url: https://example.org/east}",
        "    checked: 2026-11-05",
        "    confidence: high",
    ]
    assert guidegen("list", "catalog", "hosts", "-C", root, "--as-of", TODAY).code == 0


def test_what_a_workbook_does_not_say_is_not_taken_out(make_project: MakeProject, tmp_path: Path) -> None:
    """Formulas without a result, errors and merged cells read as blank, which is not what anybody meant."""
    root = make_project(WITH_HOSTS)
    file = tmp_path / "hosts.xlsx"
    _export(root, file)
    before = (root / FILE).read_bytes()
    for words, expected in (("=A1", "formulas without a result"), ("#REF!", "error #REF!"), (None, "are merged")):
        book = openpyxl.load_workbook(file)
        if words is None:
            book["Rows"].merge_cells("D2:D3")
        else:
            book["Rows"]["D2"].value = words
        book.save(tmp_path / "changed.xlsx")
        ran = _import(root, tmp_path / "changed.xlsx", "--yes")
        assert (ran.code, expected in ran.err) == (1, True), ran.err
        assert (root / FILE).read_bytes() == before


def test_comments_and_forms_stay(make_project: MakeProject, tmp_path: Path) -> None:
    hosts = HOSTS.replace("fee: 900", "fee: 900   # asked by phone").replace(
        "      old:", "      # To be looked at.\n      old:"
    )
    hosts = hosts.replace("notice: 12 weeks", "# once a year\n        notice: 12 weeks")
    root = make_project({**WITH_HOSTS, FILE: hosts})
    before = (root / FILE).read_text("utf-8").replace("\n", "\r\n")
    (root / FILE).write_bytes(b"\xef\xbb\xbf" + before.encode())
    ran = _edited(root, tmp_path, lambda rows: rows[0].update(fee="up to 950"))
    assert ran.code == 0, ran.err
    assert (root / FILE).read_bytes() == b"\xef\xbb\xbf" + before.replace("fee: 900 ", "fee: up to 950 ").encode()


def test_rows_of_a_file_of_their_own(make_project: MakeProject, tmp_path: Path) -> None:
    """Only the lines of rows that changed are written; a column is added where one is needed."""
    head, _, _ = HOSTS.partition("    rows:")
    lines = [
        "id;name;fee;source.name;source.url;checked;confidence",
        'one;"One";900;A;https://example.org/a;2026-11-01;high',
        "",
        'two;"Two; or more";;B;https://example.org/b;2026;low',
    ]
    table = "content/data/catalogs/hosts.csv"
    root = make_project({**WITH_HOSTS, FILE: f"{head}    file: hosts.csv\n", table: "\n".join(lines) + "\n"})
    assert _edited(root, tmp_path, lambda rows: rows[0].update(fee="800")).code == 0
    changed = [lines[0], "one;One;800;A;https://example.org/a;2026-11-01;high", *lines[2:]]
    assert (root / table).read_text("utf-8") == "\n".join(changed) + "\n"
    ran = _edited(root, tmp_path, lambda rows: rows.pop(0))
    assert ran.code == 0, ran.err
    assert (root / table).read_text("utf-8") == "\n".join([lines[0], *lines[2:]]) + "\n"
    ran = _edited(root, tmp_path, lambda rows: rows[0].update(note="Ask, then go."))
    assert ran.code == 0, ran.err
    header, row = (root / table).read_text("utf-8").splitlines()
    assert (header, row.endswith(";low;Ask, then go.")) == (f"{lines[0]};note", True)


def test_an_old_export_is_refused(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(WITH_HOSTS)
    file = tmp_path / "hosts.xlsx"
    _export(root, file)
    text = (root / FILE).read_text("utf-8")
    new = text.replace("fee: 900", "fee: 950").replace("  west:", "  far-west:")
    (root / FILE).write_text(new, "utf-8")
    ran = _import(root, file, "--yes")
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "changed since: north; added since, or taken out of this file: far-west; removed since: west" in ran.err
    assert (root / FILE).read_text("utf-8") == new


def test_the_same_table_twice_changes_nothing(make_project: MakeProject, tmp_path: Path) -> None:
    """Also where a row was added, changed and taken out: the catalog says all that the table does."""
    root, file = make_project(WITH_HOSTS), tmp_path / "edited.csv"

    def edit(rows: Rows) -> None:
        rows[0].update(fee="950")
        rows[1].update({**dict.fromkeys(rows[1], ""), **EAST, **BASE})

    assert _edited(root, tmp_path, edit).code == 0
    before = (root / FILE).read_bytes()
    ran = _import(root, file, "--yes")
    assert (ran.code, ran.out, ran.err) == (0, "hosts: nothing to change\n", "")
    file.write_text(file.read_text("utf-8").replace("950", "960"), "utf-8")
    ran = _import(root, file, "--yes")
    assert (ran.code, "is an old export" in ran.err) == (3, True)
    assert (root / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda rows: rows[0].update(fee="cheap"), ":2:4: error[bad-cell]: 'fee' cannot be 'cheap'"),
        (lambda rows: rows[0].update(kind="visits"), ":2:6: error[bad-cell]: 'kind' cannot be 'visits'"),
        (lambda rows: rows[0].update(checked="2027-12-01"), "was checked on a day that lies ahead"),
        (lambda rows: rows[1].update(id="north"), "error[duplicate-key]: 'north' is written twice"),
        (lambda rows: rows[1].update(id=""), "error[missing-key]: 'id' is missing"),
        (lambda rows: rows[1].update({"source.url": "example"}), "error[bad-value]"),
        (lambda rows: rows.append({**rows[0], "id": "copy"}), "says the same as 'north'"),
        (lambda rows: [row.update(fees="") for row in rows], "there is no column 'fees'"),
        (lambda rows: [row.pop("who") for row in rows], "the column 'who' is missing"),
        (lambda rows: [row.pop("exported") for row in rows], "the column 'exported' is missing"),
        (lambda rows: [row.update(exported="") for row in rows], "is not an export of a catalog"),
        (lambda rows: [row.update(exported="host:1:2") for row in rows], "did you mean 'hosts'?"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    make_project: MakeProject, tmp_path: Path, change: Callable[[Rows], object], expected: str
) -> None:
    root = make_project(WITH_HOSTS)
    before = (root / FILE).read_bytes()
    ran = _edited(root, tmp_path, change)
    assert ran.code in (1, 2)
    assert expected in ran.err
    assert (root / FILE).read_bytes() == before


def test_nobody_says_yes(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(WITH_HOSTS)
    before = (root / FILE).read_bytes()
    ran = _edited(root, tmp_path, lambda rows: rows.pop(), "--json")
    assert (ran.code, "--yes" in ran.out, (root / FILE).read_bytes() == before) == (2, True, True)
    ran = _edited(root, tmp_path, lambda rows: rows.pop(), "--json", "--yes")
    assert (ran.json["removed"], ran.json["changed"]) == (["old"], {})


def test_rows_on_one_line_are_written_out(make_project: MakeProject, tmp_path: Path) -> None:
    row = 'source: {name: A, url: "https://example.org/a"}, checked: unknown, confidence: low'
    head, _, _ = HOSTS.partition("    rows:")
    root = make_project(
        {**WITH_HOSTS, FILE: f"{head}    rows:\n      a: {{name: A, {row}}}\n      b: {{name: B, {row}}}\n"}
    )
    assert _edited(root, tmp_path, lambda rows: rows[0].update(note="Yes: ask.")).code == 0
    text = (root / FILE).read_text("utf-8")
    assert "  a:\n    name: A\n" in text
    assert '    note: "Yes: ask."\n' in text
    assert f"  b: {{name: B, {row}}}\n" in text
    flat = f"{head}    rows: {{a: {{name: A, {row}}}}}\n"
    root = make_project({**WITH_HOSTS, FILE: flat}, name="flat")
    ran = _edited(root, tmp_path, lambda rows: rows[0].update(note="Ask."))
    assert (ran.code, "not all in lines of their own" in ran.err) == (3, True)


def _export(root: Path, file: Path) -> Ran:
    return guidegen(
        "catalog", "export", "hosts", "-o", file, *(["--csv"] if file.suffix == ".csv" else []), "-C", root,
        "--as-of", TODAY,
    )  # fmt: skip


def _import(root: Path, file: Path, *more: str) -> Ran:
    return guidegen("catalog", "import", file, *more, "-C", root, "--as-of", TODAY)


def _edited(root: Path, tmp_path: Path, change: Callable[[Rows], object], *more: str) -> Ran:
    """Export, change the rows, import."""
    file = tmp_path / "edited.csv"
    _export(root, file)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    change(rows)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(stream.getvalue(), "utf-8", newline="")
    return _import(root, file, *(more or ("--yes",)))
