"""How messages leave: what `mail:` says, made ready before anything else is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.model.delivery import MailSettings
from generator.send.drafts import drafts_of
from generator.send.imap import ImapDrafts
from generator.send.login import Login
from generator.send.password import find_password
from generator.send.program import ensure_trusted
from generator.send.run import Clock
from generator.send.sendmail import sendmail_of
from generator.send.server import Server, tls_context
from generator.send.token import token_of
from generator.send.transport import Transport


@dataclass(frozen=True, slots=True)
class FromTerminal:
    """What the person at the terminal, or the environment, gives.

    `password` is what the environment has, `ask` asks for one; `agree` says whether a program of the project may run.
    Where nobody is there to ask they are None.
    """

    password: str | None
    ask: Callable[[str], str] | None
    agree: Callable[[str], bool] | None


def find_transport(root: Path, mail: MailSettings, asked: FromTerminal, clock: Clock) -> Transport:
    """The way out. A person who has to be asked for something is asked now.

    Raises UsageError where there is no password, RefusedError where a program is not trusted.
    """
    if mail.transport == "sendmail":
        if mail.sendmail is not None:
            ensure_trusted(mail.sendmail, root, asked.agree)
        return sendmail_of(mail, root)
    if not mail.has_server:
        return drafts_of(mail, root)
    context, login = tls_context(root, mail), _login(root, mail, asked, clock)
    if mail.drafts == "imap":
        assert login is not None
        return ImapDrafts(mail, context, login)
    return Server(mail, context, login)


def _login(root: Path, mail: MailSettings, asked: FromTerminal, clock: Clock) -> Login | None:
    if mail.user is None:
        return None
    if mail.token_command is None:
        password = find_password(mail.user, mail.host or "", asked.password, asked.ask)
        return Login(mail.user, lambda: password)
    words = mail.token_command
    ensure_trusted(words, root, asked.agree)
    return Login(mail.user, lambda: token_of(words, root, mail.timeout, clock.now), is_token=True)
