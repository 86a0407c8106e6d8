"""The shipped guide: nothing wrong with it, every persona has a guide, and the plans differ as the advice says."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest

from generator.load.applicants import read_applicants
from generator.logic.seal import Seal
from generator.model.line_kinds import PLAN, SOURCE
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from tests.campaigns import sampled
from tests.pages import pages_of, text_of
from tests.projects import ROOT, check, guidegen
from tests.readers import Chosen, World, open_world

SPECIALTIES = (
    "general", "medical-genetics", "diagnostic-radiology", "medicine-psychiatry", "internal-medicine",
    "family-medicine", "pediatrics", "psychiatry", "neurology", "anesthesiology", "emergency-medicine", "surgery",
)  # fmt: skip
VISAS = ("j1", "h1b", "undecided", "not-needed")
STATUSES = ("student", "graduate")
PERSONAS = [
    f"{specialty}--{visa}--{status}" for specialty, visa, status in itertools.product(SPECIALTIES, VISAS, STATUSES)
]
WITHOUT_VISA = [name for name in PERSONAS if "--not-needed--" in name]
ONLY_WITH_A_VISA = {"visa", "visa-talk"}


@cache
def world() -> World:
    return open_world(ROOT)


@cache
def persona(name: str) -> Chosen:
    opened = world().opened
    return Chosen.of(opened.choose(opened.project.personas[name]))


@cache
def chapters_of(specialty: str) -> str:
    """The text of all chapters of a student who needs a visa."""
    guide = persona(f"{specialty}--undecided--student").guide
    pages = pages_of(world().opened, guide)
    return " ".join(text_of(pages[f"{chapter.id}.html"]) for chapter in guide.chapters)


def test_check_finds_nothing() -> None:
    ran = check(ROOT, "--strict")
    assert ran.lines == []
    assert ran.code == 0


LATER = ("2027-09-10", "2027-01-15", "2027-05-31", "2027-07-15", "2027-10-20", "2028-01-15", "2028-03-10", "2028-09-01")


@pytest.mark.parametrize("day", sampled(LATER, 1))
def test_time_alone_breaks_nothing(day: str) -> None:
    """What has to be looked at again is a warning; only an applicant's answers may be over."""
    found = [line for line in guidegen("check", "-C", ROOT, "--json", "--as-of", day).lines if "error[" in line]
    assert not [line for line in found if not line.startswith("profiles/applicants/")]


def test_there_are_96_personas() -> None:
    assert sorted(world().opened.project.personas) == sorted(PERSONAS)
    assert len(PERSONAS) == 96


@pytest.mark.parametrize("specialty", SPECIALTIES)
def test_every_persona_has_every_chapter_it_should(specialty: str) -> None:
    every = [chapter.id for _, chapter in world().opened.project.outline.chapters()]
    assert len(every) == 19
    for name in (one for one in PERSONAS if one.startswith(f"{specialty}--")):
        found = persona(name)
        expected = [one for one in every if one not in ONLY_WITH_A_VISA or name not in WITHOUT_VISA]
        assert [chapter.id for chapter in found.guide.chapters] == expected, name
        for chapter in found.guide.chapters:
            assert chapter.sections, f"{name}: {chapter.id}"
        assert found.guide.tasks
        assert found.guide.entries(SOURCE)
        assert 6_600 <= found.guide.words <= 11_000, f"{name}: {found.guide.words} words"


SAME_WORDS = 8


@pytest.mark.parametrize("specialty", SPECIALTIES)
def test_no_guide_says_a_thing_twice_in_the_same_words(specialty: str) -> None:
    for name in (one for one in PERSONAS if one.startswith(f"{specialty}--")):
        said: dict[tuple[str, ...], str] = {}
        for line in persona(name).lines:
            words = re.findall(r"[\w'-]+", line.casefold())
            runs = {tuple(words[at : at + SAME_WORDS]) for at in range(len(words) - SAME_WORDS + 1)}
            again = [" ".join(run) for run in sorted(runs & said.keys())]
            assert again == [], f"{name}: {line.strip()[:60]!r} repeats {said[tuple(again[0].split())][:60]!r}"
            said |= dict.fromkeys(runs, line.strip())


PLANS = {
    # specialty: usual number, rotations of a student and of a graduate
    "general": ("2–3", 2, 2),
    "medical-genetics": ("2–3", 2, 2),
    "diagnostic-radiology": ("1–2", 2, 2),
    "medicine-psychiatry": ("2–3", 2, 2),
    "internal-medicine": ("2–3", 2, 2),
    "family-medicine": ("2–3", 2, 2),
    "pediatrics": ("2–3", 2, 2),
    "psychiatry": ("2–3", 2, 2),
    "neurology": ("2–3", 2, 2),
    "anesthesiology": ("2–3", 3, 2),
    "emergency-medicine": ("2–3", 3, 2),
    "surgery": ("2–3", 3, 2),
}


def test_the_table_of_plans_is_whole() -> None:
    assert tuple(PLANS) == SPECIALTIES
    assert world().opened.project.settings.season == 2028


