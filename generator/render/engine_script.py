"""The engine of the page as one classic script, made of the modules of the theme's `site/engine/`.

A page opened from the disk may load no module, so their imports are resolved here, and what is there for those who
write the modules (JSDoc, types) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

FOLDER, SCRIPT = "engine/", "engine.js"
ENTRY, TYPES = f"{FOLDER}index.js", f"{FOLDER}types.js"

_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./([\w.-]+)\"\n", re.MULTILINE)
_AGAIN = re.compile(r"^export \{([^}]*)\} from \"\./([\w.-]+)\"\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function\*?) (\w+))", re.MULTILINE)
_TOP = re.compile(r"^(?:export )?(?:const|let|class|function\*?) (?:(\w+)|\[([^\]]*)\])", re.MULTILINE)
_LINE_NOTE = re.compile(r"^ *// .*\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type .*? \*/ ?")
_NOTE = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
_STYLE_NOTE = re.compile(r"/\*(?:(?!\*/).)*\*/\n?", re.DOTALL)
_STYLE_RULE = re.compile(r"^([^\"'{}]*) \{ (.*) \}$", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def engine_script(modules: Mapping[str, str]) -> str:
    """All modules in one function whose result, `guidegen`, is what the entry exports.

    `modules` are the texts by path. Raises ValueError where they import one another, or two of them use one name.
    """
    entry = modules[ENTRY]
    names = [name for match in _AGAIN.finditer(entry) for name in match.group(1).replace(" ", "").split(",")]
    names += _EXPORT.findall(entry)
    _check_names(modules)
    body = "".join(_stripped(modules[name]) for name in _in_order(modules))
    script = f'const guidegen = (() => {{\n"use strict"\n{body}return {{ {", ".join(names)} }}\n}})()\n'
    return _INDENT.sub("", script)


def packed_script(script: str) -> str:
    """A script without its lines of comment and its indentation.

    A phone loads these with every first page: they are for those who write scripts.
    """
    return _INDENT.sub("", _LINE_NOTE.sub("", script))


def packed_style(style: str) -> str:
    """A style sheet without its comments, its indentation and the spaces inside the braces of a rule."""
    return _STYLE_RULE.sub(r"\1{\2}", _INDENT.sub("", _STYLE_NOTE.sub("", style)))


def _check_names(modules: Mapping[str, str]) -> None:
    """What two modules define would be one thing in the script."""
    homes: dict[str, str] = {}
    for path, module in sorted(modules.items()):
        for match in _TOP.finditer(module):
            for name in (match.group(1) or match.group(2)).replace(" ", "").split(","):
                if homes.setdefault(name, path) != path:
                    raise ValueError(f"'{name}' is in {homes[name]} and in {path}; give one of them another name")


def _stripped(module: str) -> str:
    for pattern in (_NOTE, _LINE_NOTE, _TYPE, _IMPORT, _AGAIN, _EXPORT):
        module = pattern.sub("", module)
    return module


def _in_order(modules: Mapping[str, str]) -> Iterator[str]:
    """Every module after those it imports."""
    names = [name for name in sorted(modules) if name != TYPES]
    imports = {name: {FOLDER + other for other in _imported(modules[name])} for name in names}
    try:
        yield from TopologicalSorter({name: sorted(imports[name]) for name in names}).static_order()
    except CycleError as error:
        raise ValueError(f"the modules of the engine import one another: {' -> '.join(error.args[1])}") from None


def _imported(module: str) -> list[str]:
    return _IMPORT.findall(module) + [other for _, other in _AGAIN.findall(module)]
