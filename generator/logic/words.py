"""The words of conditions and of what they lead to, each a whole pattern with named holes."""

from __future__ import annotations

IF = "If {condition}"
UNWORDED = "If this applies to you"
"""Stands in for a lead that cannot be worded, so that everything else wrong is found in the same run."""

OR_MORE = "{number} or more"
OR_FEWER = "{number} or fewer"
EITHER = "{low} or {high}"
FROM_TO = "{low} to {high}"

ON = "on {day}"
ON_OR_BEFORE = "on or before {day}"
ON_OR_AFTER = "on or after {day}"
BETWEEN = "between {first} and {last}"

BEFORE = "before {day}"
AFTER = "after {day}"
NOT = "not"
"""The word by which a phrase is known to be a negation."""

STRETCH_BEFORE = "{stretch} before {day}"
STRETCH_AFTER = "{stretch} after {day}"
UNITS = {"days": ("day", "days"), "weeks": ("week", "weeks"), "months": ("month", "months")}
"""A date rule: so much of a unit before or after a day."""

OUT_OF_ORDER = "{later} cannot come before {earlier}"
"""Why two days cannot be together: `not_before` of a facet."""

LEAD_NEEDS = "a lead needs words for '{name}'"
CHANGES_NEED = "'changes if' needs words for '{name}'"
"""What authors are told where the project does not say how to put an answer after "if"."""

CHANGED = "{words} (changed: {fields})"
CHANGED_UNSAID = "changed: {fields}"
"""What differs in a line whose words are the same; and where it has none."""
