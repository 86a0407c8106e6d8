"""Select: which modules and blocks one reader gets, each with its reason."""

from generator.select.select import Selector

__all__ = ["Selector"]
