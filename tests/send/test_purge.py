"""`guidegen purge`: nothing of a person is left, and nothing of anybody else is lost."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pytest

from generator.errors import RefusedError
from generator.model.artifact import Artifact
from generator.publish.identifying import identifying_ids, identifying_values
from generator.publish.privacy import PrivacyScan
from generator.write.output import OutputRoot
from tests.projects import guidegen
from tests.publish.test_privacy import person as applicant
from tests.send.mail_server import Certificates, MailServer
from tests.send.office import NAMES, copy_office, mail_lines, send, shared_office, states

VICTIM = "bea-1"
SCAN = PrivacyScan(
    [*identifying_values([applicant(VICTIM, NAMES[VICTIM], f"{VICTIM}@example.net")]), *identifying_ids([VICTIM])]
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project after a dry run and a sending, with all that leaves behind."""
    folder = tmp_path_factory.mktemp("purge")
    certificates = Certificates(folder)
    built = shared_office(tmp_path_factory)
    with MailServer(certificates.context("127.0.0.1")) as server:
        root = copy_office(built, folder / "office", mail_lines(server.port, certificates.file))
        assert send(root).code == 0
        assert send(root, "--send", "--yes").code == 0
    return root


def copy(office: Path, target: Path) -> Path:
    """A copy to purge in."""
    return copy_office(office, target, "")


def mentions(root: Path) -> list[str]:
    """Every file that names the victim, packed and compressed ones included."""
    found: list[str] = []
    for file in sorted(one for one in root.rglob("*") if one.is_file()):
        try:
            named = bool(SCAN.findings(file.relative_to(root).as_posix(), file.read_bytes()))
        except RefusedError:
            named = VICTIM.encode() in file.read_bytes()
        if named:
            found.append(file.relative_to(root).as_posix())
    return found


