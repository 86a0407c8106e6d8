"""Every character that a project says to readers, with its place: texts of modules, YAML files, rows of catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from generator.diagnostics import Span
from generator.model.data_files import CATALOGS
from generator.pictures.lettering import words_of

FILES = ("guidegen.yaml", "profiles/facets.yaml", "profiles/personas.yaml")
FOR_AUTHORS = "content/points.yaml"
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


def letters_in(root: Path, *, private: bool) -> Iterator[tuple[str, Span]]:
    """The characters outside ASCII, and control characters, of a project's public files, or of its applicants'.

    Files that cannot be read are passed over: others say what is wrong with them.
    """
    for file in _files(root, private=private):
        path = file.relative_to(root).as_posix()
        if file.suffix == ".svg":
            yield from _drawing(file.read_bytes(), path)
            continue
        try:
            source = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        match file.suffix:
            case ".md":
                yield from _module(source, path)
            case ".csv":
                for number, line in enumerate(source.split("\n"), 1):
                    yield from _line(line, path, number, 1)
            case _:
                yield from _yaml(source, path, 1)


def _files(root: Path, *, private: bool) -> Iterable[Path]:
    if private:
        return sorted((root / "profiles/applicants").glob("*.y*ml"))
    content = sorted(file for file in (root / "content").rglob("*") if file.suffix in (".md", ".yaml", ".yml"))
    drawings = sorted((root / "content/media").rglob("*.svg"))
    rows = sorted((root / CATALOGS).glob("*.csv"))
    files = [*(root / name for name in FILES), *content, *rows, *drawings]
    return [file for file in files if file.is_file() and file != root / FOR_AUTHORS]


def _drawing(content: bytes, path: str) -> Iterator[tuple[str, Span]]:
    """The letters that a drawing writes, each where it is first; one written as a number is named at the first line."""
    lines = content.decode("utf-8", "replace").split("\n")
    for letter in dict.fromkeys(words_of(content)):
        if not letter.isascii():
            number = next((at for at, line in enumerate(lines) if letter in line), None)
            at = (1, 1) if number is None else (number + 1, lines[number].index(letter) + 1)
            yield letter, Span(path, *at)


def _module(source: str, path: str) -> Iterator[tuple[str, Span]]:
    lines = source.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    yield from _yaml("\n".join(lines[1:end]), path, 2)
    for number, line in enumerate(lines[end + 1 :], end + 2):
        yield from _line(line, path, number, 1)


def _line(line: str, path: str, number: int, column: int) -> Iterator[tuple[str, Span]]:
    if line.isascii() and line.isprintable():
        return
    for at, letter in enumerate(line.removesuffix("\r"), column):
        if not letter.isascii() or not letter.isprintable():
            yield letter, Span(path, number, at)


def _yaml(source: str, path: str, first_line: int) -> Iterator[tuple[str, Span]]:
    """The scalars of a YAML text, keys too, without its comments."""
    if source.isascii() and "\\" not in source:
        return
    try:
        root = yaml.compose(source, Loader=_LOADER)
    except yaml.YAMLError:
        return
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield from _scalar(node, source, path, first_line)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(one for pair in reversed(node.value) for one in reversed(pair))


def _scalar(node: yaml.ScalarNode, source: str, path: str, first_line: int) -> Iterator[tuple[str, Span]]:
    if node.value.isascii() and node.value.replace("\n", "").isprintable():
        return
    start = node.start_mark
    written = source[start.index : node.end_mark.index]
    for letter in dict.fromkeys(node.value):
        if letter.isascii() and (letter.isprintable() or letter == "\n"):
            continue
        at = written.find(letter)  # one that is written as an escape is named where the text begins
        before = written[: max(at, 0)].split("\n")
        column = start.column + 1 + len(before[0]) if len(before) == 1 else len(before[-1]) + 1
        yield letter, Span(path, first_line + start.line + len(before) - 1, column)
