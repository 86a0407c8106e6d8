"""Everything a build makes of personas but the layout of their handbooks, a stretch of personas at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.app.downloads import files_of, history_path
from generator.app.kept_files import KeptFiles
from generator.app.opened import Opened
from generator.app.page_keeper import PageKeeper, PagesMade
from generator.app.right_files import RightFiles
from generator.diagnostics import Failure
from generator.errors import ProfileError
from generator.logic.seal import PUBLIC, Seal
from generator.model.artifact import Artifact
from generator.model.calendar_history import CalendarHistory, history_text
from generator.model.guide import Guide
from generator.model.output import CALENDAR, HANDBOOK, PAGES, guide_folder
from generator.model.profile import Example, Persona
from generator.model.selection import Selection
from generator.render.compare import Pair
from generator.render.example import example_path
from generator.render.files import FileRenderer, ReadHistory
from generator.render.handbook import HandbookSource
from generator.render.site import SiteRenderer
from generator.render.source import GuideSource
from generator.write.output import OutputRoot
from generator.write.stage import Output


@dataclass(slots=True)
class Made:
    """What was made of some personas; `failed` says by id why there is no guide.

    `torn` are earlier comparisons with a persona that fails now: they stay, like its guide. `shown` and `listed` say in
    one word each which modules and which entries of lists a guide shows. `whole` says by id why a handbook was not made
    from pieces.

    `pages` are the pages of guides.
    """

    guides: int = 0
    artifacts: list[Output] = field(default_factory=list)
    sources: list[HandbookSource] = field(default_factory=list)
    failed: dict[str, Failure] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    pages: PagesMade = field(default_factory=PagesMade)


class PersonaMaker:
    """Plans, selects, assembles and renders personas.

    `wanted` are the kinds of output, `asked` the ids of all personas of this build, `standing` the paths that earlier
    builds wrote; `histories` gives a calendar's history by its path below the site. `done` are the ids of personas
    whose files are right, and `right` the paths of all files that are: these are not made again.
    """

    def __init__(
        self,
        opened: Opened,
        wanted: Collection[str],
        asked: Collection[str],
        standing: Collection[str],
        histories: ReadHistory,
        *,
        pieces: bool = True,
    ) -> None:
        self.opened, self.wanted, self.asked, self.standing = opened, wanted, asked, standing
        self.histories = histories
        theme = opened.theme()
        self.files = FileRenderer(
            opened.project,
            theme,
            opened.fragments,
            Seal(PUBLIC),
            wanted,
            guide_folder,
            today=opened.today,
            histories=self.history,
            pieces=pieces,
        )
        self.site = SiteRenderer(opened.project, theme, opened.fragments)
        self.chosen: dict[str, Guide | Failure] = {}
        self.selections: dict[str, Selection] = {}
        self.keeper: PageKeeper
        self.kept: KeptFiles
        self.done: Collection[str] = ()
        self.right: set[str] = set()

    def keep_with(self, right: RightFiles, output: OutputRoot, *, reads: bool) -> None:
        """Use what is kept of pages and files where `reads` is set, and keep what is made."""
        self.keeper = PageKeeper(right, self.site, output, reads=reads)
        self.kept = KeptFiles(right, reads=reads, writes=self.keeper.sources.writes)

    def history(self, persona: str) -> CalendarHistory:
        """The history of a persona's calendar."""
        return self.histories(history_path(persona))

    def has_work(self, persona: Persona) -> bool:
        """Whether a file of a persona has to be made, or a comparison."""
        pairs = (pair for pair in self.site.pairs if persona.id in (pair.first.id, pair.second.id))
        return persona.id not in self.done or any(pair.path not in self.right for pair in pairs)

    def make(self, personas: Sequence[Persona]) -> Made:
        """Guides, their pages, comparisons and small files, and the handbooks still to be laid out."""
        made = Made()
        for persona in personas:
            if persona.id not in self.done:
                self._make(persona, made)
        for persona in (one for one in personas if one.id not in made.failed):
            made.artifacts += map(self.keeper.output.spool, self._comparisons(persona))
            made.torn += [pair.path for pair in self._linked(persona) if not self._is_there(pair)]
        made.pages.filled |= self.keeper.filled
        made.pages.sections.append(self.keeper.sources.fresh)
        return made

    def _make(self, persona: Persona, made: Made) -> None:
        """Make the files of a persona, or say why there is no guide."""
        kept, source = self.kept.get(persona), None
        if kept is not None and PAGES.name in self.wanted:
            source = self.keeper.source(persona)
            kept = None if source is None else kept
        if kept is None:
            guide = self._choose(persona)
            if not isinstance(guide, Guide):
                made.failed[persona.id] = guide
                return
            made.shown[persona.id] = self.keeper.names.shown(self.selections[persona.id])
            made.listed[persona.id] = self.keeper.names.lists.word(guide)
            files = self._files(persona, guide, made)
        else:
            made.shown[persona.id] = self.keeper.names.word(persona) or ""
            made.listed[persona.id] = self.keeper.names.listed(persona) or ""
            made.artifacts += map(self.keeper.output.spool, kept)
            files = files_of(kept)
        made.guides += 1
        if PAGES.name in self.wanted:
            made.pages.add(self.pages(persona, source or self.source(persona), files))

    def _files(self, persona: Persona, guide: Guide, made: Made) -> set[str]:
        """Make the small files of a guide, and what its handbook is laid out from; the names of its downloads."""
        with self.opened.watch.stage("files"):
            small, source = self.files.render(guide)
            history = self.files.remembered.get(guide.id)
            if history and CALENDAR.name in self.wanted:
                small.append(Artifact(history_path(guide.id), history_text(history).encode(), guide.id))
            made.artifacts += map(self.keeper.output.spool, small)
            if source is not None:
                made.sources.append(source)
            self.kept.put(persona, small, None if source is None else source.key)
        return files_of(small) | ({HANDBOOK.file} if source else set())

    def source(self, persona: Persona) -> GuideSource:
        """What the pages of a persona that has a guide are made of, kept from now on."""
        guide = self._choose(persona)
        assert isinstance(guide, Guide)
        with self.opened.watch.stage("pages"):
            source = self.site.guides.source(guide)
            self.keeper.keep(persona, source)
            for passage in guide.passages if self.site.pairs else ():
                self.site.comparer.fill(passage.section)
        return source

    def add_examples(
        self, examples: Iterable[Example], made: Made, is_right: Callable[[Example, list[Persona]], bool]
    ) -> None:
        """Add the pages of some examples that are not right as they are, each with links to the guides there are."""
        personas = [one for one in self.opened.project.personas.values() if self._has_pages(one.id, made)]
        for example in examples:
            if is_right(example, personas):
                self.right.add(example_path(example.id))
                continue
            guide = self._choose(example)
            if isinstance(guide, Guide):
                with self.opened.watch.stage("pages"):
                    made.artifacts.append(self.site.example(example, guide, personas))
            else:
                made.failed[example.id] = guide

    def _has_pages(self, persona: str, made: Made) -> bool:
        """Whether this build makes a guide's pages, or an earlier one did."""
        is_made = persona in self.asked and persona not in made.failed
        return is_made or f"{guide_folder(persona)}/index.html" in self.standing

    def pages(self, persona: Persona, source: GuideSource, files: Collection[str]) -> PagesMade:
        """The pages of one persona, those that are right as they are not made; `files` are the downloads they offer."""
        linked = self._linked(persona)
        with self.opened.watch.stage("pages"):
            return self.keeper.pages(persona, source, files, linked)

    def _linked(self, persona: Persona) -> list[Pair]:
        """The comparisons with a persona that will be there: those that can be made, and those of earlier builds."""
        mine = (pair for pair in self.site.pairs if persona.id in (pair.first.id, pair.second.id))
        return [pair for pair in mine if pair.path in self.standing or self._is_there(pair)]

    def _comparisons(self, persona: Persona) -> Iterator[Artifact]:
        """The comparisons of a persona that no other one of this build makes."""
        for pair in self._linked(persona):
            if pair.path in self.right:
                continue
            owner = pair.first if pair.first.id in self.asked else pair.second
            if owner.id == persona.id:
                with self.opened.watch.stage("comparisons"):
                    page = self.keeper.comparison(pair) or self._compared(pair)
                    if page is not None:
                        yield page

    def _compared(self, pair: Pair) -> Artifact | None:
        """The comparison of two guides, kept from now on; None where one of them fails."""
        both = self._both(pair)
        if both is None:
            return None
        view = self.site.difference(pair, *both)
        self.keeper.keep_comparison(pair, view)
        return self.site.compared(pair, view)

    def _is_there(self, pair: Pair) -> bool:
        return pair.path in self.right or self.keeper.is_known(pair) or self._both(pair) is not None

    def _both(self, pair: Pair) -> tuple[Guide, Guide] | None:
        """The guides of a pair; None where one of them fails."""
        was, becomes = self._choose(pair.first), self._choose(pair.second)
        return (was, becomes) if isinstance(was, Guide) and isinstance(becomes, Guide) else None

    def _choose(self, persona: Persona) -> Guide | Failure:
        """A persona's guide, made once, or why there is none."""
        if persona.id not in self.chosen:
            try:
                chosen = self.opened.choose(persona)
                self.chosen[persona.id], self.selections[persona.id] = chosen.guide, chosen.selection
                if PAGES.name in self.wanted and not isinstance(persona, Example):
                    self.keeper.know(persona, chosen.guide, chosen.selection)
            except ProfileError as error:
                self.chosen[persona.id] = error.failure
        return self.chosen[persona.id]
