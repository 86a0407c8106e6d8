"""`guidegen handbooks --to html`: a person's own pages, private like the book, and whole with nothing around them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.app.opened import Opened
from generator.logic.reader import Chosen
from generator.model.profile import Profile
from tests.cli.test_builds import contents, people
from tests.projects import SMALL, TODAY, MakeProject, Ran, guidegen, write_project
from tests.site.test_links import dead_links

SETTINGS = str(SMALL["guidegen.yaml"]) + "\nsite:\n  url: https://guide.example.org/tour/\n  compare: [visa]\n"
WHO = "ada-0"


def handbooks(root: Path, *options: str) -> Ran:
    """Make them; nothing may be wrong."""
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY, *options)
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people, one with pages and a calendar."""
    root = write_project(tmp_path_factory.mktemp("office"), {**people(2), "guidegen.yaml": SETTINGS}, SMALL)
    handbooks(root, "--to", "html,ics", "-a", WHO)
    return root


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(office, tmp_path / "office"))


def test_a_folder_of_pages_is_whole_and_leads_nowhere_else(office: Path) -> None:
    folder = office / "handbooks" / WHO
    assert dead_links(folder) == set()
    pages = {file.name: file.read_text("utf-8") for file in (folder / "pages").glob("*.html")}
    assert {"index.html", "papers.html", "checklist.html", "whole.html"} <= pages.keys()
    for name, page in pages.items():
        assert '<meta name="robots" content="noindex, nofollow">' in page, name
        assert "guide.example.org" not in page, name
        inside = [one for one in re.findall(r'(?:href|src)="([^"#:]+)', page) if one.startswith("..")]
        assert set(inside) <= {"../calendar.ics"}, name
    assert 'href="../calendar.ics" download' in pages["index.html"]
    assert "Canary Name0" in pages["index.html"]
    assert "Canary" not in pages["papers.html"], "a name is on the plan alone"
    assert not {"engine.js", "mine.js", "finder.js"} & {file.name for file in (folder / "pages/assets").iterdir()}


def test_they_ask_nothing_and_say_what_was_answered(office: Path) -> None:
    pages = {file.name: file.read_text("utf-8") for file in (office / "handbooks" / WHO / "pages").glob("*.html")}
    for words in ("data-open", "data-arm", "Not you?", "Make it yours", "Answer a few questions", "data-given"):
        assert not [name for name, page in pages.items() if words in page], words
    assert re.search(r"<dt>Specialty</dt><dd>.*Radiology", pages["index.html"])


def test_a_template_that_is_edited_meanwhile_changes_nobody(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = copy / "templates/site/sources.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "builtin/site/sources.html" %}{% block title %}First{% endblock %}', "utf-8")
    choose = Opened.choose

    def edited(opened: Opened, profile: Profile) -> Chosen:
        own.write_text(own.read_text("utf-8").replace("First", "Second"), "utf-8")
        return choose(opened, profile)

    monkeypatch.setattr(Opened, "choose", edited)
    handbooks(copy, "--to", "html")
    pages = [file.read_text("utf-8") for file in (copy / "handbooks").glob("*/pages/sources.html")]
    assert [re.findall("<title>(.*)</title>", page) for page in pages] == [["First"], ["First"]]


def test_they_are_private(office: Path) -> None:
    assert not (office / "site").exists()
    modes = {file.is_dir(): file.stat().st_mode & 0o777 for file in (office / "handbooks" / WHO).rglob("*")}
    assert modes == {True: 0o700, False: 0o600}
    listed = (office / "handbooks/index.csv").read_text("utf-8-sig").splitlines()
    assert listed[1] == f"{WHO},Canary Name0,canary0@example.org,{WHO}/calendar.ics,made,{TODAY}"


def test_whoever_has_pages_gets_them_again_and_nobody_else(copy: Path) -> None:
    settings = copy / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("title: Small guide", "title: Great guide"), "utf-8")
    before = contents(copy / "handbooks" / WHO / "pages")
    ran = handbooks(copy, "--to", "ics")
    assert "as an earlier run made them: pages; without --to they are made too" in ran.out
    assert contents(copy / "handbooks" / WHO / "pages") == before
    settings.write_text(f"{settings.read_text('utf-8')}\noutputs: [html, ics]\n", "utf-8")
    handbooks(copy)
    assert "Great guide" in (copy / "handbooks" / WHO / "pages/index.html").read_text("utf-8")
    assert not (copy / "handbooks/ada-1/pages").exists()
    assert "2 made" in handbooks(copy, "--to", "html").out
    assert (copy / "handbooks/ada-1/pages/index.html").is_file()
    assert (copy / "handbooks/ada-1/calendar.ics").is_file()


def test_pages_alone_are_listed_handed_over_and_removed(copy: Path) -> None:
    handbooks(copy, "--to", "html")
    listed = (copy / "handbooks/index.csv").read_text("utf-8-sig")
    assert "ada-1,Canary Name1,canary1@example.org,ada-1/pages/index.html,made" in listed
    assert guidegen("export", "ada-1", "-C", copy).code == 0
    assert (copy / "mail/exports/ada-1/handbook/pages/index.html").is_file()
    assert "pages" in (copy / "mail/exports/ada-1/README.txt").read_text("utf-8")
    assert guidegen("purge", "ada-1", "-C", copy, "--yes").code == 0
    assert not (copy / "handbooks/ada-1").exists()
    assert b"anary1" not in b"".join(contents(copy).values())


def test_mail_carries_no_pages(make_project: MakeProject) -> None:
    mail = "\nmail: {host: 127.0.0.1, from: {name: Office, address: office@example.org}}\n"
    root = make_project({**people(1), "guidegen.yaml": SETTINGS + mail})
    handbooks(root, "--to", "html")
    ran = guidegen("send", "-C", root, "--as-of", TODAY)
    assert "there is no handbook yet" in ran.out + ran.err


def test_nothing_private_goes_below_what_is_published(copy: Path) -> None:
    assert guidegen("build", "-C", copy, "--to", "html", "-p", "psychiatry--j1--student", "-q").code == 0
    before = contents(copy / "site")
    ran = guidegen("handbooks", "-C", copy, "--to", "html", "-o", copy / "site/people", "--as-of", TODAY)
    assert (ran.code, "holds public output, not private files" in ran.err) == (3, True)
    assert contents(copy / "site") == before
