"""Mail addresses: what can be written to, typing mistakes in well-known domains, and what makes two of them one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from functools import lru_cache

PROVIDERS = (
    "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "aol.com",
    "protonmail.com", "msn.com", "yandex.com", "qq.com", "163.com", "gmx.com", "rediffmail.com",
)  # fmt: skip
REAL_NEIGHBORS = frozenset({
    "ymail.com", "mail.com", "email.com", "gmx.net", "gmx.de", "gmx.at", "me.com", "yandex.ru", "126.com", "mac.com",
    "hotmail.de", "live.de", "zmail.com", "fmail.com", "rocketmail.com", "proton.me", "pm.me", "aim.com", "love.com",
})  # fmt: skip
"""Domains that look like a mistake in a provider's and are not."""

ENDINGS = {
    "con": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "cim": "com", "comm": "com", "coom": "com",
    "ogr": "org", "rog": "org", "orgg": "org", "eud": "edu", "deu": "edu", "eduu": "edu", "nte": "net", "nett": "net",
}  # fmt: skip
"""Endings that no domain has, and what was meant."""
ONLY_ONE = ("gmail.com", "icloud.com")
"""Providers that have their name with no other ending."""


@lru_cache(maxsize=20_000)
def whole_address(written: str) -> str:
    """The address as a server wants it: its domain in lower case and ASCII.

    Raises ValueError with the reason where nobody can be written to there. The address itself is never repeated.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 -- only where people are read

    try:
        valid = validate_email(written, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        reason = str(error).rstrip(".").replace(written or "\0", "it")
        raise ValueError(reason[:1].lower() + reason[1:]) from None
    if any(_deceives(part) for part in re.split(r"[@.+_-]", valid.normalized)):
        raise ValueError("it holds a letter of another alphabet that only looks right; type it again")
    return valid.ascii_email or f"{valid.local_part}@{valid.ascii_domain}"


def comparable(address: str) -> str:
    """An address as it is compared with others: neither case nor another way to write its domain makes two of one."""
    with suppress(ValueError):
        return whole_address(address).casefold()
    return address.casefold()


def _deceives(part: str) -> bool:
    """Whether letters come from several alphabets, or are wide and styled forms of other letters."""
    alphabets = {unicodedata.name(letter, "").split(" ")[0] for letter in part if letter.isalpha()}
    return len(alphabets & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}) > 1 or part != unicodedata.normalize(
        "NFKC", part
    )


def likely_domain(address: str, known: Collection[str]) -> str | None:
    """The well-known domain that this one is one slip away from; None where it is none or is known."""
    domain = address.rpartition("@")[2].casefold()
    if domain in PROVIDERS or domain in REAL_NEIGHBORS or domain in known:
        return None
    name, _, ending = domain.rpartition(".")
    if ending in ENDINGS:
        return f"{name}.{ENDINGS[ending]}"
    namesake = next((one for one in ONLY_ONE if one.partition(".")[0] == name), None)
    return namesake or _neighbor(domain)


@lru_cache(maxsize=20_000)
def _neighbor(domain: str) -> str | None:
    """The provider that a domain is one slip away from."""
    return next((one for one in PROVIDERS if _is_one_slip(domain, one)), None)


def _is_one_slip(written: str, meant: str) -> bool:
    """Whether one letter is missing, extra, wrong or swapped with its neighbor."""
    if abs(len(written) - len(meant)) > 1:
        return False
    if sorted(written) == sorted(meant):
        differing = [at for at, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
        return len(differing) == 2 and differing[1] - differing[0] == 1
    same = sum(
        size for _, _, size in difflib.SequenceMatcher(None, written, meant, autojunk=False).get_matching_blocks()
    )
    return same >= max(len(written), len(meant)) - 1
