"""The small project with dates, money, papers and tasks: what calendars, workbooks and lists are made of."""

from __future__ import annotations

from tests.projects import SMALL, Files

MILESTONES = """
milestones:
  match-day:
    label: Match Day
    called: Match Day
    phase: match
    kind: event
    start: {rule: nth-weekday, year: 0, month: 3, weekday: friday, n: 3}
    basis: pattern
    confidence: high
    verify: false
    source: {name: "Match office, calendar", url: "https://match.example.org/calendar"}
    alarm: 7
  eras-opens:
    label: ERAS opens for submission
    called: the day ERAS opens
    phase: apply
    kind: event
    start: {rule: fixed, year: -1, month: 9, day: 25}
    basis: pattern
    confidence: medium
    verify: true
    note: "Opens at nine; read \\"the rules\\", the notes; and the FAQ"
    alarm: 7
  past-thing:
    label: Long gone
    phase: apply
    kind: event
    start: {rule: fixed, year: -2, month: 3, day: 1}
    basis: planning
    confidence: low
    verify: true
  season:
    label: Interview season
    phase: apply
    kind: window
    start: {rule: fixed, year: -1, month: 10, day: 1}
    end: {rule: fixed, year: 0, month: 1, day: 31}
    basis: planning
    confidence: low
    verify: true
    alarm: 14
  soap:
    label: SOAP
    phase: match
    kind: window
    start: {rule: relative, to: match-day, days: -4}
    end: {rule: relative, to: match-day, days: -1}
    basis: published-rule
    confidence: high
    verify: false
  ask-the-host:
    label: Apply to the host
    phase: rotation
    kind: deadline
    start: {rule: fixed, year: -1, month: 5, day: 5}
    when: {status: student}
    basis: planning
    confidence: low
    verify: true
    alarm: 14
  petition:
    label: Petition with the hospital
    phase: visa
    kind: event
    start: {rule: relative, to: match-day, days: 14}
    when: {visa: h1b}
    basis: planning
    confidence: low
    verify: true
"""

COSTS = """
costs:
  test:
    label: Licensing exam
    category: exams
    amount: {min: 900, max: 1100, typical: 1000}
    unit: once
    basis: official
    season: "2026"
    confidence: high
    verify: false
  room:
    label: Room
    category: living
    amount: {min: 700, max: 3000, typical: 1400}
    unit: per four weeks
    times: {of: plan.rotations}
    basis: planning-assumption
    confidence: low
    verify: true
    note: "=cmd|' /C calc'!A1"
  forms:
    label: Host's form
    category: living
    amount: {min: 0, max: 300, typical: 100}
    unit: per application
    times: {of: plan.rotations, min: 1, typical: 3, max: 5}
    basis: planning-assumption
    confidence: low
    verify: true
  move:
    label: Move between sites
    category: living
    amount: {min: 100, max: 500, typical: 250}
    unit: per move
    times: {of: plan.rotations, plus: -1}
    basis: planning-assumption
    confidence: low
    verify: true
  petition:
    label: Petition
    category: visa
    amount: {min: 460, max: 4000, typical: 2000}
    unit: once
    payer: employer
    basis: official
    when: {visa: h1b}
    confidence: medium
    verify: true
  token:
    label: Visa fee
    category: visa
    amount: {min: 185, typical: 185}
    unit: per application
    basis: official
    when: {not: {visa: not-needed}}
    confidence: medium
    verify: true
    facts: [VSL-03]
  applications:
    label: Applications
    category: application
    fee:
      count: {min: 30, typical: 50, max: 100}
      tiers: [{up_to: 30, each: 11}, {each: 30}]
    unit: per specialty
    basis: official
    confidence: high
    verify: false
  others:
    label: What others paid
    category: benchmark
    amount: {min: 958, max: 958, typical: 958}
    unit: per rotation
    payer: benchmark-only
    basis: study
    confidence: low
    verify: true
  reserve:
    label: Reserve
    category: reserve
    share: 10
    unit: of everything above
    basis: planning-assumption
    confidence: low
    verify: true
"""

STEPS = """
steps:
  passport:
    label: Get a passport
    phase: visa
    takes: {min: 14, typical: 45, max: 60, basis: advice}
    by: eras-opens
  petition:
    label: Prepare the petition
    phase: visa
    takes: {min: 30, typical: 90, max: 120, basis: advice}
    by: match-day + 2 weeks
    when: {visa: h1b}
"""

DOCUMENTS = """
sets:
  rotation: {label: For a rotation, when: {plan.rotations: {min: 1}}}
  visa: {label: For a visa, when: {visa: [j1, h1b]}}
  names: {label: Names}
documents:
  passport:
    label: Passport
    sets: [rotation, visa]
    content: The page with the photo.
    issuer: Passport office
    step: passport
    validity: Six months beyond the stay
    who: Everyone who travels.
    confidence: high
    verify: false
  petition:
    label: Petition package
    sets: [visa]
    content: Form and proofs.
    issuer: "-Hospital"
    step: petition
    who: H-1B residents.
    when: {visa: h1b}
    confidence: medium
    verify: true
  name-proof:
    label: Proof of a change of name
    sets: [names]
    content: "@registry record"
    issuer: Registry
    who: Whose names differ.
    confidence: low
    verify: true
    note: "+1 for a translation"
"""

TRACKER = """
columns:
  place: {label: Hospital, width: 30}
  visa:
    label: "Visa, in writing?"
    kind: choice
    choices: ["yes", "no", unclear]
    when: {visa: [j1, h1b]}
    help: Ask the coordinator.
  beds: {label: Residents, kind: number}
  asked: {label: Asked on, kind: date}
"""

TASKS = """
---
title: What to do
reviewed: 2026-11-20
---
Do these, {{ plan.rotations }} in mind.

- [ ] Ask each site, *in writing*, which **visa** it takes[[source:VSL-03]] {due: rotation_start}
- [ ] Read [the papers](module:letters) on {{ plan.rotations.number }} sites & "more" {due: eras-opens}
- [ ] Look back {due: past-thing}
- [ ] Keep a diary

::: when {visa: h1b}
- [ ] =Pass Step 3 {due: match-day}
:::
"""

RICH: Files = {
    **SMALL,
    "content/data/milestones.yaml": MILESTONES,
    "content/data/costs.yaml": COSTS,
    "content/data/documents.yaml": DOCUMENTS,
    "content/data/steps.yaml": STEPS,
    "content/data/tracker.yaml": TRACKER,
    "content/modules/arrange/what-to-do.md": TASKS,
    "content/outline.yaml": """
    parts:
      - id: decide
        title: Decide
        chapters:
          - {id: how-many, title: How many rotations, summary: Your number., contents: [start-here, rotation-count]}
      - id: arrange
        title: Arrange it
        chapters:
          - {id: papers, title: Papers, summary: What to have ready., contents: [letters, what-to-do]}
          - {id: visa, title: Your visa, summary: Whom to ask., when: {visa: [j1, h1b]}, contents: [visa-basics]}
    """,
    "guidegen.yaml": """
    title: Small guide
    season: 2028
    office: {name: Office, contact: office@example.org}
    payers: {employer: {label: paid by the employer}, benchmark-only: {label: to compare with, comparison: true}}
    workbook: {label: Tracker of your applications, sheet: Programs}
    handbook: {good_until: match-day, paper: letter}
    timeline:
      lanes:
        - {label: Apply and match, phases: [apply, match]}
    """,
    "profiles/applicants/demo-bo.yaml": """
    name: Bo Open
    email: bo@example.org
    fictional: true
    answers: {specialty: psychiatry, status: student}
    """,
}
