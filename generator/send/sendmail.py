"""Messages handed to a program that speaks sendmail's language: `mail: transport: sendmail`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError
from generator.model.delivery import MailSettings
from generator.send.outcomes import Doubt, Refusal
from generator.send.program import Program, TimedOut
from generator.send.said import said
from generator.send.transport import Conversation, Transport

PATIENCE = 10
"""A program may take this many times the usual timeout: it may itself talk to a server."""

_OF_THE_MESSAGE = {65, 67, 68}
"""Exit codes of sysexits.h that say something of this message: its data, the person, or their host."""


@dataclass(frozen=True, slots=True)
class Sendmail(Transport):
    """A program that takes each message on its standard input, with `-f SENDER -- RECIPIENT` after its own words."""

    program: Program

    @property
    def name(self) -> str:
        return f"the program '{self.program.name}'"

    @contextmanager
    def connected(self) -> Iterator[Pipe]:
        """Nothing is open between messages."""
        yield Pipe(self.program)


class Pipe(Conversation):
    """One program run for each message."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def body(self, message: bytes) -> str:
        """Run the program with the message.

        Raises Refusal where it says no, Doubt where it does not end, OutputError where it cannot send for anybody.
        """
        envelope = self.envelope
        try:
            ended = self._program.run(message.replace(b"\r\n", b"\n"), "-f", envelope.sender, "--", envelope.recipient)
        except TimedOut as error:
            raise Doubt(str(error)) from None
        words = said(ended.complained or ended.printed)
        if ended.code == 0:
            self.taken += 1
            return words or "taken by the program"
        if ended.code < 0:
            raise Doubt(f"a signal ended the program ({-ended.code}) {words}".strip())
        if ended.code == os.EX_TEMPFAIL:
            raise Refusal(450, f"exit code {ended.code} {words}".strip(), "program")
        if ended.code in _OF_THE_MESSAGE:
            raise Refusal(550, f"exit code {ended.code} {words}".strip(), "program")
        raise OutputError(f"{self._program.name} cannot send: exit code {ended.code}{f': {words}' if words else ''}")


def sendmail_of(settings: MailSettings, root: Path) -> Sendmail:
    """The program that `mail: sendmail:` names, else the machine's own."""
    return Sendmail(settings, Program(settings.sendmail_words, root, settings.timeout * PATIENCE))
