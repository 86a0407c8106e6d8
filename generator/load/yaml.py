"""Strict YAML: every scalar stays text, and what YAML allows but nobody should write is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from generator.diagnostics import Diagnostics, Span
from generator.model.located import Map, Seq

MOST_BYTES = 1 << 20
MOST_DEPTH = 64
"""Brackets and indents inside one another. Every condition nested once takes two."""

_NULLS = {"", "~", "null"}
_QUOTED = {"'", '"', "|", ">"}
_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_CLOSE = "close what is open, and put quotes around a text that holds a comma, a colon, a bracket or a quote mark"
_INDENT = "begin this line below its neighbors, and put quotes around a text that begins with a quote mark or a bracket"
_TAB = ("there is a tab here", "indent with spaces, not with tabs")
_PROBLEMS = {
    "mapping values are not allowed": ("there is a second ': ' here", "put quotes around a text that contains ': '"),
    "did not find expected ',' or '}'": ("a ',' or '}' is missing here", _CLOSE),
    "did not find expected ',' or ']'": ("a ',' or ']' is missing here", _CLOSE),
    "found unexpected end of stream": ("a quote mark is missing here", _CLOSE),
    "did not find expected key": ("this does not go with the lines above", _INDENT),
    "did not find expected '-' indicator": ("this does not go with the list above", _INDENT),
    "did not find expected alphabetic or numeric character": (
        "a name is missing after '*' or '&'",
        "put quotes around a text that begins with '*' or '&'",
    ),
    "could not find expected ':'": ("a ':' is missing here", "write 'key: value'"),
    "found unexpected ':'": ("there is a ':' where none can be", "put a space after it, as in {name: [one, two]}"),
    "found undefined tag handle": ("'!' begins a tag", "put quotes around a text that begins with '!'"),
    "a tab character": _TAB,
    "block sequence entries are not allowed": ("a list begins on this line", "begin it on a line of its own"),
    "found unknown escape character": ("'\\' is in front of a letter that needs none", "use single quotes"),
    "did not find expected comment or line break": ("nothing follows '|' or '>' on its line", None),
}
"""What PyYAML says, and what we say instead."""

# Lines end with \n here and in every editor; YAML would count U+0085, U+2028 and U+2029, too.
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\uf900-\ufffd\U00010000-\U0010ffff]")
_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufffe\uffff]")


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
        odd = _NOT_YAML.search(self.source)
        if odd is not None:
            before = self.source[: odd.start()].split("\n")
            place = Span(self.path, self.first_line + len(before) - 1, len(before[-1]) + 1)
            what = f"there is a character here that is not printed (U+{ord(odd.group()):04X})"
            self.diagnostics.error("control-character", what, place, "remove it")
            raise _Refused
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
                        self.refuse(
                            "not-a-mapping", "write 'key: value' lines here", event, "with a space after the ':'"
                        )
                    content = value
            return Map(Span(self.path, self.first_line)) if content is None else content
        except yaml.MarkedYAMLError as error:
            self.refuse_syntax(error)
        except yaml.reader.ReaderError as error:
            self.refuse("yaml-syntax", f"YAML cannot read this: {error.reason}", None)

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
            hidden = _NOT_PRINTED.search(event.value)
            if hidden is not None:
                what = f"this text holds a character that is not printed (U+{ord(hidden.group()):04X})"
                self.refuse("control-character", what, event)
            return None if event.style not in _QUOTED and event.value in _NULLS else event.value
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
            if value is None and ":" in key and getattr(event, "style", None) not in _QUOTED:
                self.refuse("yaml-syntax", f"'{key}' is read as one word", event, "put a space after the ':'")
            if key in content:
                self.diagnostics.error(
                    "duplicate-key",
                    f"'{key}' is written twice; it is already defined on line {content.key_spans[key].line}",
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
        mark, opened = error.problem_mark, error.context_mark
        problem, hint = error.problem or "this is not YAML", None
        for words, (ours, advice) in _PROBLEMS.items():
            if words in problem:
                problem, hint = ours, advice
        if opened is not None and mark is not None and opened.line < mark.line and hint == _CLOSE:
            problem, mark = "what begins here is not closed", opened
        line, column = (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)
        if "cannot start any token" in problem:
            letter = self.source.split("\n")[line - self.first_line][column - 1 : column]
            problem, hint = f"no text begins with '{letter}'", "put quotes around the text"
            if letter == "\t":
                problem, hint = _TAB
        self.diagnostics.error("yaml-syntax", problem, Span(self.path, line, column), hint)
        raise _Refused
