"""The wrong-recipient guard: the last look before a message leaves. Whatever does not fit stops the whole run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.message import EmailMessage
from typing import cast

from generator.errors import RefusedError
from generator.model.output import HANDBOOK
from generator.pdf import WrongPassPhrase, read_stamps
from generator.send.ledger import Ledger
from generator.send.message import read_message
from generator.send.recipient import Recipient, state_of
from generator.send.sending import WAITING, Sending


class WrongRecipient(RefusedError):
    """Something of a message is not this person's. Caught by nobody before `cli.main`: nothing else is sent."""


def look_again(one: Sending, recipient: Recipient, message: bytes, ledger: Ledger) -> None:
    """Compare ledger, roster, folder and message, each as it is at this moment.

    Raises WrongRecipient with the first thing that does not fit.
    """
    if not ledger.is_in_place() or ledger.one(one.number) != one or one.state not in WAITING:
        raise WrongRecipient(f"{one.profile}: the ledger changed while handbooks were being sent")
    for file, state in recipient.watched.items():
        if state_of(file) != state:
            raise WrongRecipient(f"{one.profile}: {file.name} changed while handbooks were being sent; start again")
    if (one.profile, one.address) != (recipient.profile, recipient.address):
        raise WrongRecipient(f"{one.profile}: the ledger has another address than the roster")
    if dict(one.files) != {name: recipient.files[name] for name in recipient.attached}:
        raise WrongRecipient(f"{one.profile}: the ledger has other files than the folder of handbooks")
    look_inside(one, recipient, message)


def look_inside(one: Sending, recipient: Recipient, content: bytes) -> None:
    """Compare a message with the ledger's row: its address, and whose the attached handbook is.

    Raises WrongRecipient.
    """
    message = read_message(content)
    if [address.addr_spec for address in message["To"].addresses] != [one.address]:
        raise WrongRecipient(f"{one.profile}: the message is addressed to somebody else")
    if message["Message-ID"] != one.message_id:
        raise WrongRecipient(f"{one.profile}: the message is another one than the ledger's")
    files = {recipient.name_of(file): file for file in one.files}
    parts = {str(part.get_filename()): _bytes_of(part) for part in message.iter_attachments()}
    attached = {files.get(name, name): content for name, content in parts.items()}
    if attached.keys() != one.files.keys():
        raise WrongRecipient(f"{one.profile}: the message does not carry what the ledger says")
    for name, file in attached.items():
        is_protected = name == HANDBOOK.file and recipient.pass_phrase is not None
        if not is_protected and hashlib.sha256(file).hexdigest() != one.files[name]:
            raise WrongRecipient(f"{one.profile}: {name} in the message is not the file in the ledger")
    stamps = _stamps(attached[HANDBOOK.file], recipient.pass_phrase)
    if stamps.get("profile") != one.profile:
        whose = f"the handbook of '{stamps['profile']}'" if "profile" in stamps else "no handbook that names its reader"
        raise WrongRecipient(f"{one.profile}: the message carries {whose}")
    if stamps != recipient.stamps:
        raise WrongRecipient(f"{one.profile}: the message carries another handbook than the one made for this person")


def _stamps(pdf: bytes, pass_phrase: str | None) -> Mapping[str, str]:
    try:
        return read_stamps(pdf, pass_phrase or "") or {}
    except WrongPassPhrase:
        return {}


def _bytes_of(part: EmailMessage) -> bytes:
    return cast(bytes, part.get_payload(decode=True))
