"""`guidegen schema`: JSON Schemas for editors, and the settings that use them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.editor.catalogs import KIND
from generator.editor.schemas import project_schemas
from generator.errors import RefusedError
from generator.model.data_files import DATA_FILES

FOLDER = ".vscode"
FILES = {
    "settings": ["guidegen.yaml"],
    "outline": ["content/outline.yaml"],
    "rules": ["content/rules.yaml"],
    "facets": ["profiles/facets.yaml"],
    "personas": ["profiles/personas.yaml"],
    "applicant": ["profiles/applicants/*.yaml"],
    "answers": ["tests/guides/answers/*.answers.yaml"],
    "guide-test": ["tests/guides/*.yaml"],
    "steps": ["content/data/steps.yaml"],
    KIND: ["content/data/catalogs/*.yaml"],
    **{file.schema: [file.path] for file in DATA_FILES},
}
"""Which files each schema is for. Front matter is in Markdown, for which editors need an extension of their own."""


def make_schemas(root: Path, today: dt.date) -> dict[str, dict[str, Any]]:
    """The schemas of a project by name.

    Raises ProjectError.
    """
    opened = open_project(root, today, Stopwatch())
    return project_schemas(opened.project, opened.subjects)


def write_schemas(root: Path, today: dt.date) -> list[Path]:
    """Write the schemas below `.vscode/guidegen/` and name them in `.vscode/settings.json`, keeping what is there.

    Raises ProjectError, or RefusedError where the settings cannot be read.
    """
    schemas = make_schemas(root, today)
    settings_file = root / FOLDER / "settings.json"
    settings = _settings(settings_file)
    known = settings.setdefault("yaml.schemas", {})
    written: list[Path] = []
    folder = root / FOLDER / "guidegen"
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        file = folder / f"{name}.json"
        _write(file, schema)
        written.append(file)
        catalog = name.removeprefix(f"{KIND}-")
        files = FILES.get(name) or [FILES[KIND][0].replace("*", catalog)] * (catalog != name)
        if files:
            known[f"./{FOLDER}/guidegen/{name}.json"] = files
    _write(settings_file, settings)
    return [*written, settings_file]


def _settings(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        settings = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RefusedError(f"{file} is not plain JSON ({error}); add the schemas to it yourself") from None
    if not isinstance(settings, dict) or not isinstance(settings.get("yaml.schemas", {}), dict):
        raise RefusedError(f"{file} holds no settings; move it away")
    return settings


def _write(file: Path, document: dict[str, Any]) -> None:
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(file)
