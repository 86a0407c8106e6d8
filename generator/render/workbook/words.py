"""The words of the workbook: its sheets, heads and states, each whole."""

from __future__ import annotations

PLAN = "Plan"
PATH = "Path"
DOCUMENTS = "Documents"
TASKS = "Tasks"
DATES = "Dates"
BUDGET = "Budget"
"""The names of sheets; the project names the one with its own columns."""

PLAN_HEADS = ("Your plan", "", "Because")
YOURS = "Cells with a warm background are yours to fill in."

DOCUMENT_HEADS = ("Document", "State", "Start by", "Needed by", "For", "Issued by", "It must show", "Good for", "Notes")
TASK_HEADS = ("Task", "State", "Due", "When", "Chapter", "Notes")
PATH_HEADS = ("Step", "State", "Can begin", "Begin by", "Over by", "To spare", "After", "Why", "Notes")
DATE_HEADS = ("Date", "Until", "What", "Part", "Note", "Source")
BUDGET_HEADS = ("What", "Charged", "Low", "Typical", "High", "Counts?", "My figure", "Paid", "In my sum", "Notes")

TO_DO = "to do"
DOCUMENT_STATES = (TO_DO, "asked for", "in hand", "sent", "not needed")
TASK_STATES = (TO_DO, "done", "not for me")
STEP_STATES = (TO_DO, "begun", "done", "not for me")
YES, NO = "yes", "no"

UNDER = "{lead}: {label}"
"""Something under its lead, or under the name of its group."""

RULE_PLANNED = "{rule} (planned)"
ONLY_PLANNED = "(planned)"
PLANNED = "Planned."
CONFIRM = "Confirm at the source."
SOURCE = "{name}, {address}"
NO_DATE = "No date yet"

ESTIMATE = "Our estimate."
COUNTS = "Yes: this line is in the sums."
SHARE = "{share} percent of the lines above"
SUMS = ("Sum of the lines that count, low", "typical", "high")
OWN_SUM = "My own sum, and what is paid of it"

DAY_FORMAT = "d mmm yyyy"
"""How Excel writes a day: the name of the month is in the language of the reader's Excel."""

MY_LIST = "My list"
ROW_FIRST = ("Name", "For you", MY_LIST, "Ask first")
ROW_LAST = ("Source", "Address", "Checked", "To confirm", "What I found out")
LISTED = ("yes", "asked", "no")
"""What a reader notes of a row of a catalog."""

CATALOG_ROWS, CATALOG_CHOICES = "Rows", "Choices"
CATALOG_SEVERAL = "One or several, with ; between them: {values}"
