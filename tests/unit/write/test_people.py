"""`index.csv`: read back as written, with the columns that the office added."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.write.people import NAME, Listed, people_csv, read_people, write_people

ANA = Listed(id="p-1", name="Ana", address="ana@example.org", file="p-1/h.pdf", state="made", date="2027")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).filter(lambda one: one == one.strip())


def test_the_columns_of_the_office_stay(tmp_path: Path) -> None:
    write_people(tmp_path, [ANA, Listed(id="p-2", name="Zoe")])
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    text = (tmp_path / NAME).read_text("utf-8-sig")
    lines = text.splitlines()
    (tmp_path / NAME).write_text(f"{lines[0]},told\n{lines[1]},yes\n{lines[2]},\n", "utf-8")
    people = read_people(tmp_path)
    assert people["p-1"].notes == {"told": "yes"}
    write_people(tmp_path, [*people.values(), Listed(id="p-3", name="=cmd")])
    assert (tmp_path / NAME).read_text("utf-8-sig").splitlines() == [
        "id,name,address,file,state,date,told", "p-3,'=cmd,,,,,", "p-1,Ana,ana@example.org,p-1/h.pdf,made,2027,yes",
        "p-2,Zoe,,,,,",
    ]  # fmt: skip
    assert read_people(tmp_path)["p-3"].name == "=cmd"


def test_no_list_or_a_broken_one_is_nobody(tmp_path: Path) -> None:
    assert read_people(tmp_path) == {}
    (tmp_path / NAME).write_bytes(b"\xff\0what is this\n\n;;;")
    assert read_people(tmp_path) == {}


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_whatever_a_name_is_it_is_read_back(names: list[tuple[str, str]]) -> None:
    people = {f"p-{n}": Listed(id=f"p-{n}", name=name, notes={"x": note}) for n, (name, note) in enumerate(names)}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_bytes(people_csv(people.values()))
        assert read_people(Path(folder)) == people
