"""A project opened for work: loaded, its names checked, its space ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.app.earlier import NOTHING, Earlier
from generator.app.stopwatch import Stopwatch
from generator.assemble import assemble_guide, gather
from generator.check.addresses import check_addresses
from generator.check.catalogs import check_catalogs
from generator.check.constants import check_constants
from generator.check.media import check_media
from generator.check.promises import check_promises
from generator.check.references import check_references
from generator.check.reviews import check_reviews
from generator.check.site import check_site
from generator.check.slots import check_slots
from generator.check.steps import check_steps
from generator.diagnostics import Diagnostics, nearest
from generator.errors import ProjectError, UsageError
from generator.load.applicants import read_applicants
from generator.load.project import load_project
from generator.logic.presence import Presence
from generator.logic.reader import Chosen, Reader
from generator.logic.season import season_days
from generator.logic.space import Space
from generator.logic.story import telling
from generator.logic.subject import Subjects, comparisons
from generator.model.profile import Applicant, Example, Persona, Profile
from generator.model.project import Project
from generator.model.selection import Selection
from generator.plan import consistent_reader, plan_reader
from generator.render.fragments import FragmentMaker
from generator.render.overrides import check_overrides
from generator.render.plain import PlainWords
from generator.render.theme import Theme
from generator.resources import theme_dir
from generator.select import Selector

LISTED = "see 'guidegen list profiles'"
"""What to do where an id is unknown."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project whose files are right. `fragments` are its texts as HTML, each made once."""

    root: Path
    project: Project
    subjects: Subjects
    space: Space
    selector: Selector
    warnings: Diagnostics
    watch: Stopwatch
    today: dt.date
    counted_from: dt.date
    fragments: FragmentMaker = field(default_factory=FragmentMaker, compare=False, repr=False)

    @property
    def presence(self) -> Presence:
        """For whom each stretch of its text is there."""
        return self.selector.presence

    @property
    def plain(self) -> PlainWords:
        """Gives the plain words of shown text."""
        return PlainWords.of(self.fragments)

    def on(self, day: dt.date) -> Opened:
        """The same project opened on another day."""
        return replace(self, today=day, counted_from=self.project.settings.counted_from(day))

    def day_of(self, profile: Profile) -> dt.date:
        """The day a guide counts from: today, for an example its own, for public pages with a path that of all."""
        if isinstance(profile, Example):
            return profile.as_of
        return self.counted_from if isinstance(profile, Persona) and self.project.steps else self.today

    def theme(self) -> Theme:
        """The project's own templates first, then the built-in ones.

        Raises ProjectError where one of its own does not compile.
        """
        theme = theme_of(self.root)
        wrong = [one for one in check_overrides(theme) if one.severity == "error"]
        if wrong:
            raise ProjectError(wrong)
        return theme

    def narrow(self, profile: Profile) -> Reader:
        """What is known of a reader, before any plan.

        Raises ProfileError where their answers cannot be together.
        """
        with self.watch.stage("narrow"):
            return consistent_reader(self.project, self.subjects, profile, self.day_of(profile))

    def plan(self, profile: Profile) -> Reader:
        """What is known of a reader, and the plan that follows.

        Raises ProfileError.
        """
        with self.watch.stage("plan"):
            return plan_reader(self.project, self.subjects, profile, self.day_of(profile))

    def select(self, profile: Profile) -> tuple[Reader, Selection]:
        """Plan for one reader, and decide every module.

        Raises ProfileError.
        """
        reader = self.plan(profile)
        with self.watch.stage("select"):
            return reader, self.seen_by(profile).selector.select(reader)

    def try_out(self, profile: Profile) -> Selection:
        """Select for one reader and gather the parts of the guide, to see whether it can be put together.

        Raises ProfileError.
        """
        reader, seen = self.plan(profile), self.seen_by(profile)
        with self.watch.stage("select"):
            selection = seen.selector.select(reader, explained=False)
        gather(seen.project, self.subjects, reader, selection)
        return selection

    def choose(self, profile: Profile) -> Chosen:
        """Plan, select and assemble one reader's guide.

        Raises ProfileError.
        """
        reader, selection = self.select(profile)
        with self.watch.stage("assemble"):
            project = self.seen_by(profile).project
            guide = assemble_guide(project, self.subjects, reader, selection, self.plain.task)
        return Chosen(reader, selection, guide)

    def seen_by(self, profile: Profile) -> Opened:
        """The project as a reader has it: for an example with its story in place of all chapters."""
        if not isinstance(profile, Example):
            return self
        project = telling(self.project, profile)
        return replace(self, project=project, selector=Selector(self.subjects, Presence(project, self.space)))

    def public_list(self, wanted: Iterable[str]) -> tuple[list[Persona], list[Example]]:
        """The personas and the examples of these ids, or all.

        Raises UsageError for an id that is none.
        """
        personas, examples = self.project.personas, self.project.examples
        for name in wanted:
            if name not in personas and name not in examples:
                hint = nearest(name, [*personas, *examples])
                raise UsageError(f"there is no persona '{name}'" + (f"; {hint}" if hint else ""), LISTED)
        chosen = list(dict.fromkeys(wanted)) or [*personas, *examples]
        return [personas[one] for one in chosen if one in personas], [
            examples[one] for one in chosen if one in examples
        ]

    def profile(self, name: str) -> Persona | Applicant:
        """A persona, an example or an applicant by id.

        Raises UsageError where there is none, ProjectError where the applicant's file is wrong.
        """
        public = {**self.project.personas, **self.project.examples}
        if name in public:
            return public[name]
        applicants, wrong = read_applicants(self.root, self.project, self.subjects)
        if name in wrong:
            raise ProjectError(wrong[name])
        if name not in applicants:
            hint = nearest(name, [*public, *applicants])
            raise UsageError(f"there is no persona or applicant '{name}'" + (f"; {hint}" if hint else ""), LISTED)
        return applicants[name]


