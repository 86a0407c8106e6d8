"""Words around answers, the steps of a path and catalogs: whole patterns with named holes."""

OR_MORE = "{number} or more"

PATH = "Your path"
"""What a message calls what follows from it."""

NO_SPARE = "none"
LATE = "{days} late"
ANY_TIME = "no last day"
FIXED = "your own day"
ABOUT = "about {months}"

WHY_BEFORE = "You need it for {follower}."
WHY_CHAIN = "{why} What follows has to be over by {day}: {anchor}."
WHY_CHAIN_ADVICE = "{why} What follows should be over by {day}: {anchor}."
WHY_CHAIN_DAY = "{why} What follows ends on {day}, a day that you have set."
WHY_BY = "It has to be over by {day}: {anchor}."
WHY_ADVICE = "It should be over by {day}: {anchor}."
WHY_DAY = "You have set its day."
WHY_NOTHING = "Nothing has to wait for it."
WHY_LATE = "The last day for it was {missed}; now it can be over on {day} at the earliest."
WHY_LATE_MOVES = "{why} What comes after it moves too: {follower}."
WHY_LATE_LOST = "{why} {lost}"
WHY_WAITS = "{why} Others take {days} once it is begun, longer than for any other step that can begin now."

FROM_TO = "{low} to {high}"
UP_TO = "up to {high}"
BY_ANSWER = "your answer to \u201c{label}\u201d decides"
BY_PLAN = "\u201c{label}\u201d in your plan decides"
CHECKED = "checked {day}"
CHECKED_YEAR = "checked in {year}"
NEVER_CHECKED = "not checked this year"
FIT = {"fits": "fits", "ask": "may fit", "no": "not for you"}
