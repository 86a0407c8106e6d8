"""What the project whose open answers are counted as something has besides: costs, tasks, texts, a grant."""

GRANT_STEPS = """
  fund:
    label: Find the money
    called: the money
    phase: apply
    takes: {min: 60, typical: 80, max: 90, basis: advice}
    when: {grant: none}
  spend:
    label: Pay for the trip
    called: the payment
    phase: apply
    takes: {min: 1, typical: 2, max: 3, basis: advice}
    after: [fund]
    from: grant_day
"""
"""Who hears of the grant late had better do without, although that takes a step more."""
PAID = """
  paid:
    label: Paid in time
    type: text
    policy: first
    show: false
    rows:
      - {when: {path.spend.finish: {max: eras-opens}}, value: yes, because: it is paid}
    default: {value: no, because: it is paid too late, from_answers: true}
"""
COSTS = """
costs:
  room:
    label: Room
    category: living
    amount: {min: 70, max: 300, typical: 140}
    unit: per room
    times: {of: plan.rotations, min: 0, typical: 0, max: 1}
    basis: planning-assumption
    confidence: low
    verify: true
  tries:
    label: Tries
    category: living
    amount: {min: 5, max: 30, typical: 10}
    unit: per try
    times: {of: plan.most}
    basis: planning-assumption
    confidence: low
    verify: true
  move:
    label: Move
    category: living
    amount: {min: 10, max: 50, typical: 25}
    unit: per move
    times: {of: plan.rotations, plus: -1}
    payer: school
    basis: planning-assumption
    confidence: low
    verify: true
  guest:
    label: Guest room
    category: living
    amount: {min: 10, max: 50, typical: 25}
    unit: per move
    times: {of: plan.rotations, plus: -2}
    when: {visa: j1}
    basis: planning-assumption
    confidence: low
    verify: true
  papers:
    label: Papers
    category: visa
    amount: {min: 46, max: 400, typical: 200}
    unit: once
    payer: school
    basis: official
    when: {visa: [j1, h1b]}
    confidence: medium
    verify: true
  seal:
    label: Seals
    category: visa
    fee:
      count: {min: 1, typical: 2, max: 3}
      tiers: [{up_to: 2, each: 11}, {each: 30}]
    unit: per paper
    payer: school
    basis: official
    when: {school: abroad}
    confidence: medium
    verify: true
  reserve:
    label: Reserve
    category: reserve
    share: 10
    unit: of everything above
    basis: planning-assumption
    when: {school: near}
    confidence: low
    verify: true
  surety:
    label: Surety
    category: reserve
    share: 20
    unit: of everything above
    payer: school
    basis: planning-assumption
    when: {school: [near, far]}
    confidence: low
    verify: true
"""
TASKS = """---
title: Everything else
reviewed: 2026-11-22
---
- [ ] Take the flight {step: flight}
- [ ] Look around
- [ ] Pack your bag {due: trip_day}
- [ ] Take the bus {step: bus}
- [ ] Rest
- [ ] Look at the site {due: eras-opens}
- [ ] Send it {step: submit}
"""
WHENS = {
    "by-day": "{trip_day: {min: 2027-03-01}}",
    "by-interest": "{interest: research}",
    "by-exam": "{exam_day: {max: 2027-06-30}}",
    "by-plan": "{plan.rotations: 3}",
}
"""What goes with one school or another, so that answers which rule out the third decide it and no clause alone does."""

TWICE = """---
title: Twice
reviewed: 2026-11-22
---
::: when {school: near}
It is near.
:::

::: when {school: near}
It is still near.
:::

::: tip
::: when {school: [near, far]}
It is in this country.
:::

::: when {school: [near, far]}
It is on this side.
:::
:::
"""
MILES = """---
title: Far away
reviewed: 2026-11-22
lead: By the miles
when: {miles: [9, 10, 11]}
---
It is far.
"""
BOATS = """---
title: On the water
reviewed: 2026-11-22
lead: By your boat
when: {any: [{gear: wet}, {all: [{boat: own}, {swim: well}]}]}
---
It is wet.
"""
LIKED = """---
title: What you like
reviewed: 2026-11-22
lead: By what you like
when: {interest: [research, teaching]}
---
Both are there.
"""
COLORS = """---
title: Colors
reviewed: 2026-11-22
lead: By the color
when: {color: [red, green, blue, gray, pink]}
---
It is bright.
"""
MODULES = {
    "everything-else": TASKS,
    "twice": TWICE,
    "far-away": MILES,
    "boats": BOATS,
    "liked": LIKED,
    "colors": COLORS,
}
