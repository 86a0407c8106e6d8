"""What `unknown: hide` takes from partly answered readers although some completion of their answers has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.check.points import Maker
from generator.check.questions import Questions
from generator.logic.bodies import Stretch
from generator.logic.combine import all_of
from generator.logic.fingerprint import Part
from generator.logic.partial import PartialGrid
from generator.logic.presence import Presence
from generator.logic.readers import Readers
from generator.model.condition import Condition
from generator.model.module import LinkMark, mark_numbers
from generator.model.project import Project


def check_hidden(project: Project, presence: Presence, makers: dict[str, list[Maker]], ask: Questions) -> None:
    """Warn of points that are lost; report links and `requires` that lead to what is hidden."""
    for name, point in project.points.items():
        for maker in makers[name]:
            if any(one.hiding for one in maker.stretches):
                with ask.about(maker.place):
                    _point(maker, point.when, makers[name], ask)
    for placed in presence.placed.values():
        for text in presence.texts(placed):
            for number in mark_numbers(text.text.markdown):
                mark = placed.module.marks[number]
                if isinstance(mark, LinkMark) and mark.kind == "module":
                    with ask.about(mark.span):
                        witness = _broken([text.stretch], _targets(presence, mark.target), ask)
                        if witness is not None:
                            message = f"some readers have this link, while '{mark.target}' is hidden from them"
                            advice = "say 'unknown: hide' here too, or let it be shown there"
                            ask.diagnostics.error("absent-target", message, mark.span, advice, witness)
        for number, other in enumerate(placed.module.front.requires):
            place = placed.module.front.place("requires", number)
            with ask.about(place):
                witness = _broken(presence.stretches(placed), _targets(presence, other), ask)
                if witness is not None:
                    message = f"some readers have '{placed.module.id}', while '{other}' is hidden from them"
                    ask.diagnostics.error("broken-requires", message, place, witness=witness)


def _targets(presence: Presence, name: str) -> list[Stretch]:
    return [stretch for one in presence.rivals(name) for stretch in presence.stretches(one)]


def _point(maker: Maker, due: Condition, makers: Sequence[Maker], ask: Questions) -> None:
    """The readers some completion of whom is told the point here, and who are shown it nowhere."""
    told = all_of(due, maker.where)
    # What is made outside modules is never hidden.
    everything = [stretch for one in makers for stretch in one.stretches or (Stretch(one.where),)]

    def look(grid: PartialGrid) -> Mapping[str, str] | None:
        readers = ask.readers(grid) & grid.may_hold(told)
        for one in everything:
            readers -= _shown(one, grid) & grid.may_hold(one.there)
        return ask.partial_witness(grid, readers) if readers else None

    witness = ask.look("point-hidden", (told, _parts(everything)), [told, *_conditions(everything)], look)
    if witness is not None:
        message = f"{maker.name} hides {maker.point} from readers who may need it"
        ask.diagnostics.warning("point-hidden", message, maker.place, "take 'unknown: hide' away", witness)


def _broken(source: Sequence[Stretch], targets: Sequence[Stretch], ask: Questions) -> Mapping[str, str] | None:
    """A reader who gets the source and no target, one of them only because it is hidden."""
    if not any(one.hiding for one in targets):
        return None
    conditions = _conditions([*source, *targets])
    parts = _parts(source), _parts(targets)
    return ask.look("hidden", parts, conditions, lambda grid: _looked(grid, source, targets, ask))


def _looked(
    grid: PartialGrid, source: Sequence[Stretch], targets: Sequence[Stretch], ask: Questions
) -> Mapping[str, str] | None:
    shown = grid.axes.union(_shown(one, grid) & grid.may_hold(one.there) for one in source)
    hidden = grid.axes.union(grid.everyone - grid.truths(one.there).false for one in targets)
    readers = ask.readers(grid) & shown & hidden
    for one in targets:
        readers -= _shown(one, grid)
    return ask.partial_witness(grid, readers) if readers else None


def _shown(stretch: Stretch, grid: PartialGrid) -> Readers:
    """The readers who get it, under a lead or without."""
    readers = grid.everyone - grid.truths(stretch.there).false
    for condition in stretch.hiding:
        readers -= grid.unknown(condition)
    return readers


def _parts(stretches: Iterable[Stretch]) -> tuple[Part, ...]:
    return tuple((one.there, one.hiding) for one in stretches)


def _conditions(stretches: Iterable[Stretch]) -> list[Condition]:
    return [condition for one in stretches for condition in (one.there, *one.hiding)]
