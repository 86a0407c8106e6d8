"""A site onto a branch of a real repository: whole, without harm to anybody's files or history."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import OutputError, RefusedError, UsageError
from generator.model.delivery import DEFAULT_PUBLISH
from generator.publish import branch as branch_module
from generator.publish.branch import publish_branch
from generator.publish.git import open_git, top_of, without_password
from generator.publish.remote import pages_address, read_tip, remote_address
from generator.publish.site import Site
from generator.write.manifest import read_manifest
from tests.publish.repositories import (
    BRANCH,
    SITE,
    commits_on,
    files_on,
    git,
    make_repository,
    publish_site,
    push_as_another,
    settings,
    state_of,
    write_site,
)

OURS = {".guidegen.json", ".nojekyll"}


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, Path]:
    """A work repository and its bare remote."""
    return make_repository(tmp_path / "git")


def published(bare: Path) -> dict[str, str]:
    """The files on the branch without guidegen's own marks."""
    return {path: text for path, text in files_on(bare).items() if path not in OURS}


def test_the_first_time_the_branch_is_made(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    before = state_of(work)
    report = publish_site(work, site)
    assert published(bare) == SITE
    assert files_on(bare).keys() == SITE.keys() | OURS
    assert set(report.added) == SITE.keys() | OURS
    assert (report.changed, report.removed, report.others) == ((), (), ())
    assert report.commit == git(bare, "rev-parse", BRANCH).strip()
    assert commits_on(bare) == ["Publish Guides"]
    assert state_of(work) == before


def test_again_there_is_nothing_to_do(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    first = publish_site(work, site)
    again = publish_site(work, site)
    assert again.is_noop
    assert again.commit is None
    assert git(bare, "rev-parse", BRANCH).strip() == first.commit


def test_a_new_site_replaces_ours_without_piling_up_history(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    write_site(site, {"index.html": "<h1>New</h1>", "guides/one/index.html": SITE["guides/one/index.html"]})
    before = state_of(work)
    report = publish_site(work, site)
    assert report.changed == (".guidegen.json", "index.html")
    assert report.removed == ("guides/two/index.html",)
    assert "guides/two/index.html" not in files_on(bare)
    assert commits_on(bare) == ["Publish Guides"]
    assert state_of(work) == before


def test_history_is_kept_where_the_project_says_so(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    keep = settings(history="keep")
    site = write_site(work / "site", SITE)
    first = publish_site(work, site, keep)
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    publish_site(work, site, keep)
    assert commits_on(bare) == ["Publish Guides"] * 2
    assert git(bare, "rev-parse", f"{BRANCH}~1").strip() == first.commit


def test_another_persons_push_stays(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    theirs = push_as_another(bare, tmp_path, {"google1234.html": "verify", "docs/old.html": "theirs"})
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    before = state_of(work)
    report = publish_site(work, site)
    assert published(bare) == {
        **SITE,
        "index.html": "<h1>New</h1>",
        "google1234.html": "verify",
        "docs/old.html": "theirs",
    }
    assert report.others == ("docs/old.html", "google1234.html")
    assert commits_on(bare) == ["Publish Guides", "somebody else's", "Publish Guides"]
    assert git(bare, "rev-parse", f"{BRANCH}~1").strip() == theirs
    assert state_of(work) == before
    # And the next one replaces only our own newest commit.
    write_site(site, {**SITE, "index.html": "<h1>Newer</h1>"})
    publish_site(work, site)
    assert commits_on(bare) == ["Publish Guides", "somebody else's", "Publish Guides"]
    assert published(bare)["docs/old.html"] == "theirs"


def test_a_file_of_ours_that_somebody_changed_stops_it(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    theirs = push_as_another(bare, tmp_path, {"index.html": "edited by hand", "guides/two/index.html": "edited too"})
    write_site(site, {"index.html": "<h1>New</h1>", "guides/one/index.html": "<p>one</p>"})
    with pytest.raises(RefusedError, match=r"^1 files on the branch were put there or changed by .* \(index\.html\)"):
        publish_site(work, site)
    assert git(bare, "rev-parse", BRANCH).strip() == theirs
    report = publish_site(work, site, overwrite=True)
    # What we no longer have stays as they left it; what is in the way is replaced, and their commit keeps it.
    assert published(bare) == {
        "index.html": "<h1>New</h1>", "guides/one/index.html": "<p>one</p>", "guides/two/index.html": "edited too"
    }  # fmt: skip
    assert report.others == ("guides/two/index.html",)
    assert git(bare, "show", f"{BRANCH}~1:index.html") == "edited by hand"


def test_a_branch_that_was_there_before_us_loses_nothing(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    push_as_another(bare, tmp_path, {"index.html": "an older site", "about.html": "about"})
    site = write_site(work / "site", SITE)
    with pytest.raises(RefusedError, match=r"index\.html"):
        publish_site(work, site)
    assert published(bare) == {"index.html": "an older site", "about.html": "about"}
    publish_site(work, site, overwrite=True)
    assert published(bare) == {**SITE, "about.html": "about"}
    assert commits_on(bare) == ["Publish Guides", "somebody else's"]


@pytest.mark.parametrize("theirs", [{"guides": "a file"}, {"index.html/inside.txt": "in a folder of our file's name"}])
def test_a_file_where_a_folder_has_to_be_stops_it(
    repository: tuple[Path, Path], tmp_path: Path, theirs: dict[str, str]
) -> None:
    work, bare = repository
    push_as_another(bare, tmp_path, theirs)
    with pytest.raises(RefusedError, match="somebody else"):
        publish_site(work, write_site(work / "site", SITE))
    assert published(bare) == theirs


def test_somebody_who_amends_our_commit_is_not_us(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-b", BRANCH, str(bare), str(clone))
    (clone / "theirs.html").write_text("theirs", "utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "--amend", "--no-edit")
    git(clone, "push", "-q", "-f", "origin", BRANCH)
    # Nobody can tell any more which files are ours: all of them are treated as theirs.
    report = publish_site(work, site)
    assert published(bare) == {**SITE, "theirs.html": "theirs"}
    assert report.is_noop
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    with pytest.raises(RefusedError, match=r"index\.html"):
        publish_site(work, site)


def test_a_push_between_our_fetch_and_our_push(
    repository: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    rivals = iter(({"first.html": "1"}, {"second.html": "2"}))

    def slow(*arguments: Any) -> Any:
        tip = read_tip(*arguments)
        if (rival := next(rivals, None)) is not None:
            push_as_another(bare, tmp_path, rival)
        return tip

    monkeypatch.setattr(branch_module, "read_tip", slow)
    publish_site(work, site)
    assert published(bare) == {**SITE, "index.html": "<h1>New</h1>", "first.html": "1", "second.html": "2"}


def test_somebody_who_never_stops_pushing(
    repository: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    count = iter(range(100))

    def slow(*arguments: Any) -> Any:
        tip = read_tip(*arguments)
        push_as_another(bare, tmp_path, {f"{next(count)}.html": "theirs"})
        return tip

    monkeypatch.setattr(branch_module, "read_tip", slow)
    with pytest.raises(OutputError, match=r"keeps pushing .* nothing was published"):
        publish_site(work, site)
    assert published(bare).keys() == {"0.html", "1.html", "2.html"}


def test_a_refused_push_is_one_line_and_changes_nothing(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    hook = bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'error: this branch is protected' >&2\nexit 1\n", "utf-8")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    before = state_of(work)
    with pytest.raises(OutputError, match=r"refused the push, and nothing was published: .*protected"):
        publish_site(work, write_site(work / "site", SITE))
    assert git(bare, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    assert state_of(work) == before


def test_a_remote_that_lets_nobody_replace_a_commit(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    git(bare, "config", "receive.denyNonFastForwards", "true")
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    with pytest.raises(OutputError, match=r"say 'publish: \{history: keep\}' in guidegen\.yaml"):
        publish_site(work, site)
    assert published(bare) == SITE
    publish_site(work, site, settings(history="keep"))
    assert published(bare)["index.html"] == "<h1>New</h1>"


def test_a_dry_run_pushes_nothing_and_says_what_would_change(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    first = publish_site(work, site)
    write_site(site, {"index.html": "<h1>New</h1>", "guides/one/index.html": "<p>one</p>", "new.html": "new"})
    before = state_of(work)
    report = publish_site(work, site, dry_run=True)
    assert report.commit is None
    assert (report.added, report.changed, report.removed) == (
        ("new.html",), (".guidegen.json", "index.html"), ("guides/two/index.html",)
    )  # fmt: skip
    assert git(bare, "rev-parse", BRANCH).strip() == first.commit
    assert state_of(work) == before
    assert list((work / ".guidegen").iterdir()) == []


def test_the_domain_is_written_and_kept(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    # Set in GitHub's own pages, which commits the file to the branch.
    push_as_another(bare, tmp_path, {"CNAME": "guides.example.org"})
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    publish_site(work, site)
    publish_site(work, site)
    assert files_on(bare)["CNAME"] == "guides.example.org"
    # Named in the project, it may change with it; taken out there, it stays.
    for domain in ("guides.example.org", "new.example.org"):
        publish_site(work, site, settings(domain=domain))
        assert files_on(bare)["CNAME"] == f"{domain}\n"
    publish_site(work, site)
    assert files_on(bare)["CNAME"] == "new.example.org\n"


def test_a_domain_that_somebody_else_set_is_not_overwritten(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    push_as_another(bare, tmp_path, {"CNAME": "theirs.example.org"})
    with pytest.raises(RefusedError, match="CNAME"):
        publish_site(work, site, settings(domain="ours.example.org"))
    assert files_on(bare)["CNAME"] == "theirs.example.org"


def test_the_branch_one_works_on_is_refused(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    before = git(bare, "rev-parse", "main")
    with pytest.raises(RefusedError, match="'main' is the branch you work on"):
        publish_site(work, write_site(work / "site", SITE), settings(branch="main"))
    assert git(bare, "rev-parse", "main") == before


def test_the_branch_of_the_project_is_refused_whatever_is_checked_out(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    (work / "guidegen.yaml").write_text("title: Guides", "utf-8")
    git(work, "add", "guidegen.yaml")
    git(work, "commit", "-q", "-m", "the project")
    git(work, "push", "-q", "origin", "main")
    git(work, "checkout", "-q", "--detach")
    before = git(bare, "rev-parse", "main")
    with pytest.raises(RefusedError, match="'main' of the remote holds the project itself"):
        publish_site(work, write_site(work / "site", SITE), settings(branch="main"))
    assert git(bare, "rev-parse", "main") == before


def test_others_links_and_modes_on_the_branch_stay(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, bare = repository
    site = write_site(work / "site", SITE)
    publish_site(work, site)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-b", BRANCH, str(bare), str(clone))
    (clone / "latest").symlink_to("guides/one")
    (clone / "tool.sh").write_text("#!/bin/sh\n", "utf-8")
    (clone / "tool.sh").chmod(0o755)
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "somebody else's")
    git(clone, "push", "-q", "origin", BRANCH)
    write_site(site, {**SITE, "index.html": "<h1>New</h1>"})
    publish_site(work, site)
    modes = {line.split("\t")[1]: line.split()[0] for line in git(bare, "ls-tree", BRANCH).splitlines()}
    assert modes["latest"] == "120000"
    assert modes["tool.sh"] == "100755"


def test_odd_names_arrive_as_they_are(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    odd = {"index.html": "x", "a b/ä ö.html": "1", 'quo"te.html': "2", "tab\tbed.html": "3", "-n.html": "4"}
    publish_site(work, write_site(work / "site", odd))
    assert published(bare) == odd


def test_a_hook_of_the_users_repository_is_not_run(repository: tuple[Path, Path]) -> None:
    work, _ = repository
    for name in ("pre-push", "reference-transaction", "post-index-change"):
        hook = work / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\ntouch hook-was-here\nexit 1\n", "utf-8")
        hook.chmod(0o755)
    publish_site(work, write_site(work / "site", SITE))
    assert not (work / "hook-was-here").exists()


def test_where_git_does_not_know_the_user(repository: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    work, bare = repository
    for name in [one for one in os.environ if one.startswith("GIT_") or one == "EMAIL"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(work))
    git(work, "config", "user.useConfigOnly", "true")
    publish_site(work, write_site(work / "site", SITE))
    assert git(bare, "log", "-1", "--format=%an %cn", BRANCH).strip() == "guidegen guidegen"


def test_a_repository_of_newer_hashes(tmp_path: Path) -> None:
    work, bare = tmp_path / "work", tmp_path / "bare.git"
    work.mkdir()
    git(tmp_path, "init", "--bare", "-q", "--object-format=sha256", str(bare))
    git(work, "init", "-q", "--object-format=sha256", "-b", "main")
    git(work, "remote", "add", "origin", str(bare))
    publish_site(work, write_site(work / "site", SITE))
    assert published(bare) == SITE


def _worktree(work: Path, bare: Path) -> Path:
    git(work, "worktree", "add", "-q", "../second", "-b", "side")
    return work.parent / "second"


def _submodule(work: Path, bare: Path) -> Path:
    outer = work.parent / "outer"
    git(work.parent, "init", "-q", str(outer))
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(bare), "guide")
    git(outer, "commit", "-q", "-m", "with a submodule")
    return outer / "guide"


def _shallow(work: Path, bare: Path) -> Path:
    git(work.parent, "clone", "-q", "--depth=1", f"file://{bare}", "shallow")
    return work.parent / "shallow"


def _partial(work: Path, bare: Path) -> Path:
    git(bare, "config", "uploadpack.allowFilter", "true")
    git(work.parent, "clone", "-q", "--filter=blob:none", f"file://{bare}", "partial")
    return work.parent / "partial"


def _borrowing(work: Path, bare: Path) -> Path:
    git(work.parent, "clone", "-q", "--shared", str(work), "borrowing")
    return work.parent / "borrowing"


def _detached(work: Path, bare: Path) -> Path:
    git(work, "checkout", "-q", "--detach")
    return work


def _filtering(work: Path, bare: Path) -> Path:
    """What goes through filters when somebody adds it must not go through them here."""
    (work / ".gitattributes").write_text("*.pdf filter=lfs\n*.html text eol=crlf\n* text=auto\n", "utf-8")
    git(work, "config", "core.autocrlf", "true")
    git(work, "config", "filter.lfs.clean", "false")
    git(work, "config", "filter.lfs.required", "true")
    return work


@pytest.mark.parametrize(
    "make", [_worktree, _submodule, _shallow, _partial, _borrowing, _detached, _filtering], ids=lambda one: one.__name__
)
def test_every_kind_of_repository_stays_as_it_is(
    repository: tuple[Path, Path], tmp_path: Path, make: Callable[[Path, Path], Path]
) -> None:
    """Byte for byte, everything below `.git` too."""
    work, bare = repository
    push_as_another(bare, tmp_path, {"old.html": "1"})
    push_as_another(bare, tmp_path, {"theirs.html": "2"})
    place = make(work, bare)
    site = write_site(tmp_path / "site", {**SITE, "handbook.pdf": b"%PDF-1.7\n\r\n"})
    before = snapshot(work.parent)
    publish_site(place, site, remote=f"file://{bare}")
    write_site(site, {**SITE, "handbook.pdf": b"%PDF-1.7\r\n"})
    publish_site(place, site, remote=f"file://{bare}")
    assert publish_site(place, site, remote=f"file://{bare}").is_noop
    assert snapshot(work.parent) == before
    assert published(bare).keys() == {*SITE, "handbook.pdf", "old.html", "theirs.html"}
    assert git(bare, "cat-file", "-s", f"{BRANCH}:handbook.pdf").strip() == str(len(b"%PDF-1.7\r\n"))
    assert commits_on(bare) == ["Publish Guides", "somebody else's", "somebody else's"]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the remote and what guidegen keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".guidegen", "remote.git"} & set(path.relative_to(folder).parts)
    }


def test_where_a_hook_of_git_calls_guidegen(repository: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Git says there where its own repository is, which need not be this one."""
    work, bare = repository
    site = write_site(work / "site", SITE)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_TRACE", "1")  # and its warnings are not errors
    with open_git(work, work / ".guidegen", os.environ) as one:
        publish_branch(one, str(bare), DEFAULT_PUBLISH, "Guides", Site(site, read_manifest(site, "public")))
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    assert published(bare) == SITE


def test_a_token_in_an_address_is_not_told(repository: tuple[Path, Path]) -> None:
    work, _ = repository
    site = write_site(work / "site", SITE)
    with pytest.raises(OutputError, match="the remote cannot be read") as failed:
        publish_site(work, site, remote="https://office:s3cret@127.0.0.1:9/guide.git")
    assert "s3cret" not in str(failed.value)
    assert "127.0.0.1" in str(failed.value)
    assert without_password("https://office:s3cret@github.com/a/b.git") == "https://github.com/a/b.git"
    assert without_password("git@github.com:a/b.git") == "git@github.com:a/b.git"


@pytest.mark.campaign
def test_a_large_site(repository: tuple[Path, Path]) -> None:
    work, bare = repository
    many = {f"guides/{number % 50}/{number}.html": f"<p>{number}</p>" * 20 for number in range(20_000)}
    site = write_site(work / "site", many)
    publish_site(work, site)
    names = git(bare, "ls-tree", "-r", "--name-only", BRANCH).splitlines()
    assert len(names) == 20_000 + len(OURS)
    assert publish_site(work, site).is_noop


def test_what_a_killed_run_left_is_gone_after_a_day(repository: tuple[Path, Path]) -> None:
    work, _ = repository
    old, running = (work / f".guidegen/publish-{name}/objects" for name in ("old", "running"))
    for folder in (old, running):
        folder.mkdir(parents=True)
    os.utime(old.parent, (0, 0))
    publish_site(work, write_site(work / "site", SITE))
    assert [one.name for one in (work / ".guidegen").iterdir()] == ["publish-running"]


# --- what is not there ---


def test_not_a_repository(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="is not in a git repository"),
        open_git(tmp_path, tmp_path / ".guidegen", {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}),
    ):
        pass


def test_what_git_says_to_type_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's folder: git refuses it, and says what to type."""
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = f"dubious ownership .*; git's own advice: git config --global --add safe.directory {tmp_path}"
    with pytest.raises(OutputError, match=said), open_git(tmp_path, tmp_path / ".guidegen", os.environ):
        pass
    with pytest.raises(OutputError, match=said):
        top_of(tmp_path)


def test_no_remote(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with open_git(tmp_path, tmp_path / ".guidegen", os.environ) as one:
        with pytest.raises(UsageError, match="there is no git remote 'origin'; add it: git remote add origin ADDRESS"):
            remote_address(one, "origin")
        git(tmp_path, "remote", "add", "upstream", "https://example.org/x.git")
        with pytest.raises(UsageError, match="there is no git remote 'origin'; known here: upstream"):
            remote_address(one, "origin")
        assert remote_address(one, "upstream") == "https://example.org/x.git"
        assert remote_address(one, "git@github.com:a/b.git") == "git@github.com:a/b.git"


def test_a_remote_that_cannot_be_reached(repository: tuple[Path, Path], tmp_path: Path) -> None:
    work, _ = repository
    with pytest.raises(OutputError, match="the remote cannot be read"):
        publish_site(work, write_site(work / "site", SITE), remote=str(tmp_path / "nowhere.git"))


def test_no_git(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="git is not installed"), open_git(tmp_path, tmp_path, {"PATH": ""}):
        pass


@pytest.mark.parametrize(
    ("remote", "domain", "address"),
    [
        ("git@github.com:Office/guide.git", None, "https://office.github.io/guide/"),
        ("https://github.com/office/guide", None, "https://office.github.io/guide/"),
        ("https://token@github.com/office/office.github.io.git", None, "https://office.github.io/"),
        ("ssh://git@github.com/office/guide.git", None, "https://office.github.io/guide/"),
        ("git@example.org:office/guide.git", None, None),
        ("git@example.org:office/guide.git", "guide.example.org", "https://guide.example.org/"),
        ("/srv/git/guide.git", None, None),
    ],
)
def test_where_the_site_will_be(remote: str, domain: str | None, address: str | None) -> None:
    assert pages_address(remote, domain) == address
