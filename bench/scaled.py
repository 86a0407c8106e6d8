"""A large project made of the shipped one: each module and slot so many times, each persona for each answer more."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """Writes nothing as an alias, which guidegen does not read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


FACET = "budget"
"""What personas answer on top, so that there are more of them."""


def scale(source: Path, target: Path, copies: int, facet: str = FACET) -> None:
    """Copy a project; its modules are there `copies` times, its personas once for each value of a facet."""
    shutil.copytree(source / "content", target / "content")
    shutil.copytree(source / "profiles", target / "profiles", ignore=shutil.ignore_patterns("applicants"))
    shutil.copy(source / "guidegen.yaml", target)
    modules = {file.stem: file for file in sorted((target / "content/modules").rglob("*.md"))}
    for number in range(2, copies + 1):
        for name, file in modules.items():
            file.with_name(f"{name}-{number}.md").write_text(_copied(file.read_text("utf-8"), number), "utf-8")
    outline = target / "content/outline.yaml"
    parts = yaml.safe_load(outline.read_text("utf-8"))
    for part in parts["parts"]:
        for chapter in part["chapters"]:
            entries = chapter["contents"]
            chapter["contents"] = entries + [_entry(one, n) for n in range(2, copies + 1) for one in entries]
    outline.write_text(yaml.dump(parts, Dumper=_Plain, sort_keys=False, allow_unicode=True), "utf-8")
    personas = target / "profiles/personas.yaml"
    wanted = yaml.safe_load(personas.read_text("utf-8"))
    for matrix in wanted["matrices"]:
        matrix["id"] += "--{" + facet + "}"
        matrix["title"] += ", {" + facet + "}"
        matrix["facets"][facet] = "all"
    personas.write_text(yaml.dump(wanted, Dumper=_Plain, sort_keys=False), "utf-8")


def _entry(entry: Any, number: int) -> Any:
    return f"{entry}-{number}" if isinstance(entry, str) else {**entry, "slot": f"{entry['slot']}-{number}"}


def _copied(text: str, number: int) -> str:
    """A module's copy: it makes no point, which each reader is told once, and competes in the copy of its slot."""
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    lines = [line for line in head.splitlines() if not line.startswith("points:")]
    head = re.sub(r"(?m)^slot: (.*)$", rf"slot: \1-{number}", "\n".join(lines))
    body = re.sub(r"(?m)^(:::.*?),? *points: \[[^]]*\]", r"\1", body)
    return f"---\n{head}\n---\n{body}"


if __name__ == "__main__":
    scale(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
