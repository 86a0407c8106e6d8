"""How templates become code: what a file of macros may do that Jinja does not let it do, and a short way for words."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as CodeFrame
from jinja2.exceptions import TemplateNotFound

INHERITED = "built_in_"
SHORT = "short"
"""A name in the code of templates; names of theirs begin with `l_`."""

MOST_PARENTS = 20
"""A longer chain of templates that extend each other is taken to go round in a circle."""


class TemplateCode(CodeGenerator):
    """Lets a file of macros extend another: it has that one's macros, but for those it defines itself.

    In Jinja a template that is extended runs last, so its macros would win.

    What templates do most is to look into plain mappings and to print words: that is done in place where Jinja calls
    the environment and makes HTML of each word. Numbers have nothing to escape. `SHORT` holds what is looked at.
    """

    def visit_Template(self, node: nodes.Template, frame: CodeFrame | None = None) -> None:  # noqa: N802 -- theirs
        """Write the code of one template."""
        extends = _extends(node)
        parent = None if extends is None else _extended(self.environment, extends)
        if extends is not None and parent is not None and is_macro_file(parent):
            own = set(exported(self.environment, node, inherited=False))
            inherited = [one for one in exported(self.environment, parent) if one not in own]
            at = node.body.index(extends)
            node.body[at : at + 1] = list(_handed_on(extends, inherited))
            node.set_environment(self.environment)
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: CodeFrame) -> None:  # noqa: N802 -- theirs
        """Write `node.attr`: by key where it is a plain mapping that has it, as the environment does too."""
        self.write(f"({SHORT}[{node.attr!r}] if type({SHORT} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in {SHORT} else environment.getattr({SHORT}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: CodeFrame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_long(frame, finalize):
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"({SHORT} if type({SHORT} := ")

    def _output_child_post(self, node: nodes.Expr, frame: CodeFrame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_long(frame, finalize):
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(f") is Markup else environment.printed[{SHORT}] if type({SHORT}) is str")
            self.write(f" else str({SHORT}) if type({SHORT}) in (int, float) else escape({SHORT}))")


def _is_long(frame: CodeFrame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Whether what is printed depends on more than that everything is escaped."""
    return frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None


def _handed_on(extends: nodes.Extends, names: list[str]) -> Iterator[nodes.Node]:
    """Statements that import these names from the extended template and give them on as one's own."""
    line = extends.lineno
    yield nodes.FromImport(extends.template, [(one, f"{INHERITED}{one}") for one in names], False, lineno=line)
    for one in names:
        target, value = nodes.Name(one, "store", lineno=line), nodes.Name(f"{INHERITED}{one}", "load", lineno=line)
        yield nodes.Assign(target, value, lineno=line)


def _extends(template: nodes.Template) -> nodes.Extends | None:
    return next((one for one in template.body if isinstance(one, nodes.Extends)), None)


def _extended(environment: Environment, extends: nodes.Extends) -> nodes.Template | None:
    """The template that is extended, where its name is written out and there is one."""
    if not isinstance(extends.template, nodes.Const) or environment.loader is None:
        return None
    name = str(extends.template.value)
    try:
        source, file, _ = environment.loader.get_source(environment, name)
    except TemplateNotFound:
        return None
    return environment.parse(source, name, file)


def is_macro_file(template: nodes.Template) -> bool:
    """Whether a template is macros only: it has some, and prints nothing itself."""
    parts = [one for one in template.body if not _is_blank(one)]
    kinds = (nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.Extends)
    return all(isinstance(one, kinds) for one in parts) and any(isinstance(one, nodes.Macro) for one in parts)


def exported(environment: Environment, template: nodes.Template, *, inherited: bool = True) -> list[str]:
    """The names a template gives to those that import it, with `inherited` also those of templates it extends."""
    names: list[str] = []
    seen = 0
    while seen < MOST_PARENTS:
        for one in template.body:
            if isinstance(one, nodes.Macro):
                names.append(one.name)
            elif isinstance(one, nodes.Assign) and isinstance(one.target, nodes.Name):
                names.append(one.target.name)
        extends = _extends(template) if inherited else None
        parent = None if extends is None else _extended(environment, extends)
        if parent is None:
            break
        template, seen = parent, seen + 1
    return list(dict.fromkeys(names))


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes
    )