def theme_of(root: Path) -> Theme:
    """A project's own templates before the built-in ones."""
    own, built_in = root / "templates", theme_dir()
    return Theme((own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,))


def open_project(
    root: Path, today: dt.date, watch: Stopwatch, *, drafts: bool = False, earlier: Earlier = NOTHING
) -> Opened:
    """Load a project and check its names, slots and reviews; `earlier` is what is known from earlier runs.

    Raises ProjectError with every problem found.
    """
    opened, diagnostics = examine_project(root, today, watch, drafts=drafts, earlier=earlier)
    if opened is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    return opened


def examine_project(
    root: Path, today: dt.date, watch: Stopwatch, *, drafts: bool = False, earlier: Earlier = NOTHING
) -> tuple[Opened | None, Diagnostics]:
    """The project, whatever is wrong with it, and everything that is; None where nothing can be said of it.

    `earlier` is what is known from earlier runs.
    """
    with watch.stage("load"):
        project, subjects, diagnostics = load_project(root, drafts=drafts, before=earlier.read)
    if project is None:
        return None, diagnostics
    with watch.stage("check"):
        days = season_days(project, comparisons(subjects))
        space = Space(project.facets, subjects, project.tables, project.constraints, days=days, proven=earlier.proven)
        selector = Selector(subjects, Presence(project, space))
        check_references(project, subjects, diagnostics)
        check_promises(project, space.proven, diagnostics)
        check_constants(project, diagnostics)
        check_addresses(project, diagnostics)
        check_media(project, diagnostics)
        check_steps(project, diagnostics)
        check_site(project, lambda name: theme_of(root).asset("site", name), diagnostics)
        check_reviews(project, today, diagnostics)
        check_catalogs(project, today, diagnostics)
        if not diagnostics.has_errors:
            check_slots(project, space, diagnostics)
    counted_from = project.settings.counted_from(today)
    opened = Opened(root, project, subjects, space, selector, diagnostics, watch, today, counted_from)
    return opened, diagnostics
