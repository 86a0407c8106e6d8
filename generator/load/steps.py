"""Reading `content/data/steps.yaml`: short forms written out, then the closed model."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
from generator.load.schema import build, build_entries
from generator.model.located import Map, ReadsWhen, Seq
from generator.model.step import Excluded, Step

KEY = "steps"
EXCLUDED = "excluded"
_DATED = ("from", "by")
_LISTED = ("from", "by", "within", "closed")


def read_steps(raw: Map, reader: ReadsWhen, diagnostics: Diagnostics) -> dict[str, Step]:
    """The steps by id, without those that are wrong."""
    entries = raw.get(KEY)
    if isinstance(entries, Map):
        for entry in entries.values():
            if isinstance(entry, Map):
                _write_out(entry)
    return build_entries(Step, raw, KEY, reader, diagnostics, beside=(EXCLUDED,))


def read_excluded(raw: Map, reader: ReadsWhen, diagnostics: Diagnostics) -> tuple[Excluded, ...]:
    """What the plan of some readers excludes."""
    entries = raw.get(EXCLUDED)
    if entries is None:
        return ()
    if not isinstance(entries, Seq):
        advice = "begin each with '- when: {...}'"
        diagnostics.error("bad-value", f"write '{EXCLUDED}' as a list", raw.spans[EXCLUDED], advice)
        return ()
    built: list[Excluded] = []
    for entry, place in zip(entries, entries.spans, strict=True):
        one = build(Excluded, entry, reader, diagnostics) if isinstance(entry, Map) else None
        if one is not None:
            built.append(one)
        elif not isinstance(entry, Map):
            diagnostics.error("bad-value", "write the keys 'when' and 'phases'", place)
    return tuple(built)


def declared_steps(raw: Map | None) -> frozenset[str]:
    """The ids of all steps, whether or not they can be read."""
    entries = None if raw is None else raw.get(KEY)
    return frozenset(entries) if isinstance(entries, Map) else frozenset()


def _write_out(entry: Map) -> None:
    """Put `from: a-day` and `by: {date: a-day}` into their long form, a list of mappings."""
    for key in _LISTED:
        if key not in entry or entry[key] is None:
            continue
        if not isinstance(entry[key], Seq):
            alone = Seq(entry.spans[key])
            alone.append(entry[key])
            alone.spans.append(entry.spans[key])
            entry[key] = alone
        if key in _DATED:
            _name_days(entry[key])


def _name_days(several: Seq) -> None:
    for number, one in enumerate(several):
        if isinstance(one, str):
            place = several.spans[number]
            named = Map(place)
            named["date"] = one
            named.spans["date"] = named.key_spans["date"] = place
            several[number] = named
