"""Answers and check marks go to another device in a link, and to the office as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.conftest import GUIDE, REFUSED, SHIPPED, Visitor
from tests.browser.test_answers import answer


def test_a_link_carries_answers_and_ticks(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    answer(page, site, budget="tight", rotations="1", interest="research", rotation_start="2027-05-01")
    link = page.evaluate("linkTo(location.href)")
    other = visitor.open(link)
    assert other.locator(".arrived").inner_text() == "Taken over from the link."
    assert other.locator(".given").inner_text() == page.locator(".given").inner_text()
    assert other.locator(".value[data-plan='rotations'] .figure").inner_text() == "One rotation"
    assert other.evaluate("JSON.stringify(carried())") == page.evaluate("JSON.stringify(carried())")
    assert "#" not in other.url


def test_a_guide_that_is_over_hands_answers_on_to_the_next_season(shipped_site: Path, visitor: Visitor) -> None:
    """To the front page of another site, which leads on to the nearest guide; what it does not know it names."""
    front = (shipped_site / "index.html").as_uri()
    visa = shipped_site / f"guides/{SHIPPED[0]}/visa.html"
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2030-05-03")
    page.route("**/visa.html*", lambda route: route.fulfill(body=_followed(visa, front), content_type="text/html"))
    page.goto(visa.as_uri())
    way = page.locator(".season-over a")
    assert way.get_attribute("href") == front, "nothing was answered"
    page.goto(f"{visa.as_uri()}?#mine=1&a.usce=none&a.budget=tight&t.step1-result=20782")
    page.locator(".season-over a[href*='#mine=']").wait_for()
    address = str(way.get_attribute("href"))
    assert "step1-result" not in address, "what was done in one season is to be done in the next"
    other = visitor.open(f"{address.replace('mine=3', 'mine=2')}&a.gone=yes")
    other.wait_for_url(f"**/{SHIPPED[0]}/index.html")
    other.locator(".arrived", has_text="does not know the answer: gone").wait_for()
    assert other.evaluate("mine().given.usce + mine().given.budget") == "nonetight"


def _followed(page: Path, address: str) -> str:
    """A page as one of a project that names the site of the next season."""
    return page.read_text("utf-8").replace('<a href="../../index.html">Look', f'<a data-season href="{address}">Look')


ANSWER_ALL = """() => {
  const asked = (name) => guidegen.askInOrder(mine().given, plan, today_).state[name] === "asked"
  const byLength = (one, other) => other.length - one.length
  const longest = (field) => field.type === "date" ? "2027-07-05" : field.localName === "input" ? 2
    : [...field.querySelectorAll("option, input")].map((one) => one.value).filter(Boolean).sort(byLength)
  const fields = Object.keys(plan.facets).map((name) => [name, document.querySelector(`[data-facet="${name}"]`)])
  for (const [name, field] of fields.filter(([, field]) => field && !field.dataset.settled)) {
    if (!asked(name)) continue
    const words = longest(field)
    const answer = Array.isArray(words) ? (field.dataset.type === "choices" ? words.slice(0, 6) : words[0]) : words
    remember(ANSWERS, JSON.stringify({ ...recallAnswers(), [name]: answer }))
  }
  return Object.keys(mine().given).length
}"""
"""Every question of the page, each with its longest answer."""

TICK_ALL = """(first) => {
  const boxes = [...document.querySelectorAll("main [data-task]")].filter((box) => !box.closest("[hidden], [data-out]"))
  const days = Object.fromEntries(boxes.map((box, index) => [box.dataset.task, guidegen.writeDay(first + index % 20)]))
  remember(TICKS, JSON.stringify({ ...recallTicks(), ...days }))
}"""
"""All that can be ticked on a page, on twenty days."""


def test_everything_answered_and_ticked_fits_a_link(shipped_site: Path, visitor: Visitor) -> None:
    for guide in SHIPPED:
        folder = shipped_site / "guides" / guide
        page = visitor.open(folder / "index.html")
        assert page.evaluate(ANSWER_ALL) > 20
        for name in ("checklist", "documents"):
            page.goto((folder / f"{name}.html").as_uri())
            page.evaluate(TICK_ALL, 20_750)
        page.goto((folder / "index.html").as_uri())
        link = page.evaluate("linkTo(location.href)")
        assert len(link.partition("#")[2]) < 2_000, guide
        other = visitor.open(link)
        carried = page.evaluate("carried()")
        assert len(carried["ticks"]) > 60
        assert other.evaluate("carried()") == carried


def test_a_link_of_the_first_form_is_read(site: Path, visitor: Visitor) -> None:
    fragment = "mine=1&a.budget=tight&t.passport=20782&t.document--cv=20783&d.20784=.letters.*photo&d.x=.no&d.20785="
    page = visitor.open(f"{(site / GUIDE / 'index.html').as_uri()}#{fragment}")
    page.locator(".arrived", has_text="Taken over").wait_for()
    assert page.evaluate("recallTicks()") == {
        "passport": "2026-11-25",
        "document--cv": "2026-11-26",
        "letters": "2026-11-27",
        "document--photo": "2026-11-27",
    }


def test_a_damaged_link_takes_nothing_it_should_not(site: Path, visitor: Visitor) -> None:
    address = (site / GUIDE / "index.html").as_uri()
    page = visitor.open(
        f"{address}#mine=1&a.budget=gone&a.nobody=x&t.<b>=1&t.x=99999&a.rotations=%00&from=<b>&by=constructor"
        "&a.constructor=1"
    )
    page.locator(".arrived", has_text="left out").wait_for()
    assert page.locator(".arrived").inner_text() == (
        "Nothing was taken over from the link. This site does not ask, or does not know the answer: "
        "Budget, nobody, Rotations you can arrange, and constructor. That was left out."
    )
    assert page.evaluate("recallAnswers()") == {}
    assert page.evaluate("recallTicks()") == {}
    page = visitor.open(f"{address}#mine=9&a.budget=tight")
    assert "another version" in page.locator(".arrived").inner_text()
    assert page.evaluate("recallAnswers()") == {}


READ_EACH = """(links) => links.map((link) => {
  localStorage.clear()
  notice("arrived")
  history.replaceState(null, "", `#${link}`)
  takeOver()
  return [document.querySelector(".arrived").textContent, JSON.stringify([recallAnswers(), recallTicks()])]
})"""
"""What the page says of each link, and what is the reader's then."""

