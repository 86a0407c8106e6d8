"""Writing below a root: whole or not at all, nothing foreign touched, only our own removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from generator.app.spread import spread
from generator.errors import OutputError, RefusedError
from generator.model.artifact import Artifact, Audience
from generator.model.manifest import NAME
from generator.write import locked, output
from generator.write.journal import NAME as JOURNAL
from generator.write.output import Written, open_root
from generator.write.stage import digest_of
from generator.write.swap import old_path, spool_path, stage_path, swap

Write = Callable[..., Written]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "two renames"])
def write(request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write files by path; both ways of putting the new tree in place."""
    if request.param == "two renames":
        monkeypatch.setattr(output, "swap", lambda stage, target: swap(stage, target, exchange=False))

    def do(
        files: dict[str, str],
        *,
        reused: tuple[str, ...] = (),
        only: frozenset[str] | None = None,
        audience: Audience = "public",
    ) -> Written:
        artifacts = [Artifact(path, text.encode(), profile_of(path), f"key of {text}") for path, text in files.items()]
        with open_root(root, audience, root.parent / "locks") as opened:
            return opened.write(artifacts, reused, only=only)

    return do


def profile_of(path: str) -> str | None:
    return path.split("/")[1] if path.startswith("guides/") else None


def tree(folder: Path) -> dict[str, str]:
    """Every file but the manifest, with its text."""
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != NAME
    }


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.parent.iterdir() if path.name not in ("site", "locks"))


FIRST = {"index.html": "front", "guides/a/index.html": "a", "guides/a/x.html": "x", "guides/b/index.html": "b"}


def test_a_new_root(write: Write, root: Path) -> None:
    done = write(FIRST)
    assert tree(root) == FIRST
    assert (sorted(done.added), done.changed, done.removed, done.unchanged) == (sorted(FIRST), (), (), 0)
    assert (root / NAME).is_file()
    assert leftovers(root) == []


def test_the_second_time_nothing_is_written(write: Write, root: Path) -> None:
    write(FIRST)
    before = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in root.rglob("*")}
    done = write(FIRST)
    assert done.is_noop
    assert done.unchanged == 4
    assert {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in root.rglob("*")} == before


def test_what_does_not_change_is_not_touched(write: Write, root: Path) -> None:
    write(FIRST)
    os.utime(root / "guides/a/x.html", (1, 1))
    before = (root / "guides/a/x.html").stat()
    done = write({**FIRST, "index.html": "other"})
    after = (root / "guides/a/x.html").stat()
    assert done.changed == ("index.html",)
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert tree(root)["index.html"] == "other"
    assert leftovers(root) == []


def test_only_what_we_wrote_is_removed(write: Write, root: Path) -> None:
    write(FIRST)
    (root / "guides/a/mine.txt").write_text("mine", "utf-8")
    (root / "CNAME").write_text("example.org", "utf-8")
    done = write({"index.html": "front"})
    assert sorted(done.removed) == sorted(set(FIRST) - {"index.html"})
    assert tree(root) == {"index.html": "front", "guides/a/mine.txt": "mine", "CNAME": "example.org"}
    assert not (root / "guides/b").exists(), "an empty folder stays"


