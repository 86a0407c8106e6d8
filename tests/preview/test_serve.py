"""`guidegen serve`: what it answers, what it refuses, and how soon a change is seen."""

from __future__ import annotations

import datetime as dt
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from generator.app.preview import Preview
from generator.app.serve import WATCHED
from generator.errors import UsageError
from generator.preview.changes import Changes
from generator.preview.server import PreviewServer, Response
from generator.preview.watch import watch_files
from generator.render.fragments import FragmentMaker, Piece
from tests.projects import ROOT, SMALL, TODAY, MakeProject, guidegen

GUIDE = "/guides/psychiatry--undecided--student"

HANG = 200
"""Seconds after which a wait is given up; no machine is so slow."""

LOOKED_FOR = 0.3
"""Seconds for which a change is looked for that need not come."""


class Client:
    """Asks one server."""

    def __init__(self, server: PreviewServer) -> None:
        self.port = server.server_address[1]

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, dict[str, str]]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)) as connection:
            connection.request(method, path, headers={} if host is None else {"Host": host})
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return answer.status, body, dict(answer.getheaders())

    def page(self, path: str) -> str:
        status, body, _ = self.ask(path)
        assert status == 200, body
        return body

    @contextmanager
    def events(self, since: int) -> Iterator[http.client.HTTPResponse]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)) as connection:
            connection.request("GET", f"/-/events?since={since}")
            with closing(connection.getresponse()) as answer:
                yield answer


@contextmanager
def previewed(root: Path, *, watched: bool = False) -> Iterator[tuple[Client, Preview]]:
    """A preview that runs in this process."""
    changes = Changes()
    preview = Preview(root, dt.date.fromisoformat(TODAY), changes)
    stop = threading.Event()
    with PreviewServer(0, preview.respond, changes) as server:
        threads = [threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)]
        if watched:
            paths = [root / name for name in WATCHED]
            threads.append(threading.Thread(target=watch_files, args=(paths, preview.refresh, stop), daemon=True))
        for thread in threads:
            thread.start()
        try:
            if watched:
                until_watched((root / WATCHED[0]).touch, lambda: changes.wait_beyond(0, LOOKED_FOR) > 0)
            yield Client(server), preview
        finally:
            stop.set()
            server.shutdown()
            for thread in threads:
                thread.join()


def until_watched(write: Callable[[], object], is_told: Callable[[], object]) -> None:
    """Write a file until a change is told: the watch has begun."""
    write()
    while not is_told():
        write()


@pytest.fixture
def client(make_project: MakeProject) -> Iterator[Client]:
    with previewed(make_project()) as (client, _):
        yield client


def test_pages_of_personas_and_the_front_page(client: Client) -> None:
    assert "<h1>Small guide</h1>" in client.page("/")
    page = client.page(f"{GUIDE}/visa.html")
    assert "Ask which visa the site accepts." in page
    assert '<option value="psychiatry--undecided--student" selected>' in page
    assert client.page(f"{GUIDE}/search.js").startswith("window.guidegenSearch")
    status, _, headers = client.ask("/assets/site.css")
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")


def test_a_page_another_reader_lacks_leads_to_their_plan(client: Client) -> None:
    status, _, headers = client.ask("/guides/psychiatry--not-needed--student/visa.html")
    assert (status, headers["Location"]) == (302, "/guides/psychiatry--not-needed--student/index.html")


@pytest.mark.parametrize("path", [GUIDE, f"{GUIDE}/", f"{GUIDE}/handbook.pdf", "/applicants/demo-ada"])
def test_an_address_without_its_page_leads_to_the_plan(client: Client, path: str) -> None:
    status, _, headers = client.ask(path)
    guide = path.removesuffix("/handbook.pdf").rstrip("/")
    assert (status, headers["Location"]) == (302, f"{guide}/index.html")


ABSENT = (
    "/guides/",
    "/guides/nobody",
    "/applicants/",
    "/applicants/nobody/",
    "/guides/nobody/index.html",
    "/applicants/nobody/index.html",
    "/nothing",
    "/-/nothing",
    "/assets/../guidegen.yaml",
    "/assets/base.html",
    "/-/../../guidegen.yaml",
)


