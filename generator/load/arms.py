"""Reading what is in the braces of a block: a condition, and how the text under it is shown."""

from __future__ import annotations

from typing import get_args

from generator.diagnostics import Diagnostics, Span
from generator.load.conditions import ConditionReader
from generator.load.examples import Examples
from generator.load.yaml import read_yaml
from generator.model.condition import ALWAYS
from generator.model.located import Map, Seq
from generator.model.module import Arm, Body, UnknownPolicy

OPTIONS = ("lead", "unknown", "points")


class ArmReader:
    """Reads the arms of the blocks of one file."""

    def __init__(self, path: str, reader: ConditionReader, examples: Examples, diagnostics: Diagnostics) -> None:
        self.path, self.reader, self.examples, self.diagnostics = path, reader, examples, diagnostics

    def options(self, words: str, line: str, place: Span, *, needs_condition: bool) -> Map:
        """What is in the braces at the end of a block's line."""
        if not words.startswith("{") or not words.endswith("}"):
            self.diagnostics.error(
                "bad-block",
                "write the condition in braces on the same line",
                place,
                f"such as '{self.examples.block}'",
            )
            return Map(place)
        # Spaces keep the columns of the file.
        source = " " * line.index("{") + words
        options = read_yaml(source, self.path, self.diagnostics, place.line)
        if options is None:
            return Map(place)
        if needs_condition and not set(options) - set(OPTIONS):
            self.diagnostics.error(
                "bad-block", "this 'when' has no condition", place, f"such as '{self.examples.block}'"
            )
        if not needs_condition:
            for key in set(options) - set(OPTIONS):
                self.diagnostics.error(
                    "bad-block",
                    f"'else' takes no condition, so '{key}' cannot be used here",
                    options.key_spans[key],
                    "write '::: else when {...}'",
                )
                del options[key]
        return options

    def arm(self, options: Map, body: Body, span: Span) -> Arm:
        """An arm with these options."""
        condition = Map(options.span)
        for key, value in options.items():
            if key not in OPTIONS:
                condition[key] = value
                condition.spans[key], condition.key_spans[key] = options.spans[key], options.key_spans[key]
        return Arm(
            condition=self.reader.condition(condition) if condition else ALWAYS,
            lead=self._lead(options),
            unknown=self._unknown(options),
            points=self._points(options),
            body=body,
            span=span,
        )

    def _lead(self, options: Map) -> str | None:
        lead = options.get("lead")
        if lead is not None and not isinstance(lead, str):
            self.diagnostics.error("bad-value", "'lead' is a text", options.spans["lead"])
            return None
        return lead

    def _unknown(self, options: Map) -> UnknownPolicy:
        policy = options.get("unknown", "show")
        if policy not in get_args(UnknownPolicy):
            self.diagnostics.error(
                "unknown-value",
                f"'unknown' cannot be '{policy}'",
                options.spans["unknown"],
                "allowed: show, hide",
            )
            return "show"
        return "hide" if policy == "hide" else "show"

    def _points(self, options: Map) -> tuple[str, ...]:
        points = options.get("points", ())
        if isinstance(points, Seq) and all(isinstance(one, str) for one in points):
            return tuple(points)
        if points:
            self.diagnostics.error(
                "bad-value", "'points' is a list of ids", options.spans["points"], "such as [DR-057]"
            )
        return ()
