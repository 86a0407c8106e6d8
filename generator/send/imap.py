"""Messages put into the drafts of a mailbox by IMAP: `mail: transport: drafts`, `drafts: imap`."""

from __future__ import annotations

import base64
import contextlib
import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generator.errors import OutputError, RefusedError
from generator.send.login import Login, no_way_in
from generator.send.outcomes import Doubt, Lost
from generator.send.said import said
from generator.send.transport import Conversation, Transport

# RFC 3501, section 7.2.2, and RFC 6154 (special use): (\\HasNoChildren \\Drafts) "/" "[Gmail]/Drafts"
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.+)')
_SHIFTED = re.compile(r"&|[^ -~]+")


@dataclass(frozen=True, slots=True)
class ImapDrafts(Transport):
    """The drafts of a mailbox on a server."""

    context: ssl.SSLContext
    login: Login

    @contextmanager
    def connected(self) -> Iterator[ImapFolder]:
        """A connection, logged in over verified TLS.

        Raises RefusedError where it would not be safe, OutputError where the server does not want us or has no such
        folder, Lost where it cannot be reached now.
        """
        imap = self._open()
        try:
            self._log_in(imap)
            yield ImapFolder(imap, self._folder(imap))
        except imaplib.IMAP4.error as error:
            raise Lost(f"{self.name} ended the connection: {said(str(error))}") from None
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                imap.logout()

    def _open(self) -> imaplib.IMAP4:
        settings = self.settings
        assert settings.host is not None
        try:
            if settings.implicit_tls:
                return imaplib.IMAP4_SSL(
                    settings.host, settings.server_port, ssl_context=self.context, timeout=settings.timeout
                )
            imap = imaplib.IMAP4(settings.host, settings.server_port, timeout=settings.timeout)
            imap.starttls(self.context)
        except ssl.SSLCertVerificationError as error:
            raise RefusedError(f"the certificate of {self.name} does not fit: {error.verify_message}") from None
        except ssl.SSLError as error:
            raise RefusedError(f"{self.name} does not speak TLS as it should ({error.reason})") from None
        except OSError as error:
            raise Lost(f"{self.name} cannot be reached: {said(str(error.strerror or error))}") from None
        except imaplib.IMAP4.error as error:
            raise RefusedError(f"{self.name} would not start TLS ({said(str(error))})") from None
        return imap

    def _log_in(self, imap: imaplib.IMAP4) -> None:
        login, offered = self.login, [one[5:] for one in imap.capabilities if one.startswith("AUTH=")]
        if login.is_token and "XOAUTH2" not in offered:
            raise OutputError(no_way_in(self.name, offered or ["LOGIN"], is_token=True))
        if not login.is_token and "LOGINDISABLED" in imap.capabilities and "PLAIN" not in offered:
            raise OutputError(no_way_in(self.name, offered, is_token=False))
        secret = login.secret()
        try:
            if login.is_token:
                first = f"user={login.user}\x01auth=Bearer {secret}\x01\x01".encode()
                # A token that is not good is first told as a challenge, which wants an empty answer.
                answers = iter([first])
                imap.authenticate("XOAUTH2", lambda _: next(answers, b""))
            elif "PLAIN" in offered:
                imap.authenticate("PLAIN", lambda _: f"\0{login.user}\0{secret}".encode())
            else:
                imap.login(login.user, secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            what = "token" if login.is_token else "password"
            sentence = said(_words(error), secret, login.user)
            raise OutputError(f"{self.name} refuses the user or the {what}: {sentence}") from None

    def _folder(self, imap: imaplib.IMAP4) -> str:
        """The folder as the server names it: the one of the settings, else the one that is marked for drafts."""
        _, listed = imap.list()
        found: dict[str, bytes] = {}
        for line in listed:
            match = _LISTED.fullmatch(line) if isinstance(line, bytes) else None
            if match is not None:
                found[match["name"].decode("ascii", "replace").strip('"')] = match["flags"]
        wanted = self.settings.folder
        if wanted is None:
            marked = [name for name, flags in found.items() if b"\\Drafts" in flags.split()]
            wanted = marked[0] if marked else "Drafts"
        else:
            wanted = _encoded(wanted)
        if wanted not in found:
            raise OutputError(
                f"{self.name} has no folder '{self.settings.folder or wanted}'; it has "
                f"{', '.join(sorted(found)[:20]) or 'none'}. Name one as mail: folder:"
            )
        return '"' + wanted.replace("\\", "\\\\").replace('"', '\\"') + '"'


class ImapFolder(Conversation):
    """Puts one draft after the other into a folder of a server."""

    def __init__(self, imap: imaplib.IMAP4, folder: str) -> None:
        super().__init__()
        self._imap, self._folder = imap, folder

    @property
    def takes_utf8(self) -> bool:
        return False

    def body(self, message: bytes) -> str:
        """Append the draft.

        Raises OutputError where the server takes none, such as for a full mailbox; Doubt where the connection breaks.
        """
        try:
            kind, answer = self._imap.append(
                self._folder, "(\\Draft \\Seen)", imaplib.Time2Internaldate(time.time()), message
            )
        except (imaplib.IMAP4.error, OSError) as error:
            raise Doubt(f"the connection ended before the server's last word: {said(str(error))}") from None
        words = said(b" ".join(answer))
        if kind != "OK":
            raise OutputError(f"the drafts take no message: {words}")
        self.taken += 1
        return words or "among the drafts"


def _words(error: Exception) -> bytes | str:
    first = error.args[0] if error.args else ""
    return first if isinstance(first, bytes) else str(first)


def _encoded(name: str) -> str:
    """A folder's name as IMAP writes it: modified UTF-7 (RFC 3501, section 5.1.3)."""

    def shifted(letters: re.Match[str]) -> str:
        coded = base64.b64encode(letters[0].encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
        return "&-" if letters[0] == "&" else f"&{coded}-"

    return _SHIFTED.sub(shifted, name)
