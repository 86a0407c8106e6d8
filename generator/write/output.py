"""Writing artifacts below a root: compared, staged, swapped; foreign files carried over, only our own pruned."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import OutputError, RefusedError
from generator.model.artifact import Artifact, Audience
from generator.model.manifest import NAME, Manifest, WrittenFile
from generator.write.journal import Finished, clear_spool, read_journal
from generator.write.locked import locked
from generator.write.looked import Looked
from generator.write.manifest import read_manifest
from generator.write.spool import Spool
from generator.write.stage import (
    Output,
    Spooled,
    _write,
    by_path,
    carry_over,
    check_names,
    digest_of,
    drop_empty,
    put,
    record_of,
    state_of,
)
from generator.write.swap import repair, spool_path, stage_path, swap


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, by path; `kept` are own files changed by hand that would have been removed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...] = ()

    @property
    def is_noop(self) -> bool:
        return not (self.added or self.changed or self.removed)


class OutputRoot:
    """One output folder, locked while it is open. `note` is where is kept what is known of its files."""

    def __init__(self, target: Path, audience: Audience, note: Path | None = None) -> None:
        self.target, self.audience, self.looked = target, audience, Looked(note)
        self.manifest = read_manifest(target, audience)
        self._spool = Spool(spool_path(target), audience)

    def finish(self, profile: str, artifacts: Iterable[Artifact], reused: Iterable[str] = ()) -> Finished:
        """Put one profile's files next to the root, to be moved in by `settle`, also after this process was killed.

        `reused` are its files that stay. Raises OutputError where the disk fails.
        """
        finished = Finished(profile, tuple(map(self.spool, artifacts)), tuple(reused))
        self._spool.note(finished)
        return finished

    def spool(self, artifact: Artifact) -> Spooled:
        """Let a file wait for `write` next to the root. Raises OutputError where the disk fails."""
        return self._spool.put(artifact)

    def give_up(self) -> None:
        """Remove what waits, unless it is finished and noted for the next run."""
        self._spool.give_up()

    def settle(self, finished: Sequence[Finished]) -> None:
        """Put in place what is finished, and leave the files of all others as they are.

        Raises what `write` raises; then everything waits where it is.
        """
        known = self.manifest.files
        shared = [path for path, one in known.items() if one.profile is None]
        reused = [path for one in finished for path in one.reused if path in known]
        spooled = [file for one in finished for file in one.spooled]
        self.write(spooled, [*reused, *shared], only=frozenset(one.profile for one in finished))
        clear_spool(spool_path(self.target))

    def recover(self) -> None:
        """Put in place what a killed run had finished.

        Raises OutputError where the disk fails. What would replace a file changed by hand is made again instead, by a
        run that can say so.
        """
        finished = {one.profile: one for one in read_journal(spool_path(self.target))}
        if finished:
            with contextlib.suppress(RefusedError):
                self.settle(list(finished.values()))
        clear_spool(spool_path(self.target))

    def reusable(self, path: str, key: str) -> bool:
        """Whether the file at `path` was made from the same inputs and is still as we wrote it."""
        known = self.manifest.files.get(path)
        return known is not None and known.key == key and self.is_as_written(path)

    def artifact(self, path: str) -> Artifact:
        """One of our files as it was written."""
        one = self.manifest.files[path]
        return Artifact(path, (self.target / path).read_bytes(), one.profile, one.key)

    def is_as_written(self, path: str) -> bool:
        """Whether one of our files is still as we wrote it."""
        sha256 = self.manifest.files[path].sha256
        state = state_of(self.target / path)
        if state is None or self.looked.has(path, state, sha256):
            return state is not None
        if digest_of(self.target / path) != sha256:
            return False
        self.looked.see(path, state, sha256)
        return True

    def write(
        self,
        artifacts: Iterable[Output],
        reused: Iterable[str],
        *,
        only: frozenset[str] | None = None,
        counted_from: dt.date | None = None,
    ) -> Written:
        """Write the artifacts and keep the reused paths; remove what we wrote earlier and is in neither.

        With `only`, files of profiles outside it are kept too. Raises RefusedError where a file in the way is not
        ours or was changed by hand, OutputError where the disk fails; the old tree is then left as it was.
        """
        fresh = by_path(artifacts)
        files = {path: self.manifest.files[path] for path in reused}
        if only is not None:
            for path, one in self.manifest.files.items():
                if one.profile is not None and one.profile not in only:
                    files.setdefault(path, one)
        files |= {path: record_of(one) for path, one in fresh.items()}
        check_names(files)
        plan = self._compare(fresh, files)
        manifest = Manifest(self.audience, files, counted_from)
        if plan.is_noop and manifest == self.manifest:
            return plan
        self._stage(fresh, plan, manifest)
        self.manifest = manifest
        return plan

    def refuse_foreign(self, artifacts: Iterable[Output]) -> None:
        """Stop now, before expensive work, where a later `write` of these would be refused.

        Raises RefusedError.
        """
        fresh = by_path(artifacts)
        self._compare(fresh, {path: record_of(one) for path, one in fresh.items()})

    def _compare(self, fresh: dict[str, Output], files: dict[str, WrittenFile]) -> Written:
        added: list[str] = []
        changed: list[str] = []
        foreign: list[str] = []
        for path in fresh:
            file = self.target / path
            known = self.manifest.files.get(path)
            existing = digest_of(file)
            if self._is_behind_link(path):
                foreign.append(path)
            elif existing is None:
                if file.is_symlink() or file.exists():
                    foreign.append(path)
                added.append(path)
            elif existing != files[path].sha256:
                if known is None or known.sha256 != existing:
                    foreign.append(path)
                changed.append(path)
        if foreign:
            listed = ", ".join(foreign[:3]) + (" ..." if len(foreign) > 3 else "")
            raise RefusedError(
                f"{len(foreign)} files in {self.target} are not as guidegen wrote them ({listed}); "
                "move them away or delete them, then build again"
            )
        gone = [path for path in self.manifest.files if path not in files]
        removed = [
            path
            for path in gone
            if digest_of(self.target / path) == self.manifest.files[path].sha256 and not self._is_behind_link(path)
        ]
        kept = [path for path in gone if path not in removed and (self.target / path).exists()]
        unchanged = len(files) - len(added) - len(changed)
        return Written(tuple(added), tuple(changed), tuple(removed), unchanged, tuple(kept))

    def _is_behind_link(self, path: str) -> bool:
        """Whether a link in place of a folder would lead us out of the root."""
        return any((self.target / folder).is_symlink() for folder in PurePosixPath(path).parents[:-1])

    def _stage(self, fresh: dict[str, Output], plan: Written, manifest: Manifest) -> None:
        stage = stage_path(self.target)
        mode = 0o700 if self.audience == "private" else 0o755
        try:
            stage.mkdir(parents=True, mode=mode)
            replaced = {*plan.added, *plan.changed, *plan.removed, NAME}
            if self.target.exists():
                carry_over(self.target, stage, replaced)
            for path in (*plan.added, *plan.changed):
                put(stage / path, fresh[path], self.audience)
                self.looked.see(path, os.lstat(stage / path), manifest.files[path].sha256)
            _write(stage / NAME, manifest.as_json(), self.audience)
            drop_empty(stage, plan.removed)
            swap(stage, self.target)
        except OSError as error:
            shutil.rmtree(stage, ignore_errors=True)
            raise OutputError(
                f"{self.target} could not be written: {error.strerror or error}; it is as it was"
            ) from error


@contextmanager
def open_root(target: Path, audience: Audience, locks: Path, note: Path | None = None) -> Iterator[OutputRoot]:
    """Lock an output root, repair what a killed run left, and put in place what it had finished.

    Where there is a `note`, files that are known from it are not read again.

    Raises RefusedError where another run writes there, or the folder holds another kind of output.
    """
    if target.is_symlink():
        raise RefusedError(f"{target} is a link; guidegen writes only into a real folder")
    for folder in target.absolute().parents:
        read_manifest(folder, audience)  # nothing private goes below what is published
    with locked(target, locks):
        repair(target)
        root = OutputRoot(target, audience, note)
        root.recover()
        try:
            yield root
        except BaseException:
            root.give_up()
            raise
        root.looked.keep(root.manifest.files)
        clear_spool(spool_path(target))
