"""Drafts to a person, wherever the settings had them put."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.app.draft_traces import draft_files, mailbox_with_drafts
from generator.send.drafts import keep_eml, keep_in_maildir
from generator.send.sending import Sending

MESSAGE = b"From: a@example.org\r\nMessage-ID: <%s@example.org>\r\nSubject: x\r\n\r\nMessage-ID: <1@example.org>\r\n"
ANA = Sending(number=1, profile="ana", address="", files={}, message_id="<1@example.org>", substance={})


@pytest.mark.parametrize("place", ["mail/maildir", "../outside"])
def test_a_maildir_has_only_this_persons_message_taken(tmp_path: Path, place: str) -> None:
    root = tmp_path / "project"
    folder = root / place
    folder.mkdir(parents=True)
    (root / "guidegen.yaml").write_text("title: [broken\nmail:\n", "utf-8")
    keep_in_maildir(folder, "ana", MESSAGE % b"1")
    keep_in_maildir(folder, "bo", MESSAGE % b"2")
    assert draft_files(root, "ana", [ANA]) == [], "settings that cannot be read name no folder"
    settings = f"mail: {{transport: drafts, drafts: maildir, folder: {place}, from: {{address: a@example.org}}}}\n"
    (root / "guidegen.yaml").write_text(settings, "utf-8")
    (found,) = draft_files(root, "ana", [ANA])
    assert b"<1@" in found.read_bytes()
    assert draft_files(root, "ana", []) == []


def test_a_folder_of_drafts_elsewhere(tmp_path: Path) -> None:
    root, folder = tmp_path / "project", tmp_path / "drafts"
    for one in (root, folder):
        one.mkdir()
    (root / "guidegen.yaml").write_text("mail: {transport: drafts, folder: ../drafts}\n", "utf-8")
    keep_eml(folder, "ana", MESSAGE % b"1")
    assert draft_files(root, "ana", []) == [root / "../drafts/ana.eml"]


def test_a_mailbox_on_a_server_is_named(tmp_path: Path) -> None:
    (tmp_path / "guidegen.yaml").write_text(
        "mail: {transport: drafts, drafts: imap, host: imap.example.org}\n", "utf-8"
    )
    assert mailbox_with_drafts(tmp_path, [ANA]) == "imap.example.org"
    assert mailbox_with_drafts(tmp_path, []) is None
