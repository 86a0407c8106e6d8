"""What `unknown: hide` takes from partly answered readers although some completion of their answers has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.check.points import Maker
from generator.check.presence import Presence
from generator.check.questions import Questions
from generator.logic.axes import lowest
from generator.logic.partial import PartialGrid
from generator.model.condition import Condition
from generator.model.module import LinkMark, mark_numbers
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Something shown where its condition is true or unknown, unless one that hides it is unknown."""

    where: Condition
    hiding: tuple[Condition, ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return (self.where, *self.hiding)

    def hidden(self, grid: PartialGrid) -> int:
        """The readers from whom it is hidden."""
        readers = 0
        for condition in self.hiding:
            truths = grid.truths(condition)
            readers |= grid.everyone & ~(truths.true | truths.false)
        return readers & ~grid.truths(self.where).false

    def shown(self, grid: PartialGrid) -> int:
        """The readers who get it, under a lead or without."""
        return grid.everyone & ~grid.truths(self.where).false & ~self.hidden(grid)


def check_hidden(project: Project, presence: Presence, makers: dict[str, list[Maker]], ask: Questions) -> None:
    """Warn of points that are lost; report links and `requires` that lead to what is hidden."""
    for name in project.points:
        for maker in makers[name]:
            if maker.hiding:
                with ask.about(maker.place):
                    _point(maker, [one for one in makers[name] if one is not maker], ask)
    for placed in presence.placed.values():
        for stretch in presence.texts(placed):
            source = _Stretch(stretch.there, stretch.hiding)
            for number in mark_numbers(stretch.text.markdown):
                mark = placed.module.marks[number]
                if isinstance(mark, LinkMark) and mark.kind == "module":
                    targets = _targets(presence, mark.target)
                    with ask.about(mark.span):
                        witness = _broken(source, targets, ask)
                        if witness is not None:
                            message = f"some readers have this link, while '{mark.target}' is hidden from them"
                            advice = "say 'unknown: hide' here too, or let it be shown there"
                            ask.diagnostics.error("absent-target", message, mark.span, advice, witness)
        whole = _Stretch(placed.there, placed.hiding)
        for number, other in enumerate(placed.module.front.requires):
            place = placed.module.front.place("requires", number)
            with ask.about(place):
                witness = _broken(whole, _targets(presence, other), ask)
                if witness is not None:
                    message = f"some readers have '{placed.module.id}', while '{other}' is hidden from them"
                    ask.diagnostics.error("broken-requires", message, place, witness=witness)


def _targets(presence: Presence, name: str) -> list[_Stretch]:
    return [_Stretch(one.there, one.hiding) for one in presence.rivals(name)]


def _point(maker: Maker, others: Sequence[Maker], ask: Questions) -> None:
    lost = _Stretch(maker.where, maker.hiding)
    rest = [_Stretch(one.where, one.hiding) for one in others]
    grid = _grid([lost, *rest], ask)
    readers = grid.real & lost.hidden(grid) & grid.some(grid.grid.where(maker.where) & grid.grid.valid)
    for one in rest:
        readers &= ~one.shown(grid)
    if readers:
        ask.diagnostics.warning(
            "point-hidden",
            f"{maker.name} hides {maker.point} from readers who may need it",
            maker.place,
            "take 'unknown: hide' away",
            ask.witnesses.words(grid.reader(lowest(readers)), whole=False),
        )


def _broken(source: _Stretch, targets: Sequence[_Stretch], ask: Questions) -> dict[str, str] | None:
    """A reader who gets the source and no target, one of them only because it is hidden."""
    if not any(one.hiding for one in targets):
        return None
    grid = _grid([source, *targets], ask)
    hidden = 0
    readers = grid.real & source.shown(grid)
    for one in targets:
        readers &= ~one.shown(grid)
        hidden |= one.hidden(grid)
    readers &= hidden
    return ask.witnesses.words(grid.reader(lowest(readers)), whole=False) if readers else None


def _grid(stretches: Iterable[_Stretch], ask: Questions) -> PartialGrid:
    return ask.space.partial([condition for one in stretches for condition in one.conditions])
