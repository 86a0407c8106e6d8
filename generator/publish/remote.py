"""The branch a site is published to, as it is at the remote."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import OutputError, UsageError
from generator.model.manifest import NAME
from generator.publish.git import Git, GitFailed

TREE = "Guidegen-Tree"
NOJEKYLL, CNAME = ".nojekyll", "CNAME"
NOTHING_THERE = 2
"""git ls-remote's exit code for a branch that does not exist."""

_GITHUB = re.compile(r"(?:git@github\.com:|(?:https|ssh)://(?:[^@/]+@)?github\.com/)([^/]+)/([^/]+?)(?:\.git)?/?")
_REMOTE_ADDRESS = re.compile(r"[a-z+]+://\S+|[^\s:/]+@?[^\s:/]*:\S+|[./]\S*")


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a tree: its mode and its object."""

    mode: str
    name: str


Tree = Mapping[str, Blob]


@dataclass(frozen=True, slots=True)
class Tip:
    """What is on the branch.

    `last` is the tree of the newest commit that guidegen made, `ours` the paths guidegen wrote in it; the files of
    others are all the rest.
    """

    commit: str | None = None
    tree_name: str | None = None
    tree: Tree = field(default_factory=dict)
    is_ours: bool = False
    parents: tuple[str, ...] = ()
    last: Tree = field(default_factory=dict)
    ours: frozenset[str] = frozenset()


def remote_address(git: Git, remote: str) -> str:
    """The address to push to, of a remote by name or as it is.

    Raises UsageError where there is no such remote.
    """
    names = git("remote").split()
    if remote in names:
        return git("remote", "get-url", "--push", remote).splitlines()[0]
    if _REMOTE_ADDRESS.fullmatch(remote):
        return remote
    known = f"; known here: {', '.join(names)}" if names else f"; add it: git remote add {remote} ADDRESS"
    raise UsageError(f"there is no git remote '{remote}'{known}")


def pages_address(address: str, domain: str | None) -> str | None:
    """Where GitHub Pages will show the site; None where the remote is not at GitHub."""
    if domain:
        return f"https://{domain}/"
    match = _GITHUB.fullmatch(address)
    if match is None:
        return None
    owner, repository = match.group(1).lower(), match.group(2)
    return f"https://{owner}.github.io/" + ("" if repository.lower() == f"{owner}.github.io" else f"{repository}/")


def read_tip(git: Git, address: str, branch: str) -> Tip:
    """The remote branch, fetched. An empty Tip where there is no such branch.

    Raises OutputError where the remote cannot be reached.
    """
    commit = _tip_commit(git, address, branch)
    if commit is None:
        return Tip()
    if not git.has(f"{commit}^{{tree}}"):
        _fetch(git, address, branch)
    if not git.has(f"{commit}^{{tree}}"):
        raise OutputError(f"'{branch}' moved while it was read; publish again")
    history = _history(git, commit)
    last = next((one for one in history if one.is_ours), None)
    last_tree = tree_of(git, last.commit) if last else {}
    return Tip(
        commit=commit,
        tree_name=history[0].tree,
        tree=tree_of(git, commit),
        is_ours=history[0].is_ours,
        parents=history[0].parents,
        last=last_tree,
        ours=_written(git, last_tree) if last else frozenset(),
    )


def tree_of(git: Git, commit: str) -> Tree:
    """Every file of a commit, by path."""
    tree: dict[str, Blob] = {}
    for line in git("ls-tree", "-r", "-z", "--full-tree", commit).split("\0"):
        if line:
            description, _, path = line.partition("\t")
            mode, _, name = description.split(" ")
            tree[path] = Blob(mode, name)
    return tree


def _tip_commit(git: Git, address: str, branch: str) -> str | None:
    try:
        listed = git("ls-remote", "--exit-code", "--", address, f"refs/heads/{branch}")
    except GitFailed as failed:
        if failed.code == NOTHING_THERE:
            return None
        raise OutputError(f"the remote cannot be read: {failed.message}") from None
    return listed.split()[0]


def _fetch(git: Git, address: str, branch: str) -> None:
    """Get the branch's objects. No ref is written: not FETCH_HEAD, not a remote-tracking branch, no tag."""
    try:
        git(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules",
            "--no-auto-maintenance", "--", address, f"refs/heads/{branch}",
        )  # fmt: skip
    except GitFailed as failed:
        raise OutputError(f"the remote cannot be read: {failed.message}") from None


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    tree: str
    parents: tuple[str, ...]
    is_ours: bool


def _history(git: Git, commit: str) -> list[_Commit]:
    """The commits from the tip down to the newest that guidegen made, the tip first."""
    found: list[_Commit] = []
    listed = git("log", "-z", "--first-parent", "--format=%H%n%T%n%P%n%B", commit, "--")
    for record in listed.split("\0"):
        if not record:
            break
        name, tree, parents, message = record.split("\n", 3)
        # A commit that somebody amended keeps our words but not our tree.
        is_ours = f"{TREE}: {tree}" in message.splitlines()
        found.append(_Commit(name, tree, tuple(parents.split()), is_ours))
        if is_ours:
            break
    return found


def _written(git: Git, tree: Tree) -> frozenset[str]:
    """The paths that guidegen wrote into a tree: those its manifest lists, and its own marks."""
    if NAME not in tree:
        return frozenset()
    try:
        document = json.loads(git("cat-file", "blob", tree[NAME].name))
        listed = set(document["files"])
    except (ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset({path for path in {*listed, NAME, NOJEKYLL, CNAME} if path in tree})