def test_foreign_files_are_carried_over_as_they_are(write: Write, root: Path) -> None:
    (root / "private").mkdir(parents=True)
    (root / "private").chmod(0o700)
    (root / ".gitignore").write_text("*\n", "utf-8")
    (root / "private/notes.txt").write_text("notes", "utf-8")
    (root / "private/notes.txt").chmod(0o640)
    (root / "empty").mkdir()
    (root / "link").symlink_to("private/notes.txt")
    (root / "folder-link").symlink_to("/usr")
    (root / "nowhere").symlink_to("gone")
    before = (root / "private/notes.txt").stat()
    write(FIRST)
    after = (root / "private/notes.txt").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (before.st_ino, before.st_mtime_ns, before.st_mode)
    assert (root / "private").stat().st_mode & 0o777 == 0o700
    assert (root / "link").readlink() == Path("private/notes.txt")
    assert (root / "folder-link").readlink() == Path("/usr")
    assert (root / "nowhere").readlink() == Path("gone")
    assert (root / "empty").is_dir()
    assert (root / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_text("by hand", "utf-8"),
        lambda file: (file.unlink(), file.symlink_to("/etc/hostname")),
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (file.unlink(), file.symlink_to("gone")),
    ],
    ids=["edited", "a link", "a folder", "a broken link"],
)
def test_what_was_changed_by_hand_is_not_overwritten(write: Write, root: Path, spoil: Callable[[Path], object]) -> None:
    write(FIRST)
    spoil(root / "guides/a/x.html")
    with pytest.raises(RefusedError, match=r"guides/a/x\.html"):
        write({**FIRST, "guides/a/x.html": "new", "index.html": "new"})
    assert (root / "index.html").read_text("utf-8") == "front"
    assert leftovers(root) == []


def test_what_was_changed_by_hand_is_not_removed(write: Write, root: Path) -> None:
    write(FIRST)
    (root / "guides/a/x.html").write_text("by hand", "utf-8")
    done = write({"index.html": "front"})
    assert done.kept == ("guides/a/x.html",)
    assert tree(root) == {"index.html": "front", "guides/a/x.html": "by hand"}


def test_a_foreign_file_in_the_way(write: Write, root: Path) -> None:
    root.mkdir()
    (root / "index.html").write_text("somebody else's", "utf-8")
    with pytest.raises(RefusedError, match=r"index\.html"):
        write(FIRST)
    assert tree(root) == {"index.html": "somebody else's"}


def test_a_foreign_file_that_says_the_same(write: Write, root: Path) -> None:
    root.mkdir()
    (root / "index.html").write_text("front", "utf-8")
    write(FIRST)
    assert tree(root) == FIRST


def test_a_file_where_a_folder_must_be(write: Write, root: Path) -> None:
    root.mkdir()
    (root / "guides").write_text("a file", "utf-8")
    with pytest.raises((OutputError, RefusedError)):
        write(FIRST)
    assert tree(root) == {"guides": "a file"}
    assert leftovers(root) == []


