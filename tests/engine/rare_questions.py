"""The questions of the project of what is rare, and what cannot be together."""

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
  home_day:
    label: Day you are home
    question: When are you home?
    type: date
    called: your return
    if: you are home {range}
    planned: rotation_start + 10 days
  door:
    label: Door
    question: By which door do you come?
    type: choice
    counted_as: front
    values:
      front: {label: Front, text: front, if: you come by the front, if_not: you come by the back}
      back: {label: Back, text: back, if: you come by the back, if_not: you come by the front}
  stay_day:
    label: Day of your stay
    question: When do you stay?
    type: date
    called: your stay
    if: you stay {range}
    counted_as: trip_day + 5 days
  room:
    label: Room
    question: Is the room big?
    type: choice
    values:
      big: {label: Big, text: big, if: the room is big, if_not: the room is small}
      small: {label: Small, text: small, if: the room is small, if_not: the room is big}
  seat_day:
    label: Day of your seat
    question: From when on do you have a seat?
    type: date
    called: the seat
    if: you have a seat {range}
    asked_when: {room: big}
  floor:
    label: Floor
    question: On which floor?
    type: choice
    values:
      upper: {label: Upper, text: upper, if: you are above, if_not: you are below}
      lower: {label: Lower, text: lower, if: you are below, if_not: you are above}
  cushion:
    label: Cushion
    question: Is it soft?
    type: choice
    asked_when: {floor: upper}
    values:
      soft: {label: Soft, text: soft, if: it is soft, if_not: it is hard}
      hard: {label: Hard, text: hard, if: it is hard, if_not: it is soft}
  town:
    label: Town
    question: Is the town big?
    type: choice
    values:
      large: {label: Large, text: large, if: the town is large, if_not: the town is little}
      little: {label: Little, text: little, if: the town is little, if_not: the town is large}
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
  - id: little-towns-have-small-rooms
    if: {town: little}
    then: {room: small}
    because: there is no space
  - id: who-has-no-seat-is-below
    if: {not: {answered: seat_day}}
    then: {floor: lower}
    because: seats are above
"""
