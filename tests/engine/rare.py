"""A project of what is rare, and readers by hand to whom it matters.

A day that only another answer brings about decides which answer is best; a question that may not be asked has a value
that is ruled out; a value of the plan hands on a day that nobody knows.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened
from generator.model.profile import Answer
from tests.engine.rare_questions import CONSTRAINTS, FACETS
from tests.engine.readers import RandomReader, by_hand
from tests.path.network import FILES, STEPS, open_network
from tests.projects import SMALL


def _step(name: str, days: int, more: str) -> str:
    takes = f"takes: {{min: {days}, typical: {days}, max: {days}, basis: advice}}"
    return f"  {name}:\n    label: Do the {name}\n    called: the {name}\n    phase: apply\n    {takes}\n    {more}\n"


MORE_STEPS = "".join(
    _step(*one)
    for one in (
        ("collect", 1, "from: prize_day"),
        ("celebrate", 1, "from: party_day"),
        ("mourn", 350, "when: {prize: lost}"),
        ("unpack", 2, "ends_on: trip_day + 3 days"),
        ("walk", 10, "when: {door: front}"),
        ("rest", 3, "when: {door: front}"),
        ("climb", 12, "when: {door: back}"),
        ("enter", 1, "any_after: [walk, climb]\n    closed: [{from: 08-02, to: 09-30}]"),
        ("answer", 5, "after: [collect]\n    by_others: yes"),
        ("report", 5, "after: [collect]\n    by_others: yes"),
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
  rested:
    label: Rested
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.rest.finish: {min: eras-opens - 12 months}}, value: yes, because: you rest}
    default: {value: no, because: you do not rest, from_answers: true}
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


HOME = """\
- [ ] Unpack {due: home_day}
- [ ] Pack {due: rotation_start}

::: when {trip_day: {max: eras-opens}}
You travel early.
::: else
You travel late.
:::
"""
MODULES = {
    "with-app": _module("With an app", "slot: tickets\nwhen: {all: [{ticket: [paper, app]}, {ticket: [app, none]}]}"),
    "home": _module("Home", "").replace("Words.", HOME),
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
    by_hand("2027-08-01", specialty="psychiatry", visa="j1", rotation_start=dt.date(2028, 1, 10)),
)


GIVEN: tuple[dict[str, Answer], ...] = ({"seat_day": dt.date(2027, 7, 1), "cushion": "soft", "town": "little"},)
"""An answer for which another no longer counts, without which a third does not either."""


def open_rare(folder: Path) -> Opened:
    """The project, opened."""
    constraints, tables = str(FILES["content/rules.yaml"]).split("\nplan:", 1)
    outline = str(SMALL["content/outline.yaml"]).replace("[letters]", "[letters, home, tickets]")
    changes = {
        **{f"content/modules/arrange/{name}.md": text for name, text in MODULES.items()},
        "content/outline.yaml": f"{outline}{CHAPTER}",
        "profiles/facets.yaml": f"{FILES['profiles/facets.yaml']!s}{FACETS}",
        "profiles/personas.yaml": PERSONAS,
        "content/rules.yaml": f"{constraints}{CONSTRAINTS}\nplan:{tables}{TABLES}",
        "content/data/steps.yaml": f"{STEPS}{MORE_STEPS}",
    }
    return open_network(folder, changes)
