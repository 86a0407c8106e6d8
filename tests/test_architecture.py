"""The layers of `generator`: imports go down, a library has one owner, files and functions are short,
nothing is kept that nobody reads, and words are plain.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.english import refused
from tests.unused import unused

ROOT = Path(__file__).resolve().parent.parent / "generator"

# Top to bottom. A unit (a file or folder of generator/) imports only from rows below, never up or sideways.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli"}),
    frozenset({"app"}),
    frozenset({"browser"}),
    frozenset(
        {
            "load",
            "check",
            "plan",
            "select",
            "assemble",
            "render",
            "write",
            "publish",
            "send",
            "explain",
            "editor",
            "preview",
        }
    ),
    frozenset({"logic"}),
    frozenset({"path", "prose"}),
    frozenset({"model"}),
    frozenset({"cache", "clock", "text", "resources", "kept", "pdf", "pictures"}),
    frozenset({"errors", "words"}),
    frozenset({"diagnostics"}),
)

# Third-party libraries and the units that may import them.
OWNERS: dict[str, frozenset[str]] = {
    "click": frozenset({"cli"}),
    "yaml": frozenset({"load"}),
    "pydantic": frozenset({"load", "model"}),
    "pydantic_core": frozenset({"load", "model"}),
    "markdown": frozenset({"prose"}),
    "pymdownx": frozenset({"prose"}),
    "nh3": frozenset({"render"}),
    "jinja2": frozenset({"render"}),
    "markupsafe": frozenset({"render"}),
    "PIL": frozenset({"pictures"}),
    "pebble": frozenset({"render"}),
    "weasyprint": frozenset({"render"}),
    "fontTools": frozenset({"render"}),
    "icalendar": frozenset({"render"}),
    "xlsxwriter": frozenset({"render"}),
    "filelock": frozenset({"write", "send"}),
    "pikepdf": frozenset({"pdf"}),
    "pypdfium2": frozenset({"pdf"}),
    "email_validator": frozenset({"model"}),
    "keyring": frozenset({"send"}),
    "msal": frozenset({"send"}),
    "google": frozenset({"send"}),
    "google_auth_oauthlib": frozenset({"send"}),
    "python_calamine": frozenset({"load"}),
    "watchfiles": frozenset({"preview"}),
    "distributed": frozenset({"render"}),
}

# Where a distribution is not called what one imports; pydantic_core is pydantic's own.
DISTRIBUTIONS = {
    "PIL": "pillow",
    "email_validator": "email-validator",
    "fontTools": "fonttools",
    "google": "google-auth",
    "google_auth_oauthlib": "google-auth-oauthlib",
    "pydantic_core": "pydantic",
    "pymdownx": "pymdown-extensions",
    "python_calamine": "python-calamine",
    "yaml": "pyyaml",
}

# Extras whose libraries the code may use where they are installed.
EXTRAS = ("keyring", "microsoft", "google", "cluster")

# Heavy libraries (WeasyPrint takes 0.7 seconds and needs Pango): only in this file, and only inside a function.
LAZY = {
    "weasyprint": "render/surroundings.py",
    "pikepdf": "pdf.py",
    "pypdfium2": "pdf.py",
    "icalendar": "render/calendar.py",
    "xlsxwriter": "render/workbook/book.py",
    "keyring": "send/password.py",
    "msal": "send/microsoft.py",
    "distributed": "render/cluster.py",
    "google": "send/google.py",
    "google_auth_oauthlib": "send/google.py",
}

# How long a file and a function may be, in lines; a function from its `def`, without decorators.
FILE_LINES, FUNCTION_LINES = 250, 50

# No code: the starter projects.
DATA = frozenset({"starter", "starter_empty"})


def units(root: Path) -> set[str]:
    """The files and folders directly under the package, by the name one imports them with."""
    found = {path.stem for path in root.iterdir() if path.is_dir() or path.suffix == ".py"}
    return found - DATA - {"__init__", "__pycache__", "_theme"}


def imports(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Every import of a file: line, full dotted name, and whether it is at the top level."""
    tree = ast.parse(path.read_text("utf-8"), path.name)
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, id(node) not in inside
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}", id(node) not in inside


def findings(root: Path) -> list[str]:
    """What breaks the rules, as `file:line: sentence`; empty when nothing does."""
    level = {unit: row for row, layer in enumerate(LAYERS) for unit in layer}
    found = [f"{unit}: not in the table of layers" for unit in sorted(units(root)) if unit not in level]
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        unit = name.split("/")[0].removesuffix(".py")
        if unit in DATA or unit not in level:
            continue
        for line, target, top in imports(path):
            problem = judge(name, unit, target, top, level)
            if problem:
                found.append(f"{name}:{line}: {problem}")
    return found


def judge(name: str, unit: str, target: str, top: bool, level: dict[str, int]) -> str | None:
    """Say what is wrong with one import, or None."""
    package, _, rest = target.partition(".")
    if package == "":
        return "imports are absolute"
    if package == ROOT.name:
        other = rest.split(".")[0]
        if other in ("", "__version__", unit):
            return None
        if other not in level:
            return f"imports {target}, which is in no layer"
        return None if level[other] > level[unit] else f"{unit} must not import {other}"
    if package in sys.stdlib_module_names:
        return None
    if package not in OWNERS:
        return f"{package} has no owner"
    if unit not in OWNERS[package]:
        return f"{package} belongs to {', '.join(sorted(OWNERS[package]))}"
    if package in LAZY and (name != LAZY[package] or top):
        return f"{package} is imported only inside a function of {LAZY[package]}"
    return None


