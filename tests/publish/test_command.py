"""`guidegen publish` as an office uses it: a built site, a repository, a remote."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pytest
import yaml

from generator.publish.workflow import PATH as WORKFLOW
from generator.send.ledger_file import open_ledger
from tests.projects import ROOT, SMALL, TODAY, Ran, guidegen, write_project
from tests.publish.repositories import BRANCH, commits_on, git

CANARY = "Zenobia Krüger"
PERSON = """\
name: Zenobia Krüger
email: zenobia.krueger@example.net
answers: {specialty: radiology, visa: j1, status: student}
"""
PERSONAS = """\
personas:
  - {id: radiology-student, title: Radiology, answers: {specialty: radiology, visa: j1, status: student}}
  - {id: psychiatry-graduate, title: Psychiatry, answers: {specialty: psychiatry, visa: j1, status: graduate}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one real applicant, and its site, made once."""
    files = {"profiles/applicants/zk-4711.yaml": PERSON, "profiles/personas.yaml": PERSONAS}
    root = write_project(tmp_path_factory.mktemp("built") / "project", files, SMALL)
    build(root)
    return root


def build(root: Path, *arguments: str) -> None:
    """Build the site with its handbooks."""
    ran = guidegen("build", "-C", root, "-q", "--as-of", TODAY, *arguments)
    assert ran.code == 0, ran.err


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy in a repository with a remote."""
    root = tmp_path / "project"
    shutil.copytree(built, root)
    git(tmp_path, "init", "--bare", "-q", "-b", "main", "remote.git")
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("/site/\n/mail/\n/handbooks/\n/.guidegen/\n/profiles/applicants/\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "the project")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    return root


def bare_of(project: Path) -> Path:
    """The remote."""
    return project.parent / "remote.git"


def publish(project: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """`guidegen publish` on the tests' day."""
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", **(environment or {})}
    with mock.patch.dict(os.environ, quiet):
        return guidegen("publish", "-C", project, "--as-of", TODAY, *arguments)


def nothing_pushed(project: Path) -> bool:
    """Whether the remote has no branch of ours."""
    return BRANCH not in git(bare_of(project), "for-each-ref", "--format=%(refname:short)")


def test_whose_answers_time_has_overtaken_holds_nobody_up(project: Path) -> None:
    file = project / "profiles/applicants/zk-4711.yaml"
    file.write_text(PERSON.replace("visa: j1", "visa: j1, citizenship: us-citizen"), "utf-8")
    found = guidegen("check", "-C", project, "--as-of", TODAY)
    assert found.code == 1
    assert "error[broken-constraint]" in found.err
    assert publish(project).code == 0
    assert not nothing_pushed(project)


def put(project: Path, path: str, content: bytes) -> None:
    """A file into the site, as if it had been built so."""
    file = project / "site" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    manifest = json.loads((project / "site/.guidegen.json").read_bytes())
    manifest["files"][path] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    (project / "site/.guidegen.json").write_text(json.dumps(manifest), "utf-8")


def test_the_site_goes_up_whole(project: Path) -> None:
    before = git(project, "status", "--porcelain"), git(project, "for-each-ref"), git(project, "count-objects", "-v")
    ran = publish(project)
    assert ran.code == 0, ran.err
    assert re.search(r"published to 'gh-pages' of .*: \d+ files added, 0 changed, 0 removed", ran.out)
    there = files_on_branch(project)
    written = json.loads((project / "site/.guidegen.json").read_bytes())["files"]
    assert there.keys() == {*written, ".guidegen.json", ".nojekyll"}
    for path, content in there.items():
        if path != ".nojekyll":
            assert content == (project / "site" / path).read_bytes(), path
    assert any(path.endswith("handbook.pdf") for path in there)
    after = git(project, "status", "--porcelain"), git(project, "for-each-ref"), git(project, "count-objects", "-v")
    assert after == before
    again = publish(project)
    assert again.code == 0
    assert again.out.startswith("no changes: 'gh-pages' of")


def files_on_branch(project: Path) -> dict[str, bytes]:
    """The files of the branch, as bytes."""
    target = project.parent / "checked-out"
    git(project.parent, "clone", "-q", "-b", BRANCH, str(bare_of(project)), str(target))
    return {
        one.relative_to(target).as_posix(): one.read_bytes()
        for one in target.rglob("*")
        if one.is_file() and ".git" not in one.relative_to(target).parts
    }


def test_a_dry_run_says_what_would_change(project: Path) -> None:
    ran = publish(project, "--dry-run")
    assert ran.code == 0
    assert "would be published to" in ran.out
    assert "  + .guidegen.json" in ran.out
    assert nothing_pushed(project)
    as_data = publish(project, "-n", "--json").json
    assert as_data["commit"] is None
    assert as_data["branch"] == BRANCH
    assert "index.html" in as_data["added"]


@pytest.mark.parametrize(
    ("path", "content", "what"),
    [
        ("guides/radiology-student/notes.html", f"<p>{CANARY}</p>".encode(), "name"),
        ("guides/radiology-student/notes.html", b"<p>zenobia.krueger@example.net</p>", "address"),
        ("guides/zk-4711/index.html", b"<p>harmless</p>", "id"),
    ],
)
def test_a_canary_in_a_page_stops_it(project: Path, path: str, content: bytes, what: str) -> None:
    put(project, path, content)
    ran = publish(project)
    assert ran.code == 3
    assert "personal data in the public site; nothing is published" in ran.err
    assert f"{path} holds the {what} of applicant 'zk-4711'" in ran.err
    assert "Zenobia" not in ran.err
    assert nothing_pushed(project)


@pytest.mark.parametrize("where", ["text", "metadata"])
def test_a_canary_in_a_handbook_stops_it(project: Path, where: str) -> None:
    """The name in a module's text, and in the office's name, which becomes the PDF's author."""
    if where == "text":
        file = project / "content/modules/decide/count-radiology.md"
        file.write_text(f"{file.read_text('utf-8')}\nAsk **Zenobia** Krüger.\n", "utf-8")
    else:
        file = project / "guidegen.yaml"
        file.write_text(file.read_text("utf-8").replace("name: Office", f"name: {CANARY}"), "utf-8")
    build(project, "--to", "pdf")
    ran = publish(project)
    assert ran.code == 3
    assert "guides/radiology-student/handbook.pdf holds the name of applicant 'zk-4711'" in ran.err
    assert ("guides/psychiatry-graduate/handbook.pdf holds" in ran.err) == (where == "metadata")
    assert nothing_pushed(project)


def test_invented_people_stop_nothing(project: Path) -> None:
    file = project / "profiles/applicants/zk-4711.yaml"
    file.write_text(f"fictional: true\n{file.read_text('utf-8')}", "utf-8")
    put(project, "notes.html", f"<p>{CANARY}</p>".encode())
    assert publish(project).code == 0


def test_somebody_of_a_roster(project: Path, tmp_path: Path) -> None:
    put(project, "notes.html", b"<p>Rosalind Achebe</p>")
    roster = tmp_path / "roster.csv"
    roster.write_text("name,email,specialty\nRosalind Achebe,ra@example.net,radiology\n", "utf-8")
    ran = publish(project, "--roster", str(roster))
    assert ran.code == 3
    assert "notes.html holds the name of applicant 'p-" in ran.err
    assert nothing_pushed(project)


def test_a_row_that_cannot_be_read_stops_it(project: Path, tmp_path: Path) -> None:
    """Nobody can look for values that are not known."""
    roster = tmp_path / "roster.csv"
    roster.write_text("name,email,specialty\nRosalind Achebe,ra@example.net,radiologie\n", "utf-8")
    ran = publish(project, "--roster", str(roster))
    assert ran.code == 1
    assert "roster.csv:2" in ran.err
    assert nothing_pushed(project)


def test_somebody_of_whom_only_the_ledger_knows(project: Path) -> None:
    put(project, "notes.html", b"<p>gone.person@example.net</p>")
    with open_ledger(project / "mail", create=True) as ledger:
        ledger.queue("gone-1", "gone.person@example.net", {}, {}, "example.org", 0.0)
    ran = publish(project)
    assert ran.code == 3
    assert "notes.html holds the address of applicant 'gone-1'" in ran.err


def test_what_was_clean_is_not_looked_through_again(project: Path) -> None:
    from generator.publish import privacy

    publish(project)
    with mock.patch.object(privacy.PrivacyScan, "findings", side_effect=AssertionError) as findings:
        findings.side_effect = lambda path, content: []
        publish(project)
        assert [call.args[0] for call in findings.call_args_list] == [".guidegen.json"]
        words = PERSON.replace("Zenobia", "Ottilie").replace("zenobia", "ottilie")
        (project / "profiles/applicants/new-one.yaml").write_text(words, "utf-8")
        publish(project)
        assert len(findings.call_args_list) > 10, "somebody new is looked for everywhere"


def test_a_private_folder_is_refused(project: Path) -> None:
    assert guidegen("handbooks", "-C", project, "-q", "--as-of", TODAY, "--to", "ics").code == 0
    ran = publish(project, "-o", str(project / "handbooks"))
    assert ran.code == 3
    assert "holds private output, not public files" in ran.err
    assert nothing_pushed(project)


def test_what_check_finds_stops_it(project: Path) -> None:
    file = project / "content/modules/arrange/letters.md"
    file.write_text(file.read_text("utf-8").replace("module:rotation-count", "module:rotation-number"), "utf-8")
    ran = publish(project)
    assert ran.code == 1
    assert "content/modules/arrange/letters.md:5" in ran.err
    assert nothing_pushed(project)


def test_an_applicant_that_cannot_be_read_stops_it(project: Path) -> None:
    """Nobody can look for values that cannot be read."""
    (project / "profiles/applicants/broken.yaml").write_text("name: [", "utf-8")
    ran = publish(project)
    assert ran.code == 1
    assert "profiles/applicants/broken.yaml" in ran.err
    assert nothing_pushed(project)


def test_an_incomplete_site_is_refused(project: Path) -> None:
    file = project / "profiles/personas.yaml"
    third = "  - {id: another-one, title: Another, answers: {specialty: radiology, visa: h1b, status: student}}\n"
    file.write_text(file.read_text("utf-8") + third, "utf-8")
    ran = publish(project)
    assert ran.code == 3
    assert "the built site lacks 1 guide (another-one); run 'guidegen build' without -p" in ran.err


def test_nothing_built(project: Path) -> None:
    shutil.rmtree(project / "site")
    ran = publish(project)
    assert ran.code == 2
    assert "there is no built site" in ran.err


def test_a_link_in_the_site(project: Path) -> None:
    (project / "site/secret.html").symlink_to("/etc/hostname")
    ran = publish(project)
    assert ran.code == 3
    assert "secret.html in" in ran.err
    assert "is a link; links are not published" in ran.err


def test_no_repository(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    ran = publish(root, environment={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert ran.code == 2
    assert "is not in a git repository; run 'git init' and name a remote" in ran.err


def test_no_remote(project: Path) -> None:
    git(project, "remote", "remove", "origin")
    ran = publish(project)
    assert ran.code == 2
    assert "there is no git remote 'origin'; add it: git remote add origin ADDRESS" in ran.err


def test_a_remote_that_cannot_be_reached(project: Path) -> None:
    git(project, "remote", "set-url", "origin", str(project / "nowhere.git"))
    ran = publish(project)
    assert ran.code == 1
    assert "the remote cannot be read" in ran.err


def test_settings_say_where_to(project: Path) -> None:
    file = project / "guidegen.yaml"
    more = f"publish: {{remote: '{bare_of(project)}', branch: pages, domain: guide.example.org, history: keep}}\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    ran = publish(project)
    assert ran.code == 0, ran.err
    assert "in a minute or two: https://guide.example.org/" in ran.out
    assert "note: the site will be at https://guide.example.org/" in ran.err
    assert git(bare_of(project), "show", "pages:CNAME") == "guide.example.org\n"
    assert commits_on(bare_of(project), "pages") == ["Publish Small guide"]


@pytest.mark.parametrize(
    "line",
    [
        "branch: '--force'",
        "remote: '--upload-pack=evil'",
        "remote: 'ext::sh -c evil'",
        "domain: 'no domain'",
        "history: all",
    ],
)
def test_settings_that_would_do_harm(project: Path, line: str) -> None:
    file = project / "guidegen.yaml"
    file.write_text(f"{file.read_text('utf-8')}publish: {{{line}}}\n", "utf-8")
    ran = publish(project)
    assert ran.code == 1
    assert f"'{line.partition(':')[0]}'" in ran.err
    assert nothing_pushed(project)


# --- the workflow ---

FROM = ("--install", f"git+https://example.org/office/guidegen@{'0123456789' * 4}")


def workflow_of(root: Path) -> dict[str, object]:
    """The workflow as GitHub reads it."""
    parsed: dict[str, object] = yaml.safe_load((root / WORKFLOW).read_text("utf-8"))
    return parsed


def test_the_workflow_is_written_once(project: Path) -> None:
    ran = publish(project, "--workflow", *FROM)
    assert ran.code == 0
    branch = git(project, "symbolic-ref", "--short", "HEAD").strip()
    assert ran.out == f"{project / WORKFLOW} written: it builds the branch '{branch}' with guidegen from {FROM[1]}\n"
    assert f"branches: [{branch}]" in (project / WORKFLOW).read_text("utf-8")
    assert "up to date" in publish(project, "--workflow", *FROM).out
    file = project / WORKFLOW
    file.write_text("name: mine\n", "utf-8")
    ran = publish(project, "--workflow", *FROM)
    assert ran.code == 3
    assert "replace it with --overwrite" in ran.err
    assert publish(project, "--workflow", "--overwrite", *FROM).code == 0
    assert "name: Pages" in file.read_text("utf-8")


def test_a_project_in_a_folder_of_its_repository(project: Path) -> None:
    inner = project / "guide"
    shutil.copytree(project / "content", inner / "content")
    shutil.copytree(project / "profiles", inner / "profiles")
    shutil.copy(project / "guidegen.yaml", inner)
    (project / "tool").mkdir()
    shutil.copy(ROOT / "pyproject.toml", project / "tool")
    ran = guidegen("publish", "-C", inner, "--workflow", "--install", "./tool", "--branch", "trunk")
    assert ran.code == 0
    text = (project / WORKFLOW).read_text("utf-8")
    assert "branches: [trunk]" in text
    assert "check -C guide" in text
    assert "path: guide/site" in text
    assert "install --quiet ./tool" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--branch", "x], evil: [y"), "the branch 'x], evil: [y' cannot be used in a workflow"),
        (
            ("--install", "x\n      - run: evil"),
            "--install 'x      - run: evil' is not a source of guidegen; say a folder",
        ),
        (("--install", "guidegen==1.0"), "--install 'guidegen==1.0' is not a source of guidegen"),
        (("--install", "git+https://example.org/o/guidegen@main"), "is not a source of guidegen"),
        (("--install", "./content"), "--install './content' is not a source of guidegen"),
        ((), "--workflow needs --install, where guidegen comes from"),
    ],
)
def test_names_that_would_write_a_workflow_of_their_own(project: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = publish(project, "--workflow", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert not (project / WORKFLOW).exists()


def test_a_folder_that_cannot_stand_in_a_workflow(project: Path) -> None:
    inner = project / "my guide"
    shutil.copytree(project / "content", inner / "content")
    shutil.copy(project / "guidegen.yaml", inner)
    ran = guidegen("publish", "-C", inner, "--workflow", *FROM)
    assert ran.code == 2
    assert "the folder 'my guide' cannot be used in a workflow" in ran.err


def test_the_shipped_workflow_is_the_written_one(tmp_path: Path) -> None:
    """What `guidegen publish --workflow` writes for this repository is what the repository has."""
    root = tmp_path / "copy"
    root.mkdir()
    for name in ("guidegen.yaml", "pyproject.toml", "requirements.lock"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, root)
    git(root, "init", "-q", "-b", "main")
    assert guidegen("publish", "-C", root, "--workflow").code == 0
    assert (root / WORKFLOW).read_text("utf-8") == (ROOT / WORKFLOW).read_text("utf-8")


@pytest.mark.parametrize("file", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda file: file.name)
def test_workflows_are_pinned_and_may_do_little(file: Path) -> None:
    text = file.read_text("utf-8")
    for used in re.findall(r"uses:\s*(\S+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), f"{used} is not named by its commit"
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        granted = {key for key, value in job["permissions"].items() if value == "write"}
        assert granted <= ({"pages", "id-token"} if name == "deploy" else set()), name
        assert "timeout-minutes" in job
    assert "pull_request_target" not in text
    # Nothing that comes from outside is put into a script's text.
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if str(step.get("uses", "")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
