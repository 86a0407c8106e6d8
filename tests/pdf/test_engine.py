"""The PDF engine: nothing is fetched, a warning is an error, and one that fails costs only itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.render.handbook import HandbookSource
from generator.render.pdf import Book, lay_out
from generator.render.pool import BookPool, lay_out_all
from generator.render.surroundings import Typesetting
from generator.resources import theme_dir
from tests.projects import ROOT

THEME = Typesetting((str(theme_dir()),))


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>T</title>{head}</head><body><h1>T</h1>{body}</body></html>'


def test_the_same_html_gives_the_same_bytes() -> None:
    first = lay_out(page("<p>Words.</p>"), (), THEME)
    assert first.startswith(b"%PDF-")
    assert lay_out(page("<p>Words.</p>"), (), THEME) == first


HOSTILE = (
    '<img src="{url}" alt="x">',
    '<p style="background: url({url})">x</p>',
    '<object data="{url}">x</object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<p style="list-style-image: url({url}); display: list-item">x</p>',
)
HEADS = (
    '<link rel="stylesheet" href="{url}">',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: X; src: url({url}) }} h1 {{ font-family: X }}</style>",
    '<link rel="attachment" href="{url}">',
)
PROBE = """
import json, os, sys
touched = []
def audit(event, arguments):
    if event in ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen"):
        touched.append([event, str(arguments[0])])
from generator.errors import OutputError
from generator.render.pdf import Book, lay_out
from generator.render.surroundings import Typesetting
from generator.resources import theme_dir
theme = Typesetting((str(theme_dir()),))
lay_out("<!doctype html><html lang=en><title>T</title><body><h1>T</h1><p>warm</p></body></html>", (), theme)
sys.addaudithook(audit)
outcomes = []
for html in json.load(sys.stdin):
    touched.clear()
    try:
        said = lay_out(html, (), theme)
        outcome = "made"
    except OutputError as error:
        said, outcome = b"", f"refused: {error}"
    outcomes.append([outcome, [list(one) for one in touched], b"canary" in said])
print(json.dumps(outcomes), flush=True)
os._exit(0)  # nothing is collected while the hook still listens
"""


URLS = (
    "file://{secret}",
    "{secret}",
    "http://127.0.0.1:9/x.png",
    "https://example.org/x.png",
    "//example.org/x.png",
    "ftp://example.org/x.png",
    "data:text/css,canary",
    "data:text/html;base64,Y2FuYXJ5",
    "http://assets.invalid/../../etc/hostname",
    "http://assets.invalid/%2e%2e/%2e%2e/etc/hostname",
    "../../../../../../etc/hostname",
    "gopher://x",
)


def test_no_address_outside_the_theme_is_fetched_and_no_file_read(tmp_path: Path) -> None:
    secret = tmp_path / "canary.css"
    secret.write_text("canary", "utf-8")
    documents = [
        document
        for url in (one.replace("{secret}", str(secret)) for one in URLS)
        for document in (
            *(page(one.format(url=url)) for one in HOSTILE),
            *(page("x", one.format(url=url)) for one in HEADS),
        )
    ]
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        input=json.dumps(documents),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    outcomes = json.loads(done.stdout)
    assert len(outcomes) == len(documents)
    for document, (outcome, touched, leaked) in zip(documents, outcomes, strict=True):
        assert not leaked, document
        assert outcome.startswith("refused"), document
        reached = [one for one in touched if not one[1].startswith(str(ROOT)) and "site-packages" not in one[1]]
        assert [one for one in reached if one[0] != "open" or "canary" in one[1] or "etc" in one[1]] == [], document


def test_a_warning_of_the_engine_is_an_error() -> None:
    with pytest.raises(OutputError, match="the PDF engine warns"):
        lay_out(page('<p style="colour: blue">x</p>'), (), THEME)


def test_a_link_to_nowhere_is_an_error() -> None:
    with pytest.raises(OutputError, match="nowhere"):
        lay_out(page('<p><a href="#nowhere">x</a></p>'), (), THEME)


def test_one_that_fails_costs_only_itself() -> None:
    good, bad = page("<p>Words.</p>"), page('<img src="file:///etc/passwd" alt="x">')
    sources = [HandbookSource(name, html, "key") for name, html in (("a", good), ("b", bad), ("c", good))]
    outcomes = {source.profile: outcome for source, outcome in lay_out_all(sources, THEME, 2)}
    assert isinstance(outcomes["b"], str)
    assert "outside the theme" in outcomes["b"]
    assert outcomes["a"] == outcomes["c"]
    assert isinstance(outcomes["a"], Book)


def test_workers_begin_with_the_engine_in_memory() -> None:
    workers = BookPool(THEME, 1)
    loaded = workers.pool.schedule(eval, args=["sorted(__import__('sys').modules)"]).result()
    workers.close()
    assert {"weasyprint", "generator.render.pdf"} <= set(loaded)
