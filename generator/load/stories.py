"""Reading examples: invented readers, each with a day and a module that tells what they did."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.diagnostics import Diagnostics
from generator.load.answers import read_answers
from generator.load.modules import ID
from generator.model.facet import Facet
from generator.model.located import Date, Entry, Map
from generator.model.module import Module
from generator.model.profile import Example


class ExampleEntry(Entry):
    """One entry below `examples:` of profiles/personas.yaml."""

    id: str
    title: str
    as_of: Date
    story: str
    answers: dict[str, object]


def read_examples(
    entries: tuple[ExampleEntry, ...],
    raw: Map,
    facets: Mapping[str, Facet],
    personas: Collection[str],
    diagnostics: Diagnostics,
) -> dict[str, Example]:
    """Every example by id, in the order declared. `personas` are ids that are taken."""
    examples: dict[str, Example] = {}
    for number, entry in enumerate(entries):
        place = entry.place("id")
        if not ID.fullmatch(entry.id):
            advice = "use lower-case letters, digits and hyphens, at most 64"
            diagnostics.error("bad-id", f"'{entry.id}' is not a valid id of an example", place, advice)
        elif entry.id in personas or entry.id in examples:
            other = "a persona" if entry.id in personas else "another example"
            diagnostics.error("bad-id", f"'{entry.id}' is the id of {other}", place, "give it another one")
        answers = raw["examples"][number]["answers"]
        examples.setdefault(
            entry.id,
            Example(
                id=entry.id,
                title=entry.title,
                as_of=entry.as_of,
                story=entry.story,
                answers=read_answers(answers, facets, diagnostics),
                span=entry.span,
                spans={**answers.spans, "title": entry.place("title"), "story": entry.place("story")},
            ),
        )
    return examples


def told(
    examples: Mapping[str, Example], modules: Mapping[str, Module], diagnostics: Diagnostics
) -> tuple[dict[str, Example], dict[str, Module]]:
    """The examples, and of the modules those that are their stories.

    A story that is a draft, or could not be read, takes its example with it.
    """
    kept = {
        name: one
        for name, one in examples.items()
        if one.story in modules or not diagnostics.is_lost("modules", one.story)
    }
    named = {one.story for one in examples.values()}
    return kept, {name: module for name, module in modules.items() if name in named}
