"""Repositories, sites and git commands for the tests of publishing."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.model.delivery import DEFAULT_PUBLISH, PublishSettings
from generator.model.manifest import NAME, Manifest, WrittenFile
from generator.publish.branch import PublishReport, publish_branch
from generator.publish.git import open_git
from generator.publish.site import Site
from generator.write.manifest import read_manifest

SITE = {"index.html": "<h1>Guides</h1>", "guides/one/index.html": "<p>one</p>", "guides/two/index.html": "<p>two</p>"}
BRANCH = "gh-pages"


def git(folder: Path, *arguments: str, given: str = "") -> str:
    """Run git as somebody else would, outside guidegen."""
    done = subprocess.run(
        ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", *arguments),
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_repository(folder: Path) -> tuple[Path, Path]:
    """A project's repository with a commit, and the bare one that is its remote."""
    bare, work = folder / "remote.git", folder / "work"
    work.mkdir(parents=True)
    git(folder, "init", "--bare", "-q", "-b", "main", str(bare))
    git(work, "init", "-q", "-b", "main")
    (work / "notes.txt").write_text("work in progress", "utf-8")
    (work / "tracked.txt").write_text("first", "utf-8")
    git(work, "add", "tracked.txt")
    git(work, "commit", "-q", "-m", "first")
    git(work, "remote", "add", "origin", str(bare))
    git(work, "push", "-q", "origin", "main")
    # What a person has in hand: an index that differs from the work tree, and from the last commit.
    (work / "tracked.txt").write_text("staged", "utf-8")
    git(work, "add", "tracked.txt")
    (work / "tracked.txt").write_text("in hand", "utf-8")
    return work, bare


def write_site(root: Path, files: Mapping[str, str | bytes], audience: str = "public") -> Path:
    """A built site: the files and their manifest."""
    written = {}
    for path, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        profile = path.split("/")[1] if path.startswith("guides/") else None
        written[path] = WrittenFile(hashlib.sha256(data).hexdigest(), len(data), profile)
    for old in (one for one in root.rglob("*") if one.is_file()):
        if old.relative_to(root).as_posix() not in written:
            old.unlink()
    manifest = Manifest("private" if audience == "private" else "public", written)
    (root / NAME).write_bytes(b"".join(manifest.as_json()))
    return root


def publish_site(
    work: Path,
    site: Path,
    settings: PublishSettings = DEFAULT_PUBLISH,
    *,
    remote: str | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> PublishReport:
    """Publish a site as `guidegen publish` does after its checks."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    with open_git(work, work / ".guidegen", environment) as one:
        address = remote or git(work, "remote", "get-url", "origin").strip()
        built = Site(site, read_manifest(site, "public"))
        return publish_branch(one, address, settings, "Guides", built, overwrite=overwrite, dry_run=dry_run)


def settings(**values: object) -> PublishSettings:
    """Publish settings with some values."""
    return DEFAULT_PUBLISH.model_copy(update=values)


def files_on(bare: Path, branch: str = BRANCH) -> dict[str, str]:
    """Every file on a branch, by path."""
    paths = git(bare, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {path: git(bare, "show", f"{branch}:{path}") for path in paths if path}


def commits_on(bare: Path, branch: str = BRANCH) -> list[str]:
    """The subjects of a branch's commits, newest first."""
    return git(bare, "log", "--format=%s", branch).splitlines()


def push_as_another(bare: Path, folder: Path, changes: Mapping[str, str | None], branch: str = BRANCH) -> str:
    """Somebody else changes files on the branch; None removes one. Gives their commit."""
    clone = folder / f"clone-{len(list(folder.iterdir()))}"
    git(folder, "clone", "-q", str(bare), str(clone))
    known = git(bare, "for-each-ref", "--format=%(refname:short)").split()
    git(clone, "checkout", "-q", *(("--orphan", branch) if branch not in known else (branch,)))
    if branch not in known:
        git(clone, "rm", "-rqf", "--ignore-unmatch", ".")
    for path, content in changes.items():
        if content is None:
            (clone / path).unlink()
        else:
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_text(content, "utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "somebody else's")
    git(clone, "push", "-q", "origin", branch)
    return git(clone, "rev-parse", "HEAD").strip()


def state_of(work: Path) -> dict[str, object]:
    """Everything of a repository that publishing must leave alone."""
    return {
        "head": git(work, "rev-parse", "HEAD"),
        "refs": git(work, "for-each-ref"),
        "index": hashlib.sha256((work / ".git/index").read_bytes()).hexdigest(),
        "status": git(work, "status", "--porcelain", "--untracked-files=all", "--", ":!.guidegen", ":!site"),
        "config": (work / ".git/config").read_bytes(),
        "objects": git(work, "count-objects", "-v"),
        "fetch-head": (work / ".git/FETCH_HEAD").exists(),
        "files": {
            path.relative_to(work).as_posix(): path.read_bytes()
            for path in work.rglob("*")
            if path.is_file() and not {".guidegen", "site", ".git"} & set(path.relative_to(work).parts)
        },
    }
