"""`guidegen handbooks`: the private handbooks, calendars and workbooks of applicants."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.app.alike import alike
from generator.app.applicants import People, PeopleSource, find_people
from generator.app.asked_kinds import AskedKinds
from generator.app.doubts import doubts
from generator.app.downloads import files_of
from generator.app.dry_run import failing
from generator.app.failed_rows import failed_rows_of, keep_failed_rows
from generator.app.handbooks_report import HandbooksReport
from generator.app.kept_pieces import reading
from generator.app.lay_out import lay_out, likely
from generator.app.opened import Opened, open_project
from generator.app.people import MadeNow, note_people
from generator.app.progress import Progress
from generator.app.save_plan import SavePlan
from generator.app.stopwatch import Stopwatch
from generator.cache import lock_folder
from generator.diagnostics import Failure
from generator.errors import ProfileError, ThemeError
from generator.logic.seal import Seal
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.output import HANDBOOK
from generator.model.profile import Applicant
from generator.render.files import FileRenderer
from generator.render.handbook import HandbookSource
from generator.render.own_pages import OwnPages
from generator.render.pdf import Book
from generator.send.histories import keep_history, read_history
from generator.write.output import OutputRoot, open_root
from generator.write.secret import project_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbooksRequest:
    """Whose handbooks to make; `applicants` empty means all.

    `to` None means the files that the project says, and pages for those alone who have some. `cluster` is the address
    of a Dask scheduler that lays them out.
    """

    root: Path
    output: Path
    applicants: tuple[str, ...]
    jobs: int
    today: dt.date
    source: PeopleSource = field(default_factory=PeopleSource)
    to: frozenset[str] | None = None
    reuse: bool = True
    dry_run: bool = False
    pieces: bool = True
    cluster: str | None = None


def make_handbooks(request: HandbooksRequest, progress: Progress, watch: Stopwatch) -> HandbooksReport:
    """Load, check, and for each applicant plan, select, assemble and render; then write below the private root.

    People are taken one by one, readers of like text one after another, and what is finished waits on the disk, so that
    memory does not grow with their number and a run that is killed loses no more than the books in hand. Raises
    ProjectError, UsageError, RefusedError or OutputError; an applicant that fails costs only itself, and what an
    earlier run made for them stays.
    """
    opened = open_project(request.root, request.today, watch)
    people = find_people(opened, request.source, request.applicants, request.output)
    report = HandbooksReport(failed=dict(people.wrong), warnings=[*opened.warnings, *people.warnings])
    report.doubt(doubts(opened, people.applicants), people)
    if people.rosters and not request.applicants:
        report.told, report.told_of, report.is_grouped = people.told, people.told_of, True
    if request.dry_run:
        wanted = opened.project.settings.outputs if request.to is None else request.to
        report.failed |= dict(failing(opened, people, progress, in_print=HANDBOOK.name in wanted))
        report.tell_together(people)
        return report
    with open_root(request.output, "private", lock_folder(request.root)) as root:
        run = _Run(opened, root, request, report, progress, SavePlan(root, len(people.applicants)))
        try:
            each = run.each(alike(opened, people.applicants))
            for _ in progress.over(each, "handbooks", len(people.applicants), run.kept, likely=run.likely):
                pass
        finally:
            with watch.stage("write"):
                run.saves.save()
        with watch.stage("write"):
            _finish(root, request, people, report)
            made = MadeNow(tuple(people.applicants), frozenset(report.made_for), request.today)
            note_people(request.root, root.target, made)
        known = {one.id for one in people.applicants} | set(people.wrong)
        report.tell_together(people)
        report.others = sorted({one.profile for one in root.manifest.files.values() if one.profile} - known)
    return report


def _finish(root: OutputRoot, request: HandbooksRequest, people: People, report: HandbooksReport) -> None:
    """Keep the rows that failed in their lists next to the handbooks."""
    if not people.rosters or request.applicants:
        return
    root.target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for roster, failed in failed_rows_of(people.rosters, report.failed):
        file, is_written = keep_failed_rows(root.target, roster, failed)
        report.failed_rows += () if file is None else (file,)
        report.is_list_busy |= not is_written


class _Run:
    def __init__(
        self,
        opened: Opened,
        root: OutputRoot,
        request: HandbooksRequest,
        report: HandbooksReport,
        progress: Progress,
        saves: SavePlan,
    ) -> None:
        self.opened, self.root, self.request, self.report = opened, root, request, report
        self.progress, self.saves = progress, saves
        self.kinds = AskedKinds(request.to, opened.project.settings.outputs, root.manifest)
        theme = opened.theme()
        self.pages = OwnPages(opened.project, theme, opened.fragments)
        self.files = FileRenderer(
            opened.project,
            theme,
            opened.fragments,
            Seal(project_secret(opened.root)),
            self.kinds.names,
            lambda profile: profile,
            today=request.today,
            histories=partial(read_history, opened.root / "mail"),
            pieces=request.pieces,
        )
        self.waiting: dict[str, list[Artifact]] = {}
        self.finished: list[str] = []
        self.kept: set[str] = set()

    def each(self, applicants: list[Applicant]) -> Iterator[str]:
        """Every applicant's id, as soon as they are finished or have failed."""
        if any(self.kinds.has_pages(one.id) for one in applicants):
            self.pages.hold()
        sources = self.sources(applicants)
        if self.files.handbooks is None:
            list(sources)
        else:
            how = reading(self.files.typesetting, self.opened.root, reuse=self.request.reuse)
            with self.opened.watch.stage("handbooks"):
                for source, outcome in lay_out(sources, how, self.request.jobs, self.request.cluster, self.progress):
                    self.laid_out(source, outcome)
                    yield from self.drain()
        yield from self.drain()

    @property
    def likely(self) -> float:
        """Seconds that one person's files are likely to take."""
        return 0.0 if self.files.handbooks is None else likely(self.files.typesetting, self.request.jobs)

    def drain(self) -> Iterator[str]:
        finished, self.finished = self.finished, []
        yield from finished

    def sources(self, applicants: list[Applicant]) -> Iterator[HandbookSource]:
        """The handbooks that have to be laid out; everybody else is finished on the way."""
        for applicant in applicants:
            try:
                guide = self.opened.choose(applicant).guide
                with self.opened.watch.stage("render"):
                    artifacts, source = self.files.render(guide)
                    artifacts += self.own_pages(guide, files_of(artifacts) | ({HANDBOOK.file} if source else set()))
            except (ProfileError, ThemeError) as error:
                self.fail(applicant.id, error.failure)
                continue
            path = self.files.path(applicant.id)
            if source is None:
                self.report.made_for.add(applicant.id)
                self.finish(applicant.id, artifacts, [])
            elif self.request.reuse and self.root.reusable(path, source.key):
                self.kept.add(applicant.id)
                self.report.reused += 1
                self.report.renewed += any(map(self.is_new, artifacts))
                self.finish(applicant.id, artifacts, [path])
            else:
                self.waiting[applicant.id] = artifacts
                yield source

    def own_pages(self, guide: Guide, names: set[str]) -> list[Artifact]:
        """A person's pages, where they get some; `names` are the files made with them."""
        names |= set(self.kinds.kept(guide.id).values())
        return self.pages.render(guide, names) if self.kinds.has_pages(guide.id) else []

    def laid_out(self, source: HandbookSource, outcome: Book | str) -> None:
        artifacts = self.waiting.pop(source.profile)
        if isinstance(outcome, str):
            self.fail(source.profile, Failure.saying(outcome))
            return
        handbook = Artifact(self.files.path(source.profile), outcome.pdf, source.profile, source.key)
        self.report.made_for.add(source.profile)
        if outcome.whole is not None:
            self.report.whole[source.profile] = outcome.whole
        self.finish(source.profile, [*artifacts, handbook], [])

    def finish(self, profile: str, artifacts: list[Artifact], reused: list[str]) -> None:
        if profile in self.files.remembered:
            keep_history(self.opened.root / "mail", profile, self.files.remembered.pop(profile))
        kept = self.kinds.kept(profile)
        self.report.kept.update(kept.values())
        self.saves.add(profile, artifacts, [*reused, *kept])
        self.finished.append(profile)

    def is_new(self, artifact: Artifact) -> bool:
        """Whether a file is not as the last run wrote it."""
        known = self.root.manifest.files.get(artifact.path)
        return known is None or known.sha256 != hashlib.sha256(artifact.content).hexdigest()

    def fail(self, profile: str, why: Failure) -> None:
        self.report.failed[profile] = why
        self.finished.append(profile)
