"""`explain`: what it prints is what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.projects import ROOT, SMALL_DIR, TODAY, MakeProject, guidegen

DECISIVE = {"all": "false", "any": "true"}
IDLE = {"all": "true", "any": "false"}
READERS = (
    "diagnostic-radiology--h1b--student",
    "medical-genetics--undecided--graduate",
    "medicine-psychiatry--not-needed--student",
    "demo-amira",
    "demo-anh",
)


def worked_out(tree: dict[str, Any]) -> str:
    """The truth of a condition from the truths of its clauses alone, by Kleene's tables."""
    if tree["kind"] == "clause":
        return str(tree["truth"])
    truths = [worked_out(part) for part in tree["parts"]]
    if DECISIVE[tree["kind"]] in truths:
        return DECISIVE[tree["kind"]]
    return "unknown" if "unknown" in truths else IDLE[tree["kind"]]


def trees(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield module["outline"]
    yield module["condition"]
    for block in module["blocks"]:
        yield block["condition"]


@pytest.mark.parametrize("reader", READERS)
def test_the_clauses_printed_reproduce_every_decision_of_the_shipped_guide(reader: str) -> None:
    ran = guidegen("explain", "-C", ROOT, "-p", reader, "--json", "--as-of", TODAY)
    assert ran.code == 0, ran.err
    document = ran.json
    modules = {one["module"]: one for one in document["modules"]}
    for module in modules.values():
        for tree in trees(module):
            assert worked_out(tree) == tree["truth"], module["module"]
        outline, own = worked_out(module["outline"]), worked_out(module["condition"])
        kind = module["reason"]["kind"]
        if "false" in (outline, own):
            assert not module["shown"]
            assert kind in {"outline", "fails", "lost"}
        elif module["slot"] is None:
            assert module["shown"] or kind == "hidden"
            assert (module["lead"] is None) == (outline == own == "true") or not module["shown"]
    for module in modules.values():
        if module["slot"] is None or worked_out(module["outline"]) == "false":
            continue
        holding = [name for name in module["slot"]["order"] if worked_out(modules[name]["condition"]) == "true"]
        if holding:
            assert modules[holding[0]]["reason"]["kind"] in {"won", "always", "holds"}
            assert modules[holding[0]]["lead"] is None
    for value in document["plan"].values():
        for row in value["rows"]:
            assert worked_out(row["condition"]) == row["truth"]


def test_every_module_has_one_reason() -> None:
    ran = guidegen("explain", "-C", ROOT, "-p", READERS[0], "--as-of", TODAY)
    lines = [line.strip() for line in ran.out.split("\nModules:")[1].splitlines()[1:]]
    named = [line.split(":")[0].split(" ", 1)[1] for line in lines if line[:2] in {"+ ", "? ", "- "}]
    files = {file.stem for file in (ROOT / "content" / "modules").rglob("*.md")}
    assert sorted(named) == sorted(files)


def test_a_module_with_every_clause_its_rivals_and_blocks() -> None:
    ran = guidegen("explain", "count-other-fields", "-C", ROOT, "-p", "diagnostic-radiology--j1--student")
    assert "count-other-fields: left out, because 'count-radiology' won slot 'rotation-count'" in ran.out
    assert "+ count-radiology: it won slot" in ran.out


def test_a_clause_names_its_place_and_the_answer(make_project: MakeProject) -> None:
    root = make_project()
    ran = guidegen("explain", "-C", root, "-p", "psychiatry--j1--student", "--json")
    clauses = [one["condition"] for one in ran.json["modules"] if one["condition"]["kind"] == "clause"]
    for clause in clauses:
        path, line, column = clause["place"].split(":")
        text = (root / path).read_text("utf-8").splitlines()[int(line) - 1]
        asked = clause["asks"].get("values", [""])[0]
        assert str(asked) in text[int(column) - 1 :]
    assert clauses


def test_the_fewest_answers_bring_a_module_in() -> None:
    assert (
        guidegen("explain", "count-radiology", "-C", ROOT).out == "count-radiology: specialty: diagnostic-radiology\n"
    )
    everybody = guidegen("explain", "quality-over-quantity", "-C", ROOT, "--json")
    assert everybody.json == {"module": "quality-over-quantity", "answers": {}}


def test_a_sentence_is_traced_to_its_line(make_project: MakeProject) -> None:
    file = "content/modules/arrange/traced.md"
    module = """
        ---
        title: A sentence to look for
        reviewed: 2026-11-22
        ---
        Nothing of interest.

        ::: when {visa: j1}
        A first sentence.
        It's here that the *unmistakable* herring swims.
        :::
        """
    outline = (SMALL_DIR / "content/outline.yaml").read_text("utf-8")
    outline = outline.replace("contents: [", "contents: [traced, ", 1)
    root = make_project({file: module, "content/outline.yaml": outline})
    call = ("explain", "-C", root, "-p", "psychiatry--j1--student", "--text")
    ran = guidegen(*call, "it\u2019s here  that the unmistakable HERRING")
    assert ran.out.splitlines() == [
        f"{file}:9:1: module 'traced', it is for everyone",
        f"  {file}:7:1: its condition holds: visa: j1",
    ]
    assert guidegen(*call, "no such words here").code == 1


def test_open_questions_come_by_how_much_they_change() -> None:
    questions = guidegen("explain", "-C", ROOT, "--open", "-p", "demo-anh", "--json", "--as-of", TODAY).json[
        "questions"
    ]
    changes = [one["changes"] for one in questions]
    assert changes == sorted(changes, reverse=True)
    assert all(changes)
    assert "rotations" in {one["facet"] for one in questions}
    assert "specialty" not in {one["facet"] for one in questions}
    fully = guidegen("explain", "-C", ROOT, "--open", "-p", "demo-amira", "--json", "--as-of", TODAY)
    assert len(fully.json["questions"]) < len(questions)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "-p", "demo-anh"], "there is no module 'nowhere'"),
        (["rotation-count", "-p", "demo-anh"], "is a slot; name one of its modules"),
        (["-p", "demo-ann"], "did you mean 'demo-anh'?"),
        ([], "name a reader with --profile, or a module alone"),
    ],
)
def test_wrong_calls_get_one_line(arguments: list[str], words: str) -> None:
    ran = guidegen("explain", "-C", ROOT, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_people_appear_as_ids(tmp_path: Path) -> None:
    for arguments in (["-p", "demo-anh"], ["-p", "demo-anh", "--json"]):
        out = guidegen("explain", "-C", ROOT, *arguments).out
        assert "Đặng" not in out
        assert "@" not in out
