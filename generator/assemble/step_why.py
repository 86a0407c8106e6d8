"""Why a step is to be done by its day: what needs it, and the day at which the chain behind it ends."""

from __future__ import annotations

from collections.abc import Mapping

from generator import text
from generator.assemble import words
from generator.logic.reader import Reader
from generator.model.path import PathStep
from generator.model.project import Project
from generator.path.chain import chain_after


class StepWhy:
    """The reasons of one reader. `lost` are the sentences of what is not possible, by verdict."""

    def __init__(self, project: Project, reader: Reader, lost: Mapping[str, str]) -> None:
        assert reader.journey is not None
        self.project, self.reader, self.lost = project, reader, lost
        self.journey, self.path = reader.journey, reader.journey.path

    def called(self, name: str) -> str:
        """What a sentence calls a step."""
        step = self.project.steps[name]
        return text.curly(step.called or step.label)

    def words(self, one: PathStep, *, is_late: bool) -> str:
        """Why by that day; of a step that comes too late, its new day and what is lost by it."""
        why = self.brief(one, is_late=is_late)
        is_chained = not is_late and follower(one) is not None and one.typical.due is not None
        return self._chain(one, why) if is_chained else why

    def brief(self, one: PathStep, *, is_late: bool) -> str:
        """The same without the day at which the chain behind the step ends."""
        if is_late:
            return self._late(one)
        days, limit = one.typical, one.typical.limit
        if limit is None or days.due is None:
            after = [other for other, _ in self.journey.order.followers[one.id]]
            todo = next((other for other in after if self.path.steps[other].state == "todo"), None)
            return words.WHY_NOTHING if todo is None else words.WHY_BEFORE.format(follower=self.called(todo))
        if limit.kind == "before" and limit.step is not None:
            return words.WHY_BEFORE.format(follower=self.called(limit.step))
        if limit.kind == "day" or limit.rule is None:
            return words.WHY_DAY
        pattern = words.WHY_BY if limit.is_hard else words.WHY_ADVICE
        return pattern.format(day=text.long_date(days.due), anchor=text.curly(self.reader.calendar.words(limit.rule)))

    def _chain(self, one: PathStep, why: str) -> str:
        """The day at which the chain behind a step ends, after the step that needs it."""
        end = chain_after(self.path, one.id)[-1]
        day = text.long_date(end.end)
        if end.why == "day" or end.rule is None:
            return words.WHY_CHAIN_DAY.format(why=why, day=day)
        pattern = words.WHY_CHAIN if end.is_hard else words.WHY_CHAIN_ADVICE
        return pattern.format(why=why, day=day, anchor=text.curly(self.reader.calendar.words(end.rule)))

    def _late(self, one: PathStep) -> str:
        why = self._missed(one)
        lost = self._lost(one)
        if lost is not None:
            return words.WHY_LATE_LOST.format(why=why, lost=lost)
        needs = follower(one)
        return why if needs is None else words.WHY_LATE_MOVES.format(why=why, follower=self.called(needs))

    def _missed(self, one: PathStep) -> str:
        """The last day that a step does not keep; one still to come is missed because the time left is too short."""
        days, soonest = one.typical, one.days["best"].soonest
        assert days.due is not None
        missed = text.long_date(days.due)
        if days.due < self.path.as_of:
            return words.WHY_LATE.format(missed=missed)
        if soonest > days.due:
            return words.WHY_TOO_SHORT.format(missed=missed, day=text.long_date(soonest))
        return words.WHY_TIGHT.format(missed=missed, day=text.long_date(days.finish))

    def _lost(self, one: PathStep) -> str | None:
        """What is not possible any more because of it, in the project's sentence."""
        for link in chain_after(self.path, one.id):
            for verdict in self.project.steps[link.id].missed:
                if verdict in self.lost:
                    return self.lost[verdict]
        return None


def follower(one: PathStep) -> str | None:
    """The step that needs this one, where that decides its last day."""
    limit = one.typical.limit
    return limit.step if limit is not None and limit.kind == "before" else None
