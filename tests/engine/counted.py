"""The project with a path whose open answers are counted as something, and a catalog with scores of every policy.

Some value of each of these answers is better than what it is counted as, so that more is possible at best than by the
plan. Two steps of which one is enough end on the same day, and one is closed over the new year. What is derived of an
answer is under a constraint. Rows of the catalog differ in one score each, or fit before something is open.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened
from tests.engine import counted_steps as more
from tests.engine.counted_lists import COSTS, GRANT_STEPS, MODULES, PAID, WHENS
from tests.engine.odd import TABLES
from tests.path.network import FILES, STEPS, open_network
from tests.projects import SMALL

FACETS = """
  exam:
    label: Exam
    question: How far are you with the exam?
    type: choice
    counted_as: later
    values:
      passed: {label: Passed, text: passed, if: you have passed the exam, if_not: you have not passed the exam}
      booked: {label: Booked, text: booked, if: you have booked the exam, if_not: you have not booked the exam}
      later: {label: Later, text: not booked, if: you have not booked yet, if_not: you have booked the exam}
  exam_day:
    label: Day of the exam
    question: On which day is your exam?
    type: date
    called: your exam
    if: your exam is {range}
    asked_when: {exam: booked}
    counted_as: today + 90 days
  school:
    label: School
    question: Is your school near?
    type: choice
    counted_as: far
    values:
      near: {label: Near, text: near, if: your school is near, if_not: your school is not near}
      far: {label: Far, text: far, if: your school is far away, if_not: your school is not far away}
      abroad: {label: Abroad, text: abroad, if: your school is abroad, if_not: your school is not abroad}
  nights:
    label: Nights
    question: How many nights do you stay?
    type: integer
    min: 0
    max: 3
    or_more: true
    unit: {one: night, other: nights}
    state: yes
    if: you stay {range}
  grant:
    label: Grant
    question: Do you ask for a grant?
    type: choice
    counted_as: asked
    values:
      asked: {label: Asked, text: asked for, if: you ask for a grant, if_not: you ask for no grant}
      none: {label: None, text: none, if: you have no grant, if_not: you ask for a grant}
  grant_day:
    label: Day of the grant
    question: When do you hear of the grant?
    type: date
    called: the grant
    if: you hear of it {range}
    asked_when: {grant: asked}
    counted_as: today + 200 days
  trip_day:
    label: Day of your trip
    question: When do you travel?
    type: date
    called: your trip
    if: you travel {range}
  way:
    label: Way
    type: choice
    values:
      flight: {label: Flight, if: you come by air, if_not: you do not come by air}
      road: {label: Road, if: you come by road, if_not: you do not come by road}
    derived:
      - {when: {school: abroad}, value: flight}
      - {value: road}
"""
FLIGHTS = """
  - id: citizens-come-by-road
    if: {citizenship: us-citizen}
    then: {way: road}
    because: a US citizen comes by road
"""
MORE_STEPS = """
  book:
    label: Book the exam
    called: the booking
    phase: apply
    takes: {min: 5, typical: 20, max: 30, basis: advice}
    when: {exam: later}
  exam:
    label: Sit the exam
    called: the exam
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    after: [book]
    starts_on: exam_day
    done: {exam: passed}
  flight:
    label: Take the flight
    called: the flight
    phase: apply
    takes: {min: 2, typical: 4, max: 8, basis: advice}
    when: {school: abroad}
  bus:
    label: Take the bus
    called: the bus
    phase: apply
    takes: {min: 4, typical: 8, max: 8, basis: advice}
    when: {school: [near, far]}
  walk:
    label: Walk
    called: the walk
    phase: apply
    takes: {min: 4, typical: 8, max: 8, basis: advice}
    when: {school: far}
    closed: [{from: 09-20, to: 09-20}]
  arrive:
    label: Hand in the papers
    called: the papers
    phase: apply
    takes: {min: 1, typical: 2, max: 3, basis: advice}
    any_after: [flight, bus, walk]
    closed: [{from: 12-20, to: 01-10}]
"""
ROOMS = """
title: Rooms
about: Places to stay.
unit: {one: room, other: rooms}
position: 1
order: [name]
handbook: 3
fresh_for: 10 months
columns:
  rent: {label: Rent, type: money, ask: what it costs, key: true}
  beds: {label: Beds, type: integer, ask: how many beds it has}
  quiet: {label: Quiet, type: yes-no, ask: whether it is quiet}
