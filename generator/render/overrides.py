"""What can be known of a project's own templates without filling them: do they compile, and is each of any use?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Span, nearest
from generator.render.inherited import check_inherited, check_macros
from generator.render.template_code import exported, is_macro_file
from generator.render.template_error import BUILT_IN, CODE, theme_error
from generator.render.theme import EXTRA_STYLE, TEMPLATE_SUFFIXES, Theme

UNUSED = "unused-file"
FOLDERS = ("site", "handbook", "mail")
NOT_REPLACED = "preview"
REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def check_overrides(theme: Theme) -> list[Diagnostic]:
    """Everything that is wrong with a project's own templates and style sheets; nothing where it has none."""
    own, *rest = theme.folders
    if not rest:
        return []
    built_in = rest[-1]
    names = sorted(file.relative_to(own).as_posix() for file in own.rglob("*") if file.is_file())
    templates = [name for name in names if _is_template(name) and not name.startswith(f"{BUILT_IN}/")]
    parsed: dict[str, nodes.Template] = {}
    found: list[Diagnostic] = []
    for name in templates:
        try:
            parsed[name] = _compiled(theme.environment, own, name)
        except TemplateSyntaxError as error:
            found += theme_error(error, name, theme.places).diagnostics
    known = theme.environment.list_templates()
    for name, tree in parsed.items():
        found += _lost_references(name, tree, known)
        found += _circle(name, tree, theme)
        found += check_inherited(name, tree, partial(_parsed, theme.environment))
        found += _wrong_macros(name, tree, theme, built_in)
    used = {one for tree in parsed.values() for one, _ in _references(tree)}
    found += _unused_templates(templates, used, built_in)
    found += _unused_styles(own, names, built_in)
    return found


def _is_template(name: str) -> bool:
    return Path(name).suffix in TEMPLATE_SUFFIXES or (name.startswith("mail/") and name.endswith(".txt"))


def _compiled(environment: Environment, own: Path, name: str) -> nodes.Template:
    """The parts of a template that compiles. Raises TemplateSyntaxError."""
    file = own / name
    source = file.read_text("utf-8", "replace")
    environment.compile(source, name, str(file), raw=True)
    return environment.parse(source, name, str(file))


def _references(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node]]:
    """The templates that this one names, each with the tag that does."""
    for node in tree.find_all(REFERENCES):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            yield node.template.value, node


def _lost_references(name: str, tree: nodes.Template, known: list[str]) -> Iterator[Diagnostic]:
    for other, node in _references(tree):
        if other not in known and not getattr(node, "ignore_missing", False):
            yield _error(name, node.lineno, f"there is no template '{other}'", nearest(other, known))


def _circle(name: str, tree: nodes.Template, theme: Theme) -> Iterator[Diagnostic]:
    """Templates that extend each other without end, told at each of the project's own that takes part."""
    way = [name]
    node = _extends(tree)
    line = node.lineno if node is not None else 1
    while node is not None and isinstance(node.template, nodes.Const):
        other = str(node.template.value)
        if other == name:
            steps = " extends ".join([*way, other])
            hint = f'to extend the template that this one replaces, write {{% extends "{BUILT_IN}/{name}" %}}'
            yield _error(name, line, f"this never ends: {steps}", hint)
        if other in way:
            return
        way.append(other)
        node = _extends(_parsed(theme.environment, other))


def _extends(tree: nodes.Template | None) -> nodes.Extends | None:
    return None if tree is None else next(iter(tree.find_all(nodes.Extends)), None)


def _parsed(environment: Environment, name: str) -> nodes.Template | None:
    """A template by name; None where there is none, or it does not compile, which is told at another place."""
    if environment.loader is None or name not in environment.list_templates():
        return None
    source, file, _ = environment.loader.get_source(environment, name)
    try:
        return environment.parse(source, name, file)
    except TemplateSyntaxError:
        return None


def _wrong_macros(name: str, tree: nodes.Template, theme: Theme, built_in: Path) -> Iterator[Diagnostic]:
    """Macros of a built-in file that the project's own in its place lacks, or has otherwise: others call them."""
    replaced = _parsed(theme.environment, f"{BUILT_IN}/{name}") if (built_in / name).is_file() else None
    if replaced is None or not is_macro_file(replaced):
        return
    there = set(exported(theme.environment, tree))
    lost = [one for one in exported(theme.environment, replaced) if one not in there]
    if lost:
        message = f"the macros that the built-in file has and others call are missing: {', '.join(lost)}"
        hint = f'begin the file with {{% extends "{BUILT_IN}/{name}" %}} to keep the macros that you do not change'
        yield _error(name, 1, message, hint)
    yield from check_macros(name, tree, replaced)


def _unused_templates(templates: Iterable[str], used: Iterable[str], built_in: Path) -> Iterator[Diagnostic]:
    """Templates that replace none and that no other uses."""
    known = sorted(file.relative_to(built_in).as_posix() for file in built_in.rglob("*") if file.is_file())
    used = set(used)
    for name in templates:
        if name.startswith(f"{NOT_REPLACED}/"):
            message = "nothing uses this file: the preview's own pages are always the built-in ones"
            yield Diagnostic("warning", UNUSED, message, Span(f"templates/{name}"))
        elif name not in known and name not in used:
            message = "nothing uses this file: it has the name of no built-in template, and no other one names it"
            yield Diagnostic("warning", UNUSED, message, Span(f"templates/{name}"), nearest(name, known))


def _unused_styles(own: Path, names: list[str], built_in: Path) -> Iterator[Diagnostic]:
    """Style sheets that no template and no other style sheet names."""
    readable = [name for name in names if _is_template(name) or _is_style(name)]
    texts = {name: (own / name).read_text("utf-8", "replace") for name in readable}
    for name in filter(_is_style, names):
        folder, _, rest = name.partition("/")
        if folder not in FOLDERS or rest == EXTRA_STYLE or (built_in / name).is_file():
            continue
        word = re.compile(rf"(?<![\w-]){re.escape(Path(name).name)}")
        if not any(word.search(text) for other, text in texts.items() if other != name):
            message = "nothing links this style sheet"
            hint = f"templates/{folder}/{EXTRA_STYLE} is linked by itself, after the theme's own styles"
            yield Diagnostic("warning", UNUSED, message, Span(f"templates/{name}"), hint)


def _is_style(name: str) -> bool:
    return name.endswith(".css")


def _error(name: str, line: int, message: str, hint: str | None) -> Diagnostic:
    return Diagnostic("error", CODE, message, Span(f"templates/{name}", line), hint)
