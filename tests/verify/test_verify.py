"""`guidegen verify`: whose handbook, from which content, current or not, or not ours."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pikepdf
import pytest

from generator.logic.seal import PUBLIC, Seal, fingerprints
from generator.pdf import protect, read_stamps
from tests.projects import TODAY, Ran, guidegen, write_project
from tests.readers import open_world
from tests.rich import RICH
from tests.shared import built_once

ROSTER = "id,name,email,specialty,visa,status\nbo,Bo Canary,bo@example.org,radiology,h1b,student\n"
PERSONA = "radiology--h1b--student"
PLAIN = "---\ntitle: {}\nreviewed: 2026-11-20\n---\nWords.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with handbooks of an applicant, of somebody from a roster, and of a persona."""

    def build(root: Path) -> None:
        write_project(root, {"people.csv": ROSTER}, RICH)
        for options in (
            ("handbooks", "-a", "demo-ada"),
            ("handbooks", "--roster", root / "people.csv"),
            ("build", "-p", PERSONA),
        ):
            ran = guidegen(options[0], "-C", root, "--to", "pdf", "--as-of", TODAY, "-q", *options[1:])
            assert ran.code == 0, ran.err

    return built_once(tmp_path_factory, "verified", build)


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


ADA, BO, SITE = "handbooks/demo-ada/handbook.pdf", "handbooks/bo/handbook.pdf", f"site/guides/{PERSONA}/handbook.pdf"


def verify(root: Path, file: str | Path, *options: str | Path) -> Ran:
    return guidegen("verify", root / file, "-C", root, "--as-of", TODAY, *options)


def reasons(root: Path, file: str, *options: str | Path) -> list[str]:
    ran = verify(root, file, "--json", *options)
    assert ran.code == 1
    assert ran.json["state"] == "outdated"
    found: list[str] = ran.json["reasons"]
    return found


@pytest.mark.parametrize(
    ("file", "options", "profile"),
    [(ADA, (), "demo-ada"), (BO, ("--roster", "people.csv"), "bo"), (SITE, (), PERSONA)],
)
def test_a_current_one(
    root: Path, file: str, options: tuple[str, ...], profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    ran = verify(root, file, *options)
    assert ran.code == 0, ran.out
    assert re.fullmatch(rf"handbook of {profile}, revision [0-9a-f]{{12}}: current\n", ran.out)


def test_it_stays_current_while_only_days_pass(root: Path) -> None:
    ran = guidegen("verify", root / ADA, "-C", root, "--as-of", "2026-12-24")
    assert ran.code == 0, ran.out


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        ("content/modules/arrange/letters.md", "what it wants", "what it needs", ["module letters: changed"]),
        ("content/data/facts.yaml", "$15 per", "$16 per", ["fact VSL-03: changed"]),
        (
            "content/data/milestones.yaml",
            "day: 25",
            "day: 26",
            ["the tasks: changed", "the steps of the path: changed", "the dates: changed", "the documents: changed"],
        ),
        ("content/data/costs.yaml", "typical: 1000", "typical: 1050", ["the budget: changed"]),
        ("content/data/documents.yaml", "Passport office", "Embassy", ["the documents: changed"]),
        ("content/data/documents.yaml", "The page with", "A page with", ["the documents: changed"]),
        ("content/rules.yaml", "a third adds little", "a third adds nothing", ["the plan: changed"]),
        (
            "profiles/applicants/demo-ada.yaml",
            "interest: [research]",
            "interest: [teaching]",
            ["your answers: changed", "what the text says for you: changed"],
        ),
        ("content/modules/decide/count-others.md", "Choose teams", "Pick teams", []),
    ],
)
def test_it_says_through_what_it_is_outdated(root: Path, path: str, old: str, new: str, reason: list[str]) -> None:
    file = root / path
    words = file.read_text()
    assert old in words
    file.write_text(words.replace(old, new))
    ran = verify(root, ADA, "--json")
    assert ran.json["reasons"] == reason
    assert ran.json["state"] == ("outdated" if reason else "current")


def test_modules_that_came_and_went(root: Path) -> None:
    outline = root / "content/outline.yaml"
    outline.write_text(outline.read_text().replace("[letters, what-to-do]", "[letters, fresh]"))
    (root / "content/modules/arrange/what-to-do.md").unlink()
    (root / "content/modules/arrange/fresh.md").write_text(PLAIN.format("Fresh"))
    assert reasons(root, ADA) == [
        "module fresh: new",
        "the contents: changed",
        "the tasks: changed",
        "what the text says for you: changed",
        "1 module or fact of it: gone",
    ]


def test_somebody_who_is_not_at_hand(root: Path) -> None:
    ran = verify(root, BO, "--json")
    assert ran.code == 1
    assert ran.json["state"] == "perhaps outdated"
    assert "--roster" in ran.json["reasons"][0]
    facts = root / "content/data/facts.yaml"
    facts.write_text(facts.read_text().replace("$15 per", "$16 per"))
    assert reasons(root, BO) == ["fact VSL-03: changed"]


