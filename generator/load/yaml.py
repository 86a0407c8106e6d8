"""Strict YAML: every scalar stays text, and what YAML allows but nobody should write is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import yaml

from generator.diagnostics import Diagnostics, Span
from generator.model.located import Map, Seq

MOST_BYTES = 1 << 20
MOST_DEPTH = 40
"""Brackets and indents inside one another. Every condition nested once takes two."""

_NULLS = {"", "~", "null"}
_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_HINTS = {
    "mapping values are not allowed": "put quotes around a text that contains ': '",
    "found character '\\t'": "indent with spaces, not with tabs",
    "found character '%'": "put quotes around a text that begins with '%'",
    "found character '@'": "put quotes around a text that begins with '@'",
    "found character '`'": "put quotes around a text that begins with a backtick",
    "did not find expected ',' or '}'": "put quotes around a text that contains a comma, a colon or a brace",
    "expected ',' or '}'": "put quotes around a text that contains a comma, a colon or a brace",
    "expected ',' or ']'": "put quotes around a text that contains a comma, a colon or a bracket",
    "expected alphabetic or numeric character": "put quotes around a text that begins with '*' or '&'",
    "could not find expected ':'": "write 'key: value'",
}


class _Refused(Exception):
    """Unwinds to `read_yaml`, which has already been told what is wrong."""


def read_yaml(source: str, path: str, diagnostics: Diagnostics, first_line: int = 1) -> Map | None:
    """Read one mapping; None (and a diagnostic) where the text is not one.

    `first_line` is the line of `source`'s first line in the file.
    """
    reader = _YamlReader(source, path, diagnostics, first_line)
    try:
        return reader.document()
    except _Refused:
        return None


class _YamlReader:
    def __init__(self, source: str, path: str, diagnostics: Diagnostics, first_line: int) -> None:
        self.source, self.path, self.diagnostics, self.first_line = source, path, diagnostics, first_line
        self.depth = 0
        self.events: Iterator[yaml.Event] = iter(())

    def document(self) -> Map | None:
        size = len(self.source.encode("utf-8", "surrogatepass"))
        if size > MOST_BYTES:
            self.refuse("file-too-large", f"the YAML has {size} bytes; at most {MOST_BYTES} are read", None)
        self.events = yaml.parse(self.source, Loader=_LOADER)
        try:
            content: Map | None = None
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if content is not None:
                        self.refuse("second-document", "a second document begins here; keep one in a file", event)
                    value = self.value(next(self.events))
                    if value is None:
                        value = Map(Span(self.path, self.first_line))
                    if not isinstance(value, Map):
                        self.refuse("not-a-mapping", "write 'key: value' lines here", event)
                    content = value
            return Map(Span(self.path, self.first_line)) if content is None else content
        except yaml.MarkedYAMLError as error:
            self.refuse_syntax(error)
        except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
            place = getattr(error, "position", 0)
            line = self.source.count("\n", 0, place) + self.first_line
            self.diagnostics.error(
                "yaml-syntax", "a character that YAML does not allow stands here", Span(self.path, line)
            )
            raise _Refused from None

    def value(self, event: yaml.Event) -> object:
        if isinstance(event, yaml.AliasEvent):
            self.refuse("yaml-alias", "aliases ('*name') are not allowed; write the value again", event)
        if getattr(event, "anchor", None):
            self.refuse(
                "yaml-alias",
                "anchors ('&name') are not allowed",
                event,
                "put quotes around a text that begins with '&'",
            )
        if isinstance(event, yaml.ScalarEvent):
            if event.tag not in (None, "!"):
                self.refuse(
                    "yaml-tag",
                    f"tags ('{event.tag}') are not allowed",
                    event,
                    "put quotes around a text that begins with '!'",
                )
            return None if event.style is None and event.value in _NULLS else event.value
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None:
            self.refuse("yaml-tag", f"tags ('{event.tag}') are not allowed", event)
        self.depth += 1
        if self.depth > MOST_DEPTH:
            self.refuse("too-deep", f"more than {MOST_DEPTH} levels inside one another", event)
        value = self.mapping(event) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event)
        self.depth -= 1
        return value

    def mapping(self, start: yaml.Event) -> Map:
        content = Map(self.span(start))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.value(event)
            if not isinstance(key, str):
                self.refuse("bad-key", "a key must be a word", event)
            if key == "<<":
                self.refuse("yaml-alias", "merge keys ('<<') are not allowed", event)
            place = self.span(event)
            following = next(self.events)
            value = self.value(following)
            if key in content:
                self.diagnostics.error(
                    "duplicate-key",
                    f"'{key}' is written twice; it stands already on line {content.key_spans[key].line}",
                    place,
                )
                continue
            content[key] = value
            content.key_spans[key] = place
            content.spans[key] = self.span(following)
        return content

    def sequence(self, start: yaml.Event) -> Seq:
        content = Seq(self.span(start))
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            content.append(self.value(event))
            content.spans.append(self.span(event))
        return content

    def span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        assert mark is not None
        return Span(self.path, mark.line + self.first_line, mark.column + 1)

    def refuse(self, code: str, message: str, event: yaml.Event | None, suggestion: str | None = None) -> NoReturn:
        place = Span(self.path, self.first_line) if event is None else self.span(event)
        self.diagnostics.error(code, message, place, suggestion)
        raise _Refused

    def refuse_syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)
        problem = error.problem or "this is not YAML"
        hint = next((advice for words, advice in _HINTS.items() if words in problem), None)
        self.diagnostics.error("yaml-syntax", problem, Span(self.path, line, column), hint)
        raise _Refused
