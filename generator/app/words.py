"""What a person reads who is given everything that is held about them: `README.txt` of `guidegen export`."""

EXPORT = """\
What this office holds about you, as of {day}.

{entries}

Handbooks are made from your answers by rules that are the same for everybody; no decision about you
was made by them alone. Ask the office to correct or to remove what is here.
"""
ENTRY = "{folder}  {what}"
ANSWERS = "your answers, as the office keeps them"
ROSTERS = "your rows in the office's tables"
HANDBOOK = "your handbook with its calendar, workbook and pages, as they are now"
LISTS = "your row in the office's list of who is who, and in its lists of rows to correct"
MAILS = "messages to you as drafts, with their attachments"
SENDINGS = "what was sent to you: when, to which address, what became of it, and what the handbook said"
CALENDAR = "when the entries of your calendar last changed"
