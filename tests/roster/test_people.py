"""Whose row it is: ids, the same person twice, hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.roster.rosters import SECRET, csv_of, read


def test_an_id_tells_nothing_and_stays(tmp_path: Path) -> None:
    one = read(tmp_path, csv_of("Bo Lee,Bo.Lee@example.org,,,")).roster
    two = read(tmp_path, csv_of("Ana,ana@example.org,,,", "Bo  Lee,bo.lee@EXAMPLE.org,psychiatry,,")).roster
    assert one is not None
    assert two is not None
    (identity,) = one.applicants
    assert identity in two.applicants
    assert not any(part in identity for part in ("bo", "lee", "example"))
    assert identity.startswith("p-")
    assert len(two.applicants) == 2


def test_another_secret_gives_other_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = read(tmp_path, csv_of("Bo,bo@example.org,,,")).roster
    monkeypatch.setattr("tests.roster.rosters.SECRET", SECRET + b"!")
    two = read(tmp_path, csv_of("Bo,bo@example.org,,,")).roster
    assert one is not None
    assert two is not None
    assert set(one.applicants).isdisjoint(two.applicants)


def test_an_own_id(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("a-17,Bo,bo@example.org", header="ID,name,email"))
    assert got.roster is not None
    assert list(got.roster.applicants) == ["a-17"]


@pytest.mark.parametrize("identity", ["../up", "A B", "con", "lpt1", "a" * 65, "x/y", "-a", "psychiatry--j1--student"])
def test_an_id_that_cannot_be(tmp_path: Path, identity: str) -> None:
    got = read(tmp_path, csv_of(f"{identity},Bo,bo@example.org", "ok,Cy,cy@example.org", header="id,name,email"))
    assert got.failed == [2]
    assert got.wrong[0].startswith("2:1 bad-id: ")
    assert set(got.people) == {"Cy"}


def test_the_newest_answer_of_a_person_counts(tmp_path: Path) -> None:
    header = "Timestamp,name,email,visa"
    got = read(
        tmp_path,
        csv_of(
            "2026-11-02 09:10:00,Bo,bo@example.org,h1b",
            "2026-11-01 09:10:00,Bo,BO@example.org,j1",
            "2026-10-30 09:10:00,Cy,cy@example.org,j1",
            header=header,
        ),
    )
    assert got.people == {"Bo": {"visa": "h1b"}, "Cy": {"visa": "j1"}}
    assert got.wrong == ["3:1 older-answer: row 2 is a newer answer of the same person, so this row is not used"]


def test_without_times_the_later_row_counts(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,h1b", "Bo,bo@example.org,j1", header="name,email,visa"))
    assert got.people == {"Bo": {"visa": "j1"}}


def test_times_nobody_can_read_are_told_where_they_would_count(tmp_path: Path) -> None:
    rows = ("11/2/2026 9:10:00,Bo,bo@example.org,h1b", "11/1/2026 9:10:00,Bo,bo@example.org,j1")
    got = read(tmp_path, csv_of(*rows, header="Timestamp,name,email,visa"))
    assert got.people == {"Bo": {"visa": "j1"}}
    (told,) = got.wrong
    assert told.startswith("2:1 older-answer: row 3 is a newer answer of the same person, so this row is not used; ")
    assert told.endswith("the later row is taken as the newer, since column 'Timestamp' does not give every time")


def test_a_newest_answer_that_is_wrong_is_not_replaced_by_an_older_one(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,h1b", "Bo,bo@example.org,j9", header="name,email,visa"))
    assert got.people == {}
    assert got.failed == [3]


SHARED = [
    ("name,email", ("Bo,us@example.org", "Cy,us@example.org"), "name"),
    ("name,email", ("Bo,us@example.org", "Cy,US@EXAMPLE.org"), "name"),
    ("name,email", ("Bo,us@müller.de", "Cy,us@xn--mller-kva.de"), "name"),
    ("id,name,email", ("bo,Bo,us@example.org", "cy,Cy,us@example.org"), "name"),
    ("id,name,email", ("bo,Bo,us@example.org", "cy,Bo,us@example.org"), "id"),
    ("id,name,email", ("bo,Bo,us@example.org", ",Bo,us@example.org"), "id"),
    ("name,email,shared_mailbox", ("Bo,us@example.org,yes", "Cy,us@example.org,"), "name"),
    ("name,email,shared_mailbox", ("Bo,us@example.org,yes", "Cy,us@example.org,no"), "name"),
    ("name,email,visa", ("Bo,us@example.org,j9", "Cy,us@example.org,j1"), "name"),
]


@pytest.mark.parametrize(("header", "rows", "what"), SHARED)
def test_two_people_with_one_address_both_fail(tmp_path: Path, header: str, rows: tuple[str, str], what: str) -> None:
    for first, second in (rows, rows[::-1]):
        other = "di,Di,di@example.org" if header.startswith("id") else "Di,di@example.org,"
        got = read(tmp_path, csv_of(first, second, other, header=header))
        assert set(got.people) == {"Di"}
        assert got.failed == [2, 3]
        told = [line.partition("two-people: ")[2] for line in got.wrong if "two-people" in line]
        assert told == [f"row {other} has the same mail address, but another {what}" for other in (3, 2)]
        assert got.roster is not None
        assert list(got.roster.failed) == ["row-2", "row-3"]


def test_one_who_does_not_consent_stops_the_whole_family(tmp_path: Path) -> None:
    rows = ("Bo,us@example.org,yes", "Cy,us@example.org,yes", "Di,us@example.org,")
    got = read(tmp_path, csv_of(*rows, header="name,email,shared_mailbox"))
    assert got.people == {}
    assert "row 3 and 1 more have the same mail address" in got.wrong[0]


def test_a_family_that_says_so_shares_its_mailbox(tmp_path: Path) -> None:
    rows = ("Bo,us@example.org,yes", "Cy,us@example.org,Yes", "Bo,us@example.org,yes")
    got = read(tmp_path, csv_of(*rows, header="name,email,Shared mailbox"))
    assert set(got.people) == {"Bo", "Cy"}
    assert got.wrong == ["2:1 older-answer: row 4 is a newer answer of the same person, so this row is not used"]
    assert got.roster is not None
    together = set(got.roster.applicants)
    assert len(together) == 2
    alone = read(tmp_path, csv_of(rows[1], header="name,email,Shared mailbox")).roster
    assert alone is not None
    assert set(alone.applicants) < together, "the id stays when the others are gone"


def test_a_consent_nobody_can_read_is_an_error(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,perhaps", header="name,email,shared_mailbox"))
    assert got.wrong == ["2:3 bad-person: column 'shared_mailbox': 'perhaps' is neither yes nor no"]


def test_one_id_for_two_people_is_nobodys(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("a,Bo,bo@example.org", "a,Cy,cy@example.org", header="id,name,email"))
    assert got.people == {}
    assert got.wrong[0] == "2:1 two-people: row 3 has the same id, but another name"


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 301, "Bo\u202eoB", "Bo\u0007", "Bo\u200b", "=Bo", "B\u00adо".replace("о", "o")]
)
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    got = read(tmp_path, csv_of(f"{name},bo@example.org", header="name,email"))
    assert got.failed == [2]
    assert got.wrong[0].startswith("2:1 bad-person: column 'name': ")
    assert name.strip() == "" or name not in got.wrong[0]


@pytest.mark.parametrize(
    "name",
    [
        "Đặng Ngọc Ánh", "Nuño O'Brien-López", "Мария", "محمد", "王小明", "नी\u200dर", "<script>alert(1)</script>",
        "{{ plan.rotations }}", "[[fact:X-01]]", "Robert'); DROP TABLE", "x" * 300, "ann. of (the) {green}",
    ],
)  # fmt: skip
def test_names_of_all_kinds_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    assert set(read(tmp_path, csv_of(f'"{name}",bo@example.org', header="name,email")).people) == {name}


@pytest.mark.parametrize(
    "address",
    [
        "", "bo", "bo@", "@x.org", "bo@example", "bo@x.org, cy@x.org", "bo@x.org;cy@x.org", "Bo <bo@x.org>",
        "bo@x..org", "bo @x.org", "bo@x.org\nBcc: all@x.org", f"{'b' * 250}@x.org", "bo@exa\u202emple.org",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be(tmp_path: Path, address: str) -> None:
    got = read(tmp_path, csv_of(f'Bo,"{address}"', "Cy,cy.o'neil+x@mail.example.org", header="name,email"))
    assert set(got.people) == {"Cy"}
    assert "bad-person" in got.wrong[0]
    assert len(address) < 5 or address not in got.wrong[0]


def test_a_pass_phrase_is_kept_but_never_shown(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,correct horse", header="name,email,Pass phrase"))
    assert got.roster is not None
    (person,) = got.roster.applicants.values()
    assert person.pass_phrase == "correct horse"
    assert "correct horse" not in repr(person)
