"""The privacy scan: no public file holds a value that identifies a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

import generator
from generator.errors import OutputError, RefusedError
from generator.publish.identifying import IdentifyingValue, Leak, Lookout
from generator.publish.readings import readings

SHOWN = 10


class PrivacyScan:
    """Looks for some people's values in files."""

    def __init__(self, values: Iterable[IdentifyingValue]) -> None:
        listed = list(values)
        self.lookout = Lookout(listed)
        plain = [(one.what, one.profile, one.words) for one in listed]
        text = json.dumps([generator.__version__, plain])
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        """Names what is looked for: a file that was clean under the same digest is clean."""

    def findings(self, path: str, content: bytes) -> list[Leak]:
        """What one file gives away, in its name or its content.

        Raises RefusedError where it cannot be looked through.
        """
        try:
            several = {value for text in self._texts(path, content) for value in self.lookout.in_text(text)}
        except OutputError as error:
            raise RefusedError(f"{path} cannot be looked through for personal data: {error}") from error
        return sorted(
            {Leak(path, one.what, one.profile) for one in several}, key=lambda one: (one.path, one.profile, one.what)
        )

    def _texts(self, path: str, content: bytes) -> Iterator[str]:
        yield path
        yield from readings(content)


def refuse(found: list[Leak]) -> None:
    """Stop where something was found, naming the files.

    Raises RefusedError.
    """
    if found:
        listed = [str(one) for one in found[:SHOWN]]
        more = [f"and {len(found) - SHOWN} more like these"] if len(found) > SHOWN else []
        raise RefusedError(
            "personal data in the public site; nothing is published\n    " + "\n    ".join(listed + more)
        )
