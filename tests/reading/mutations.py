"""Single changes to a project's files: one scalar of a YAML text or of front matter, one paragraph of a module."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

NEW_WORD = "zebra"
"""Stands in no project."""

SETTINGS = "guidegen.yaml"
_WORD = re.compile(r"(?<![\w\[{(:|/.#<`~-])([a-z]{4,})(?= [a-z])")
_BOOLEANS = {"true": "false", "false": "true"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of one file. `texts` are what the whole file may become; the first that the project allows counts."""

    path: str
    place: str
    texts: tuple[str, ...]


def mutations(files: Mapping[str, str]) -> Iterator[Mutation]:
    """Every change to the files that say something to readers."""
    for path, text in files.items():
        if path.startswith("content/modules/") and path.endswith(".md"):
            yield from _module(path, text)
        elif path.endswith(".yaml") and path.startswith(("content/", "profiles/facets")):
            yield from (Mutation(path, where, several) for where, several in _scalars(text))


def _module(path: str, text: str) -> Iterator[Mutation]:
    _, front, body = text.split("---\n", 2)
    for where, several in _scalars(front):
        yield Mutation(path, where, tuple(f"---\n{one}---\n{body}" for one in several))
    at = 0
    for number, paragraph in enumerate(body.split("\n\n"), start=1):
        found = next((one for one in _WORD.finditer(paragraph) if not _is_marked(paragraph, one.start())), None)
        if found is not None:
            end = at + found.end()
            yield Mutation(path, f"paragraph {number}", (f"---\n{front}---\n{body[:end]} {NEW_WORD}{body[end:]}",))
        at += len(paragraph) + 2


def _is_marked(paragraph: str, at: int) -> bool:
    """Whether a place stands on a line of `:::`, inside a mark, or in an address."""
    line = paragraph[paragraph.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    before = paragraph[:at]
    inside = any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("{}", ("[[", "]]"), "()", "[]"))
    return line.startswith(":::") or inside


def _scalars(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The path of every scalar value of a YAML text, with the texts after changing it alone."""
    root = yaml.compose(text)
    if root is None:
        return
    found = list(_leaves(root, ()))
    like: dict[str, dict[str, None]] = {}
    for path, node in found:
        like.setdefault(_key(path), {})[node.value] = None
    for path, node in found:
        several = [*_changed(node.value), *(one for one in like[_key(path)] if one != node.value)][:6]
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        yield "/".join(path), tuple(text[:start] + json.dumps(one, ensure_ascii=False) + text[end:] for one in several)


def _key(path: tuple[str, ...]) -> str:
    """The name under which a scalar stands, whatever list it is in."""
    return next((one for one in reversed(path) if not one.isdigit()), "")


def _leaves(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            yield from _leaves(one, (*path, str(number)))
    elif isinstance(node, yaml.MappingNode):
        for key, one in node.value:
            yield from _leaves(one, (*path, key.value))


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
