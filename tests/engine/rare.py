"""A project of what is rare, and readers by hand to whom it matters.

A day that only another answer brings about decides which answer is best; a question that may not be asked has a value
that is ruled out; a value of the plan hands on a day that nobody knows.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened
from tests.engine.readers import RandomReader, by_hand
from tests.path.network import FILES, STEPS, open_network
from tests.projects import SMALL

FACETS = """
  prize:
    label: Prize
    question: Do you win?
    type: choice
    counted_as: won
    values:
      won: {label: Won, text: won, if: you win, if_not: you do not win}
      lost: {label: Lost, text: lost, if: you lose, if_not: you win}
  prize_day:
    label: Day of the prize
    question: When do you get it?
    type: date
    called: the prize
    if: you get it {range}
    asked_when: {prize: won}
    counted_as: today + 100 days
  party_day:
    label: Day of the party
    question: When is the party?
    type: date
    called: the party
    if: the party is {range}
    planned: prize_day + 5 days
  hearing_day:
    label: Day of the hearing
    question: When is it?
    type: date
    called: the hearing
    if: it is {range}
    asked_when: {citizenship: other}
    counted_as: today + 50 days
  trip_day:
    label: Day of your trip
    question: When do you travel?
    type: date
    called: your trip
    if: you travel {range}
  ticket:
    label: Ticket
    question: Which ticket do you have?
    type: choice
    asked_when: {citizenship: other}
    values:
      paper: {label: Paper, text: paper, if: it is on paper, if_not: it is not on paper}
      app: {label: App, text: app, if: it is in an app, if_not: it is in no app}
      none: {label: None, text: none, if: you have none, if_not: you have one}
  color:
    label: Color
    question: Which color is it?
    type: choice
    values:
      red: {label: Red, text: red, if: it is red, if_not: it is not red}
      green: {label: Green, text: green, if: it is green, if_not: it is not green}
      blue: {label: Blue, text: blue, if: it is blue, if_not: it is not blue}
      black: {label: Black, text: black, if: it is black, if_not: it is not black}
"""
CONSTRAINTS = """
  - id: students-have-no-app
    if: {status: student}
    then: {not: {ticket: app}}
    because: the app is for others
  - id: students-have-three-colors
    if: {status: student}
    then: {color: [red, green, blue]}
    because: the school says so
"""


def _step(name: str, days: int, more: str) -> str:
    takes = f"takes: {{min: {days}, typical: {days}, max: {days}, basis: advice}}"
    return f"  {name}:\n    label: Do the {name}\n    called: the {name}\n    phase: apply\n    {takes}\n    {more}\n"


MORE_STEPS = "".join(
    _step(*one)
    for one in (
        ("collect", 1, "from: prize_day"),
        ("celebrate", 1, "from: party_day"),
        ("mourn", 150, "when: {prize: lost}"),
        ("unpack", 2, "ends_on: trip_day + 3 days"),
        ("plead", 5, "when: {hearing_day: {min: 2026-01-01}}"),
    )
)
TABLES = """
  mourned:
    label: Mourned
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.mourn.finish: {min: eras-opens - 12 months}}, value: yes, because: you have lost}
    default: {value: no, because: you have won, from_answers: true}
  again:
    label: Once more
    type: text
    policy: first
    rows:
      - when: {visa: j1, path.submit.finish: {max: eras-opens + 20 days}}
        value: yes
        because: there is time
        reconsider: yes
    default: {value: no, because: there is no time}
  before_trip:
    label: Before the trip
    type: date
    policy: first
    rows:
      - {when: {visa: j1}, value: trip_day - 3 days, because: you pack}
    default: none
  packed:
    label: Packed
    type: date
    policy: first
    rows:
      - {when: {visa: j1}, value: plan.before_trip, because: nothing is forgotten}
    default: none
"""


def _module(title: str, front: str) -> str:
    return f"---\ntitle: {title}\nreviewed: 2026-11-22\n{front}\n---\nWords.\n"


MODULES = {
    "with-app": _module("With an app", "slot: tickets\nwhen: {all: [{ticket: [paper, app]}, {ticket: [app, none]}]}"),
    "any-ticket": _module("Any ticket", "slot: tickets"),
    "bright": _module("Bright", "lead: By the color\nwhen: {any: [{color: red}, {color: [green, blue]}]}"),
}
CHAPTER = """\
      - id: light
        title: Light
        summary: What is not dark.
        when: {not: {color: black}}
        contents: [bright]
"""
PERSONAS = """
personas:
  - {id: near, title: Near, answers: {specialty: psychiatry, visa: j1, interest: []}}
  - {id: far, title: Far, answers: {specialty: radiology, visa: h1b, status: student}}
  - {id: open, title: Open, answers: {specialty: radiology, visa: undecided}}
  - {id: same, title: Same, answers: {specialty: radiology, visa: undecided}}
"""
READERS: tuple[RandomReader, ...] = (
    by_hand("2027-08-01", specialty="psychiatry"),
    by_hand("2027-08-01", specialty="psychiatry", status="student"),
    by_hand("2027-08-01", specialty="psychiatry", visa="j1"),
    by_hand("2027-08-01", specialty="psychiatry", visa="j1", rotation_start=dt.date(2027, 8, 1)),
)


def open_rare(folder: Path) -> Opened:
    """The project, opened."""
    constraints, tables = str(FILES["content/rules.yaml"]).split("\nplan:", 1)
    outline = str(SMALL["content/outline.yaml"]).replace("[letters]", "[letters, tickets]")
    changes = {
        **{f"content/modules/arrange/{name}.md": text for name, text in MODULES.items()},
        "content/outline.yaml": f"{outline}{CHAPTER}",
        "profiles/facets.yaml": f"{FILES['profiles/facets.yaml']!s}{FACETS}",
        "profiles/personas.yaml": PERSONAS,
        "content/rules.yaml": f"{constraints}{CONSTRAINTS}\nplan:{tables}{TABLES}",
        "content/data/steps.yaml": f"{STEPS}{MORE_STEPS}",
    }
    return open_network(folder, changes)
