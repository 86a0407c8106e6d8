"""A site onto a branch: others' files stay, ours are replaced, in one commit pushed under lease."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.errors import OutputError, RefusedError
from generator.model.delivery import PublishSettings
from generator.publish.git import Git, GitFailed
from generator.publish.remote import CNAME, NOJEKYLL, TREE, Blob, Tip, Tree, read_tip

ATTEMPTS = 3
"""How often to begin again where somebody else pushes between our fetch and our push."""

PLAIN = "100644"
SHOWN = 5
PROJECT = "guidegen.yaml"
_ADVICE = "a site needs a branch of its own, such as gh-pages ('publish: {branch: ...}' in guidegen.yaml)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """What a publish did or would do, by path. `commit` is None where nothing was pushed."""

    branch: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    others: tuple[str, ...]
    size: int
    commit: str | None = None

    @property
    def is_noop(self) -> bool:
        return not (self.added or self.changed or self.removed)


def publish_branch(
    git: Git,
    address: str,
    settings: PublishSettings,
    title: str,
    site: Iterable[tuple[str, bytes]],
    *,
    overwrite: bool = False,
    dry_run: bool = False,
) -> PublishReport:
    """Put the site's files on the branch.

    Raises RefusedError where a file on the branch that is not guidegen's is in the way, OutputError where the remote
    cannot be read or refuses the push.
    """
    _refuse_own_branch(git, settings.branch)
    tip = read_tip(git, address, settings.branch)
    _refuse_project_branch(git, settings.branch, tip)
    new, size = _write_blobs(git, _with_marks(site, settings), {blob.name for blob in tip.tree.values()})
    for left in reversed(range(ATTEMPTS)):
        tree = _merged(tip, new, overwrite=overwrite)
        report = _report(tip, tree, new, settings, size)
        tree_name = _write_tree(git, tree)
        if tree_name == tip.tree_name or dry_run:
            return report
        commit = _commit(git, tree_name, tip, settings, title)
        if _push(git, address, settings, commit, tip):
            return replace(report, commit=commit)
        if left:
            tip = read_tip(git, address, settings.branch)
    raise OutputError(f"somebody else keeps pushing to '{settings.branch}'; nothing was published, try again later")


def _refuse_own_branch(git: Git, branch: str) -> None:
    try:
        current = git("symbolic-ref", "--quiet", "--short", "HEAD").strip()
    except GitFailed:
        return
    if current == branch:
        raise RefusedError(f"'{branch}' is the branch you work on; {_ADVICE}")


def _refuse_project_branch(git: Git, branch: str, tip: Tip) -> None:
    """Whatever is checked out here: a branch that holds the project's own files is not one for its site."""
    if git("rev-parse", "--show-prefix").strip() + PROJECT in tip.tree:
        raise RefusedError(f"'{branch}' of the remote holds the project itself; {_ADVICE}")


def _with_marks(site: Iterable[tuple[str, bytes]], settings: PublishSettings) -> Iterator[tuple[str, bytes]]:
    yield from site
    yield NOJEKYLL, b""
    if settings.domain:
        yield CNAME, f"{settings.domain}\n".encode()


def _write_blobs(git: Git, site: Iterable[tuple[str, bytes]], known: Collection[str]) -> tuple[Tree, int]:
    """Write the files that are not known yet as objects, one at a time; gives all by path, and their bytes in all."""
    algorithm = git("rev-parse", "--show-object-format").strip()
    tree: dict[str, Blob] = {}
    size = 0
    with git.importing() as add:
        for path, content in site:
            name = hashlib.new(algorithm, b"blob %d\0" % len(content) + content).hexdigest()
            if name not in known:
                add(content)
            tree[path] = Blob(PLAIN, name)
            size += len(content)
    return tree, size


def _merged(tip: Tip, new: Tree, *, overwrite: bool) -> dict[str, Blob]:
    """The tree to publish: what others have put on the branch, and our files."""
    kept = {path: blob for path, blob in tip.tree.items() if not _is_replaceable(path, blob, tip, new)}
    folders = {folder for path in new for folder in _folders(path)}
    in_the_way = sorted(path for path in kept if _collides(path, kept, new, folders))
    if in_the_way and not overwrite:
        listed = ", ".join(in_the_way[:SHOWN]) + (" ..." if len(in_the_way) > SHOWN else "")
        raise RefusedError(
            f"{len(in_the_way)} files on the branch were put there or changed by somebody else ({listed}); take them "
            "away there, or replace them with --overwrite"
        )
    return {path: blob for path, blob in kept.items() if path not in in_the_way} | dict(new)