def test_nothing_is_written_through_a_link(write: Write, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root.mkdir()
    (root / "guides").symlink_to(outside)
    with pytest.raises((OutputError, RefusedError)):
        write(FIRST)
    assert list(outside.iterdir()) == []


def test_own_files_behind_a_link_are_not_removed(write: Write, root: Path, tmp_path: Path) -> None:
    write(FIRST)
    shutil.move(root / "guides", tmp_path / "outside")
    (root / "guides").symlink_to(tmp_path / "outside")
    with pytest.raises((OutputError, RefusedError)):
        write({**FIRST, "guides/a/x.html": "new"})
    assert tree(tmp_path / "outside") == {
        path.removeprefix("guides/"): text for path, text in FIRST.items() if "/" in path
    }


def test_the_root_itself_may_not_be_a_link(write: Write, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError, match="is a link"):
        write(FIRST)


@pytest.mark.parametrize("path", ["../evil", "/etc/evil", "a/../../evil", "", ".guidegen.json"])
def test_paths_that_lead_out(write: Write, root: Path, path: str) -> None:
    with pytest.raises(OutputError, match="would leave"):
        write({path: "x"})
    assert not root.exists()


def test_names_that_differ_only_in_case(write: Write, root: Path) -> None:
    with pytest.raises(OutputError, match="upper and lower case"):
        write({"guides/a/Index.html": "x", "guides/a/index.html": "y"})
    write({"index.html": "x"})
    with pytest.raises(OutputError, match="upper and lower case"):
        write({"Index.html": "x"}, reused=("index.html",))


def test_two_outputs_of_one_path(root: Path) -> None:
    with open_root(root, "public", root.parent / "locks") as opened, pytest.raises(OutputError, match="two outputs"):
        opened.write([Artifact("a", b"1", "p"), Artifact("a", b"2", "q")], ())


def test_reused_files_stay(write: Write, root: Path) -> None:
    write({**FIRST, "guides/a/handbook.pdf": "pdf"})
    done = write(FIRST, reused=("guides/a/handbook.pdf",))
    assert done.is_noop
    assert tree(root)["guides/a/handbook.pdf"] == "pdf"
    assert write(FIRST).removed == ("guides/a/handbook.pdf",)


def test_what_may_be_reused(write: Write, root: Path) -> None:
    write({"guides/a/handbook.pdf": "pdf"})

    def reusable(path: str, key: str) -> bool:
        with open_root(root, "public", root.parent / "locks") as opened:
            return opened.reusable(path, key)

    assert reusable("guides/a/handbook.pdf", "key of pdf")
    assert not reusable("guides/a/handbook.pdf", "another key")
    assert not reusable("guides/b/handbook.pdf", "key of pdf")
    (root / "guides/a/handbook.pdf").write_text("by hand", "utf-8")
    assert not reusable("guides/a/handbook.pdf", "key of pdf")


def test_only_some_profiles(write: Write, root: Path) -> None:
    write(FIRST)
    done = write({"index.html": "front", "guides/a/index.html": "new"}, only=frozenset({"a"}))
    assert (done.changed, done.removed) == (("guides/a/index.html",), ("guides/a/x.html",))
    assert tree(root) == {"index.html": "front", "guides/a/index.html": "new", "guides/b/index.html": "b"}


def test_what_all_share_stays_only_where_it_is_named(write: Write, root: Path) -> None:
    write(FIRST)
    mine = {path: text for path, text in FIRST.items() if "/a/" in path}
    assert write({"guides/a/handbook.pdf": "pdf", **mine}, reused=("index.html",), only=frozenset({"a"})).removed == ()
    assert "index.html" in tree(root)
    assert set(write(mine, only=frozenset({"a"})).removed) == {"index.html", "guides/a/handbook.pdf"}


def test_a_private_root_is_ours_alone(write: Write, root: Path) -> None:
    write({"ada/handbook.pdf": "pdf"}, audience="private")
    assert root.stat().st_mode & 0o777 == 0o700
    assert (root / "ada/handbook.pdf").stat().st_mode & 0o777 == 0o600
    assert (root / NAME).stat().st_mode & 0o777 == 0o600


def test_public_and_private_never_mix(write: Write, root: Path) -> None:
    write(FIRST)
    with pytest.raises(RefusedError, match="public output"):
        write(FIRST, audience="private")
    assert tree(root) == FIRST


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 1, "audience": "public", "files": []}',
        '{"version": 1, "audience": "public", "files": {"a": {"x": 1}}}',
        '{"version": 99, "audience": "public", "files": {}}',
    ],
)
def test_a_manifest_that_cannot_be_read(write: Write, root: Path, content: str) -> None:
    write(FIRST)
    (root / NAME).write_text(content, "utf-8")
    with pytest.raises(RefusedError):
        write(FIRST)
    assert tree(root) == FIRST


def test_a_manifest_cannot_make_us_remove_what_lies_outside(write: Write, root: Path) -> None:
    write({"index.html": "front"})
    outside = root.parent / "keep.txt"
    outside.write_text("keep", "utf-8")
    digest = digest_of(outside)
    manifest = (root / NAME).read_text("utf-8")
    forged = manifest.replace('"files": {', f'"files": {{"../keep.txt": {{"sha256": "{digest}", "size": 4}},')
    (root / NAME).write_text(forged, "utf-8")
    with contextlib.suppress(RefusedError, OutputError):
        write({"index.html": "new"})
    assert outside.read_text("utf-8") == "keep"


def test_what_a_killed_run_left_is_mended(write: Write, root: Path) -> None:
    write(FIRST)
    # killed between the two renames: the old tree is set aside, the new one is not in place
    root.rename(old_path(root))
    stage_path(root).mkdir()
    (stage_path(root) / "half.html").write_text("half", "utf-8")
    spool_path(root).mkdir()
    done = write(FIRST)
    assert done.is_noop
    assert tree(root) == FIRST
    assert leftovers(root) == []


