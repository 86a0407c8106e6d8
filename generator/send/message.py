"""The message: one handbook to one person, as bytes, with every header checked before and after."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from email import message_from_string
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from typing import Any

from generator.errors import GuidegenError
from generator.model.output import HANDBOOK
from generator.pdf import protect
from generator.send.address import display
from generator.send.recipient import ATTACHABLE, Recipient
from generator.send.transport import Envelope


class _Policy(EmailPolicy):
    """Python's own policy for SMTP, but for subjects: theirs doubles a space before a dash in a long one."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header as it goes out."""
        words = str(value)
        if name == "Subject" and not words.isascii():
            encoded = Header(words, "utf-8", maxlinelen=70, header_name=name).encode(linesep="\r\n")
            return f"{name}: {encoded}\r\n".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", cte_type="7bit")
HEADERS = frozenset({
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version",
    "Content-Type", "X-Unsent",
})  # fmt: skip
_CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


class BadMessage(GuidegenError):
    """A message that cannot be made. Caught in this package and reported by the person's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What is the same in every message. A draft is opened by mail programs as one that is still to be sent."""

    sender: Address
    reply_to: Address | None
    language: str
    is_draft: bool = False

    def is_ascii(self, recipient: str = "") -> bool:
        """Whether its addresses, and that of a recipient, are such as every server knows."""
        own = (one.addr_spec for one in (self.sender, self.reply_to) if one is not None)
        return all(one.isascii() for one in (recipient, *own))


def compose(
    recipient: Recipient, head: Letterhead, message_id: str, moment: dt.datetime, to: str | None = None
) -> bytes:
    """The message to a recipient, ready to be sent; `to` is another address, to try it out.

    Raises BadMessage where a header would not be what it says, or a file is not as it was made.
    """
    address = to or recipient.address
    message = EmailMessage(policy=POLICY if head.is_ascii(address) else POLICY.clone(utf8=True))
    message["From"] = head.sender
    message["To"] = display(None if to else _plain(recipient.name, "name"), address)
    if head.reply_to is not None:
        message["Reply-To"] = head.reply_to
    message["Subject"] = _plain(recipient.words.subject, "subject")
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = message_id
    if head.is_draft:
        message["X-Unsent"] = "1"  # Outlook and Thunderbird open such a file to be sent
    else:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(recipient.words.text)
    message.add_alternative(recipient.words.html, subtype="html")
    for name in recipient.attached:
        kind, _, subtype = ATTACHABLE[name].partition("/")
        message.add_attachment(
            _content(recipient, name), maintype=kind, subtype=subtype, filename=recipient.name_of(name)
        )
    message["Content-Language"] = head.language  # last: whatever is attached takes the headers of content along
    _set_boundaries(message, message_id)
    content = message.as_bytes()
    _check_headers(content, message, address, recipient.words.subject)
    return content


def envelope_of(head: Letterhead, profile: str, to: str, message: bytes) -> Envelope:
    """What is said of a message before it leaves."""
    sender = head.sender.addr_spec
    return Envelope(profile=profile, sender=sender, recipient=to, size=len(message), is_ascii=head.is_ascii(to))


def read_message(content: bytes) -> EmailMessage:
    """A message as a mail server reads it; addresses may have letters beyond ASCII."""
    return message_from_string(content.decode("utf-8", "surrogateescape"), policy=SMTP)


def _plain(words: str, what: str) -> str:
    """Words that stand for themselves in a header.

    Raises BadMessage for line breaks, other characters that are not printed, and what mail programs decode into them.
    """
    for letter in words:
        if unicodedata.category(letter) in _CONTROL and letter not in _JOINERS:
            raise BadMessage(f"the {what} holds a character that is not printed (U+{ord(letter):04X})")
    if "=?" in words:
        raise BadMessage(f"the {what} holds '=?', which mail programs would decode")
    return words


def _content(recipient: Recipient, name: str) -> bytes:
    file = recipient.folder / name
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise BadMessage(f"{name} is not a plain file")
            content = stream.read()
    except OSError as error:
        raise BadMessage(f"{name} cannot be read: {error.strerror}") from None
    if hashlib.sha256(content).hexdigest() != recipient.files[name]:
        raise BadMessage(f"{name} is not as guidegen made it; move it away, and make it again")
    return protect(content, recipient.pass_phrase) if recipient.pass_phrase and name == HANDBOOK.file else content


def _set_boundaries(message: EmailMessage, message_id: str) -> None:
    """Boundaries made from the Message-ID: the same message has the same bytes however often it is made."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{hashlib.sha256(f'{message_id} {number}'.encode()).hexdigest()[:32]}")


def _check_headers(content: bytes, message: EmailMessage, address: str, subject: str) -> None:
    """Read the bytes again as a mail server will, and compare: a value that became a header of its own is seen here.

    Raises BadMessage.
    """
    read = read_message(content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    if sorted(read.keys()) != sorted(message.keys()) or not set(read.keys()) <= HEADERS:
        raise BadMessage("a header of the message is not one that guidegen wrote")
    if [one.addr_spec for one in read["To"].addresses] != [address]:
        raise BadMessage("the message would not be addressed to this person alone")
    if str(read["Subject"]) != subject:
        raise BadMessage("the subject would not arrive as it is written")