@pytest.mark.parametrize(("specialty", "status", "visa"), list(itertools.product(SPECIALTIES, STATUSES, VISAS)))
def test_the_plan(specialty: str, status: str, visa: str) -> None:
    plan = persona(f"{specialty}--{visa}--{status}").plan
    usual, student, graduate = PLANS[specialty]
    is_student = status == "student"
    assert plan.values["usual"].value == usual
    assert plan.values["rotations"].value == (student if is_student else graduate)
    for name in ("usual", "goal", "rotations", "placement", "routes", "letters"):
        for winner in plan.values[name].winners:
            assert re.fullmatch(r"[^\s.].*[^\s.]", winner.because), f"{name}: a reason goes after 'because'"
    hands_on = str(plan.values["placement"].value)
    assert ("hands-on" in hands_on) is (is_student or visa == "not-needed")
    assert ("observership" in hands_on) is (not is_student)
    routes = " ".join(str(one.value) for one in plan.values["routes"].winners)
    assert ("observership" in routes) is (not is_student)
    assert "VSLO" not in routes


def test_one_day_is_the_last_for_a_letter_on_every_page() -> None:
    pages = pages_of(world().opened, persona("diagnostic-radiology--h1b--student").guide)
    assert "April to August 13, 2027" in text_of(pages["when.html"])
    assert "The letter sets the other limit: August 13, 2027" in text_of(pages["when.html"])
    assert "2028 Match" in text_of(pages["index.html"])


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        ("specialty: diagnostic-radiology, rotations: 4", 2),
        ("specialty: diagnostic-radiology, rotations: 1", 1),
        ("specialty: diagnostic-radiology, rotations: 0", 0),
        ("specialty: surgery, rotations: 4", 3),
        ("specialty: surgery, budget: tight", 2),
        ("specialty: medical-genetics, usce: strong, letters: 2", 1),
        ("specialty: psychiatry, match_year: 2027", 0),  # none can end in time
    ],
)
def test_every_other_answer_only_lowers_the_number(answers: str, number: int) -> None:
    plan = world().plan(f"{{{answers}, visa: j1, status: student}}")
    assert plan.values["rotations"].value == number
    goal = plan.values["goal"].value
    assert isinstance(goal, int)
    assert goal >= number


@pytest.mark.parametrize("name", WITHOUT_VISA)
def test_who_needs_no_visa_reads_no_word_of_visas(name: str) -> None:
    pages = pages_of(world().opened, persona(name).guide)
    # The home page asks everybody every question, and links to guides of other readers; all else is advice.
    asked = re.compile(r"<form\b.*?</form>", re.DOTALL)
    advice = [asked.sub(" ", page) for page in pages.values()]
    text = " ".join(text_of(page).partition("What if it were different?")[0] for page in advice)
    assert (
        re.findall(
            r"\bJ-1\b|\bH-1B\b|\bsponsor\w*|\bconsulate\b|\bDS-2019\b|\bStatement of Need\b", text, re.IGNORECASE
        )
        == []
    )


@pytest.mark.parametrize("name", [one for one in PERSONAS if one.endswith("--j1--graduate")])
def test_a_graduate_is_never_sent_to_vslo(name: str) -> None:
    routes = next(item for item in persona(name).guide.entries(PLAN) if item.name == "routes")
    assert not any("VSLO" in line for line, _ in routes.items)
    assert not any("VSLO" in change.text for change in routes.changes)


@pytest.mark.parametrize(
    ("words", "only"),
    [
        (r"\breadouts?\b|\breading[- ]room", "diagnostic-radiology"),
        (r"\bpedigrees?\b|\bmicroarray\b|\bexomes?\b", "medical-genetics"),
        (r"\bmed-psych unit|\bdual-trained\b", "medicine-psychiatry"),
    ],
)
def test_specialty_content_does_not_leak(words: str, only: str) -> None:
    for specialty in SPECIALTIES:
        if specialty != only:
            assert re.findall(words, chapters_of(specialty), re.IGNORECASE) == [], specialty


def test_the_fictional_applicants_have_guides() -> None:
    opened = world().opened
    applicants, wrong = read_applicants(ROOT, opened.project, opened.subjects)
    assert wrong == {}
    demo = {name: one for name, one in applicants.items() if name.startswith("demo-")}
    assert len(demo) >= 3
    for one in demo.values():
        assert one.fictional
        assert opened.choose(one).guide.chapters


def test_who_answered_everything_reads_no_if_of_ours() -> None:
    opened = world().opened
    applicants, _ = read_applicants(ROOT, opened.project, opened.subjects)
    amira = Chosen.of(opened.choose(applicants["demo-amira"]))
    open_facets = {name for name in opened.project.facets if name not in applicants["demo-amira"].answers}
    leads = [line for line in amira.lines if "<If" in line]
    assert len(leads) <= len(open_facets)


def test_no_page_tells_the_day_of_the_build() -> None:
    for page in pages_of(world().opened, persona("general--undecided--student").guide).values():
        assert "November 23" not in text_of(page)
        assert not re.search(r"\bgenerated (on|at)\b|\bbuilt (on|at)\b", text_of(page), re.IGNORECASE)


def test_the_contents_of_a_handbook_name_every_part_of_it() -> None:
    opened = world().opened
    renderer = HandbookRenderer(opened.project, opened.theme(), FragmentMaker(), Seal(b"secret"))
    html = renderer.source(persona("medical-genetics--j1--student").guide).html
    contents = html[html.index('<section class="contents"') :]
    named = set(re.findall(r'<li><a href="#([^"]*)"', contents[: contents.index("</section>")]))
    parts = set(re.findall(r'<section class="(?!cover|plan|contents)[\w ]*" id="([^"]*)"', html))
    assert len(parts) > 25
    assert parts <= named


def test_quotes_and_apostrophes_are_typographic() -> None:
    pages = pages_of(world().opened, persona("psychiatry--h1b--graduate").guide)
    lines = [line for name, html in pages.items() if name.endswith(".html") for line in text_of(html).splitlines()]
    assert not [line for line in lines if "'" in line or '"' in line]
