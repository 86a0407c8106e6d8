"""More of the project whose open answers are counted as something: questions of which one answer delays others."""

import datetime as dt

from tests.engine.readers import by_hand

FACETS = """
  lodging:
    label: Lodging
    question: Do you rent or buy?
    type: choice
    counted_as: rent
    values:
      rent: {label: Rent, text: rented, if: you rent, if_not: you do not rent}
      buy: {label: Buy, text: bought, if: you buy, if_not: you do not buy}
  meal:
    label: Meal
    question: Do you cook?
    type: choice
    counted_as: cook
    values:
      cook: {label: Cook, text: cooked, if: you cook, if_not: you do not cook}
      order: {label: Order, text: ordered, if: you order, if_not: you do not order}
  tour_day:
    label: Day of the tour
    question: When is your tour?
    type: date
    called: your tour
    if: your tour is {range}
    planned: eras-opens - 30 days
  leave_day:
    label: Day on which you leave
    question: When do you leave?
    type: date
    called: your leave
    if: you leave {range}
    planned: eras-opens + 30 days
  back_day:
    label: Day on which you are back
    question: When are you back?
    type: date
    called: your return
    if: you are back {range}
    planned: tour_day + 10 days
  color:
    label: Color
    question: Which color is it?
    type: choice
    values:
      red: {label: Red, text: red, if: it is red, if_not: it is not red}
      green: {label: Green, text: green, if: it is green, if_not: it is not green}
      blue: {label: Blue, text: blue, if: it is blue, if_not: it is not blue}
      gray: {label: Gray, text: gray, if: it is gray, if_not: it is not gray}
      pink: {label: Pink, text: pink, if: it is pink, if_not: it is not pink}
      black: {label: Black, text: black, if: it is black, if_not: it is not black}
  bag:
    label: Bag
    question: Is your bag big?
    type: choice
    counted_as: small
    values:
      big: {label: Big, text: big, if: your bag is big, if_not: your bag is not big}
      small: {label: Small, text: small, if: your bag is small, if_not: your bag is not small}
  coat:
    label: Coat
    question: Is your coat thick?
    type: choice
    counted_as: thick
    values:
      thick: {label: Thick, text: thick, if: your coat is thick, if_not: your coat is not thick}
      thin: {label: Thin, text: thin, if: your coat is thin, if_not: your coat is not thin}
  miles:
    label: Miles
    question: How many miles are it?
    type: integer
    min: 0
    max: 12
  boat:
    label: Boat
    question: Is the boat yours?
    type: choice
    values:
      own: {label: Own, text: your own, if: the boat is yours, if_not: the boat is not yours}
      lent: {label: Lent, text: lent, if: the boat is lent, if_not: the boat is not lent}
  swim:
    label: Swimming
    question: Can you swim?
    type: choice
    values:
      well: {label: Well, text: well, if: you swim well, if_not: you do not swim well}
      hardly: {label: Hardly, text: hardly, if: you hardly swim, if_not: you swim well}
  club:
    label: Club
    question: In which club are you?
    type: choice
    values:
      rowing: {label: Rowing, text: rowing, if: you row, if_not: you do not row}
      chess: {label: Chess, text: chess, if: you play chess, if_not: you do not play chess}
  gear:
    label: Gear
    type: choice
    values:
      wet: {label: Wet, if: your things get wet, if_not: your things stay dry}
      dry: {label: Dry, if: your things stay dry, if_not: your things get wet}
    derived:
      - {when: {club: rowing}, value: wet}
      - {value: dry}
"""
CONSTRAINTS = """
  - id: the-permit-is-for-schools-here
    if: {visa: h1b}
    then: {school: [near, far]}
    because: the permit is for schools of this country
  - id: thick-coats-take-big-bags
    if: {coat: thick}
    then: {bag: big}
    because: a thick coat fills a small bag
  - id: students-have-three-colors
    if: {status: student}
    then: {color: [red, green, blue]}
    because: the school says so
  - id: guests-have-four-colors
    if: {visa: h1b}
    then: {color: [red, green, blue, gray]}
    because: the house says so
  - id: boats-are-rowed
    if: {boat: own}
    then: {club: rowing}
    because: who has a boat rows
  - id: who-gets-wet-swims
    if: {gear: wet}
    then: {swim: well}
    because: nobody rows who cannot swim
"""
"""The last is decided by what is derived of an answer that the one before it decides."""
READERS = (
    by_hand(
        "2027-01-04",
        specialty="radiology",
        visa="h1b",
        interest=frozenset({"teaching"}),
        trip_day=dt.date(2027, 2, 1),
        exam="booked",
        exam_day=dt.date(2027, 8, 1),
    ),
    by_hand("2027-01-04", specialty="psychiatry", status="student", miles=10, boat="own"),
    by_hand("2027-01-04", specialty="psychiatry", visa="j1", interest=frozenset({"research", "teaching"})),
)
"""Readers of whom something is true that no answer says alone."""


