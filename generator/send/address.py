"""Mail addresses in headers."""

from __future__ import annotations

from email.headerregistry import Address


def display(name: str | None, address: str) -> Address:
    """A name and an address for a header. Name and address never meet in one text that is parsed again."""
    local, _, domain = address.rpartition("@")
    return Address(display_name=name or "", username=local, domain=domain)