def lengths(root: Path) -> Iterator[tuple[str, int]]:
    """Every file and function that is over its limit, and its lines. A method is named after its class."""
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name.split("/")[0] in DATA:
            continue
        text = path.read_text("utf-8")
        if (lines := len(text.splitlines())) > FILE_LINES:
            yield name, lines
        for function, lines in functions(ast.parse(text, path.name)):
            if lines > FUNCTION_LINES:
                yield f"{name}:{function}", lines


def functions(node: ast.AST, inside: str = "") -> Iterator[tuple[str, int]]:
    """Every function of a tree, the ones inside others too: its dotted name and its lines."""
    for child in ast.iter_child_nodes(node):
        name = inside
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{inside}.{child.name}".removeprefix(".")
            if not isinstance(child, ast.ClassDef):
                yield name, (child.end_lineno or child.lineno) - child.lineno + 1
        yield from functions(child, name)


def test_files_and_functions_are_short() -> None:
    assert dict(lengths(ROOT)) == {}


def test_no_script_of_the_theme_is_too_long() -> None:
    """Those of other houses (their license is next to them, or in them) are as they came."""
    theirs = {"leanqr.js", "minisearch.js"}
    scripts = [path for path in (ROOT.parent / "templates").rglob("*.js") if path.name not in theirs]
    assert len(scripts) > 30
    assert [path.name for path in scripts if len(path.read_text("utf-8").splitlines()) > FILE_LINES] == []


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    (tmp_path / "starter").mkdir()
    (tmp_path / "starter" / "data.py").write_text("\n" * 300, "utf-8")
    (tmp_path / "short.py").write_text("#\n" * 250, "utf-8")
    (tmp_path / "long.py").write_text("#\n" * 251, "utf-8")
    method = "class Box:\n    @property\n    def many(self):\n" + "        0\n" * 50
    nested = "if True:\n    async def outer():\n        def inner():\n" + "            0\n" * 49
    (tmp_path / "functions.py").write_text(method + nested, "utf-8")
    assert list(lengths(tmp_path)) == [("functions.py:Box.many", 51), ("functions.py:outer", 51), ("long.py", 251)]


def twice_named(root: Path) -> Iterator[str]:
    """Classes of two files that have one name, unless only their own file knows them."""
    first: dict[str, str] = {}
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for one in ast.parse(path.read_text("utf-8"), path.name).body:
            if isinstance(one, ast.ClassDef) and not one.name.startswith("_"):
                other = first.setdefault(one.name, name)
                if other != name:
                    yield f"{one.name}: {other}, {name}"


def test_a_name_means_one_thing() -> None:
    assert list(twice_named(ROOT)) == []


def test_a_name_of_two_things_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("class Row: ...\nclass _Own: ...\n", "utf-8")
    (tmp_path / "two.py").write_text("class Row: ...\nclass _Own: ...\n", "utf-8")
    assert list(twice_named(tmp_path)) == ["Row: one.py, two.py"]


def test_words_are_plain() -> None:
    assert list(refused()) == []


def test_nothing_is_kept_that_nobody_reads() -> None:
    assert list(unused()) == []


def test_the_layers_hold() -> None:
    assert findings(ROOT) == []


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in EXTRAS for one in project["optional-dependencies"][extra])]
    declared = {re.split(r"[\[<>=!~; ]", one)[0].lower() for one in wanted}
    assert {DISTRIBUTIONS.get(name, name) for name in OWNERS} <= declared


def test_the_table_names_nothing_that_is_gone() -> None:
    assert {unit for layer in LAYERS for unit in layer} == units(ROOT)


def test_every_kind_of_breach_is_found(tmp_path: Path) -> None:
    files = {
        "cli/main.py": "import click\nimport generator\nfrom generator.app import build\n",
        "app/build.py": "from generator.cli import main\n",
        "plan/tables.py": "from generator.select.walk import walk\nfrom generator.logic import kleene\n",
        "select/walk.py": "def walk():\n    from generator import app\n",
        "model/facet.py": "from . import profile\nimport requests\nimport pydantic\nimport json\n",
        "render/surroundings.py": "import weasyprint\ndef lay_out():\n    import weasyprint\n",
        "render/pages.py": "def draw():\n    import weasyprint\n    import yaml\n",
        "stray.py": "",
        "starter/anything.py": "import nonsense\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert findings(tmp_path) == [
        "stray: not in the table of layers",
        "app/build.py:1: app must not import cli",
        "model/facet.py:1: imports are absolute",
        "model/facet.py:2: requests has no owner",
        "plan/tables.py:1: plan must not import select",
        "render/pages.py:2: weasyprint is imported only inside a function of render/surroundings.py",
        "render/pages.py:3: yaml belongs to load",
        "render/surroundings.py:1: weasyprint is imported only inside a function of render/surroundings.py",
        "select/walk.py:2: select must not import app",
    ]
