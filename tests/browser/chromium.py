"""Debian's chromium, never one that playwright brings; its smaller build without windows where that is installed."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",  # as phones draw letters; widths rounded to pixels are those of old screens
]


def launch(playwright: Playwright) -> Browser:
    """The browser all tests look with."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program is not None, "these tests need chromium: apt-get install chromium"
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
