"""Single changes to a project's files: one scalar of a YAML text or of front matter, one paragraph of a module, one
cell of a catalog's CSV file, or a whole row or column of a catalog that is taken out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

NEW_WORD = "zebra"
"""A word of no project."""

MOST_TRIES = 6
CONDITIONS = {"when", "done", "asked_when", "rule"}
READ = ("content/", "profiles/facets")
CATALOGS = "content/data/catalogs/"
TAKEN_OUT = ("rows", "columns", "notes", "order")
"""What of a catalog is also taken out as a whole, entry by entry."""

_WORD = re.compile(r"(?<![\w\[{(:|/.#<`~-])([a-z]{4,})(?= [a-z])")
_BOOLEANS = {"true": "false", "false": "true"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change to one stretch of one file: what it may become; the first that the project allows counts."""

    path: str
    place: str
    start: int
    end: int
    instead: tuple[str, ...]

    @property
    def sort(self) -> tuple[str, ...]:
        """What changes have in common: the file, its first key and the last one; conditions are all of one sort."""
        names = [one for one in self.place.split("/") if not one.isdigit()]
        path = "module" if self.path.endswith(".md") else self.path
        if self.place.startswith("paragraph"):
            return path, "paragraph"
        if CONDITIONS & set(names):
            return path, names[0], min(CONDITIONS & set(names)), names[-1] if names[-1] in ("min", "max") else ""
        return path, names[0], names[-1].rpartition(" ")[2]

    def texts(self, text: str) -> Iterator[str]:
        """The file's text after the change, each way."""
        return (text[: self.start] + one + text[self.end :] for one in self.instead)


def mutations(files: Mapping[str, str]) -> Iterator[Mutation]:
    """Every change to the files that say something to readers; what points say is for authors."""
    for path, text in files.items():
        if path.startswith("content/modules/") and path.endswith(".md"):
            yield from _module(path, text)
        elif path.endswith(".yaml") and path.startswith(READ) and path != "content/points.yaml":
            yield from _scalars(path, text)
            if path.startswith(CATALOGS):
                yield from _entries(path, text, TAKEN_OUT)
            elif path == "content/rules.yaml":
                yield from _entries(path, text, ("catalogs",))
        elif path.endswith(".csv") and path.startswith(CATALOGS):
            yield from _csv(path, text)


def _module(path: str, text: str) -> Iterator[Mutation]:
    first, front, body = text.split("---\n", 2)
    head = len(first) + len("---\n")
    for one in _scalars(path, front):
        yield replace(one, start=one.start + head, end=one.end + head)
    at = head + len(front) + len("---\n")
    for number, paragraph in enumerate(body.split("\n\n"), start=1):
        found = next((one for one in _WORD.finditer(paragraph) if not _is_marked(paragraph, one.start())), None)
        if found is not None:
            yield Mutation(path, f"paragraph {number}", at + found.end(), at + found.end(), (f" {NEW_WORD}",))
        at += len(paragraph) + len("\n\n")


def _is_marked(paragraph: str, at: int) -> bool:
    """Whether a place is on a line of `:::`, inside a mark, or in an address."""
    line = paragraph[paragraph.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    before = paragraph[:at]
    inside = any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("{}", ("[[", "]]"), "()", "[]"))
    return line.startswith(":::") or inside


def _scalars(path: str, text: str) -> Iterator[Mutation]:
    """Every scalar value of a YAML text; it may become what the same key has elsewhere."""
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if root is None:
        return
    found = list(_leaves(root, ()))
    like: dict[str, dict[str, None]] = {}
    for place, node in found:
        like.setdefault(_key(place), {})[node.value] = None
    for place, node in found:
        several = [*_changed(node.value), *(one for one in like[_key(place)] if one != node.value)][:MOST_TRIES]
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        instead = tuple(json.dumps(one, ensure_ascii=False) for one in several)
        yield Mutation(path, "/".join(place), start, end, instead)


def _entries(path: str, text: str, keys: Sequence[str]) -> Iterator[Mutation]:
    """Each entry below these keys that has lines of its own, without it; of tables of catalogs, their rows too."""
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(root, yaml.MappingNode)
    starts = list(itertools.accumulate(map(len, text.splitlines(keepends=True)), initial=0))
    for key, node in root.value:
        for place, first, last in _own_lines(node, (key.value,)) if key.value in keys else ():
            if path.startswith(CATALOGS) and len(place) > len(("rows", "id")):
                continue
            yield Mutation(path, f"{'/'.join(place)} taken out", starts[first], starts[last], ("",))


def _own_lines(node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The lines of each entry of a node in block style, and of the entries below it."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return
    heads = [one[0] if isinstance(one, tuple) else one for one in node.value]
    bounds = [*(head.start_mark.line for head in heads), node.end_mark.line]
    for number, one in enumerate(node.value):
        inner = (*place, one[0].value if isinstance(one, tuple) else str(number))
        if bounds[number] < bounds[number + 1]:
            yield inner, bounds[number], bounds[number + 1]
        yield from _own_lines(one[1] if isinstance(one, tuple) else one, inner)


def _csv(path: str, text: str) -> Iterator[Mutation]:
    """Every cell changed, each row taken out or below the next one. No cell of these files has a line end in it."""
    lines = text.splitlines(keepends=True)
    header, *rows = csv.reader(lines)
    like: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, cell in zip(header, row, strict=True):
            like.setdefault(name, {})[cell] = None
    at = len(lines[0])
    for line, row, below in zip(lines[1:], rows, [*lines[2:], ""], strict=True):
        end = at + len(line)
        yield Mutation(path, f"{row[0]} taken out", at, end, ("",))
        if below:
            yield Mutation(path, f"{row[0]} below the next", at, end + len(below), (f"{below}{line}",))
        for number, (name, cell) in enumerate(zip(header, row, strict=True)):
            several = [*(_changed(cell) if cell else ()), *(one for one in like[name] if one != cell)][:MOST_TRIES]
            instead = tuple(_line([*row[:number], one, *row[number + 1 :]]) for one in several)
            yield Mutation(path, f"{row[0]}/{name}", at, end, instead)
        at = end


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()


def _key(place: tuple[str, ...]) -> str:
    """The name of a scalar, whatever list it is in."""
    return next((one for one in reversed(place) if not one.isdigit()), "")


def _leaves(node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield place, node
    elif isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            yield from _leaves(one, (*place, str(number)))
    elif isinstance(node, yaml.MappingNode):
        for key, one in node.value:
            yield from _leaves(one, (*place, key.value))


def _changed(value: str) -> list[str]:
    """Values near this one, of the kind it seems to be."""
    if value in _BOOLEANS:
        return [_BOOLEANS[value]]
    try:
        return [str(dt.date.fromisoformat(value) - dt.timedelta(days=1))]
    except ValueError:
        pass
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        number = float(value) if "." in value else int(value)
        return [str(number + 1), str(number - 1)]
    if value.startswith("https://"):
        return [f"{value.rstrip('/')}/{NEW_WORD}"]
    last = re.search(r"[.?!:]*$", value)
    assert last is not None
    return [f"{value[: last.start()]} {NEW_WORD}{value[last.start() :]}"]