rows:
"""
BY_THEN = """
  by_then:
    label: In time with the papers
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.arrive.finish: {max: eras-opens}}, value: yes, because: the papers are there}
    default: {value: no, because: the papers come too late, from_answers: true}
"""
ROOM_RULES = """
catalogs:
  rooms:
    bed:
      label: Bed
      type: fit
      rows:
        - {when: {row.beds: {min: 4}}, value: fits, because: there is always one free}
        - {when: {school: near}, value: no, because: those of the town live at home}
    pets:
      label: Pets
      type: fit
      rows:
        - {when: {visa: j1, row.quiet: yes}, value: fits, because: guests of the school may bring them}
        - {when: {school: abroad, row.quiet: yes}, value: no, because: no pet may cross the border}
        - {when: {school: far}, value: fits, because: there is a garden}
      default: {value: ask, ask: whether pets are welcome, because: nobody says so}
    first:
      label: First
      type: score
      policy: first
      rows:
        - {when: {row.rent: {max: 900}}, value: 1, because: it costs little}
        - {when: {row.rent: {max: 1200}}, value: 3, because: it can be paid}
      default: {value: 2, because: nobody knows what it costs}
    least:
      label: Least
      type: score
      policy: min
      rows:
        - {when: {row.beds: {min: 2}}, value: 3, because: there is room for a guest}
        - {when: {row.beds: {min: 3}}, value: 1, because: others sleep there}
        - {when: {row.beds: {min: 4}}, value: 1, because: many sleep there}
    most:
      label: Most
      type: score
      policy: max
      rows:
        - {when: {row.quiet: yes}, value: 1, because: it is quiet}
        - {when: {row.quiet: yes, school: near}, value: 2, because: it is near and quiet}
        - {when: {row.quiet: yes, visa: j1}, value: 2, because: it is quiet and for you}
"""
CELLS = tuple((rent, beds, quiet) for rent in (800, 1000, 1500) for beds in (1, 2, 3, 4) for quiet in ("yes", "no"))


EDGES = tuple(dt.date(year, 9, day) for year in (2026, 2027) for day in (1, 2, 15, 16, 17, 18))
"""Days on which a window opens or rows are no longer new, and days on which papers come in time by one way alone."""


def open_counted(folder: Path) -> Opened:
    """The project, opened."""
    rows = "".join(
        f"""
  room-{number}:
    name: Room {number}
    rent: {rent}
    beds: {beds}
    quiet: {quiet}
    source: {{name: A list, url: "https://example.org/{number}"}}
    checked: 2026-11-02
    confidence: high
"""
        for number, (rent, beds, quiet) in enumerate(CELLS)
    )
    steps = STEPS.replace("after: [essay, permit]", "after: [essay, permit, exam, arrive]")
    constraints, tables = str(FILES["content/rules.yaml"]).split("\nplan:", 1)
    modules = {**MODULES}
    for name, when in WHENS.items():
        either = f"[{{school: near}}, {when}, {{school: far}}]"
        front = f"title: Read {name}\nreviewed: 2026-11-22\nlead: By your school\nwhen: {{any: {either}}}"
        modules[name] = f"---\n{front}\n---\nWords.\n"
    outline = str(SMALL["content/outline.yaml"]).replace("[letters]", f"[letters, {', '.join(modules)}]")
    all_tables = f"{tables}{BY_THEN}{PAID}{TABLES}{more.TABLES}"
    changes = {
        **{f"content/modules/arrange/{name}.md": text for name, text in modules.items()},
        "content/outline.yaml": outline,
        "content/data/costs.yaml": COSTS,
        "guidegen.yaml": f"{SMALL['guidegen.yaml']!s}payers: {{school: {{label: paid by the school}}}}\n",
        "profiles/facets.yaml": f"{FILES['profiles/facets.yaml']!s}{FACETS}{more.FACETS}",
        "content/rules.yaml": f"{constraints}{FLIGHTS}{more.CONSTRAINTS}\nplan:{all_tables}{ROOM_RULES}",
        "content/data/steps.yaml": f"{steps}{MORE_STEPS}{GRANT_STEPS}{more.MORE_STEPS}",
        "content/data/catalogs/rooms.yaml": f"{ROOMS}{rows}",
    }
    return open_network(folder, changes)
