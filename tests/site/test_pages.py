"""Every page of the shipped site, read as text: links, anchors, headings, what is in its head.

`make test` reads the site of two specialties, which holds every kind of page in a sixth of the time; a campaign, all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import pairwise, product
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.campaigns import sampled
from tests.projects import ROOT, TODAY, guidegen
from tests.shared import built_once

BASE = "https://rotations.example.org/"
SPECIALTIES: dict[int, tuple[str, ...]] = {2: ("psychiatry", "diagnostic-radiology"), 12: ()}
"""For which there are guides, by how many these are; none is named for all."""

_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"]*)\")?")


@dataclass(frozen=True)
class PageText:
    """One page: its tags in order, each with its attributes."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def tags(self) -> list[tuple[str, dict[str, str]]]:
        return [(tag.group(1), self._attributes(tag.group(2))) for tag in _TAG.finditer(self.text)]

    @staticmethod
    def _attributes(words: str) -> dict[str, str]:
        return {one.group(1): unescape(one.group(2) or "") for one in _ATTRIBUTE.finditer(words)}

    def all(self, name: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.tags if tag == name)

    @cached_property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> Iterator[str]:
        return (attributes["href"] for attributes in self.all("a") if "href" in attributes)


@pytest.fixture(scope="module", params=sampled(list(SPECIALTIES), 1))
def specialties(request: pytest.FixtureRequest) -> int:
    """For how many specialties there are guides."""
    return int(request.param)


