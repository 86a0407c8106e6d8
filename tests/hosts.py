"""The small project with a catalog of hosts."""

from __future__ import annotations

from tests.projects import SMALL, Files

HOSTS = """
    title: Hosts that take visitors
    menu: Hosts
    about: Hospitals and schools.
    unit: {one: host, other: hosts}
    order: [fee, name]
    notes:
      - {kind: stop, text: "Nobody may sell you a place."}
      - {kind: tip, text: "Ask early.", when: {visa: j1}, lead: "If you want a J-1 visa"}
    columns:
      who:
        {label: Who may come, type: choices, facet: status, ask: who may come, because: "it takes {value} only",
         key: true}
      fee: {label: Fee, type: money, ask: what it costs, key: true}
      notice: {label: How early, type: days, key: true}
      kind: {label: Kind, type: choice, values: {elective: elective, visit: observership}}
      letter: {label: Letter, type: yes-no, ask: whether it writes letters}
      entry: {label: Entry, type: choice, values: {b: B-1}, ask: which visa it takes, when: {visa: [j1, h1b]}}
    rows:
      north:
        name: North Hospital
        who: [student, graduate]
        fee: 900
        notice: 12 weeks
        kind: visit
        letter: yes
        entry: b
        source: {name: North's own page, url: "https://example.org/north"}
        checked: 2026-11-02
        confidence: high
      south:
        name: South School
        who: student
        fee: 4000 or more
        kind: elective
        source: {name: South's own page, url: "https://example.org/south"}
        checked: 2026-11-03
        confidence: high
        confirm: the dates of next year.
      west:
        name: West <Clinic>
        who: graduate
        source: {name: West, url: "https://example.org/west"}
        checked: 2026-11-04
        confidence: high
      old:
        name: Old Hospital
        who: [student, graduate]
        as_written: {fee: "=about 200"}
        source: {name: A list, url: "https://example.org/list"}
        checked: unknown
        confidence: low
"""
RULES = """
catalogs:
  hosts:
    money:
      label: Money
      type: fit
      rows:
        - when: {row.fee: {min: 3000}, rotations: {max: 1}}
          value: ask
          ask: for a waiver
          because: one rotation costs much
    fee:
      label: Fee
      type: score
      rows:
        - {when: {row.fee: {max: 1000}}, value: 1, because: it costs 1000 dollars at most}
"""
WITH_HOSTS: Files = {
    "content/data/catalogs/hosts.yaml": HOSTS,
    "content/rules.yaml": f"{SMALL['content/rules.yaml']}{RULES}",  # type: ignore[str-bytes-safe]
}
STUDENT = "psychiatry--j1--student"
"""A persona for whom West is not: it takes graduates."""
