"""The sentences in which `select` speaks to readers, each a whole pattern with named holes."""

from __future__ import annotations

EVERYBODY = "Everybody gets this section."
BECAUSE = "You are reading this because {reasons}."
OF_CHAPTER = "You are reading this chapter because {reasons}."
OPEN_CHAPTER = "Whether this chapter is for you depends on what is still open: {subjects}."
AS_CHAPTER = "What is said at the head of this chapter is also why you are reading this."
INSTEAD_OF_OTHERS = "Some readers get another section here. You get this one because {reasons}."
OPEN = "Whether it is for you depends on what is still open: {subjects}."
REPLACED = "Another section may take its place. That depends on what is still open: {subjects}."
FITTED = "Parts of it depend on: {subjects}."

MARGIN = "Because {reasons}."
MARGIN_OPEN = "Still open: {subjects}."

ANSWER = "your answer to \u201c{label}\u201d is \u201c{answer}\u201d"
OTHER_ANSWER = "your answer to \u201c{label}\u201d is not \u201c{answer}\u201d"
PLANNED = "\u201c{label}\u201d is \u201c{answer}\u201d in your plan"
NOT_PLANNED = "\u201c{label}\u201d is not \u201c{answer}\u201d in your plan"
"""Where the project gives an answer no words to go after "if"."""

OTHERWISE = "Otherwise"
"""Over the last arm of a block, where it comes after an arm under "If ..."."""

OTHER_CASE = "In the other case"
"""The same where it is read away from the arms before it, as on the checklist, and no condition can be said."""