@pytest.mark.parametrize("path", ABSENT)
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.ask(path)[0] == 404


def test_applicants_are_private(client: Client) -> None:
    page = client.page("/applicants/demo-ada/index.html")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "demo-ada" in page
    assert client.ask("/applicants/demo-ada/index.html")[2]["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots"' not in client.page(f"{GUIDE}/index.html")


FOREIGN = ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:1", "")


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_hosts_are_refused(client: Client, host: str) -> None:
    status, body, _ = client.ask(f"{GUIDE}/index.html", host=host)
    assert status == 421
    assert "psychiatry" not in body


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "[::1]:8000", "[::1]"])
def test_this_machine_may_ask_under_all_its_names(client: Client, host: str) -> None:
    assert client.ask("/", host=host)[0] == 200


def test_it_only_reads(client: Client) -> None:
    assert client.ask("/", method="POST")[0] == 501
    status, body, _ = client.ask("/", method="HEAD")
    assert (status, body) == (200, "")


def test_it_listens_on_this_machine_only(make_project: MakeProject) -> None:
    with PreviewServer(0, Preview(make_project(), dt.date(2026, 11, 22), Changes()).respond, Changes()) as server:
        assert server.server_address[0] == "127.0.0.1"
        with pytest.raises(UsageError, match="is in use; stop what uses it, or take another with --port"):
            PreviewServer(server.server_address[1], server.respond, Changes())


def test_each_block_carries_its_place_condition_and_reason(client: Client) -> None:
    page = client.page(f"{GUIDE}/visa.html")
    assert 'data-at="content/modules/arrange/visa-basics.md:8" data-when="when visa: h1b"' in page
    assert 'data-why="shown under a lead, because open: visa: h1b"' in page
    page = client.page(f"{GUIDE}/papers.html")
    assert 'data-when="when status: student" data-why="its condition holds: status: student"' in page
    assert 'data-module="letters" data-at="content/modules/arrange/letters.md:2"' in page
    page = client.page(f"{GUIDE}/how-many.html")
    assert "<strong>Two are enough in radiology</strong>: its condition does not hold: specialty: radiology" in page


def test_the_map_shows_modules_by_persona_and_facts_past_their_date(make_project: MakeProject) -> None:
    facts = """
        facts:
          VSL-03:
            statement: An application costs $15 for each elective.
            value: $15 per elective
            source: {name: VSLO, url: "https://vslo.example.org/fees"}
            checked: 2025-11-22
            expires: 2026-01-01
            confidence: high
            verify: true
        """
    with previewed(make_project({"content/data/facts.yaml": facts})) as (client, _):
        page = client.page("/-/map")
    assert (
        '<th scope="row">VSL-03</th><td class="past">2026-01-01</td><td>start-here</td>\n<td>every persona</td>' in page
    )
    assert page.count('class="shown"') > 16
    assert 'href="/guides/radiology--j1--student/how-many.html#count-radiology" class="shown"' in page


def test_drafts_are_shown(make_project: MakeProject) -> None:
    letters = """
        ---
        title: Ask for letters early
        reviewed: 2026-11-22
        draft: true
        ---
        A draft.
        """
    root = make_project({"content/modules/arrange/letters.md": letters})
    with previewed(root) as (client, _):
        page = client.page(f"{GUIDE}/papers.html")
    assert "A draft." in page
    assert "asks nothing, draft" in page


def test_what_is_wrong_is_shown_on_the_last_good_page_and_goes_once_it_is_right(make_project: MakeProject) -> None:
    root = make_project()
    file = root / "content/modules/arrange/visa-basics.md"
    right = file.read_text("utf-8")
    with previewed(root) as (client, preview):
        assert "to fix" not in client.page(f"{GUIDE}/visa.html")
        file.write_text(right.replace("{visa: h1b}", "{vizza: h1b}"), "utf-8")
        preview.refresh()
        for page in (f"{GUIDE}/visa.html", f"{GUIDE}/index.html", "/guides/psychiatry--h1b--student/visa.html", "/"):
            body = client.page(page)
            assert '<details class="preview-found" open>' in body
            assert "1 to fix. Until then you see the page as it last was" in body
            assert "visa-basics.md:8" in body
            assert "::: when {vizza: h1b}" in body
            assert "did you mean &#39;visa&#39;?" in body
        assert "Pass Step 3 first." in client.page("/guides/psychiatry--h1b--student/visa.html")
        file.write_text(right, "utf-8")
        preview.refresh()
        assert "to fix" not in client.page(f"{GUIDE}/visa.html")


