"""Words around answers, the steps of a path and catalogs: whole patterns with named holes."""

PATH = "Your path"
"""What a message calls what follows from it."""

NO_SPARE = "none"
LATE = "{days} late"
ANY_TIME = "no last day"
FIXED = "your own day"
OTHERS = "set by others"
ABOUT = "about {months}"

WHY_BEFORE = "You need it for {follower}."
WHY_CHAIN = "{why} What follows has to be over by {day}: {anchor}."
WHY_CHAIN_ADVICE = "{why} What follows should be over by {day}: {anchor}."
WHY_CHAIN_DAY = "{why} What follows ends on {day}, a day that you have set."
WHY_BY = "It has to be over by {day}: {anchor}."
WHY_ADVICE = "It should be over by {day}: {anchor}."
WHY_DAY = "You have set its day."
WHY_NOTHING = "Nothing has to wait for it."
WHY_LATE = "Its last day was {missed}."
WHY_TIGHT = "It should be over by {missed}; at the usual pace it is over on {day}."
WHY_TOO_SHORT = "It should be over by {missed}, but cannot be over before {day}."
"""A step that misses its last day: one that lies behind, and one that is still to come."""

WHY_LATE_MOVES = "{why} What comes after it moves too: {follower}."
WHY_LATE_LOST = "{why} {lost}"
WHY_WAITS = (
    "{why} Once it is begun, you wait {days} for others ({steps}), longer than for any other step that can begin now."
)

FROM_TO = "{low} to {high}"
UP_TO = "up to {high}"
BY_ANSWER = "your answer to \u201c{label}\u201d decides"
BY_PLAN = "\u201c{label}\u201d in your plan decides"
CHECKED = "checked {day}"
CHECKED_YEAR = "checked in {year}"
NEVER_CHECKED = "not checked this year"
FIT = {"fits": "fits", "ask": "may fit", "no": "not for you"}
ON_LIST = "on your list"

TITLE = "Title"
NAME = "Name"
SEASON = "Season"
HOLDS_UNTIL = "Ask for a new handbook after"
COSTS = "What it costs"
MAY_COST = "What it may cost more"

CHANGE = "{lead}: {value}, because {because}"
"""What would change a value of the plan, and to what."""

PLANNED = "planned"
COUNTED = "counted"
NOT_COUNTED = "not in the sum"
OPEN_ENDED = "or more"
ESTIMATED = "our estimate"
TO_CONFIRM = "to be confirmed"
CONFIRM = "confirm"
CONFIRM_AT_SOURCE = "confirm at the source"
CONFIDENCE = "{level} confidence"
MONEY_RANGE = "{low} to {high}, usually {typical}"

NOW = "Now"
NO_DATE = "No date yet"
AS_YOU_GO = "As you go"
"""Where tasks are that are overdue, whose day is not known, and that have none."""

PLACE = "the {kind}"
NOTHING_CHOSEN = "none"
