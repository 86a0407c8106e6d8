"""Headings and states of the workbook's sheets."""

from __future__ import annotations

MY_LIST = "My list"
ROW_FIRST = ("Name", "For you", MY_LIST, "Ask first")
ROW_LAST = ("Source", "Address", "Checked", "To confirm", "What I found out")
LISTED = ("yes", "asked", "no")
"""What a reader notes of a row of a catalog."""