def _is_replaceable(path: str, blob: Blob, tip: Tip, new: Tree) -> bool:
    """Whether a file on the branch is as we left it; a CNAME only goes where the project names another domain."""
    if path == CNAME and CNAME not in new:
        return False
    return path in tip.ours and tip.last.get(path) == blob


def _collides(path: str, kept: Tree, new: Tree, folders: Collection[str]) -> bool:
    """Whether a file of somebody else is where one of ours, or a folder of ours, has to be."""
    if path in new:
        return kept[path] != new[path]
    return path in folders or any(folder in new for folder in _folders(path))


def _folders(path: str) -> Iterator[str]:
    return (path[:at] for at, letter in enumerate(path) if letter == "/")


def _report(tip: Tip, tree: Tree, new: Tree, settings: PublishSettings, size: int) -> PublishReport:
    return PublishReport(
        branch=settings.branch,
        added=tuple(sorted(tree.keys() - tip.tree.keys())),
        changed=tuple(sorted(path for path in tree.keys() & tip.tree.keys() if tree[path] != tip.tree[path])),
        removed=tuple(sorted(tip.tree.keys() - tree.keys())),
        unchanged=sum(1 for path in new if tip.tree.get(path) == new[path]),
        others=tuple(sorted(tree.keys() - new.keys())),
        size=size,
    )


def _write_tree(git: Git, tree: Tree) -> str:
    git("read-tree", "--empty")
    lines = "".join(f"{blob.mode} {blob.name}\t{path}\0" for path, blob in sorted(tree.items()))
    git("update-index", "-z", "--index-info", given=lines.encode("utf-8", "surrogateescape"))
    return git("write-tree").strip()


def _replaces(tip: Tip, settings: PublishSettings) -> bool:
    return tip.is_ours and settings.history == "one"


def _commit(git: Git, tree: str, tip: Tip, settings: PublishSettings, title: str) -> str:
    """Our own tip is replaced, so that PDFs do not pile up in the history; anybody else's commit stays below ours."""
    parents = tip.parents if _replaces(tip, settings) else (tip.commit,) if tip.commit else ()
    message = f"Publish {title}\n\n{TREE}: {tree}\n"
    options = [word for parent in parents for word in ("-p", parent)]
    return git("commit-tree", tree, *options, given=message.encode(), identity=_identity(git)).strip()


def _identity(git: Git) -> dict[str, str]:
    """The user's name as git knows it; where git knows none, only that guidegen did it."""
    try:
        git("var", "GIT_COMMITTER_IDENT")
    except GitFailed:
        who = {"NAME": "guidegen", "EMAIL": "guidegen@localhost"}
        return {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    return {}


def _push(git: Git, address: str, settings: PublishSettings, commit: str, tip: Tip) -> bool:
    """Push under lease; False where somebody else was faster.

    Raises OutputError where the remote refuses.
    """
    ref = f"refs/heads/{settings.branch}"
    lease = f"--force-with-lease={ref}:{tip.commit or ''}"
    try:
        git(
            "push",
            "--porcelain",
            "--no-verify",
            "--no-follow-tags",
            "--recurse-submodules=no",
            lease,
            "--",
            address,
            f"{commit}:{ref}",
        )
    except GitFailed as failed:
        rejected = next((line for line in failed.output.splitlines() if line.startswith("!")), "")
        if "(stale info)" in rejected or "(fetch first)" in rejected or "cannot lock ref" in rejected:
            return False
        reason = "; ".join(one for one in (rejected.rpartition("\t")[2], failed.remote) if one) or failed.message
        if _replaces(tip, settings):
            reason += ". Where it lets nobody replace a commit, say 'publish: {history: keep}' in guidegen.yaml"
        raise OutputError(f"the remote refused the push, and nothing was published: {reason}") from None
    return True
