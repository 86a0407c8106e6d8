"""What the settings ask of the site is checked, with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.check.site import DARK, LIGHT, contrast
from generator.model.address import fill_pattern, is_address, is_web_address, report_pattern
from tests.projects import ROOT, TODAY, MakeProject, check, guidegen

SETTINGS = """
title: Small guide
season: 2028
"""


def errors(root: Path) -> list[str]:
    return [line for line in check(root).lines if ": error[" in line]


def lines(make_project: MakeProject, settings: str) -> list[str]:
    return errors(make_project({"guidegen.yaml": SETTINGS + settings}))


def test_colors_that_cannot_be_read(make_project: MakeProject) -> None:
    found = lines(make_project, 'theme:\n  accent: "#7a9fb5"\n  accent_dark: "#333333"\n')
    light = "'accent' #7a9fb5 cannot be read on white paper: its contrast is 2.8, and text needs 4.5"
    dark = "'accent_dark' #333333 cannot be read on dark pages: its contrast is 1.4, and text needs 4.5"
    assert found == [
        f"guidegen.yaml:4:11: error[low-contrast]: {light} | take a darker color",
        f"guidegen.yaml:5:16: error[low-contrast]: {dark} | take a lighter color",
    ]


def test_links_are_read_on_the_paper_of_asides_too(make_project: MakeProject) -> None:
    (found,) = lines(make_project, 'theme:\n  accent: "#767676"\n  accent_dark: "#7f868c"\n')[:1]
    assert "'accent' #767676 cannot be read on the paper of asides: its contrast is 4.0, and text needs 4.5" in found
    (found,) = lines(make_project, 'theme:\n  accent: "#0b5d66"\n  accent_dark: "#7c8288"\n')
    assert "'accent_dark' #7c8288 cannot be read on the dark paper of asides" in found


def test_the_papers_are_those_of_the_style_sheet() -> None:
    style = (ROOT / "templates/site/site.css").read_text("utf-8")
    papers = re.findall(r"--(?:paper|surface|[a-z]+-paper): light-dark\((#\w+), (#\w+)\)", style)
    assert {light for light, _ in papers} == set(LIGHT)
    assert {dark for _, dark in papers} == set(DARK)


def test_an_accent_that_is_too_dark_for_dark_pages_needs_a_second(make_project: MakeProject) -> None:
    (found,) = lines(make_project, 'theme:\n  accent: "#0b5d66"\n')
    assert found.startswith("guidegen.yaml:4:11: error[low-contrast]: 'accent' #0b5d66 cannot be read on dark pages")
    assert found.endswith("add a lighter 'accent_dark' for dark pages")
    assert lines(make_project, 'theme:\n  accent: "#0b5d66"\n  accent_dark: "#6fc7d1"\n') == []


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="%s"/></svg>'
SEAL = SVG % b"#0b5d66"
PNG = (ROOT / "templates/site/card.png").read_bytes()


def with_logo(make_project: MakeProject, name: str, content: bytes) -> Path:
    return make_project({"guidegen.yaml": SETTINGS + f"theme:\n  logo: {name}\n", f"templates/site/{name}": content})


def test_a_logo_that_is_not_there(make_project: MakeProject) -> None:
    (found,) = lines(make_project, "theme:\n  logo: seal.svg\n")
    assert found.startswith("guidegen.yaml:4:9: error[missing-file]: there is no templates/site/seal.svg")
    assert errors(with_logo(make_project, "seal.svg", SEAL)) == []
    assert errors(with_logo(make_project, "seal.png", PNG)) == []


BROKEN = [
    ("seal.png", b"not a picture", "is not a PNG, or is damaged"),
    ("seal.png", PNG[:-20], "is not a PNG, or is damaged"),
    ("seal.png", PNG.replace(b"IDAT", b"IDAT\0", 1), "is not a PNG, or is damaged"),
    ("seal.png", PNG[:8], "is not a PNG, or is damaged"),
    ("seal.png", b"", "is not a PNG, or is damaged"),
    ("seal.svg", SEAL[:-6], "is not a valid SVG: line 1 is not well formed"),
    ("seal.svg", b"", "is not a valid SVG: line 1 is not well formed"),
    ("seal.svg", PNG, "is not an SVG in UTF-8"),
    ("seal.svg", b"<svg/>", 'is not a valid SVG: it needs <svg xmlns="http://www.w3.org/2000/svg"> around it'),
    ("seal.svg", b"<!DOCTYPE svg>" + SEAL, "has a document type, which pages do not need: take it out"),
    ("seal.svg", SEAL.replace(b"circle", b"script"), "holds <script>: a drawing needs no script, no HTML and no link"),
    (
        "seal.svg",
        SEAL.replace(b"cx", b"href='https://example.org/a' cx"),
        "asks for another file: put everything into it",
    ),
    ("seal.svg", SEAL.replace(b"cx", b"onclick='f()' cx"), "runs something ('onclick')"),
    (
        "seal.svg",
        SEAL.replace(b"cx", b"style='fill: url(https://example.org/a)' cx"),
        "asks for another file in 'style'",
    ),
    ("seal.svg", SEAL.replace(b"viewBox", b"viewbox"), "does not say how large it is"),
    ("seal.gif", b"GIF89a", "is neither an SVG nor a PNG"),
]


@pytest.mark.parametrize(("name", "content", "flaw"), BROKEN)
def test_a_logo_that_is_broken(make_project: MakeProject, name: str, content: bytes, flaw: str) -> None:
    (found,) = errors(with_logo(make_project, name, content))
    assert found.startswith(f"guidegen.yaml:4:9: error[broken-picture]: templates/site/{name} {flaw}")


def test_a_logo_stands_on_pages_and_in_handbooks(make_project: MakeProject) -> None:
    root = with_logo(make_project, "seal.svg", SEAL)
    books = []
    for color in (b"#0b5d66", b"#7a1f5c"):
        (root / "templates/site/seal.svg").write_bytes(SVG % color)
        ran = guidegen("build", "-C", root, "-p", "psychiatry--j1--student", "--as-of", TODAY, "-q")
        assert ran.code == 0, ran.err
        books.append((root / "site/guides/psychiatry--j1--student/handbook.pdf").read_bytes())
    assert books[0] != books[1]
    page = (root / "site/guides/psychiatry--j1--student/index.html").read_text("utf-8")
    assert '<img src="../../assets/seal.svg" alt="">' in page


def test_facets_to_compare_by(make_project: MakeProject) -> None:
    found = lines(make_project, "site:\n  compare: [vizas, rotations]\n")
    place = "guidegen.yaml:4:12: error"
    choice = "name facets of type 'choice' that personas answer"
    assert found == [
        f"{place}[bad-value]: guides cannot be compared by 'rotations' | {choice}",
        f"{place}[unknown-facet]: there is no facet 'vizas' | did you mean 'visa'?",
    ]


def test_a_guide_that_is_over_leads_to_the_next_season(make_project: MakeProject) -> None:
    (found,) = lines(make_project, "site:\n  next_season: next year\n")
    assert found == (
        "guidegen.yaml:4:16: error[bad-value]: 'next_season': write a whole web address that begins with https://"
    )
    link = ' href="{}">Look for a guide of the next season</a>'
    for settings, where in (
        ("", "../../index.html"),
        ("next_season: https://next.example.org/", "https://next.example.org/"),
    ):
        root = make_project({"guidegen.yaml": f"{SETTINGS}site: {{{settings}}}\n"})
        ran = guidegen("build", "-C", root, "-p", "psychiatry--j1--student", "--to", "html", "--as-of", TODAY, "-q")
        assert ran.code == 0, ran.err
        pages = [*(root / "site/guides/psychiatry--j1--student").glob("*.html")]
        assert pages
        assert all(link.format(where) in page.read_text("utf-8") for page in pages)


def test_an_address_to_report_to(make_project: MakeProject) -> None:
    (found,) = lines(make_project, 'site:\n  report: "https://example.org/?m={modul}"\n')
    assert found.startswith(
        "guidegen.yaml:4:11: error[bad-value]: 'report': there is no hole '{modul}'; known: {module}"
    )
    (found,) = lines(make_project, "site:\n  report: advising at example.org\n")
    assert "write a web address or mailto:" in found


@pytest.mark.parametrize(
    "table",
    ["| a | b |\n| c | d |\n", "|---|---|\n| c | d |\n", "| | |\n|---|---|\n| c | d |\n", "text\n\n| alone |\n"],
)
def test_a_table_without_a_header(make_project: MakeProject, table: str) -> None:
    body = f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{table}"
    (found,) = errors(make_project({"content/modules/arrange/letters.md": body}))
    assert "error[table-without-header]: this table has no header row" in found


def test_tables_with_one_and_code_that_looks_like_one_are_fine(make_project: MakeProject) -> None:
    body = "---\ntitle: Letters\nreviewed: 2026-11-22\n---\n| a | b |\n|---|--:|\n| c | d |\n\n```\n| x | y |\n```\n"
    assert errors(make_project({"content/modules/arrange/letters.md": body})) == []


@pytest.mark.parametrize(
    "address", ["https://", "https:/example.org", "http://nowhere", "mailto:me", "tel:", "https://a..b.c/"]
)
def test_a_link_that_is_no_address(make_project: MakeProject, address: str) -> None:
    body = f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\nSee [this]({address}).\n"
    (found,) = errors(make_project({"content/modules/arrange/letters.md": body}))
    assert found.startswith("content/modules/arrange/letters.md:5:12: error[bad-link]")


def test_a_picture_in_a_module(make_project: MakeProject) -> None:
    body = "---\ntitle: Letters\nreviewed: 2026-11-22\n---\n![](seal.png)\n"
    found = errors(make_project({"content/modules/arrange/letters.md": body}))
    assert any("error[picture]: this is not a picture of the project" in line for line in found)


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#0b5d66", "#ffffff") == pytest.approx(7.6, abs=0.05)


def test_addresses() -> None:
    assert is_web_address("https://example.org:8080/a?b=c#d")
    assert is_web_address("http://localhost:8000/")
    assert is_address("mailto:a@example.org?subject=x")
    assert is_address("tel:+1-555-0100")
    assert not is_web_address("https://example org/")
    assert (
        fill_pattern(report_pattern("mailto:a@b.org?subject={module}"), {"module": "x&y z"})
        == "mailto:a@b.org?subject=x%26y%20z"
    )