def test_what_was_never_right_is_shown_with_its_line(make_project: MakeProject) -> None:
    root = make_project({"content/data/glossary.yaml": "terms:\n  a: {trem: A}\n"})
    with previewed(root) as (client, preview):
        status, body, _ = client.ask(f"{GUIDE}/visa.html")
        assert status == 500
        assert "<strong>content/data/glossary.yaml:2:7</strong>" in body
        assert client.ask("/-/preview.css")[0] == 200
        (root / "content/data/glossary.yaml").write_text(str(SMALL["content/data/glossary.yaml"]), "utf-8")
        preview.refresh()
        client.page(f"{GUIDE}/visa.html")


BROKEN = '{% extends "builtin/site/timeline.html" %}\n{% block title %}{{ nope }}{% endblock %}'


def test_a_template_that_fails_costs_its_own_pages_only_and_the_last_good_ones_stay(make_project: MakeProject) -> None:
    root = make_project({"templates/site/timeline.html": '{% extends "builtin/site/timeline.html" %}'})
    template, other = root / "templates/site/timeline.html", "/guides/psychiatry--h1b--student"
    place = "templates/site/timeline.html:2:21"
    with previewed(root) as (client, preview):
        good = client.page(f"{GUIDE}/timeline.html")
        template.write_text(BROKEN, "utf-8")
        preview.refresh()
        last = client.page(f"{GUIDE}/timeline.html")
        assert place in last
        assert good.partition('<aside class="preview"')[0] == last.partition('<aside class="preview"')[0]
        assert "to fix" not in client.page(f"{GUIDE}/index.html")
        status, body, _ = client.ask(f"{other}/timeline.html")
        assert (status, place in body) == (500, True)
        assert "to fix" not in client.page(f"{other}/index.html")


def test_what_does_not_compile_is_told_on_every_page(make_project: MakeProject) -> None:
    """A page that does not need the template is as good as ever."""
    root = make_project({"templates/handbook/plan.html": "{% if %}"})
    with previewed(root) as (client, _):
        body = client.page(f"{GUIDE}/index.html")
        assert "templates/handbook/plan.html:1:1" in body
        assert "as it last was" not in body


def test_the_previews_own_pages_are_the_built_in_ones(make_project: MakeProject) -> None:
    root = make_project({"templates/preview/bar.html": "{{ nope }}", "templates/preview/map.html": "{{ nope }}"})
    with previewed(root) as (client, _):
        assert "nothing uses this file" in client.page(f"{GUIDE}/index.html")
        client.page("/-/map")


