"""The page of an example: its answers, plan, path and story, with sources and words on the page itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import text
from generator.model.filled import FilledFact, FilledTerm
from generator.model.guide import Guide
from generator.model.profile import Example, Persona
from generator.model.project import Project
from generator.render.fill import Addresses

View = dict[str, Any]
ADDRESSES = Addresses(
    section=lambda _, section: f"#{section}",
    source=lambda _, fact: f"#source-{fact}",
    term=lambda term: f"#term-{term}",
)
"""Everything that an example names is on its own page."""


def example_path(name: str) -> str:
    """Where the page of an example is below the site's root."""
    return f"examples/{name}.html"


def example_view(example: Example, guide: Guide, view: View, guides: Iterable[View]) -> View:
    """What the template sees: the guide's view, the day it counts from, and the guides for readers like this one.

    Of sources and terms, those that the story names: the page has none of the lists that name others.
    """
    marks = [mark for chapter in guide.chapters for one in chapter.sections for mark in one.marks.values()]
    cited = {mark.number for mark in marks if isinstance(mark, FilledFact)}
    named = {f"term-{mark.term}" for mark in marks if isinstance(mark, FilledTerm)}
    return {
        **view,
        "as_of": text.long_date(example.as_of),
        "guides": list(guides),
        "sources": [one for one in view["sources"] if one["number"] in cited],
        "terms": [one for one in view["terms"] if one["anchor"] in named],
    }


def examples_list(project: Project, pages: Iterable[str]) -> list[View]:
    """The examples whose pages are there, for the front page."""
    there = set(pages)
    return [
        {"title": text.curly(one.title), "href": example_path(one.id)}
        for one in project.examples.values()
        if example_path(one.id) in there
    ]


def guides_like(example: Example, personas: Iterable[Persona]) -> list[Persona]:
    """The personas all of whose answers the example gives, too."""
    given = example.answers.items()
    return [one for one in personas if one.answers.items() <= given]
