"""Reading modules: front matter and body of every file below `content/modules/`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostics, Span
from generator.load.body import BodyReader
from generator.load.conditions import ConditionReader
from generator.load.read_before import ReadBefore
from generator.load.schema import build
from generator.load.source import project_path, read_source
from generator.load.yaml import read_yaml
from generator.model.data import Constant
from generator.model.located import Map
from generator.model.module import FrontMatter, Mark, Module, ValueMark

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_ENTITY = re.compile(r"&#(?:[xX]0*[eEfF][0-9a-fA-F]{3}(?![0-9a-fA-F])|0*(?:5[7-9]|6[0-3])\d{3}(?!\d))")
REVISION_LENGTH = 8
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def read_modules(
    root: Path,
    reader: ConditionReader,
    diagnostics: Diagnostics,
    constants: Mapping[str, Constant],
    before: ReadBefore | None = None,
) -> dict[str, Module]:
    """Every module by id, in the order of ids, drafts included. A file that does not fit is reported and left out.

    The words of constants count to the state of a module that prints them. What was read `before` is not read again.
    """
    modules: dict[str, Module] = {}
    for file in sorted((root / "content" / "modules").rglob("*.md")):
        if file.name.startswith("."):
            continue  # what editors and file managers leave
        module = read_module(root, file, reader, diagnostics, constants, before)
        if module is None:
            diagnostics.lose("modules", file.stem)
            diagnostics.lose("slots")
            continue
        first = modules.get(module.id)
        if first is not None:
            diagnostics.error(
                "duplicate-module",
                f"module '{module.id}' is already defined in {first.path}",
                module.span,
                "give one of them another file name",
            )
            continue
        modules[module.id] = module
    if before is not None:
        before.keep_modules()
    return dict(sorted(modules.items()))


def read_module(
    root: Path,
    file: Path,
    reader: ConditionReader,
    diagnostics: Diagnostics,
    constants: Mapping[str, Constant],
    before: ReadBefore | None = None,
) -> Module | None:
    """One module; None (and diagnostics) where the file does not fit."""
    path = project_path(root, file)
    place = Span(path)
    if not ID.fullmatch(file.stem):
        diagnostics.error(
            "bad-id",
            f"'{file.stem}' is not a valid module id",
            place,
            "name the file with lower-case letters, digits and hyphens",
        )
        return None
    source = read_source(root, file, diagnostics)
    if source is None:
        return None
    known = None if before is None else before.module(path, source, reader.subjects)
    if known is not None:
        return known
    subjects, found, lost = dict(reader.subjects), len(diagnostics), len(diagnostics.lost)
    module = _module(path, file.stem, source, reader, diagnostics, constants)
    is_right = module is not None and (len(diagnostics), len(diagnostics.lost)) == (found, lost)
    if before is not None and module is not None and is_right:
        before.know_module(module, source, subjects, reader.subjects)
    return module


def _module(
    path: str,
    name: str,
    source: str,
    reader: ConditionReader,
    diagnostics: Diagnostics,
    constants: Mapping[str, Constant],
) -> Module | None:
    """What the source of a module says."""
    place = Span(path)
    lines = source.split("\n")
    end = _end_of_front_matter(lines, path, diagnostics)
    if end is None:
        return None
    raw = read_yaml("\n".join(lines[1:end]), path, diagnostics, first_line=2)
    front = None if raw is None else build(FrontMatter, raw, reader, diagnostics)
    body_reader = BodyReader(name, path, reader, diagnostics)
    body = body_reader.read(lines[end + 1 :], end + 2)
    if front is None:
        diagnostics.lose("fronts", name)
        if raw is None or not isinstance(raw.get("slot", ""), str):
            diagnostics.lose("slots")
        front = build(FrontMatter, _stand_in(name, raw, place), reader, Diagnostics())
        assert front is not None
    elif not body:
        diagnostics.error("empty-module", "this module says nothing", Span(path, end + 1))
    return Module(
        id=name,
        path=path,
        front=front,
        body=body,
        marks=tuple(body_reader.marks),
        span=place,
        revision=_revision(source, body_reader.marks, constants),
    )


def _end_of_front_matter(lines: list[str], path: str, diagnostics: Diagnostics) -> int | None:
    """The index of the line that closes the front matter; None (and a diagnostic) where the file does not fit."""
    for number, line in enumerate(lines, start=1):
        private = _PRIVATE.search(line) or _PRIVATE_ENTITY.search(line)
        if private is not None:
            what = "there is a private-use character here, which has no meaning"
            diagnostics.error("private-character", what, Span(path, number, private.start() + 1), "remove it")
            return None
    if lines[0].rstrip() != "---":
        diagnostics.error("no-front-matter", "a module begins with a line '---' and its title", Span(path))
        return None
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        diagnostics.error(
            "no-front-matter",
            "the front matter is not closed",
            Span(path),
            "write '---' on a line of its own below it",
        )
        return None
    return end


def _revision(source: str, marks: Iterable[Mark], constants: Mapping[str, Constant]) -> str:
    """Names the state of a file and of the constants it prints."""
    used = {mark.path[1] for mark in marks if isinstance(mark, ValueMark) and mark.path[0] == "const"}
    printed = "".join(f"\0{name}={constants[name].value}" for name in sorted(used & set(constants)))
    return hashlib.sha256(f"{source}{printed}".encode()).hexdigest()[:REVISION_LENGTH]


def _stand_in(name: str, raw: Map | None, place: Span) -> Map:
    """Front matter in place of one that does not fit, so that links to the module and its body are still checked."""
    stand_in = Map(place)
    given = {} if raw is None else {key: raw[key] for key in ("slot",) if isinstance(raw.get(key), str)}
    stand_in.update({"title": name, "reviewed": "2000-01-01", **given})
    return stand_in
