"""Why a handbook cannot be made from pieces."""

from __future__ import annotations


class Unfit(Exception):
    """A book, or the layout engine, has something that pieces cannot do; says what. The book is laid out whole."""
