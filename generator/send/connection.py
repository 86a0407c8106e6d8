"""One conversation with a mail server, step by step, so that the moment from which nobody can tell is known exactly."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from generator.send.outcomes import Doubt, Lost, Refusal
from generator.send.said import said
from generator.send.transport import Conversation, Envelope

PATIENCE = 10
"""The last word on a message may take this many times the usual timeout: the server may be scanning it."""

_DOT = re.compile(rb"(?m)^\.")


class Connection(Conversation):
    """One conversation with the server."""

    def __init__(self, smtp: smtplib.SMTP, timeout: float) -> None:
        super().__init__()
        self._smtp, self._timeout = smtp, timeout

    @property
    def largest(self) -> int | None:
        """The largest message the server takes, where it says so."""
        size = self._smtp.esmtp_features.get("size", "")
        return int(size) if size.isdigit() and int(size) else None

    @property
    def takes_utf8(self) -> bool:
        """Whether it can write to addresses that are not ASCII."""
        return self._smtp.has_extn("smtputf8")

    def offer(self, envelope: Envelope) -> None:
        """Say from whom, to whom and how large.

        Raises Refusal or Lost.
        """
        options = [f"SIZE={envelope.size}"] if self._smtp.has_extn("size") else []
        if not envelope.is_ascii:
            options.append("SMTPUTF8")
        self._smtp.command_encoding = "ascii" if envelope.is_ascii else "utf-8"
        with _losing():
            self._expect(self._smtp.mail(envelope.sender, options), "MAIL", 250)
            self._expect(self._smtp.rcpt(envelope.recipient), "RCPT", 250, 251)

    def begin(self) -> None:
        """Ask to send the body.

        Raises Refusal or Lost.
        """
        with _losing():
            self._expect(self._smtp.docmd("DATA"), "DATA", 354)

    def body(self, message: bytes) -> str:
        """Send the body and hear the last word on it.

        Raises Refusal; Lost where it broke before the end of the body had left; Doubt where it broke after.
        """
        lines = _DOT.sub(b"..", message)
        end = b".\r\n" if lines.endswith(b"\r\n") else b"\r\n.\r\n"
        with _losing():
            self._smtp.send(lines)
        try:
            self._smtp.send(end)
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._timeout * PATIENCE)
            code, reply = self._smtp.getreply()
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._timeout)
        except (smtplib.SMTPException, OSError) as error:
            raise Doubt(f"the connection ended before the server's last word: {reason(error)}") from None
        self._expect((code, reply), "end of the message", 250)
        self.taken += 1
        return f"{code} {said(reply)}"

    def reset(self) -> None:
        """Begin again after a refusal.

        Raises Lost.
        """
        with _losing():
            self._smtp.rset()

    def close(self) -> None:
        """Say goodbye where somebody still listens."""
        try:
            if self._smtp.sock is not None:
                self._smtp.quit()
        except (smtplib.SMTPException, OSError):
            self._smtp.close()

    def drop(self) -> None:
        """Go without a word."""
        self._smtp.close()

    def _expect(self, answer: tuple[int, bytes], step: str, *wanted: int) -> None:
        code, reply = answer
        if code == 421:
            raise Lost(f"the server closes the connection: {code} {said(reply)}")
        if code not in wanted:
            raise Refusal(code, said(reply), step)


@contextmanager
def _losing() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        raise Lost(f"the connection ended: {reason(error)}") from None


def reason(error: Exception) -> str:
    """What an error says, in one line."""
    return said(str(getattr(error, "strerror", None) or str(error) or type(error).__name__))
