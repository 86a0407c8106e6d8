"""Which files of earlier builds are still right: those of guides whose names are the same, and that nobody touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.app.guide_names import GuideNames
from generator.app.opened import Opened, theme_of
from generator.app.proven_file import engine_name
from generator.app.rules_names import RulesNames, rules_names
from generator.logic.fingerprint import digest, written
from generator.model.calendar_history import history_text
from generator.model.manifest import Manifest
from generator.model.output import CALENDAR, HANDBOOK, guide_folder
from generator.model.profile import Example, Persona
from generator.render.compare import Pair
from generator.render.example import example_path, guides_like
from generator.render.files import FileRenderer, ReadHistory
from generator.render.theme import EXTRA_STYLE
from generator.render.theme_reach import reach_digest
from generator.write.output import OutputRoot

COMPARISONS = "compare/"


class RightFiles:
    """Knows what of a site can stay. `rules` are the names of the project's rules from before it was loaded."""

    def __init__(
        self,
        opened: Opened,
        files: FileRenderer,
        pairs: Iterable[Pair],
        wanted: Collection[str],
        histories: ReadHistory,
        rules: RulesNames,
    ) -> None:
        self.opened, self.rules, self.wanted, self.histories = opened, rules, wanted, histories
        self.proven = opened.space.proven
        self.names = GuideNames(opened, rules)
        self.pairs = list(pairs)
        self._pairs: dict[str, str] = {}
        self._examples: dict[str, tuple[str, str]] = {}
        self.theme, theme = _theme_digest(opened), theme_of(opened.root)
        site = opened.project.settings.site
        self.compared = digest(
            reach_digest(theme, "marks.html", "site/compare.html", "site/compare-marks.html"),
            str(theme.has("site", EXTRA_STYLE)),
            str(site and site.url),
        )
        book = files.handbooks.surroundings if files.handbooks is not None else ""
        self.frame = digest(self.theme, str(site and site.url), *_answered(opened))
        self.around = digest(self.frame, book, *sorted(wanted))
        is_attached = HANDBOOK.name in wanted and CALENDAR.name in files.attached
        self.has_calendar = CALENDAR.name in wanted or is_attached

    def guide(self, persona: Persona, manifest: Manifest) -> str | None:
        """The name of a persona's files; None where it is not known what they show, or one of them is not there."""
        name = self.names.known(persona)
        pairs = [pair for pair in self.pairs if persona.id in (pair.first.id, pair.second.id)]
        if name is None or any(pair.path not in manifest.files for pair in pairs):
            return None
        if HANDBOOK.name in self.wanted and f"{guide_folder(persona.id)}/{HANDBOOK.file}" not in manifest.files:
            return None
        history = history_text(self.histories(persona.id)) if self.has_calendar else ""
        others = map(self._written, pairs)
        return digest("files", name, self.around, history, *others)

    def downloads(self, persona: Persona) -> str | None:
        """The name of all that a persona's files but its pages follow from, made today; None as for `guide`."""
        name = self.names.known(persona)
        if name is None:
            return None
        history = history_text(self.histories(persona.id)) if self.has_calendar else ""
        return digest("downloads", engine_name(), name, self.around, history, self.opened.today.isoformat())

    def bare(self, persona: Persona, files: Iterable[str], pairs: Iterable[Pair]) -> str | None:
        """The name of all that a persona's pages follow from but what modules say; None where it is not known.

        `files` are the downloads and `pairs` the comparisons that they lead to.
        """
        name = self.names.source(persona)
        return (
            None
            if name is None
            else digest("bare", engine_name(), name, self.frame, *sorted(files), *map(self._written, pairs))
        )

    def _written(self, pair: Pair) -> str:
        """A pair as a part of names; both of its guides have it in theirs."""
        if pair.path not in self._pairs:
            self._pairs[pair.path] = written((pair.facet, pair.first, pair.second))
        return self._pairs[pair.path]

    def comparison(self, pair: Pair) -> str | None:
        """The name of a comparison; None where it is not known what one of the guides shows."""
        before = self.names.comparison(pair)
        if before is None:
            return None
        said = map(self.names.says, self.names.unlike(pair))
        return digest("comparison", before, self.compared, *said)

    def is_right_example(self, example: Example, personas: Iterable[Persona], root: OutputRoot) -> bool:
        """Whether the page of an example can stay; it leads to those of some personas that are like it."""
        name = digest(self.names.example(example, guides_like(example, personas)), self.around)
        self._examples[example_path(example.id)] = example.id, name
        return self._is_right(name, [example_path(example.id)], root)

    def among(self, personas: Collection[Persona], root: OutputRoot) -> tuple[set[str], set[str]]:
        """Those of some personas whose files are right, and the paths of all files that are; none for no personas."""
        manifest = root.manifest
        mine = files_by_persona(manifest)
        found: dict[str, list[str]] = {}
        for persona in personas:
            paths = mine.get(persona.id, [])
            if self._is_right(self.guide(persona, manifest), paths, root):
                found[persona.id] = paths
        asked = {one.id for one in personas}
        pairs = [pair for pair in self.pairs if asked & {pair.first.id, pair.second.id}]
        compared = [pair.path for pair in pairs if self._is_right(self.comparison(pair), [pair.path], root)]
        return set(found), {*compared, *(path for paths in found.values() for path in paths)}

    def _is_right(self, name: str | None, paths: Collection[str], root: OutputRoot) -> bool:
        """Whether these files were written under a name, and are still as they were written."""
        files = root.manifest.files
        if name is None or not paths or any(path not in files for path in paths):
            return False
        return self.proven.get(name) == _state(paths, root.manifest) and all(map(root.is_as_written, paths))

    @property
    def is_unchanged(self) -> bool:
        """Whether the project is still as it was read: else nothing is known of what was made."""
        return rules_names(self.opened.root) == self.rules and _theme_digest(self.opened) == self.theme

    def note(self, failed: Collection[str], manifest: Manifest) -> None:
        """Know the files that were written."""
        mine = files_by_persona(manifest)
        for persona in self.opened.project.personas.values():
            name = self.guide(persona, manifest)
            if name is not None and persona.id in mine and persona.id not in failed:
                self.proven.put(name, _state(mine[persona.id], manifest))
        for path, (example, name) in self._examples.items():
            if path in manifest.files and example not in failed:
                self.proven.put(name, _state([path], manifest))
        for pair in self.pairs:
            name = self.comparison(pair)
            if (
                name is not None
                and pair.path in manifest.files
                and not {pair.first.id, pair.second.id}.intersection(failed)
            ):
                self.proven.put(name, _state([pair.path], manifest))


def _answered(opened: Opened) -> Iterator[str]:
    """What personas have answered to each question: every guide offers the answers that have a guide."""
    personas = opened.project.personas.values()
    for name in opened.project.facets:
        yield ",".join(sorted({written(one.answers.get(name)) for one in personas}))


def files_by_persona(manifest: Manifest) -> dict[str, list[str]]:
    """The files of each persona's own folder."""
    found: dict[str, list[str]] = {}
    for path, one in manifest.files.items():
        if one.profile is not None and not path.startswith(COMPARISONS):
            found.setdefault(one.profile, []).append(path)
    return found


def _state(paths: Iterable[str], manifest: Manifest) -> str:
    return digest(*(f"{path} {manifest.files[path].sha256}" for path in sorted(paths)))


def _theme_digest(opened: Opened) -> str:
    theme = theme_of(opened.root)
    return digest(theme.digest("site"), theme.digest("handbook"))
