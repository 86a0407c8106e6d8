"""`explain`: what it prints is what was decided."""

from __future__ import annotations

import json
import random
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from generator.app.explain import effects_of_answers, explain_reader, finder_of, open_for_explaining
from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.errors import ProfileError
from generator.explain.reader import ReaderExplanation
from generator.explain.smallest import fewest_answers, of_answers_alone
from generator.logic.combine import all_of, negated
from generator.logic.presence import Presence
from generator.model.condition import Condition
from generator.model.profile import Profile
from generator.plan import plan_reader
from generator.render.fragments import FragmentMaker
from generator.render.plain import PlainWords
from tests.campaigns import sampled
from tests.explain.replay import check_reader
from tests.pages import pages_of
from tests.projects import ROOT, SMALL_DIR, TODAY, MakeProject, guidegen
from tests.readers import DAY, random_answers


class _Paragraphs(HTMLParser):
    """The paragraphs of each section of a chapter's page, without the notes below it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.module: str | None = None
        self.about = 0
        self.words: list[str] | None = None
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.module = given.get("data-module", self.module)
        if given.get("class") == "about-section":
            self.module = None
        if tag == "p" and self.module and given.get("class") not in {"lead", "word", "recheck"}:
            self.words = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self.words is not None and self.module:
            self.found.append((self.module, "".join(self.words)))
            self.words = None

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)


def paragraphs_of(html: str) -> Iterator[tuple[str, str]]:
    parser = _Paragraphs()
    parser.feed(html)
    yield from parser.found


@pytest.fixture(scope="module")
def shipped() -> Opened:
    return open_for_explaining(ROOT, DAY)


@pytest.mark.parametrize("first", sampled(range(6), 1))
def test_what_is_printed_reproduces_every_decision_of_the_shipped_guide(shipped: Opened, first: int) -> None:
    people = [file.stem for file in (ROOT / "profiles/applicants").glob("demo-*.yaml")]
    decisions = 0
    for name in [*shipped.project.personas, *people][first::6]:
        told = explain_reader(shipped, shipped.profile(name)).explanation
        document = json.loads(json.dumps({"plan": told.values(), "modules": told.modules()}))
        decisions += check_reader(document)
    assert decisions > 3_000


def test_what_is_printed_reproduces_the_decisions_of_readers_with_open_answers(shipped: Opened) -> None:
    chance = random.Random(11)
    readers = 0
    while readers < 12:
        profile = Profile(
            id="somebody", answers=random_answers(shipped.project.facets, chance, 0.5), span=Span("test.yaml")
        )
        try:
            reader = plan_reader(shipped.project, shipped.subjects, profile, DAY)
            selection = shipped.selector.select(reader)
        except ProfileError:
            continue  # its answers break a constraint
        told = ReaderExplanation(shipped.presence, shipped.subjects, reader, selection)
        check_reader(json.loads(json.dumps({"plan": told.values(), "modules": told.modules()})))
        readers += 1


def test_the_command_prints_what_is_reproduced() -> None:
    document = guidegen("explain", "-C", ROOT, "-p", "demo-anh", "--json", "--as-of", TODAY).json
    assert check_reader(document) > 200
    assert set(document) == {"profile", "answers", "plan", "modules", "diagnostics"}


def test_every_module_has_one_reason_in_its_chapter() -> None:
    ran = guidegen("explain", "-C", ROOT, "-p", "diagnostic-radiology--h1b--student", "--as-of", TODAY)
    lines = ran.out.split("\nModules:")[1].splitlines()[1:]
    named = [
        line.split(":")[0].strip().split(" ", 1)[1] for line in lines if line[:6] in {"    + ", "    ? ", "    - "}
    ]
    folders = {file.stem: file.parent.name for file in (ROOT / "content" / "modules").rglob("*.md")}
    assert sorted(named) == sorted(name for name, folder in folders.items() if folder != "examples")
    heading = lines.index("  How many rotations to plan")
    chapter = [line.strip() for line in lines[heading + 1 : lines.index("", heading)]]
    assert (
        "+ count-radiology: it won slot 'rotation-count': its condition holds: "
        "plan.rotations: 1 or more and specialty: diagnostic-radiology" in chapter
    )
    assert "- count-other-fields: 'count-radiology' won slot 'rotation-count'" in chapter
    assert "+ quality-over-quantity: its condition holds: plan.rotations: 1 or more" in chapter


def test_the_plan_shows_every_row_that_was_tried() -> None:
    tables = yaml.safe_load((ROOT / "content/rules.yaml").read_text("utf-8"))["plan"]
    values = guidegen("explain", "-C", ROOT, "-p", "demo-anh", "--json", "--as-of", TODAY).json["plan"]
    rows = [row for value in values.values() for row in value["rows"]]
    assert {name: [row["is_default"] for row in value["rows"]] for name, value in values.items()} == {
        name: [False] * len(table["rows"]) + [True] * (table["default"] != "none") for name, table in tables.items()
    }
    assert {row["truth"] for row in rows} == {"true", "false", "unknown"}
    goal = {row["place"]: row for row in values["goal"]["rows"]}
    (winner,) = (row for row in goal.values() if row["wins"])
    assert winner["because"] == values["goal"]["because"]


def test_a_rival_that_won_and_why(make_project: MakeProject) -> None:
    ran = guidegen(
        "explain", "count-other-fields", "-C", ROOT, "-p", "diagnostic-radiology--j1--student", "--as-of", TODAY
    )
    assert "count-other-fields: left out for diagnostic-radiology--j1--student" in ran.out
    assert "  reason: 'count-radiology' won slot 'rotation-count'" in ran.out
    assert "  'count-radiology' is more specific: 'count-other-fields' asks nothing" in ran.out
    assert "    + count-radiology: it won slot" in ran.out
    slot = "---\ntitle: {title}\nslot: tried\nwhen: {when}\npriority: {priority}\nreviewed: 2026-11-22\n---\nText.\n"
    outline = (SMALL_DIR / "content/outline.yaml").read_text("utf-8").replace("contents: [", "contents: [tried, ", 1)
    files = {"content/outline.yaml": outline}
    conditions = {"by-visa": ("{visa: j1}", 2), "by-status": ("{status: student}", 1), "for-all": ("{}", 0)}
    for name, (when, priority) in conditions.items():
        files[f"content/modules/arrange/{name}.md"] = slot.format(title=name, when=when, priority=priority)
    root = make_project(files)
    lost = guidegen("explain", "by-status", "-C", root, "-p", "psychiatry--j1--student", "--json").json
    assert lost["reason"]["rival"] == "by-visa"
    assert lost["reason"]["why"] == (
        "'by-visa' has priority 2, 'by-status' has 1, and neither is a special case of the other"
    )
    assert lost["slot"]["order"] == ["by-visa", "by-status", "for-all"]


BLOCKS = """
    ---
    title: Blocks inside blocks
    reviewed: 2026-11-22
    ---
    Always.

    ::: when {visa: j1}
    Outer.

    ::: when {status: graduate}
    Inner.
    ::: else
    Other inner.
    :::
    ::: else
    Outer else.

    ::: when {status: student}
    Never reached.
    :::
    :::
    """


def test_blocks_stand_inside_their_arms(make_project: MakeProject) -> None:
    outline = (SMALL_DIR / "content/outline.yaml").read_text("utf-8").replace("contents: [", "contents: [nested, ", 1)
    root = make_project({"content/modules/arrange/nested.md": BLOCKS, "content/outline.yaml": outline})
    call = ("explain", "nested", "-C", root, "-p", "psychiatry--j1--student")
    (block,) = guidegen(*call, "--json").json["blocks"]
    first, second = block["arms"]
    assert (first["shown"], second["shown"]) == (True, False)
    assert [arm["shown"] for arm in first["blocks"][0]["arms"]] == [False, True]
    assert second["blocks"][0]["arms"][0]["reason"]["kind"] == "unreached"
    assert first["blocks"][0]["arms"][0]["condition"]["place"] == "content/modules/arrange/nested.md:10:19"
    out = guidegen(*call).out
    assert "- status: graduate   [answer: student]   content/modules/arrange/nested.md:10:19" in out


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
    fewest = guidegen("explain", "count-radiology", "-C", ROOT, "--as-of", TODAY).out
    assert fewest == "count-radiology: specialty: diagnostic-radiology; rotations: 1 or more\n"
    everybody = guidegen("explain", "what-makes-a-letter-count", "-C", ROOT, "--as-of", TODAY, "--json").json
    assert everybody == {"module": "what-makes-a-letter-count", "answers": {}, "is_smallest": True, "diagnostics": []}


def test_the_fewest_answers_are_enough_and_none_is_too_many(shipped: Opened) -> None:
    presence, space = Presence(shipped.project, shipped.space), of_answers_alone(shipped.space)
    for name in ("order-genetics", "should-your-plan-shrink", "why-other-fields", "residency-on-h1b", "no-rotation"):
        there = presence.placed[name].there
        fewest = fewest_answers(there, space)
        assert fewest is not None
        assert fewest.is_smallest

        def certain(answers: list[Condition], there: Condition = there) -> bool:
            return space.find(all_of(*answers, negated(there))) is None

        answers = list(fewest.answers.values())
        assert certain(answers), name
        for one in answers:
            assert not certain([other for other in answers if other is not one]), (name, one)


def test_a_module_that_nobody_gets(make_project: MakeProject) -> None:
    dead = """
        ---
        title: For nobody
        when: {visa: j1, not: {visa: j1}}
        reviewed: 2026-11-22
        ---
        Text.
        """
    outline = (SMALL_DIR / "content/outline.yaml").read_text("utf-8").replace("contents: [", "contents: [dead, ", 1)
    root = make_project({"content/modules/arrange/dead.md": dead, "content/outline.yaml": outline})
    ran = guidegen("explain", "dead", "-C", root)
    assert (ran.code, ran.out) == (1, "dead: no set of answers brings it in\n")


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
        f"{file}:9:1: text of module 'traced'",
        f"    module {file}:2:1: it is for everyone",
        f"    block {file}:7:1: its condition holds: visa: j1",
        f"        + visa: j1   [answer: j1]   {file}:7:17",
    ]
    over_lines = guidegen(*call, "nothing of interest. A first sentence. It's here", "--json").json["origins"]
    assert [one["place"] for one in over_lines] == [f"{file}:5:1", f"{file}:8:1"]
    assert guidegen(*call, "no such words here").code == 1


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ("one ambitious site and one safer site", "plan", "content/rules.yaml"),
        ("How many rotations to plan", "chapter", "content/outline.yaml"),
        ("One or two, and a third only for good reason", "title", "content/modules/how-many/count-radiology.md:2:8"),
        ("For radiology the window is April to August 13, 2027", "text", "content/modules/when/window-radiology.md"),
        ("Match Day", "date", "content/data/milestones.yaml"),
    ],
)
def test_everything_a_reader_reads_has_a_place(words: str, kind: str, place: str) -> None:
    call = ("explain", "-C", ROOT, "-p", "diagnostic-radiology--j1--student", "--text", words, "--as-of", TODAY)
    origins = guidegen(*call, "--json").json["origins"]
    assert any(one["kind"] == kind and one["place"].startswith(place) for one in origins), origins


TRACED = ["demo-anh", "diagnostic-radiology--j1--student", "medical-genetics--undecided--graduate"]


@pytest.mark.parametrize(
    ("reader", "every"), [("demo-anh", 8), *(pytest.param(one, 1, marks=pytest.mark.campaign) for one in TRACED)]
)
def test_every_paragraph_of_the_pages_is_traced_to_its_section(shipped: Opened, reader: str, every: int) -> None:
    explained = explain_reader(shipped, shipped.profile(reader))
    told = explained.explanation
    finder = finder_of(explained.guide, told.plan, told.selection, told.project, PlainWords.of(FragmentMaker()))
    pages = pages_of(shipped, explained.guide)
    del pages["whole.html"]  # the chapters once more
    paragraphs = [one for page in pages.values() for one in paragraphs_of(page)]
    assert len(paragraphs) > 100
    for module, words in paragraphs[::every]:
        found = finder.find(words)
        assert module in {one.quote.section.id for one in found.origins if one.quote.section}, words
        for origin in found.origins:
            if origin.quote.kind == "text" and origin.quote.section and origin.quote.section.id == module:
                line = (ROOT / origin.place.path).read_text("utf-8").splitlines()[origin.place.line - 1]
                assert set(re.findall(r"[a-z]{4,}", words.lower())) & set(re.findall(r"[a-z]{4,}", line.lower()))


def test_words_for_somebody_else_are_told_from_words_of_nobody() -> None:
    call = ("explain", "-C", ROOT, "-p", "demo-anh", "--as-of", TODAY, "--text")
    other = guidegen(*call, "More than three wear you out")
    assert other.code == 1
    assert other.out == ""
    assert "content/modules/how-many/count-radiology.md:12:1: they are in module 'count-radiology'" in other.err
    assert "- specialty: diagnostic-radiology   [answer: medicine-psychiatry]" in other.err
    near = guidegen(*call[:3], "-p", "demo-rohan", "--as-of", TODAY, "--text", "More then three weer you out", "--json")
    assert near.code == 1
    assert near.json["nearest"].startswith("More than three wear you out")
    assert guidegen(*call, "zyx wvu tsr", "--json").json["nearest"] is None


def test_open_questions_come_by_how_much_they_change() -> None:
    document = guidegen("explain", "-C", ROOT, "--open", "-p", "demo-anh", "--json", "--as-of", TODAY).json
    questions = {one["facet"]: one for one in document["questions"]}
    changes = [one["changes"] for one in questions.values()]
    assert changes == sorted(changes, reverse=True)
    assert next(iter(questions)) == "rotations"
    assert "no-rotation" in questions["rotations"]["modules"]
    assert "rotations" in questions["rotations"]["plan_values"]
    assert questions["rotation_start"]["dates"]
    assert "specialty" not in questions
    for one in questions.values():
        counted = len(one["modules"]) + len(one["blocks"]) + len(one["plan_values"])
        assert one["changes"] == counted
        assert counted or one["dates"]
    fully = guidegen("explain", "-C", ROOT, "--open", "-p", "demo-amira", "--as-of", TODAY)
    assert fully.out == "nothing that demo-amira has not answered would change this guide\n"


@pytest.mark.campaign
def test_a_question_left_out_of_the_list_changes_nothing(shipped: Opened) -> None:
    listed = {one.facet for one in effects_of_answers(shipped, shipped.profile("demo-anh"))}
    reader = shipped.profile("demo-anh")
    guides = set()
    for answer in ("none", "peds-first", "combined"):
        assert "pathway" not in listed
        if answer in shipped.project.facets["pathway"].values:
            changed = replace(reader, answers={**reader.answers, "pathway": answer})
            guides.add(str([chapter.words for chapter in shipped.choose(changed).guide.chapters]))
    assert len(guides) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "-p", "demo-anh"], "there is no module 'nowhere'"),
        (["rotation-count", "-p", "demo-anh"], "is a slot; name one of its modules"),
        (["-p", "demo-ann"], "did you mean 'demo-anh'?"),
        ([], "name a reader with --profile or --answers, or a module alone"),
        (["--text", "words"], "name a reader with --profile or --answers, or a module alone"),
        (["count-radiology", "--open", "-p", "demo-anh"], "choose one: a module, --path, --text or --open"),
    ],
)
def test_wrong_calls_get_one_line(arguments: list[str], words: str) -> None:
    ran = guidegen("explain", "-C", ROOT, "--as-of", TODAY, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_people_appear_as_ids(tmp_path: Path) -> None:
    for arguments in (["-p", "demo-anh"], ["-p", "demo-anh", "--json"]):
        out = guidegen("explain", "-C", ROOT, "--as-of", TODAY, *arguments).out
        assert "Đặng" not in out
        assert "@" not in out


def test_a_task_copied_with_its_day_is_traced(make_project: MakeProject) -> None:
    call = ("explain", "-C", make_project(), "-p", "psychiatry--j1--student", "--as-of", TODAY, "--text")
    task = "Ask each site what it wants September 25, 2026"
    for words in (f"{task} (planned)", task):
        ran = guidegen(*call, words)
        assert ran.out.startswith("content/modules/arrange/letters.md:13:1: text of module 'letters'"), ran.err


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_examples_on_pages_are_what_the_command_says(page: str) -> None:
    blocks = re.findall(r"```\n\$ guidegen (explain .*)\n((?:.*\n)*?)```", (ROOT / page).read_text("utf-8"))
    assert blocks
    for call, printed in blocks:
        ran = guidegen(*shlex.split(call), "-C", ROOT, "--as-of", TODAY)
        assert (ran.code, ran.out) == (0, printed)


def test_a_season_that_is_over_is_said(make_project: MakeProject) -> None:
    root = make_project()
    settings = (root / "guidegen.yaml").read_text("utf-8")
    (root / "guidegen.yaml").write_text(f"{settings}handbook: {{good_until: match-day}}\n", "utf-8")
    ran = guidegen("explain", "-C", root, "-p", "psychiatry--j1--student", "--as-of", "2028-03-18")
    assert "guidegen.yaml:2:9: warning[past-season]: the season 2028 is over" in ran.err
    assert guidegen("explain", "-C", root, "-p", "psychiatry--j1--student", "--as-of", "2028-03-17").err == ""
