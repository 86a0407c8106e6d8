"""The words that pages, forms, calendar and mail add to a guide where no template does: whole patterns with holes."""

from __future__ import annotations

PAGES = {
    "index": "Your plan",
    "path": "Your path",
    "timeline": "Timeline",
    "checklist": "Checklist",
    "lists": "Lists",
    "documents": "Documents",
    "budget": "Budget",
    "sources": "Sources",
}
"""The titles of a guide's own pages."""

WHOLE_GUIDE = "The whole guide"
"""The title of the page with all chapters."""

COMPARED = "For comparison"
"""Where the search says that costs are which no sum has: `sought.js` lists them after what the guide says itself."""

ASIDES = {"tip": "Tip", "confirm": "Confirm", "stop": "Stop", "say": "Say it like this"}
"""What is over an aside of each kind."""

STANDING = {
    "published": "official date",
    "reported": "reported date",
    "rule": "by rule",
    "advice": "our advice",
    "own": "",
}
"""What a date rests on; nothing for the reader's own days."""

NONE = "None of these"
"""What the front page calls the answer of a guide that leaves a question open which others answer."""

TRACKER = ("What", "Kind", "Begin", "Due", "Done", "Where")
"""The columns of the table that a page saves."""

TASK_ROW, DOCUMENT_ROW = "Task", "Document"

ESTIMATES = ("Low", "Typical", "High")
NO_DATE = "No date yet"
SAME_MONTH = "{first}\u2013{last}"
FROM_TO = "{first} to {last}"

START_IN = "Start in {month}"
WHEN_ASKED = "When it is asked for"

TASKS = "Tasks"
UNTIL = "{label} (until {day})"
MOVES = "A planned day: it moves when you know your own dates."
LAST = "The last day that would do: it moves when you know your own dates."
RULE = "{rule}."
CONFIRM = "Confirm the date at the source."
SOURCE = "Source: {name}"
CHAPTER = "From your guide: {chapter}"
"""What an entry of the calendar says."""

SUBJECT = "Your handbook: {title}"
"""Of a mail, where the project has no other."""

STEP_DAYS = "begin by {begin}, over by {day}"
STEP_LATE = "new day {day}, no longer {missed}"
PLANNED = "{day} (planned)"
DUE_BY = "by {day}"

BEGIN_BY = "Begin by {day}."
NEW_DAY = "This is the new day, no longer {missed}."

DELIVER = "Send the file to those who asked you for it."
DELIVER_TO = "Send the file to {office}."
DELIVER_AT = "Send the file to {office}, {contact}."

SHEET, GUIDE_SHEET, LIST_SHEET = "Answers", "How to fill it in", "Lists"
NAME, EMAIL, SHARED = "Name", "Email", "Shared mailbox"
YES, NO = "yes", "no"
TITLE = "Your answers: {title}"
HOW = (
    "Fill in one row of the sheet \u201cAnswers\u201d. Several people take a row each.",
    "Where a cell has a list, choose from it. Write dates as year-month-day, such as 2027-06-30.",
    "A question with several answers has a column for each of them: write x where it is true.",
    "What you do not know yet, leave blank or answer with \u201cI do not know yet\u201d.",
    "A question that is not for everybody says so below. If it is not for you, leave it blank.",
    "Nothing is sent by itself. {deliver}",
)
QUESTION_HEAD, ANSWER_HEAD, WHEN_HEAD = "Question", "What to answer", "Who is asked"
EVERYBODY, NEEDED, ONLY = "Everybody", "Everybody; it cannot be left blank", "Only where this is true: {condition}"
NAME_HELP = "Your name, as the handbook is to have it."
EMAIL_HELP = "The handbook goes there."
SHARED_HELP = "Write yes where somebody else who gets a handbook has the same address."
TICK_HELP = "Write x where this is true."
DATE_HELP = "Write year-month-day, such as 2027-06-30."
RANGE = "A whole number from {low} to {high}"
DATE = "A date"
ONE_OF = "One of: {values}"
SOME_OF = "Any of: {values}"
WRONG_CHOICE = "Choose one of the list, or leave the cell blank."
WRONG_DATE = "Write a day of the years {first} to {last} as year-month-day, or leave the cell blank."
OPTION = "{question} [{option}]"
