"""`schema`: the shipped files satisfy the schemas, broken ones do not; jsonschema is the oracle."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.app.schema import FILES
from tests.hosts import HOSTS, WITH_HOSTS
from tests.projects import INVALID_DIR, ROOT, SMALL, TODAY, MakeProject, guidegen, write_project


class _Plain(yaml.SafeLoader):
    """YAML as an editor's language server reads it, but days stay text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    return _as_json(yaml.load(text, Loader=_Plain))


def _as_json(value: Any) -> Any:
    """Keys are texts in JSON, as years and `yes` are in an editor's view."""
    if isinstance(value, dict):
        return {
            {True: "yes", False: "no"}.get(key, str(key)) if not isinstance(key, str) else key: _as_json(one)
            for key, one in value.items()
        }
    return [_as_json(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    ran = guidegen("schema", "-C", ROOT, "--as-of", TODAY)
    assert ran.code == 0, ran.err
    return dict(ran.json)


@pytest.fixture(scope="module")
def of_hosts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    ran = guidegen("schema", "-C", write_project(tmp_path_factory.mktemp("hosts"), WITH_HOSTS))
    assert ran.code == 0, ran.err
    return dict(ran.json)


def test_every_schema_is_one(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_shipped_files_satisfy_their_schema(name: str, schemas: dict[str, Any]) -> None:
    files = [file for pattern in FILES[name] for file in ROOT.glob(pattern)]
    assert files
    for file in files:
        validator = jsonschema.Draft202012Validator(schemas[name])
        errors = list(validator.iter_errors(load(file.read_text("utf-8"))))
        assert errors == [], f"{file}: {errors[0].message} at {list(errors[0].absolute_path)}"


def test_all_front_matter_satisfies_its_schema(schemas: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(schemas["front-matter"])
    for file in (ROOT / "content/modules").rglob("*.md"):
        front = load(file.read_text("utf-8").split("---\n")[1])
        errors = list(validator.iter_errors(front))
        assert errors == [], f"{file}: {errors[0].message}"


def test_the_shipped_catalogs_satisfy_their_own_schemas(schemas: dict[str, Any]) -> None:
    files = sorted((ROOT / "content/data/catalogs").glob("*.yaml"))
    assert files
    for file in files:
        validator = jsonschema.Draft202012Validator(schemas[f"catalog-{file.stem}"])
        errors = list(validator.iter_errors(load(file.read_text("utf-8"))))
        assert errors == [], f"{file}: {errors[0].message} at {list(errors[0].absolute_path)}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fee: 900", "fees: 900"),
        ("fee: 900", "fee: about 900"),
        ("who: student", "who: [studnt]"),
        ("letter: yes", "letter: maybe"),
        ("notice: 12 weeks", "notice: soon"),
        ("checked: 2026-11-02", "checked: last May"),
        ("confidence: low", "confidence: none"),
        ("as_written: {fee", "as_written: {fees"),
        ("notice: {label", "notice: {lable"),
        ("    rows:", "    rovs:"),
        ("kind: tip", "kind: hint"),
        ("type: days", "type: weeks"),
    ],
)
def test_the_schema_of_a_catalog_knows_its_columns(of_hosts: dict[str, Any], old: str, new: str) -> None:
    validator = jsonschema.Draft202012Validator(of_hosts["catalog-hosts"])
    assert validator.is_valid(load(textwrap.dedent(HOSTS)))
    assert old in HOSTS
    assert not validator.is_valid(load(textwrap.dedent(HOSTS.replace(old, new, 1))))


@pytest.mark.parametrize(
    "clause", ["row.fees: {max: 1000}", "row.kind: vist", "row.fee: {most: 1000}", "row.letter: perhaps", "vissa: j1"]
)
def test_tables_of_catalogs_know_the_columns_of_each(of_hosts: dict[str, Any], clause: str) -> None:
    rules, old = str(WITH_HOSTS["content/rules.yaml"]), "row.fee: {max: 1000}"
    validator = jsonschema.Draft202012Validator(of_hosts["rules"])
    assert list(validator.iter_errors(load(rules))) == []
    assert old in rules
    assert not validator.is_valid(load(rules.replace(old, clause)))


BROKEN = [
    ("front-matter", {"titel": "x", "reviewed": "2026-11-22"}),
    ("front-matter", {"title": "x", "reviewed": "2026-11-22", "when": {"visa": "j2"}}),
    ("front-matter", {"title": "x", "reviewed": "2026-11-22", "when": {"vsia": "j1"}}),
    ("front-matter", {"title": "x", "reviewed": "2026-11-22", "when": {"not": [{"visa": "j1"}]}}),
    ("front-matter", {"title": "x", "reviewed": "2026-11-22", "points": ["XX-001"]}),
    ("front-matter", {"title": "x", "reviewed": "yesterday"}),
    ("applicant", {"name": "A", "email": "a@b.org", "answers": {"visa": "j2"}}),
    ("applicant", {"name": "A", "answers": {}}),
    ("guide-test", {"must_sya": ["x"]}),
    ("settings", {"title": "x", "season": "2028"}),
    (
        "outline",
        {"parts": [{"id": "a", "title": "A", "chapters": [{"id": "b", "title": "B", "contents": ["nowhere"]}]}]},
    ),
]


@pytest.mark.parametrize(("name", "document"), BROKEN)
def test_what_check_refuses_the_schema_refuses(name: str, document: object, schemas: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(schemas[name]).is_valid(document)


SCHEMA_SEES = {
    "bad-key", "derived-facet", "id-twice", "not-a-mapping", "unknown-fact", "unknown-key", "unknown-module",
    "unknown-module-or-slot", "unknown-point", "unknown-term",
}  # fmt: skip
"""What a schema with the project's names catches wherever it is in a file that has one."""

SEES_MOSTLY = {
    "bad-answer": 11,
    "bad-person": 2,
    "bad-value": 43,
    "missing-key": 14,
    "unknown-facet": 9,
    "unknown-value": 18,
}
"""Codes with cases that follow from other places; how many of the broken projects are caught at least."""


def kind_of(path: str) -> str | None:
    if path.startswith("content/modules/"):
        return "front-matter"
    return next((name for name, patterns in FILES.items() if any(fnmatch(path, one) for one in patterns)), None)


def document_of(file: Path, kind: str, line: int) -> Any:
    """What a schema looks at; None where the line is in a module's text, or this is not YAML."""
    text = file.read_text("utf-8", "replace")
    if kind == "front-matter":
        parts = text.split("---\n")
        if len(parts) < 3 or line > parts[1].count("\n") + 2:
            return None
        text = parts[1]
    try:
        return load(text)
    except yaml.YAMLError:
        return None


def test_the_schemas_catch_what_they_can_of_the_broken_projects(make_project: MakeProject) -> None:
    schemas = guidegen("schema", "-C", make_project()).json
    caught: Counter[str] = Counter()
    missed: list[str] = []
    for expected in sorted(INVALID_DIR.glob("*/expected.txt")):
        for line in expected.read_text("utf-8").splitlines():
            path, number, _, rest = line.split(":", 3)
            code, file = rest.split("[")[1].split("]")[0], expected.parent / path
            kind = kind_of(path)
            document = document_of(file, kind, int(number)) if kind is not None and file.is_file() else None
            if document is None or kind is None:
                continue
            if not jsonschema.Draft202012Validator(schemas[kind]).is_valid(document):
                caught[code] += 1
            elif code in SCHEMA_SEES:
                missed.append(line)
    assert missed == []
    assert sum(caught.values()) > 150
    assert {code: caught[code] for code, least in SEES_MOSTLY.items() if caught[code] < least} == {}


def test_the_whole_small_project_satisfies_its_schemas(make_project: MakeProject) -> None:
    root = make_project()
    schemas = guidegen("schema", "-C", root).json
    files = [path for path in SMALL if kind_of(path)]
    assert len(files) >= len(SMALL) - 1
    for path in files:
        kind = kind_of(path)
        assert kind is not None
        document = document_of(root / path, kind, 1)
        assert list(jsonschema.Draft202012Validator(schemas[kind]).iter_errors(document)) == [], path


def test_lists_of_names_are_completed_from_the_project(schemas: dict[str, Any]) -> None:
    for kind, name, some in (
        ("front-matter", "points", "DR-057"),
        ("front-matter", "requires", "count-radiology"),
        ("costs", "facts", "VSL-03"),
        ("glossary", "see", "usce"),
    ):
        found = json.dumps(schemas[kind]).split(f'"{name}": ', 1)[1].split("}", 1)[0]
        assert f'"{some}"' in found, (kind, name)


def test_the_editor_settings_are_merged(make_project: MakeProject) -> None:
    root = make_project({".vscode/settings.json": '{"editor.rulers": [120]}'})
    ran = guidegen("schema", "-C", root, "--write")
    assert ran.code == 0, ran.err
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    assert settings["editor.rulers"] == [120]
    for schema in settings["yaml.schemas"]:
        json.loads((root / schema).read_text("utf-8"))


def test_settings_that_are_no_json_are_left_alone(make_project: MakeProject) -> None:
    root = make_project({".vscode/settings.json": "{ // mine\n}"})
    ran = guidegen("schema", "-C", root, "--write")
    assert ran.code == 3
    assert (root / ".vscode/settings.json").read_text("utf-8") == "{ // mine\n}"


def test_an_unknown_schema_is_said() -> None:
    ran = guidegen("schema", "fatcs", "-C", Path(ROOT))
    assert ran.code == 2
    assert "did you mean 'facts'?" in ran.err
