"""Nothing is kept that nobody reads: fields, constants, functions, macros and classes of style sheets.

Names alone are compared, so what is found is unused for sure; a field that shares its name with one that is read is not
found. Parameters, variables and imports of a file are ruff's.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.projects import ROOT

OPTIONS = "Given"
"""The options of a command: they are looked up by their names as text."""

UNREAD = {"held", "version"}
"""Fields that are there without being read: what is held on to so that nothing else gets its id, and a version that
the reader of a file has compared.
"""

_ATTRIBUTE = re.compile(r"\.(\w+)|attribute=\"(\w+)\"|selectattr\(\"(\w+)\"")
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)")
_IMPORT = re.compile(r"\{%-?\s*from\s+\"[^\"]+\"\s+import\s+([^%]+?)\s*-?%\}")
_NAME = re.compile(r"[\w-]+")
_SELECTOR = re.compile(r"([^{}]+)\{")
_CLASS = re.compile(r"[.#](-?[a-zA-Z_][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def unused_fields(trees: Mapping[str, ast.Module], templates: str) -> Iterator[str]:
    """Fields and properties of classes that no code and no template reads."""
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    read |= {name for found in _ATTRIBUTE.findall(templates) for name in found}
    for file, tree in trees.items():
        for kind in (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name != OPTIONS):
            for line, name in _fields(kind):
                if name not in read | UNREAD:
                    yield f"{file}:{line}: {kind.name}.{name}"


def _fields(kind: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for node in kind.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.lineno, node.target.id
        elif isinstance(node, ast.FunctionDef):
            marks = {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
            if marks & {"property", "cached_property"}:
                yield node.lineno, node.name


FOR_TESTS = {"ranking_data"}
"""What the tests of the page's engine hold it to."""


def unused_constants(trees: Mapping[str, ast.Module]) -> Iterator[str]:
    """Constants and functions of modules that no code names."""
    named: set[str] = set()
    for tree in trees.values():
        for node in ast.walk(tree):
            name = getattr(node, "attr", None) if isinstance(node, ast.Attribute) else getattr(node, "id", None)
            if name is not None and isinstance(getattr(node, "ctx", None), ast.Load):
                named.add(name)
            elif isinstance(node, ast.alias):
                named.add(node.name)
    for file, tree in trees.items():
        for node in tree.body:
            for name in _defined(node):
                if name not in named | FOR_TESTS and not name.startswith("__"):
                    yield f"{file}:{node.lineno}: {name}"


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        yield from (one.id for one in node.targets if isinstance(one, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
        yield node.name


def unused_macros(templates: Mapping[str, str], code: str) -> Iterator[str]:
    """Macros that nothing calls, and imported ones that a template does not use."""
    words = Counter(word for text in (*templates.values(), code) for word in _NAME.findall(text))
    for file, text in templates.items():
        yield from (f"{file}: macro {name}" for name in _MACRO.findall(text) if words[name] < 2)
        own = _NAME.findall(text)
        for found in _IMPORT.findall(text):
            names = (one.split(" as ")[-1].strip() for one in found.replace("with context", "").split(","))
            yield from (f"{file}: import {name}" for name in names if own.count(name) < 2)


def unused_styles(sheets: Mapping[str, str], users: str) -> Iterator[str]:
    """Classes and ids with a style that no template, script or code writes."""
    words = set(_NAME.findall(users))
    for file, text in sheets.items():
        styled = (one for found in _SELECTOR.findall(_COMMENT.sub("", text)) for one in _CLASS.findall(found))
        yield from (f"{file}: {name}" for name in sorted(set(styled) - words))


@cache
def _trees() -> Mapping[str, ast.Module]:
    return {one.relative_to(ROOT).as_posix(): ast.parse(one.read_text("utf-8")) for one in _below("generator", "py")}


def _below(folder: str, *endings: str) -> list[Path]:
    return sorted(one for ending in endings for one in (ROOT / folder).rglob(f"*.{ending}"))


def _texts(folder: str, *endings: str) -> dict[str, str]:
    return {one.relative_to(ROOT).as_posix(): one.read_text("utf-8") for one in _below(folder, *endings)}


def unused() -> Iterator[str]:
    """Whatever of the generator and its theme nobody reads, each with its place."""
    code, pages = _texts("generator", "py"), _texts("templates", "html")
    yield from unused_fields(_trees(), "\n".join(_texts("templates", "html", "j2").values()))
    yield from unused_constants(_trees())
    yield from unused_macros(pages, "\n".join(code.values()))
    users = {**_texts("templates", "html", "js", "j2"), **code, **_texts("content", "md")}
    yield from unused_styles(_texts("templates", "css"), "\n".join(users.values()))