def damaged(pdf: bytes, change: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for key, value in change.items():
            document.docinfo[key] = value
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"/guidegenprofile": "demo-bo"}, "made with another project, or the stamp was changed"),
        ({"/guidegenrevision": "000000000000"}, "made with another project, or the stamp was changed"),
        ({"/guidegenmark": "0" * 32}, "made with another project, or the stamp was changed"),
        ({"/guidegenfuture": "x"}, "its stamp is damaged or of another kind"),
    ],
)
def test_a_changed_stamp_is_not_ours(root: Path, change: dict[str, str], reason: str) -> None:
    (root / "x.pdf").write_bytes(damaged((root / ADA).read_bytes(), change))
    ran = verify(root, "x.pdf")
    assert ran.code == 1
    assert ran.out.startswith("not ours\n")
    assert reason in ran.out


def test_another_projects_handbook_is_not_ours(root: Path) -> None:
    (root / "profiles/applicants/.secret").write_text("ab" * 32 + "\n")
    assert verify(root, ADA).out.startswith("not ours")
    (root / "profiles/applicants/.secret").unlink()
    assert verify(root, ADA).out.startswith("not ours")
    assert not (root / "profiles/applicants/.secret").exists(), "asking makes no secret"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not a PDF"),
        (b"name,email\n", "it is not a PDF"),
        (b"%PDF-1.7\nbroken", "it is a PDF that was cut off: fetch it again"),
        (b"%PDF-1.7\nbroken\n%%EOF\n", "it bears no stamp of guidegen"),
    ],
)
def test_what_is_no_handbook(root: Path, content: bytes, reason: str) -> None:
    (root / "x.pdf").write_bytes(content)
    ran = verify(root, "x.pdf")
    assert (ran.code, ran.out) == (1, f"not ours\n  {reason}\n")


def test_one_that_was_cut_off(root: Path) -> None:
    whole = (root / ADA).read_bytes()
    for size in (len(whole) - 30, len(whole) // 2, 2000):
        (root / "x.pdf").write_bytes(whole[:size])
        ran = verify(root, "x.pdf")
        assert (ran.code, ran.out) == (1, "not ours\n  it is a PDF that was cut off: fetch it again\n")


def test_some_other_pdf(root: Path) -> None:
    pikepdf.new().save(root / "x.pdf")
    assert "it bears no stamp" in verify(root, "x.pdf").out


def test_a_protected_one_asks_for_its_pass_phrase(root: Path) -> None:
    (root / "x.pdf").write_bytes(protect((root / ADA).read_bytes(), "correct horse"))
    with mock.patch("click.prompt", return_value="correct horse") as prompt:
        ran = verify(root, "x.pdf")
    assert ran.code == 0, ran.out
    assert prompt.call_args.kwargs["hide_input"] is True
    with mock.patch("click.prompt", return_value="wrong"):
        ran = verify(root, "x.pdf")
    assert ran.code == 2
    assert "does not open with this pass phrase" in ran.err


def test_a_stamp_tells_nobody_what_was_chosen(made: Path) -> None:
    stamps = read_stamps((made / ADA).read_bytes())
    assert stamps is not None
    assert set(stamps) == {"profile", "revision", "content", "mark"}
    assert re.fullmatch(r"(?:[0-9a-f]{20} ?)+", stamps["content"])
    guide = open_world(made).opened
    reader = guide.profile("demo-ada")
    entries = fingerprints(guide.choose(reader).guide)
    hashed = {one[:10] for one in stamps["content"].split()}
    assert len(hashed) == len(entries)
    for seal in (Seal(PUBLIC), Seal(b""), Seal(b"\0" * 32)):
        assert hashed.isdisjoint(seal.name(entry) for entry in entries)


def test_two_people_with_the_same_answers_have_the_same_modules_hashed_alike_but_not_the_same_mark(made: Path) -> None:
    """The mark binds the stamp to its profile, so that it cannot be carried over to another handbook."""
    one, two = (read_stamps((made / file).read_bytes()) for file in (ADA, BO))
    assert one is not None
    assert two is not None
    assert one["mark"] != two["mark"]


@pytest.mark.parametrize("pass_phrase", ["correct horse", "Päßwörter ‑ 密码 🔑", "x" * 120])
def test_protection_is_aes_256_and_keeps_tags_and_links(made: Path, tmp_path: Path, pass_phrase: str) -> None:
    plain = (made / ADA).read_bytes()
    protected = protect(plain, pass_phrase)
    file = tmp_path / "protected.pdf"
    file.write_bytes(protected)
    for wrong in ("", "wrong"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file, password=wrong)
    with pikepdf.open(file, password=pass_phrase) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
        assert document.allow.accessibility
        assert "/StructTreeRoot" in document.Root
        with pikepdf.open(io.BytesIO(plain)) as original:
            assert len(document.pages) == len(original.pages)
            links = [sum(len(page.get("/Annots", [])) for page in one.pages) for one in (document, original)]
            assert links[0] == links[1] > 0
    assert b"Ada Example" not in protected
    assert b"demo-ada" not in protected, "metadata is encrypted too"


def test_qpdf_opens_a_protected_one(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "protected.pdf"
    file.write_bytes(protect((made / ADA).read_bytes(), "correct horse"))
    assert subprocess.run(["qpdf", "--check", "--password=correct horse", file], check=False).returncode == 0
    assert subprocess.run(["qpdf", "--check", file], check=False, capture_output=True).returncode == 2
