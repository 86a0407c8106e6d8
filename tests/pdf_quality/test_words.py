"""No word of a handbook is lost on the way to paper, however its sections fall on pages."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pikepdf
import pytest

from generator.errors import ProfileError
from generator.logic.seal import Seal
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting
from tests.campaigns import show_table
from tests.pdf_quality.lost import lost_words
from tests.pdf_quality.printed import Printed, tags
from tests.projects import ROOT, write_project
from tests.readers import World, open_world, random_answers
from tests.rich import RICH

THEME = Typesetting((str(ROOT / "templates"),))
READERS = (
    "{specialty: radiology, status: student}",
    "{specialty: psychiatry, visa: j1, status: graduate, rotations: 2}",
)
WORDS = ["hospital", "letter", "visa", "month", "rotation", "office", "answer", "question", "paper", "season"]


def laid_out(html: str, file: Path) -> Printed:
    file.write_bytes(lay_out(html, (), THEME))
    return Printed(file)


def renderer(world: World) -> HandbookRenderer:
    return HandbookRenderer(world.opened.project, world.opened.theme(), FragmentMaker(), Seal(b"secret"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return open_world(write_project(tmp_path_factory.mktemp("words") / "project", {}, RICH))


@pytest.mark.parametrize("answers", READERS)
def test_a_handbook_prints_every_word_of_its_html(world: World, answers: str, tmp_path: Path) -> None:
    html = renderer(world).source(world.choose(answers).guide).html
    printed = laid_out(html, tmp_path / "book.pdf")
    assert lost_words(html, printed) == {}
    with pikepdf.open(printed.file) as pdf:
        body = html.partition("<body")[2]
        for kind, pattern in (("/P", "<p[ >]"), ("/L", "<[uod]l[ >]"), ("/LI", "<(?:li|dt|dd)[ >]")):
            assert len(tags(pdf, kind)) == len(re.findall(pattern, body)), f"{kind} is one element over pages"


def sections(count: int, seed: int) -> str:
    """A chapter of sections with headings and notes of any length next to text, lists and tables of any length."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        return " ".join(f"{chance.choice(WORDS)}{chr(97 + n % 26)}" for n in range(chance.randint(least, most)))

    made = []
    for number in range(count):
        notes = "".join(f'<p class="why">{words(3, 30)}</p>' for _ in range(chance.randint(0, 2)))
        text = "".join(
            chance.choice(
                [
                    f"<p>{words(3, 90)}</p>",
                    f"<ul><li>{words(2, 20)}</li><li>{words(2, 20)}</li></ul>",
                    f"<table><tbody><tr><th scope='row'>{words(1, 1)}</th><td>{words(4, 9)}</td></tr></tbody></table>",
                    f'<div class="aside tip"><p class="word">Tip</p><p>{words(2, 30)}</p></div>',
                ]
            )
            for _ in range(chance.randint(1, 4))
        )
        heading = (
            f'<div class="head"><div class="side"><div><h2 id="s{number}">{words(1, 9)}</h2>{notes}</div></div></div>'
        )
        made.append(f"<section>{heading}{text}</section>")
    head = "<title>T</title><style>@page { size: A4 } :root { --accent: #0b5d66 }</style>"
    chapter = f'<section class="chapter"><h1>Chapter</h1>{"".join(made)}</section>'
    return f"<html lang='en'><head>{head}</head><body>{chapter}</body></html>"


@pytest.mark.parametrize("seed", range(3))
def test_notes_in_the_margin_are_whole_and_touch_nothing(seed: int, tmp_path: Path) -> None:
    html = sections(60, seed)
    printed = laid_out(html, tmp_path / "chapter.pdf")
    assert lost_words(html, printed) == {}
    left = min(word.left for word in printed.words)
    for page in range(1, len(printed.sizes) + 1):
        margin = sorted(
            (word for word in printed.words if word.page == page and word.right < left + 112),
            key=lambda word: (word.top, word.left),
        )
        for word in margin:
            over = [
                other
                for other in margin
                if other is not word
                and min(word.right, other.right) - max(word.left, other.left) > 1
                and min(word.bottom, other.bottom) - max(word.top, other.top) > 4
            ]
            assert over == [], (word, over)


def test_the_test_sees_a_lost_word(tmp_path: Path) -> None:
    html = sections(2, 0)
    printed = laid_out(html, tmp_path / "chapter.pdf")
    assert lost_words(html.replace("</h1>", " Lost 77</h1>"), printed) == {"Lost": 1, "7": 2}


def test_lines_are_of_66_to_75_letters(tmp_path: Path) -> None:
    """Counted in whole lines of running text, the last line of a paragraph left out."""
    prose = (ROOT / "content/modules/why").glob("*.md")
    text = " ".join(file.read_text("utf-8").split("---")[2] for file in sorted(prose))
    plain = " ".join(word for word in text.split() if word.isalpha() or word.rstrip(",.;:").isalpha())
    assert len(plain) > 500
    wider = re.search(r":root { --margin: \d+mm }", (ROOT / "templates/handbook/handbook.html").read_text("utf-8"))
    assert wider, "what handbook.html sets for Letter"
    for paper, margin in (("A4", ""), ("Letter", wider.group())):
        html = (
            sections(0, 0)
            .replace("A4", paper)
            .replace("</style>", f"{margin}</style>")
            .replace("</h1>", f"</h1><section><p>{' '.join([plain] * 4)}</p></section>")
        )
        printed = laid_out(html, tmp_path / f"{paper}.pdf")
        lines: dict[tuple[int, int], list[str]] = {}
        for word in printed.words:
            lines.setdefault((word.page, round(word.bottom)), []).append(word.text)
        lengths = [len(" ".join(words)) for words in list(lines.values())[1:-1] if len(words) > 4]
        assert 66 <= sum(lengths) / len(lengths) <= 75, paper


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(10))
def test_fifty_readers_lose_no_word(part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five readers in each part, so that a part takes a minute and can be called alone."""
    shipped, chance = open_world(ROOT), random.Random(part)
    made = renderer(shipped)
    pages: list[int] = []
    while len(pages) < 5:
        try:
            guide = shipped.opened.choose(
                shipped.persona(random_answers(shipped.opened.project.facets, chance, 0.5))
            ).guide
        except ProfileError:
            continue  # its answers break a constraint
        html = made.source(guide).html
        printed = laid_out(html, tmp_path / "book.pdf")
        assert lost_words(html, printed) == {}
        pages.append(len(printed.sizes))
    rows = [("seed", part), ("words lost", 0), ("pages", ", ".join(map(str, pages)))]
    show_table("Five readers of the shipped guide, on paper", rows, capsys)