NOTHING_TAKEN = "[{},{}]"
DAMAGED = "This link is cut off or damaged; nothing was taken from it. Copy all of it again."
LINKS = (
    "fragmentOf({ rotations: 12, budget: 'tight' }, {})",
    "fragmentOf({ rotation_start: '2027-05-01', interest: 'research' }, { passport: '2026-11-25', x: '2026-11-26' })",
    "fragmentOf({ rotations: 1 }, { 'document--cv': '2026-11-25' }, { from: here_, by: 'file' })",
)
"""They end in a check mark, a number and in who sent the reader."""


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_was_cut_or_changed_anywhere_is_said_to_be(link: str, site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    whole = str(page.evaluate(f"String({link})"))
    [(said, taken)] = page.evaluate(READ_EACH, [whole])
    assert "aken over" in said
    assert taken != NOTHING_TAKEN
    form = len("mine=3")
    cut = [whole[:end] for end in range(1, len(whole)) if whole[:end] != "mine"]
    lost = [whole[:place] + whole[place + 1 :] for place in range(form, len(whole))]
    doubled = [whole[:place] + whole[place] + whole[place:] for place in range(form, len(whole))]
    other = [f"{whole[:place]}7{whole[place + 1 :]}" for place in range(form, len(whole)) if whole[place] != "7"]
    for changed in cut + lost + other:
        assert page.evaluate(READ_EACH, [changed]) == [[DAMAGED, NOTHING_TAKEN]], changed
    for changed in (*doubled, f"{whole}.", f"{whole}&utm_source=mail", f"{whole}?x=1"):
        [(said_now, taken_now)] = page.evaluate(READ_EACH, [changed])
        assert (said_now, taken_now) in {(said, taken), (DAMAGED, NOTHING_TAKEN)}, changed
    page.evaluate("document.querySelector('h2').id = 'mi'")
    for short in ("", "mi", "mine"):
        assert page.evaluate(READ_EACH, [short]) == [["", NOTHING_TAKEN]], "addresses on the page itself"


def test_a_link_that_was_cut_in_its_first_word_is_said_to_be(site: Path, visitor: Visitor) -> None:
    for page_name in PLACES:
        page = visitor.open(f"{(site / GUIDE / f'{page_name}.html').as_uri()}#min")
        assert page.locator(".arrived").inner_text() == DAMAGED, page_name
        assert page.url.endswith(f"{page_name}.html")


def test_what_a_program_hangs_on_a_link_does_no_harm(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    whole = str(page.evaluate(f"String({LINKS[1]})"))
    read = page.evaluate(READ_EACH, [whole])
    for tail in (".", ")", "?utm_source=mail", "&a.rotations=1", "&d.20790=.letters"):
        assert page.evaluate(READ_EACH, [whole + tail]) == read, tail
    assert page.evaluate(READ_EACH, [whole.replace("*", "%2A").replace(".", "%2E")]) == read, "written differently"


def test_the_way_to_the_questions_carries_nothing(site: Path, visitor: Visitor) -> None:
    for name in ("papers", "index"):
        page = visitor.open(f"{(site / GUIDE / f'{name}.html').as_uri()}#mine")
        assert page.locator(".arrived").is_hidden(), name
        assert page.url.endswith("#mine"), name


def test_an_older_link_is_read_and_said_not_to_show_whether_it_is_whole(site: Path, visitor: Visitor) -> None:
    for form in ("1", "2"):
        page = visitor.open(f"{(site / GUIDE / 'index.html').as_uri()}#mine={form}&a.rotations=1")
        assert page.locator(".arrived").inner_text() == (
            "Taken over from the link. It is an older one, which does not show whether it is whole: "
            "look through your answers."
        )
        assert page.evaluate("recallAnswers()") == {"rotations": 1}


def test_a_link_that_says_little_stays_with_the_field(shipped_site: Path, visitor: Visitor) -> None:
    """Of guides that agree with it equally well, the first one declared had been for another field and status."""
    page = visitor.open(shipped_site / f"guides/{SHIPPED[1]}/index.html")
    nearest = "([answers, here]) => guidegen.nearestGuide(plan, answers, here, today_)"
    here = {"specialty": "surgery", "visa": "h1b", "status": "graduate"}
    page.evaluate("(here) => { plan.guides = { first: { ...here, specialty: 'pediatrics', visa: 'j1' }, here } }", here)
    assert page.evaluate(nearest, [{"visa": "j1"}, "here"]) == "first"
    page.evaluate("(here) => { plan.guides.last = { ...here, visa: 'j1' } }", here)
    assert page.evaluate(nearest, [{"visa": "j1"}, "here"]) == "last"
    assert page.evaluate(nearest, [{}, "here"]) == "here"
    # An answer that is part of what the guide is for opens no other field.
    others = {"here": {**here, "visa": "undecided"}, "other": {**here, "specialty": "pediatrics", "visa": "j1"}}
    page.evaluate("(guides) => { plan.guides = guides }", others)
    assert page.evaluate(nearest, [{"visa": "j1"}, "here"]) == "here"
    assert page.evaluate(nearest, [{"visa": "not-needed"}, "here"]) == "here", "where each denies it, the same field"


def test_every_page_of_a_guide_takes_a_link_over(site: Path, visitor: Visitor) -> None:
    context = visitor.context()
    page = context.new_page()
    files = sorted((site / GUIDE).glob("*.html"))
    assert {file.stem for file in files} >= set(PLACES)
    for file in files:
        page.goto(f"{file.as_uri()}?#mine=1&a.budget=tight&a.rotations=1&a.nobody=x")
        page.locator(".arrived", has_text="left out").wait_for()
        said = page.locator(".arrived").inner_text()
        assert said.startswith("Taken over from the link. It is an older one"), file.name
        assert "does not know the answer: nobody." in said, file.name
        assert page.evaluate("recallAnswers()") == {"budget": "tight", "rotations": 1}, file.name
        assert page.evaluate("reader.answers.budget") == ["tight"], file.name
        assert "#" not in page.url
        page.evaluate("location.hash = 'mine=9&a.budget=ample'")  # pasted where the page is open
        page.locator(".arrived", has_text="another version").wait_for()
        page.evaluate("location.hash = 'mine=1&a.budget=ample'")
        page.wait_for_function("String(reader.answers.budget) === 'ample'")
        page.evaluate("localStorage.clear()")
    page.goto(f"{(site / GUIDE / 'checklist.html').as_uri()}#mine=1&a.visa=h1b&a.status=graduate")
    page.wait_for_url("**/psychiatry--h1b--graduate/index.html")


PLACES = ("index", "papers", "budget", "timeline", "documents", "checklist", "sources", "whole")
"""The plan, a chapter, and the other pages of a guide."""


@pytest.mark.parametrize("storage", ["", REFUSED])
def test_a_link_of_somebody_else_opens_the_guide_nearest_to_its_answers(
    storage: str, site: Path, visitor: Visitor
) -> None:
    context = visitor.context()
    context.add_init_script(storage)
    page = context.new_page()
    fragment = "mine=1&a.visa=h1b&a.status=graduate&a.budget=tight&t.gone-task=20782"
    page.goto(f"{(site / GUIDE / 'index.html').as_uri()}#{fragment}")
    page.wait_for_url("**/psychiatry--h1b--graduate/index.html")
    said = page.locator(".arrived").inner_text()
    assert "look through your answers. This guide is the nearest to these answers." in said
    assert "No longer on your list: one check mark that this site does not know." in said
    assert page.evaluate("recallAnswers().budget") == "tight"
    assert page.locator("[data-facet=visa]").input_value() == "h1b"


def test_another_answer_to_what_a_guide_is_for_opens_the_guide_for_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    answer(page, site, budget="tight")
    page.locator("[data-facet=specialty]").select_option("radiology")
    page.wait_for_url("**/radiology--undecided--student/index.html")
    assert "This is the guide for your answer." in page.locator(".arrived").inner_text()
    assert "1 of" in page.locator(".given").inner_text()
    assert page.locator("[data-facet=budget]").input_value() == "tight"


def test_a_saved_file_is_read_back_in_another_guide(site: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight", interest="research")
    with page.expect_download() as download:
        page.locator("[data-carry=file]").click()
    file = tmp_path / "my.answers.json"
    download.value.save_as(file)
    other = visitor.open(site / "guides/radiology--h1b--graduate/index.html")
    other.locator("#saved-file").set_input_files(file)
    other.wait_for_url("**/psychiatry--undecided--student/index.html")
    assert "Taken over from your file." in other.locator(".arrived").inner_text()
    assert other.evaluate("JSON.stringify(carried())") == page.evaluate("JSON.stringify(carried())")


def test_files_are_read_or_refused_in_a_sentence(site: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    file = tmp_path / "some.yaml"
    for text, said in (
        ("%PDF-1.7", "This is not an answers file."),
        ('{"version": 2, "answers": {}}', "This is not an answers file."),
        ("version: 1\nanswers:\n  budget: gone\n", "does not know the answer: budget."),
        ('{"version": 1, "answers": [1]}', "This is not an answers file."),
    ):
        file.write_text(text, "utf-8")
        page.locator("#saved-file").set_input_files(file)
        page.locator(".arrived", has_text=said).wait_for()
    assert page.evaluate("recallAnswers()") == {}
    text = "version: 1\nanswers:\n  budget: tight\n  rotations: 1   # soon\nticks:\n  x: 2026-01-31\n"
    file.write_text(text, "utf-8")
    page.locator("#saved-file").set_input_files(file)
    page.locator(".arrived", has_text="from your file.").wait_for()
    assert page.evaluate("recallAnswers()") == {"budget": "tight", "rotations": 1}
    assert page.evaluate("recallTicks()") == {"x": "2026-01-31"}


def test_of_answers_that_cannot_be_together_the_reader_drops_one(site: Path, visitor: Visitor) -> None:
    address = (site / "guides/psychiatry--j1--student/index.html").as_uri()
    page = visitor.open(f"{address}#mine=1&a.visa=j1&a.specialty=psychiatry&a.status=student&a.citizenship=us-citizen")
    notice = page.locator(".arrived")
    assert "These answers cannot be together: Visa: J-1 · Citizenship: US citizen." in notice.inner_text()
    notice.get_by_role("button", name="Leave out “Citizenship”").click()
    assert "together" not in notice.inner_text()
    assert page.evaluate("recallAnswers().citizenship") is None


@pytest.mark.parametrize(("name", "choice"), [("index", "Take off the check mark of"), ("checklist", "Leave out")])
def test_a_tick_that_an_answer_denies_is_asked_about(
    name: str, choice: str, shipped_site: Path, visitor: Visitor
) -> None:
    address = (shipped_site / f"guides/{SHIPPED[0]}/{name}.html").as_uri()
    page = visitor.open(f"{address}#mine=1&a.step1=not-taken&t.step1-result=20000")
    said = page.locator(".arrived", has_text="is ticked").inner_text()
    assert (
        "Correct the one of the two that is wrong: “Step 1 result” is ticked and counts as done, "
        "but “Step 1: Not taken” says that it is not."
    ) in said
    page.locator(".arrived button", has_text=choice).click()
    page.locator(".arrived", has_not_text="is ticked").wait_for(state="attached")
    left = page.evaluate("[Object.keys(recallTicks()).length, recallAnswers().step1 ?? null]")
    assert left == ([0, "not-taken"] if name == "index" else [1, None])


def test_a_clock_or_rules_that_cannot_be_right_are_said(site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2010-05-03")
    page.goto((site / GUIDE / "index.html").as_uri())
    assert "The clock of this device says May\xa03,\xa02010" in page.locator(".wrong-clock").inner_text()
    page = visitor.context().new_page()
    page.add_init_script("Object.defineProperty(window, 'guidegenPlan', { set() {}, get() { return { version: 9 } } })")
    page.goto((site / GUIDE / "index.html").as_uri())
    assert page.locator(".wrong-version").is_visible()
    assert page.locator("main").is_visible()


def test_the_file_is_an_answers_file(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    with page.expect_download() as download:
        page.locator("[data-carry=file]").click()
    assert download.value.suggested_filename == "my.answers.json"
    said = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert said["version"] == 1
    assert said["answers"]["budget"] == "tight"
    assert said["answers"]["status"] == "student"