def test_nothing_is_left_of_the_person_and_all_of_the_others(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    before = {one.relative_to(root) for one in root.rglob("*") if one.is_file()}
    assert {name.split("/")[0] for name in mentions(root)} >= {"handbooks", "mail", "profiles"}
    ran = guidegen("purge", VICTIM, "-C", root, "--yes")
    assert ran.code == 0, ran.err
    for line in (
        f"handbooks/{VICTIM}/handbook.pdf", f"handbooks/{VICTIM}/calendar.ics", f"handbooks/{VICTIM}/tracker.xlsx",
        f"mail/outbox/{VICTIM}.eml", f"profiles/applicants/{VICTIM}.yaml", "1 rows of mail/ledger.sqlite",
        ".guidegen/, the cache of everybody",
    ):  # fmt: skip
        assert line in ran.out
    assert mentions(root) == []
    after = {one.relative_to(root) for one in root.rglob("*") if one.is_file()}
    lost = {one.as_posix() for one in before - after if not one.parts[0].startswith(".guidegen")}
    assert all(VICTIM in one for one in lost), lost
    assert states(root) == {"carl-2": ["sent"], "dina-3": ["sent"]}
    assert not (root / "handbooks" / VICTIM).exists()
    # And the project goes on: the others' handbooks are as they were, and nobody gets anything twice.
    ran = guidegen("handbooks", "-C", root, "-q", "--as-of", "2026-11-22", "--json")
    assert ran.json["made"] == 0
    assert ran.json["reused"] == 2


@pytest.mark.parametrize("is_first", [True, False])
def test_nothing_is_left_of_what_a_killed_run_had_finished(office: Path, tmp_path: Path, is_first: bool) -> None:
    root = copy(office, tmp_path / "office")
    handbooks, who = root / "handbooks", (VICTIM, "carl-2")
    made = {one: {file.name: file.read_bytes() for file in (handbooks / one).iterdir()} for one in who}
    if is_first:
        shutil.rmtree(handbooks)
    run = OutputRoot(handbooks, "private")
    for one in who:
        run.finish(one, [Artifact(f"{one}/{name}", content, one) for name, content in made[one].items()])
    run.spool(Artifact(f"{VICTIM}/handbook.pdf", made[VICTIM]["handbook.pdf"], VICTIM))
    ran = guidegen("purge", VICTIM, "-C", root, "--yes")
    assert ran.code == 0, ran.err
    assert f"handbooks/{VICTIM}/handbook.pdf" in ran.out
    assert mentions(root) == []
    assert {file.name: file.read_bytes() for file in (handbooks / "carl-2").iterdir()} == made["carl-2"]
    assert [one.name for one in root.iterdir() if "guidegen-" in one.name] == []


def test_a_dry_run_removes_nothing(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    before = mentions(root)
    ran = guidegen("purge", VICTIM, "-C", root, "--dry-run")
    assert ran.code == 0
    assert f"handbooks/{VICTIM}/handbook.pdf" in ran.out
    assert mentions(root) == before


def test_nobody_to_say_yes(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    ran = guidegen("purge", VICTIM, "-C", root)
    assert ran.code == 2
    assert "nobody is at a terminal to say yes" in ran.err
    assert mentions(root) == mentions(office)


def test_files_of_the_office_are_named_and_left(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    (root / "roster.csv").write_text(f"name,email\n{NAMES[VICTIM]},{VICTIM}@example.net\n", "utf-8")
    (root / f"handbooks/{VICTIM}/notes.txt").write_text("by hand", "utf-8")
    (root / f"handbooks/{VICTIM}/handbook.pdf").write_bytes(zlib.compress(b"changed by hand"))
    (root / "handbooks/failed-rows.csv").write_text(f"name\n{NAMES[VICTIM]}\n", "utf-8")
    others = root / "handbooks/failed-rows-others.csv"
    others.write_text(f'name;visa\n{NAMES[VICTIM]};j1\n"Zoe; Ann";j9\n', "utf-8")
    ran = guidegen("purge", VICTIM, "-C", root, "--yes")
    assert ran.code == 1
    assert ran.err == "roster.csv names this person too; please edit it yourself\n"
    assert mentions(root) == ["roster.csv"]
    assert not (root / "handbooks/failed-rows.csv").exists()
    assert others.read_text("utf-8-sig").splitlines() == ["name;visa", '"Zoe; Ann";j9']


def test_somebody_of_whom_only_the_ledger_knows(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    for path in (f"profiles/applicants/{VICTIM}.yaml", f"mail/outbox/{VICTIM}.eml"):
        (root / path).unlink()
    assert guidegen("purge", VICTIM, "-C", root, "--yes").code == 0
    assert mentions(root) == []


@pytest.mark.parametrize("has_draft", [True, False])
def test_somebody_of_a_roster(office: Path, tmp_path: Path, has_draft: bool) -> None:
    """Their id is made from their address: a roster that has it names them, without any list of who is who."""
    root = copy(office, tmp_path / "office")
    rows = "name,email,specialty,visa,status\nOtto Quist,oq@example.net,radiology,j1,student\n"
    (root / "others.csv").write_text(rows.replace("Otto Quist,oq@", "Ada Berg,ab@"), "utf-8")
    (root / "roster.csv").write_text(rows, "utf-8")
    (root / "notes.txt").write_text("Call Quist, Otto", "utf-8")
    made = guidegen("handbooks", "-C", root, "-q", "--as-of", "2026-11-22", "--roster", root / "roster.csv")
    assert made.code == 0, made.err
    (identity,) = [one.name for one in (root / "handbooks").glob("p-*")]
    if has_draft:
        assert send(root, "--roster", str(root / "roster.csv")).code == 0
    ran = guidegen("purge", identity, "-C", root, "--yes")
    assert ran.code == 1
    named = [line.split()[0] for line in ran.err.splitlines()]
    assert named == ["notes.txt", "roster.csv"]
    assert not (root / "handbooks" / identity).exists()
    assert not (root / "mail/outbox" / f"{identity}.eml").exists()


def test_it_works_where_the_project_is_broken(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    (root / "content/rules.yaml").write_text("plan: [", "utf-8")
    assert guidegen("purge", VICTIM, "-C", root, "--yes").code == 0
    assert mentions(root) == []


def test_a_person_gets_all_that_is_held_and_nothing_of_others(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    head, row = "name,email,specialty,visa,status", f"{NAMES[VICTIM]},{VICTIM}@example.net,radiology,j1,student"
    (root / "roster.csv").write_text(f"id,{head}\ncarl-2,Carl,carl-2@example.net,,,\n{VICTIM},{row}\n", "utf-8")
    (root / "notes.txt").write_text(f"call {NAMES[VICTIM]}", "utf-8")
    ran = guidegen("export", VICTIM, "-C", root)
    assert (ran.code, ran.err) == (1, "notes.txt names this person too; add by hand what is theirs in it\n")
    folder = root / "mail/exports" / VICTIM
    files = {one.relative_to(folder).as_posix(): one for one in sorted(folder.rglob("*")) if one.is_file()}
    assert files.keys() == {
        "README.txt", f"answers/{VICTIM}.yaml", "calendar-history/bea-1.json", "handbook/calendar.ics",
        "handbook/handbook.pdf", "handbook/tracker.xlsx", "lists/index.csv", f"mails/outbox-{VICTIM}.eml",
        "rosters/roster.csv", "sendings.json",
    }  # fmt: skip
    assert {one.stat().st_mode & 0o777 for one in files.values()} == {0o600}
    assert files["rosters/roster.csv"].read_text("utf-8-sig").splitlines() == [f"id,{head}", f"{VICTIM},{row}"]
    assert json.loads(files["sendings.json"].read_bytes())[0]["address"] == f"{VICTIM}@example.net"
    others = [applicant(one, NAMES[one], f"{one}@example.net") for one in ("carl-2", "dina-3")]
    scan = PrivacyScan(identifying_values(others))
    readable = {name: file.read_bytes() for name, file in files.items() if not name.startswith("mails/")}
    assert [one for name, content in readable.items() for one in scan.findings(name, content)] == []
    assert guidegen("export", VICTIM, "-C", root).code == 3, "nothing in it is written over"
    assert guidegen("purge", VICTIM, "-C", root, "--yes").code == 1
    assert not files["sendings.json"].exists()


def test_a_folder_that_is_a_link_is_not_followed(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    elsewhere = tmp_path / "elsewhere"
    (root / "handbooks" / VICTIM).rename(elsewhere)
    (root / "handbooks" / VICTIM).symlink_to(elsewhere)
    guidegen("purge", VICTIM, "-C", root, "--yes")
    assert not (root / "handbooks" / VICTIM).is_symlink()
    assert (elsewhere / "handbook.pdf").exists()


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        ("nobody-9", "there is no trace of 'nobody-9'"),
        ("papers", "there is no trace of 'papers'"),  # a word of the guide
        ("../carl-2", "is not a valid applicant id"),
        ("Carl", "is not a valid applicant id"),
    ],
)
def test_nobody_of_that_id(office: Path, tmp_path: Path, identity: str, words: str) -> None:
    root = copy(office, tmp_path / "office")
    ran = guidegen("purge", identity, "-C", root, "--yes")
    assert ran.code == 2
    assert words in ran.err
    assert mentions(root) == mentions(office)
