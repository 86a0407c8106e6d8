"""What is proved of a project, by names of questions: what is known under the same name is not proved again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

YES, NO = "1", "0"


class Proven:
    """Answers to questions, as short words. `known` are those of earlier runs, `asked` those of this one.

    A question's name says all that its answer follows from, so that equal names have equal answers.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.known = known or {}
        self.asked: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The answer to a question; None where it is not known."""
        answer = self.asked.get(name) or self.known.get(name)
        if answer is not None:
            self.asked[name] = answer
        return answer

    def put(self, name: str, answer: str) -> None:
        """Know an answer from now on."""
        self.asked[name] = answer

    def holds(self, name: str, prove: Callable[[], bool]) -> bool:
        """Whether something holds; proved where that is not known."""
        answer = self.get(name)
        if answer is None:
            answer = YES if prove() else NO
            self.put(name, answer)
        return answer == YES
