"""What `check` found, over how many readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from generator.diagnostics import Diagnostic, Span, in_order


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`found` holds for the project and its personas; `private` is what only applicants show or have.

    `followed` readers were drawn and followed along their path; everything else holds for all there can be. `drafts`
    are the modules that were left out because nobody but a preview sees them.
    """

    found: list[Diagnostic]
    private: list[Diagnostic] = field(default_factory=list)
    personas: int = 0
    applicants: int = 0
    modules: int = 0
    followed: int = 0
    drafts: tuple[str, ...] = ()

    @property
    def everything(self) -> list[Diagnostic]:
        """All findings by place."""
        return in_order([*self.found, *self.private])

    def to_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, state: Mapping[str, Any]) -> Self:
        """A report from its plain data.

        Raises KeyError or TypeError where it is something else.
        """
        return cls(
            found=[_diagnostic(one) for one in state["found"]],
            private=[_diagnostic(one) for one in state["private"]],
            personas=int(state["personas"]),
            applicants=int(state["applicants"]),
            modules=int(state["modules"]),
            followed=int(state["followed"]),
            drafts=tuple(map(str, state["drafts"])),
        )


def _diagnostic(state: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(**{**state, "span": Span(**state["span"])})
