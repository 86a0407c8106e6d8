"""Select: which modules and blocks one reader gets, each with its reason."""

from generator.select.select import select_modules

__all__ = ["select_modules"]