def test_a_bug_is_told_on_the_page_and_in_full_in_the_terminal(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("generator.app.previewed.Previewed.page", fail)
    status, body, _ = client.ask(f"{GUIDE}/index.html")
    assert status == 500
    assert "guidegen itself failed: KeyError" in body
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "is_told"), [(ValueError("odd"), True), (BrokenPipeError(), False)])
def test_the_server_is_silent_about_a_browser_that_left_and_nothing_else(
    error: Exception, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> Response:
        raise error

    with PreviewServer(0, fail, Changes()) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
                Client(server).ask("/")  # what went wrong is told before the connection is closed
        finally:
            server.shutdown()
            thread.join()
    assert ("ValueError: odd" in capsys.readouterr().err) is is_told


def test_a_saved_file_is_told_and_seen(make_project: MakeProject) -> None:
    root = make_project()
    file = root / "content/modules/arrange/visa-basics.md"
    with previewed(root, watched=True) as (client, preview):
        client.page(f"{GUIDE}/visa.html")
        with client.events(since=preview.changes.count) as stream:
            assert stream.status == 200
            file.write_text(file.read_text("utf-8") + "\nA new line.\n", "utf-8")
            told = (line for line in stream if line.startswith(b"data: "))  # that the watch has begun may be told twice
            assert any("A new line." in client.page(f"{GUIDE}/visa.html") for _ in told)


def test_files_put_in_place_of_others_and_new_folders_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As most editors save, and as a first template comes to be."""
    monkeypatch.setattr("generator.preview.watch.LOOK", 100)
    settings, templates = tmp_path / "guidegen.yaml", tmp_path / "templates"
    settings.write_text("title: a\n", "utf-8")
    told, stop = threading.Semaphore(0), threading.Event()
    watcher = threading.Thread(target=watch_files, args=([settings, templates], told.release, stop), daemon=True)
    watcher.start()

    def drain() -> None:
        """One change may be told twice."""
        while told.acquire(timeout=LOOKED_FOR):
            pass

    def put(words: str) -> None:
        new = tmp_path / "new"
        new.write_text(words, "utf-8")
        new.replace(settings)

    def make() -> None:
        templates.mkdir()
        (templates / "marks.html").write_text("1", "utf-8")

    steps: list[Callable[[], object]] = [
        lambda: put("title: b\n"),
        lambda: put("title: c\n"),
        lambda: settings.write_text("title: d\n", "utf-8"),
        make,
        lambda: (templates / "marks.html").write_text("2", "utf-8"),
    ]
    try:
        until_watched(lambda: put("title: a\n"), lambda: told.acquire(timeout=LOOKED_FOR))
        for number, step in enumerate(steps):
            drain()
            step()
            assert told.acquire(timeout=HANG), number
    finally:
        stop.set()
        watcher.join()


def test_a_changed_template_is_used(make_project: MakeProject) -> None:
    root = make_project()
    with previewed(root) as (client, preview):
        assert "<h1>Your plan</h1>" in client.page(f"{GUIDE}/index.html")
        (root / "templates/site").mkdir(parents=True)
        plan = (ROOT / "templates/site/guide.html").read_text("utf-8")
        for words in ("Their plan", "My plan"):
            (root / "templates/site/guide.html").write_text(plan.replace("<h1>Your plan", f"<h1>{words}"), "utf-8")
            preview.refresh()
            assert f"<h1>{words}</h1>" in client.page(f"{GUIDE}/index.html")
        (root / "templates/site/guide.html").unlink()
        preview.refresh()
        assert "<h1>Your plan</h1>" in client.page(f"{GUIDE}/index.html")


def test_an_accent_of_its_own_is_served(make_project: MakeProject) -> None:
    settings = (ROOT / "tests/small/guidegen.yaml").read_text("utf-8")
    accent = 'theme:\n  accent: "#7a1f5c"\n  accent_dark: "#e58bc4"\n'
    with previewed(make_project({"guidegen.yaml": settings + accent})) as (client, _):
        assert 'href="../../assets/accent.css"' in client.page(f"{GUIDE}/index.html")
        status, body, headers = client.ask("/assets/accent.css")
        assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
        assert ":root { --accent: #7a1f5c }" in body
        assert ":root { --accent: light-dark(#7a1f5c, #e58bc4) }" in body


def test_only_the_viewed_guide_is_built_and_nothing_converted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every persona of the shipped guide declared: work for one edit, from the change to the page."""
    converted: list[str] = []
    convert = FragmentMaker._pieces

    def counted(self: FragmentMaker, source: str, attributes: dict[str, set[str]]) -> tuple[Piece, ...]:
        converted.append(source)
        return convert(self, source, attributes)

    monkeypatch.setattr(FragmentMaker, "_pieces", counted)
    with previewed(ROOT) as (client, preview):
        client.page("/guides/psychiatry--j1--student/visa.html")
        assert converted
        converted.clear()
        theme = preview._theme()
        preview.refresh()
        client.page("/guides/psychiatry--j1--student/visa.html")
        assert preview._last is not None
        assert list(preview._last.chosen) == ["psychiatry--j1--student"]
        assert converted == []
        assert preview._theme() is theme, "its templates are ready"


def test_the_command_says_what_is_wrong_with_its_call(make_project: MakeProject) -> None:
    assert guidegen("serve", "-C", make_project(), "--port", "99999").code == 2