def _step(name: str, least: int, most: int, more: str) -> str:
    takes = f"takes: {{min: {least}, typical: {most}, max: {most}, basis: advice}}"
    return f"  {name}:\n    label: Do the {name}\n    called: the {name}\n    phase: apply\n    {takes}\n    {more}\n"


STEPS = "".join(
    _step(*one)
    for one in (
        ("seek", 10, 10, "when: {lodging: rent}"),
        ("pack", 1, 1, "after: [seek]"),
        ("move", 1, 1, "after: [pack]"),
        ("settle", 1, 1, "after: [move]"),
        ("bank", 30, 30, "when: {lodging: buy}"),
        ("shop", 60, 60, "when: {meal: cook}"),
        ("call", 10, 10, "when: {meal: order}"),
        ("eat", 1, 1, "after: [call]"),
        ("tour", 1, 2, "starts_on: tour_day"),
        ("wrap", 1, 2, "when: {coat: thick}"),
        ("carry", 1, 2, "when: {bag: small}"),
        ("bonus", 1, 2, "repeat: plan.extra"),
        ("return", 1, 2, "starts_on: back_day"),
        ("thank", 1, 2, "when: {grant_day: {min: 2026-01-01}}"),
        ("leave", 2, 4, "ends_on: leave_day"),
        ("hear", 2, 4, "ends_on: grant_day\n    by: match-day"),
        ("again", 3, 5, "repeat: plan.rotations - 1\n    by: match-day"),
        ("reply", 10, 20, "after: [opening]\n    by: eras-opens + 10 days"),
        ("greet", 1, 2, "starts_on: rotation_start\n    by: eras-opens + 2 days"),
    )
)
MORE_STEPS = f"""{STEPS}
  opening:
    label: The school opens
    called: the opening
    phase: apply
    takes: {{min: 0, typical: 0, max: 0, basis: event}}
    from: eras-opens
  queue:
    label: Wait in the queue
    called: the queue
    phase: apply
    takes: {{min: 2, typical: 5, max: 9, basis: advice, answer: nights}}
    by: eras-opens
"""
TABLES = """
  extra:
    label: Extra
    type: integer
    policy: first
    rows:
      - {when: {visa: j1}, value: 2, because: guests do more}
    default: none
  settled:
    label: Settled in time
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.settle.finish: {max: eras-opens}}, value: yes, because: you live there}
    default: {value: no, because: you live elsewhere, from_answers: true}
  eaten:
    label: Eaten in time
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.eat.finish: {max: eras-opens}}, value: yes, because: you have eaten}
    default: {value: no, because: you are hungry, from_answers: true}
  later:
    label: Later
    type: text
    policy: first
    show: false
    rows:
      - {when: {visa: j1}, value: any, because: it does not matter}
      - {when: {path.spend.finish: {min: eras-opens}}, value: late, because: it is paid late, from_answers: true}
    default: {value: early, because: it is paid in time}
  before_month:
    label: Before that month
    type: date
    policy: first
    rows:
      - {when: {visa: [j1, h1b]}, value: plan.month - 10 days, because: it takes as long}
      - {when: {citizenship: other}, value: plan.window_opens - 10 days, because: it takes as long}
    default: none
  hints:
    label: Hints
    type: text
    policy: collect
    rows:
      - {when: {visa: j1}, value: ask the school, because: it signs}
      - {when: {status: student}, value: ask the dean, because: the dean helps}
    default: {value: ask a friend, because: nobody else is there}
"""