def test_an_old_tree_beside_the_new_one_is_removed(write: Write, root: Path) -> None:
    write(FIRST)
    shutil.copytree(root, old_path(root))
    assert write(FIRST).is_noop
    assert leftovers(root) == []


class Killed(BaseException):
    """The process dies here."""


def die_after(steps: int, root: Path, patch: pytest.MonkeyPatch) -> None:
    """Let the process die at a step that touches the root or what is next to it."""
    left = iter(range(steps))

    def mortal(original: Callable[..., object]) -> Callable[..., object]:
        def call(self: Path, *arguments: object, **options: object) -> object:
            if (".site.guidegen" in str(self) or self == root) and next(left, None) is None:
                raise Killed
            return original(self, *arguments, **options)

        return call

    for name in ("mkdir", "hardlink_to", "rename", "open"):
        patch.setattr(Path, name, mortal(getattr(Path, name)))


def test_a_run_killed_at_any_step_leaves_the_old_or_the_new_tree(
    write: Write, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {**FIRST, "index.html": "new", "guides/c/index.html": "c"}
    steps, was_killed = 0, True
    while was_killed:
        shutil.rmtree(root, ignore_errors=True)
        write(FIRST)
        with monkeypatch.context() as patch:
            die_after(steps, root, patch)
            try:
                write(new)
                was_killed = False
            except Killed:
                steps += 1
        with open_root(root, "public", root.parent / "locks"):
            found = tree(root)
        assert found in ((FIRST, new) if was_killed else (new,)), f"killed at step {steps}"
        assert leftovers(root) == []
    assert steps > 8


def test_a_second_run_waits_and_is_refused(write: Write, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "WAIT", 0.05)
    problems: list[Exception] = []
    with open_root(root, "public", root.parent / "locks"):

        def second() -> None:
            try:
                write(FIRST)
            except RefusedError as error:
                problems.append(error)

        other = threading.Thread(target=second)
        other.start()
        other.join()
    (problem,) = problems
    assert "another run" in str(problem)
    assert write(FIRST).added


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for very little; where none can be mounted, the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(root: Path, size: int) -> Written:
    with open_root(root, "public", root.parent / "locks") as opened:
        return opened.write([Artifact("index.html", b"old"), Artifact("big.bin", b"x" * size)], ())


def test_a_full_disk_leaves_the_old_tree(small_disk: Path) -> None:
    root = small_disk / "site"
    fill(root, 1000)
    with pytest.raises(OutputError, match="No space left"):
        fill(root, 1_000_000)
    assert (root / "big.bin").stat().st_size == 1000
    assert sorted(path.name for path in small_disk.iterdir()) == ["locks", "site"]
    assert fill(root, 2000).changed == ("big.bin",)


def test_a_disk_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "site"
    fill(root, 10)

    def no_room(file: Path, content: bytes | Iterable[bytes], audience: Audience) -> None:
        with Path("/dev/full").open("wb") as stream:
            stream.writelines((content,) if isinstance(content, bytes) else content)

    with monkeypatch.context() as patch:
        patch.setattr(output, "_write", no_room)
        with pytest.raises(OutputError, match="No space left"):
            fill(root, 20)
    assert (root / "big.bin").stat().st_size == 10
    assert leftovers(root) == []
    assert fill(root, 20).changed == ("big.bin",)


def book(name: str, words: str = "pdf") -> Artifact:
    return Artifact(f"{name}/handbook.pdf", words.encode(), name, f"key of {words}")


def private(root: Path) -> AbstractContextManager[output.OutputRoot]:
    return open_root(root, "private", root.parent / "locks")


def test_what_waits_on_the_disk_is_moved_in(root: Path) -> None:
    with private(root) as opened:
        waiting = opened.finish("ada", [book("ada")])
        assert waiting.spooled[0].file.stat().st_mode & 0o777 == 0o600
        opened.settle([waiting])
        assert opened.reusable("ada/handbook.pdf", "key of pdf")
    assert (root / "ada/handbook.pdf").read_bytes() == b"pdf"
    assert leftovers(root) == []
    with private(root) as opened:
        opened.finish("bob", [book("bob")])
    assert leftovers(root) == []


def killed_with(root: Path, *finished: str) -> Path:
    """A run that dies with some people finished and not yet in place; the folder where they wait."""
    with contextlib.suppress(Killed), private(root) as opened:
        for name in finished:
            opened.finish(name, [book(name, f"of {name}"), Artifact(f"{name}/calendar.ics", b"ics", name)])
        raise Killed
    return spool_path(root)


def test_what_a_killed_run_finished_is_put_in_place_by_the_next(root: Path) -> None:
    with private(root) as opened:
        opened.settle([opened.finish("eve", [book("eve")]), opened.finish("ada", [book("ada", "old")])])
    spool = killed_with(root, "ada", "bob")
    assert spool.stat().st_mode & 0o777 == 0o700
    assert (spool / ".gitignore").read_text() == "*\n"
    assert {path.stat().st_mode & 0o777 for path in spool.iterdir() if path.name != ".gitignore"} == {0o600}
    with private(root) as opened:
        assert opened.reusable("ada/handbook.pdf", "key of of ada")
        assert opened.reusable("bob/handbook.pdf", "key of of bob")
        assert opened.reusable("eve/handbook.pdf", "key of pdf")
    assert leftovers(root) == []


def test_what_waits_of_a_run_that_failed_is_gone(root: Path) -> None:
    with contextlib.suppress(Killed), private(root) as opened:
        waiting = opened.spool(book("ada"))
        assert waiting.content == b"pdf"
        raise Killed
    assert leftovers(root) == []


def test_several_processes_may_let_files_wait(root: Path) -> None:
    with private(root) as opened:
        made = spread(lambda names: [opened.spool(book(one, one)) for one in names], ["ada", "bob", "eve"], 3, least=1)
        opened.write([one for several in made for one in several], [])
    assert {path.parent.name: path.read_text() for path in root.rglob("*.pdf")} == {
        one: one for one in ("ada", "bob", "eve")
    }
    assert leftovers(root) == []


@pytest.mark.parametrize("spoil", ["torn", "half a file", "no file", "garbage", "no journal", "a file of a folder"])
def test_what_a_killed_run_left_half_done_is_passed_over(root: Path, spoil: str) -> None:
    spool = killed_with(root, "ada", "bob")
    journal = spool / JOURNAL
    first, second = journal.read_text().splitlines(keepends=True)
    texts = {
        "torn": first + second[:-20],
        "garbage": f"[1]\nnull\n{{}}\n{first}",
        "a file of a folder": first + second.replace('"file": "3"', '"file": "../3"'),
    }
    if spoil == "no journal":
        journal.unlink()
    elif spoil == "half a file":
        (spool / "3").write_bytes(b"of")
    elif spoil == "no file":
        (spool / "3").unlink()
    else:
        journal.write_text(texts[spoil])
    with private(root) as opened:
        there = {one.profile for one in opened.manifest.files.values()}
    assert there == (set() if spoil == "no journal" else {"ada"})
    assert leftovers(root) == []


def test_a_file_changed_by_hand_is_not_replaced_by_what_a_killed_run_left(root: Path) -> None:
    with private(root) as opened:
        opened.settle([opened.finish("ada", [book("ada", "old")])])
    (root / "ada/handbook.pdf").write_bytes(b"by hand")
    killed_with(root, "ada")
    with private(root) as opened:
        assert not opened.reusable("ada/handbook.pdf", "key of of ada")
    assert (root / "ada/handbook.pdf").read_bytes() == b"by hand"
    assert leftovers(root) == []


def test_hard_links_that_cannot_be_made_are_copies(write: Write, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(FIRST)
    os.utime(root / "guides/a/x.html", (5, 5))

    def refused(self: Path, target: Path) -> None:
        raise OSError(1, "not here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    write({**FIRST, "index.html": "new"})
    assert tree(root) == {**FIRST, "index.html": "new"}
    assert (root / "guides/a/x.html").stat().st_mtime == 5
