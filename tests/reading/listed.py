"""The rich project with two catalogs: hosts in a YAML file, rooms in a CSV file, both ranked."""

from __future__ import annotations

from tests.hosts import HOSTS, RULES
from tests.projects import SMALL, Files

ROOMS = """
title: Rooms near the hospitals
about: Places to stay for a month.
unit: {one: room, other: rooms}
position: 2
order: [beds descending, name]
handbook: 2
fresh_for: 10 months
columns:
  rent: {label: Rent, type: money, ask: what it costs, key: true, help: For four weeks.}
  beds: {label: Beds, type: integer, unit: {one: bed, other: beds}}
  free:
    label: Free from
    type: date
    ask: when it is free
    help: The first day on which you can move in.
  page: {label: Its page, type: address}
  visa:
    label: Tenants
    type: choices
    facet: visa
    values: {j1: visitors, any: everybody}
    means: {any: all}
    ask: whom it takes
    because: it takes {value} only
  quiet: {label: Quiet, type: yes-no}
  said: {label: What they say, type: text}
file: rooms.csv
"""
ROOMS_CSV = """\
id,name,rent,beds,free,page,visa,quiet,said,source.name,source.url,checked,confidence,confirm,note,as_written.rent
mill,Mill house,900,2,2027-02,https://example.org/mill,any,yes,Walk to the wards,Its page,https://example.org/mill,\
2026-10-02,high,the rent,No pets,
dune,Dune house,1200 to 1500,2,,,j1,no,,Its page,https://example.org/dune,2025,medium,,,about 1200
loft,The loft,,1,2027-03-01,https://example.org/loft,any,,Steep stairs,A list,https://example.org/list,2026-11-01,low,,,
"""
ROOM_RULES = """
  rooms:
    money:
      label: Money
      type: fit
      rows:
        - {when: {row.rent: {min: 2000}}, value: "no", because: it costs too much}
        - {when: {row.rent: {min: 1000}, specialty: psychiatry}, value: ask, ask: for less, because: it is expensive}
    calm:
      label: Calm
      type: score
      rows:
        - {when: {row.quiet: yes}, value: 2, because: you sleep there}
      default: {value: 0, because: nobody says that it is quiet}
"""

ADAS_LISTS = "lists: {hosts: [west], rooms: [dune]}\n"
"""West is not for her, and is printed nevertheless."""

LISTED: Files = {
    "content/data/catalogs/hosts.yaml": HOSTS,
    "content/data/catalogs/rooms.yaml": ROOMS,
    "content/data/catalogs/rooms.csv": ROOMS_CSV,
    "profiles/applicants/demo-ada.yaml": f"{SMALL['profiles/applicants/demo-ada.yaml']}{ADAS_LISTS}",  # type: ignore[str-bytes-safe]
    "content/rules.yaml": f"{SMALL['content/rules.yaml']}{RULES}{ROOM_RULES}",  # type: ignore[str-bytes-safe]
}
