"""What a project's own template takes from the one it extends: blocks that are there, macros as others call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import nodes

from generator.diagnostics import Diagnostic, Span, nearest
from generator.render.template_code import is_macro_file
from generator.render.template_error import CODE

Find = Callable[[str], nodes.Template | None]
"""Gives a template by its name; None where there is none that can be read."""

SILENT = (nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock, nodes.Extends)
"""What may come outside of blocks: it prints nothing there."""


def check_inherited(name: str, tree: nodes.Template, find: Find) -> Iterator[Diagnostic]:
    """Blocks that no extended template has, and what is written outside of blocks: Jinja drops both without a word."""
    parents = list(_parents(tree, find))
    if not parents or is_macro_file(parents[0]):
        return
    known = sorted({block.name for parent in parents for block in parent.find_all(nodes.Block)})
    after = tree.body[next(at for at, node in enumerate(tree.body) if isinstance(node, nodes.Extends)) :]
    for node in after:
        if isinstance(node, nodes.Block) and node.name not in known:
            message = f"there is no block '{node.name}' in the template that this one extends, so nothing prints it"
            hint = nearest(node.name, known) or f"its blocks: {', '.join(known)}"
            yield _error(name, node.lineno, message, hint)
        elif not isinstance(node, SILENT) and (line := _first_printed(node)) is not None:
            message = "this is outside of every block of a template that extends another, so nothing prints it"
            yield _error(name, line, message, f"put it into one of the blocks: {', '.join(known)}")


def _parents(tree: nodes.Template, find: Find) -> Iterator[nodes.Template]:
    """The templates that this one extends, the nearest first, as far as their names are written out."""
    seen: set[str] = set()
    while True:
        extends = next((node for node in tree.body if isinstance(node, nodes.Extends)), None)
        if extends is None or not isinstance(extends.template, nodes.Const) or extends.template.value in seen:
            return
        seen.add(extends.template.value)
        parent = find(extends.template.value)
        if parent is None:
            return
        yield parent
        tree = parent


def _first_printed(node: nodes.Node) -> int | None:
    """The line of the first words or value that a part of a template prints; None where it prints nothing."""
    outputs = [node] if isinstance(node, nodes.Output) else list(node.find_all(nodes.Output))
    for output in outputs:
        for one in output.nodes:
            if not isinstance(one, nodes.TemplateData):
                return one.lineno
            if one.data.strip():
                blank = len(one.data) - len(one.data.lstrip())
                return one.lineno + one.data.count("\n", 0, blank)
    return node.lineno if isinstance(node, nodes.Include) else None


def check_macros(name: str, tree: nodes.Template, replaced: nodes.Template) -> Iterator[Diagnostic]:
    """Macros in place of built-in ones that do not take what these are called with."""
    called = _macros(replaced.body)
    for macro in _macros(tree.body).values():
        wanted = called.get(macro.name)
        if wanted is None or _takes(macro)[: len(wanted.args)] == _takes(wanted) or _takes_anything(macro):
            continue
        message = f"the macro '{macro.name}' takes ({', '.join(_takes(macro))}), and it is called with more or others"
        yield _error(name, macro.lineno, message, f"the built-in one takes ({', '.join(_takes(wanted))})")


def _macros(body: Iterable[nodes.Node]) -> Mapping[str, nodes.Macro]:
    return {node.name: node for node in body if isinstance(node, nodes.Macro)}


def _takes(macro: nodes.Macro) -> list[str]:
    return [argument.name for argument in macro.args]


def _takes_anything(macro: nodes.Macro) -> bool:
    """Whether it uses Jinja's names for all arguments that it does not name."""
    used = {node.name for node in macro.find_all(nodes.Name)}
    return {"varargs", "kwargs"} <= used


def _error(name: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("error", CODE, message, Span(f"templates/{name}", line), hint)
