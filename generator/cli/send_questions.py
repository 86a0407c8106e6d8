"""What `guidegen send` asks at the terminal, and tells while it sends."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.send.sending import Sending
    from generator.send.stop import Stop


def ask_secret(question: str) -> str:
    """What is typed, which nobody sees."""
    words: str = click.prompt(question, hide_input=True, err=True)
    return words


def agree(*, is_trusted: bool) -> Callable[[str], bool] | None:
    """Whether a program that the project names may run: said by --trust, or asked once."""
    if is_trusted:
        return lambda _: True
    if not sys.stdin.isatty():
        return None
    return lambda name: click.confirm(f"guidegen.yaml runs a program on this machine: {name}\nIs it yours?", err=True)


class Confirm:
    """Asks once, with what cannot be undone in the question."""

    def __init__(self, *, is_sure: bool) -> None:
        self.is_sure = is_sure

    def __call__(self, count: int, first: str, last: str, server: str) -> bool:
        if self.is_sure:
            return True
        if not sys.stdin.isatty():
            raise UsageError("nobody is at a terminal to say yes; give --yes if that is meant")
        who = first if count == 1 else f"{first} to {last}"
        return click.confirm(f"Send {count} handbook{'s' if count > 1 else ''} ({who}) through {server}?", err=True)


class Tell:
    """One line for every sending that changed its state."""

    def __init__(self, *, silent: bool) -> None:
        self.silent = silent

    def __call__(self, one: Sending) -> None:
        if not self.silent:
            reply = "" if one.state.value in ("sent", "drafted") else f": {one.reply}"
            click.echo(f"{one.profile} {one.state.value}{reply}")


def stop_on_interrupt() -> Stop:
    """Ctrl-C lets the message that is leaving finish; the second one stops."""
    from generator.send.stop import Stop

    stop = Stop(lambda: click.echo("finishing the message that is leaving; Ctrl-C again stops at once", err=True))
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, stop.handle)
    return stop
