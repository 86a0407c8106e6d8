"""Names of months, number words, and the patterns of days and stretches, in American English."""

from __future__ import annotations

NBSP = "\u00a0"
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LONG_DATE = f"{{month}}{NBSP}{{day}},{NBSP}{{year}}"
MONTH_YEAR = f"{{month}}{NBSP}{{year}}"
MONTH_DAY = f"{{month}}{NBSP}{{day}}"
NONE = "no"
"""What stands for zero before what is counted."""

Unit = tuple[str, str]
DAY: Unit = ("day", "days")
LONGER: tuple[tuple[int, Unit], ...] = ((30, ("month", "months")), (7, ("week", "weeks")))
"""The stretches in which days are told where they come out even, the longest first."""

LONG = 60
"""More days than these are told in months even where they do not come out even."""

ABOUT = "about {stretch}"

INSTEAD = "{lead}, read this instead"
"""The lead of what takes the place of something else."""