@pytest.fixture(scope="module")
def site(specialties: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the shipped project with so many specialties, without handbooks."""

    def build(folder: Path) -> None:
        chosen = product(SPECIALTIES[specialties], ("j1", "h1b", "undecided", "not-needed"), ("student", "graduate"))
        personas = [option for answers in chosen for option in ("-p", "--".join(answers))]
        ran = guidegen("build", "-C", ROOT, *personas, "--to", "html", "--as-of", TODAY, "-q", "-o", folder / "site")
        assert ran.code == 0, ran.err

    return built_once(tmp_path_factory, f"whole-{specialties}", build) / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, PageText]:
    """Every page by its path."""
    found = sorted(site.rglob("*.html"))
    return {
        path: PageText(path, file.read_text("utf-8")) for file in found if (path := file.relative_to(site).as_posix())
    }


def test_there_is_a_guide_for_every_persona(specialties: int, pages: dict[str, PageText]) -> None:
    personas = specialties * 4 * 2
    assert sum(1 for path in pages if re.fullmatch(r"guides/[^/]+/index\.html", path)) == personas
    listed = [link for link in pages["index.html"].links if link.startswith("guides/")]
    assert len(listed) == personas
    assert all(link in pages for link in listed)


def test_every_link_inside_leads_to_a_page_and_every_anchor_to_an_element(
    site: Path, pages: dict[str, PageText]
) -> None:
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    wrong: list[str] = []
    for path, page in pages.items():
        folder = path.rpartition("/")[0]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = normpath(f"{folder}/{unquote(parts.path)}").lstrip("/") if parts.path else path
            if parts.path.startswith("/"):
                target = unquote(parts.path).lstrip("/")
            if target not in ids:
                if not (site / target).is_file():
                    wrong.append(f"{path}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in ids[target]:
                wrong.append(f"{path}: {link} (no such anchor)")
    assert wrong == []


def test_what_a_page_loads_is_there_and_comes_from_nowhere_else(site: Path, pages: dict[str, PageText]) -> None:
    wrong: list[str] = []
    for path, page in pages.items():
        folder = path.rpartition("/")[0]
        loaded = [one.get("src", "") for name in ("script", "img") for one in page.all(name) if "src" in one]
        loaded += [one["href"] for one in page.all("link") if one.get("rel") in ("stylesheet", "icon")]
        for address in loaded:
            target = (address if address.startswith("/") else normpath(f"{folder}/{address}")).lstrip("/")
            if "//" in address or not (site / target).is_file():
                wrong.append(f"{path}: {address}")
    assert wrong == []
    style = (site / "assets/site.css").read_text("utf-8")
    assert all((site / "assets" / name).is_file() for name in re.findall(r"url\(([^)]+)\)", style))


def test_outside_links_are_whole_addresses(pages: dict[str, PageText]) -> None:
    outside = {link for page in pages.values() for link in page.links if urlsplit(link).scheme}
    assert all(re.match(r"https?://[\w.-]+\.\w+|mailto:[^@\s]+@[\w.-]+", link) for link in outside)


def test_headings_descend_one_by_one_from_a_single_title(pages: dict[str, PageText]) -> None:
    wrong: list[str] = []
    for path, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        if levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append(f"{path}: {levels}")
    assert wrong == []


def test_ids_are_unique_and_pictures_have_words(pages: dict[str, PageText]) -> None:
    wrong = [f"{path}: {one}" for path, page in pages.items() for one, count in Counter(page.ids).items() if count > 1]
    wrong += [f"{path}: img" for path, page in pages.items() for one in page.all("img") if "alt" not in one]
    assert wrong == []


def test_titles_and_descriptions_are_there_and_pages_can_be_told_apart(pages: dict[str, PageText]) -> None:
    titles = Counter(re.search(r"<title>(.*?)</title>", page.text)[1] for page in pages.values())  # type: ignore[index]
    assert all(titles)
    chapters = [count for title, count in titles.items() if "what changes" not in title]
    assert max(chapters) == 1
    for page in pages.values():
        (description,) = (one["content"] for one in page.all("meta") if one.get("name") == "description")
        assert 10 < len(description) < 320, page.path


def address(path: str) -> str:
    return BASE + path.removesuffix("index.html")


def canonical_of(page: PageText) -> str:
    (found,) = (str(one["href"]) for one in page.all("link") if one.get("rel") == "canonical")
    return found


def test_each_page_names_its_own_address_or_that_of_one_that_says_the_same(pages: dict[str, PageText]) -> None:
    named = {address(path): path for path in pages}
    for path, page in pages.items():
        canonical = [one["href"] for one in page.all("link") if one.get("rel") == "canonical"]
        cards = {one["property"]: one["content"] for one in page.all("meta") if "property" in one}
        if path == "404.html":
            assert canonical == []
            continue
        leader = named[canonical[0]]
        assert leader.rpartition("/")[2] == path.rpartition("/")[2]
        assert canonical_of(pages[leader]) == canonical[0], "what leads is led by no other"
        assert cards["og:url"] == canonical[0]
        assert cards["og:image"] == f"{BASE}assets/card.png"
        assert cards["og:title"]
        assert cards["og:description"]


def test_the_map_lists_what_is_said_once_each(site: Path, pages: dict[str, PageText]) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    found = {path: page for path, page in pages.items() if path != "404.html" and not path.endswith("/whole.html")}
    leading = [path for path, page in found.items() if canonical_of(page) == address(path)]
    assert sorted(listed) == sorted(map(address, leading))
    talks = [path for path in leading if path.endswith("/visa-talk.html")]
    assert len(talks) < 10 < sum(path.endswith("/visa-talk.html") for path in pages)
    days = re.findall(r"<lastmod>(\d{4}-\d{2}-\d{2})</lastmod>", (site / "sitemap.xml").read_text("utf-8"))
    assert len(days) == len(listed), "also the front page, comparisons and examples"
    assert days[listed.index(address("index.html"))] == max(days)
    assert (site / "assets/card.png").is_file()


def test_public_pages_may_be_found_and_the_one_for_wrong_addresses_may_not(pages: dict[str, PageText]) -> None:
    hidden = [path for path, page in pages.items() for one in page.all("meta") if one.get("name") == "robots"]
    assert hidden == ["404.html", *sorted(path for path in pages if path.endswith("/whole.html"))]


def test_every_section_can_be_reported_with_its_module_and_revision(pages: dict[str, PageText]) -> None:
    page = pages["guides/psychiatry--j1--student/visa.html"]
    sections = [one["data-module"] for one in page.all("section") if "data-module" in one]
    reports = [one["href"] for one in page.all("a") if one.get("class") == "report"]
    assert len(reports) == len(sections) > 3
    for module, report in zip(sections, reports, strict=True):
        assert re.search(rf"subject=Something%20wrong%20in%20{module}%20\([0-9a-f]{{8}}\)", report)
        assert f"body={BASE.replace(':', '%3A').replace('/', '%2F')}" in report


def test_no_page_names_the_day_it_was_built(site: Path, tmp_path: Path) -> None:
    later = tmp_path / "site"
    name = "psychiatry--j1--student"
    ran = guidegen("build", "-C", ROOT, "-p", name, "--to", "html", "--as-of", "2026-11-25", "-q", "-o", later)
    assert ran.code == 0, ran.err
    for page in ("timeline", "budget", "visa", "sources"):
        now, then = ((folder / f"guides/{name}/{page}.html").read_text("utf-8") for folder in (site, later))
        # Of pages that say the same one leads: which, depends on the guides that are there.
        leader = re.compile(r'(?:canonical" href|og:url" content)="[^"]*"')
        assert leader.sub("", now) == leader.sub("", then)
