"""Addresses that no module links to."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
from generator.model.module import LinkMark
from generator.model.project import Project


def check_addresses(project: Project, diagnostics: Diagnostics) -> None:
    """Warn of each address that nobody reads: only what a module links to is listed on a reader's page."""
    used = {
        mark.target
        for one in project.texts
        for mark in one.marks
        if isinstance(mark, LinkMark) and mark.kind == "resource"
    }
    for name, resource in project.resources.items():
        if name not in used:
            advice = f"write [words](resource:{name}) where a reader needs it, or take it out"
            diagnostics.warning("unused-resource", f"no module links to '{name}'", resource.span, advice)
