"""Publishing while others push, hooks refuse and runs are killed: nobody's file is lost, and no half site goes up."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.model.manifest import NAME
from tests.campaigns import show_table
from tests.projects import ROOT
from tests.publish.repositories import BRANCH, files_on, git, make_repository, push_as_another, state_of, write_site

RUN = """
import sys
from pathlib import Path
from generator.errors import GuidegenError
from tests.publish.repositories import publish_site, settings
work, site, bare, history = sys.argv[1:]
print("begin", flush=True)
try:
    report = publish_site(Path(work), Path(site), settings(history=history), remote="file://" + bare)
    print("same" if report.is_noop else "published")
except GuidegenError as error:
    print(f"refused: {error}")
"""


@dataclass
class Figures:
    """What a campaign found."""

    outcomes: Counter[str] = field(default_factory=Counter)
    pushes_of_others: int = 0
    during: int = 0
    files_of_others: int = 0
    lost: list[str] = field(default_factory=list)
    half_sites: list[int] = field(default_factory=list)
    changed_repositories: list[int] = field(default_factory=list)
    false_words: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def rows(self) -> list[tuple[str, object]]:
        """The table."""
        return [
            ("runs", self.outcomes.total()),
            *((f"  {name}", count) for name, count in sorted(self.outcomes.items())),
            ("pushes of others, of which during a run", f"{self.pushes_of_others}, {self.during}"),
            ("files of others on the branch at the end", self.files_of_others),
            ("files of others lost", len(self.lost)),
            ("half sites on the branch", len(self.half_sites)),
            ("changes to the user's repository", len(self.changed_repositories)),
            ("'published' that was not, and the other way round", len(self.false_words)),
            ("seconds", f"{self.seconds:.0f}"),
        ]


def publish_campaign(folder: Path, rounds: int, seed: int, files: int) -> Figures:
    """So many runs: some are killed, some meet a push of somebody else, a hook that refuses, a remote that is gone."""
    chance = random.Random(seed)
    figures = Figures()
    work, bare = make_repository(folder / "git")
    hook = bare / "hooks/pre-receive"
    theirs: dict[str, str] = {}
    sites: list[dict[str, str]] = []
    pace = 0.5
    began = time.monotonic()
    for number in range(rounds):
        site = {f"guides/{one}.html": f"<p>{one if chance.random() < 0.9 else number}</p>" for one in range(files)}
        site = {path: text for path, text in site.items() if chance.random() < 0.95} | {"index.html": f"{number}"}
        write_site(folder / "site", site)
        sites.append(site)
        kind = chance.choices(["plain", "killed", "rival", "refusing", "gone"], [4, 4, 4, 1, 1])[0]
        if chance.random() < 0.3:
            _push(figures, bare, folder, theirs, f"before-{number}")
        if kind == "refusing":
            hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
            hook.chmod(0o755)
        before, tip = state_of(work), _tip(bare)
        address = folder / "nowhere.git" if kind == "gone" else bare
        history = chance.choice(["one", "one", "keep"])
        arguments = (str(work), str(folder / "site"), str(address), history)
        with subprocess.Popen(
            (sys.executable, "-c", RUN, *arguments), cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begin\n"
            start = time.monotonic()
            if kind == "rival":
                time.sleep(chance.uniform(0, pace))
                _push(figures, bare, folder, theirs, f"during-{number}")
                figures.during += 1
            elif kind == "killed":
                time.sleep(chance.uniform(0, pace))
                process.kill()
            said = process.stdout.read().strip()
        _wait_for_all_of(process.pid)
        if kind == "plain":
            pace = time.monotonic() - start
        hook.unlink(missing_ok=True)
        outcome = said.split(":")[0] or "killed"
        figures.outcomes[outcome] += 1
        if outcome == "published" and (kind in ("refusing", "gone") or _tip(bare) == tip):
            figures.false_words.append(f"{number}: {said}")
        _judge(figures, number, bare, theirs, sites, state_of(work) == before)
    figures.seconds = time.monotonic() - began
    figures.files_of_others = len(theirs)
    return figures


def _wait_for_all_of(group: int) -> None:
    """A push that was under way when its run was killed goes on by itself: until git has ended too."""
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)


def _push(figures: Figures, bare: Path, folder: Path, theirs: dict[str, str], name: str) -> None:
    path = f"{name}.txt"
    for _ in range(5):
        try:
            push_as_another(bare, folder, {path: name})
            break
        except AssertionError:  # we were faster; they fetch and push again
            continue
    theirs[path] = name
    figures.pushes_of_others += 1


def _tip(bare: Path) -> str:
    return git(bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")


def _judge(
    figures: Figures, number: int, bare: Path, theirs: dict[str, str], sites: list[dict[str, str]], is_same: bool
) -> None:
    if not is_same:
        figures.changed_repositories.append(number)
    if not _tip(bare):
        return
    there = files_on(bare)
    figures.lost += [path for path, text in theirs.items() if there.get(path) != text]
    ours = {path: text for path, text in there.items() if path not in theirs}
    manifest = ours.pop(NAME, None)
    ours.pop(".nojekyll", None)
    if manifest is not None and (ours not in sites or ours.keys() != json.loads(manifest)["files"].keys()):
        figures.half_sites.append(number)


def judge(figures: Figures) -> None:
    """The promise."""
    assert figures.lost == []
    assert figures.half_sites == []
    assert figures.changed_repositories == []
    assert figures.false_words == []


def test_nobodys_file_is_lost_and_no_half_site_goes_up(tmp_path: Path) -> None:
    figures = publish_campaign(tmp_path, rounds=12, seed=11, files=20)
    judge(figures)
    assert figures.outcomes["published"] >= 3
    assert figures.pushes_of_others >= 3


@pytest.mark.campaign
def test_campaign_of_publishing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = publish_campaign(tmp_path, rounds=120, seed=20261122, files=400)
    show_table("publishing, while others push and runs are killed", figures.rows(), capsys)
    judge(figures)
    assert figures.outcomes["killed"] >= 15
