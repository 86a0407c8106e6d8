"""Conditions, bodies, slots and readers over the small project's facets, drawn at random."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.logic.narrow import Contradiction, narrow, possible_answers
from generator.logic.presence import Presence
from generator.logic.space import Space
from generator.model.answers import Answers
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.module import Arm, Aside, Block, Body, FrontMatter, Module, Text
from generator.model.outline import Chapter, Outline, Part
from generator.model.profile import Answer
from generator.model.project import Project
from generator.plan import plan_reader
from generator.select import Selector
from tests.projects import SMALL, write_project
from tests.readers import DAY, NOWHERE, Chosen, World, open_world

Subjects = Mapping[str, tuple[str | int, ...]]
Reader = Mapping[str, Answer]

ANSWERS: Subjects = {
    "specialty": ("psychiatry", "radiology"),
    "visa": ("j1", "h1b", "not-needed"),
    "status": ("student", "graduate"),
    "citizenship": ("us-citizen", "other"),
    "rotations": (0, 1, 2, 3, 4),
}
"""What a reader is asked here, and the real answers."""

TESTED: Subjects = {
    **ANSWERS,
    "setting": ("ward", "reading-room"),
    "plan.rotations": (1, 2, 3),
    "plan.goal": (2, 3),
}


@cache
def base() -> World:
    """The small project, with reasons that can be given to a reader who has answered nothing."""
    rules = str(SMALL["content/rules.yaml"]).replace(" for {{ profile.specialty }}", "")
    with tempfile.TemporaryDirectory() as folder:
        return open_world(write_project(Path(folder), {"content/rules.yaml": rules}))


@cache
def _answers(given: tuple[tuple[str, Answer], ...]) -> Answers:
    opened = base().opened
    return plan_reader(opened.project, opened.subjects, base().persona(dict(given)), DAY).plan.answers


def answers_of(given: Reader) -> Answers:
    """The values still possible for a reader, the plan's included."""
    return _answers(tuple(sorted(given.items())))


@st.composite
def clauses(draw: st.DrawFn, subjects: Subjects = TESTED) -> Clause:
    """A clause on one subject: some of its values, or a range of its numbers."""
    subject = draw(st.sampled_from(sorted(subjects)))
    values = subjects[subject]
    numbers = [value for value in values if isinstance(value, int)]
    if numbers and draw(st.booleans()) is True:
        low, high = sorted(draw(st.tuples(st.sampled_from(numbers), st.sampled_from(numbers))))
        return Clause(subject, draw(st.sampled_from([Range(low, high), Range(low, None), Range(None, high)])))
    return Clause(subject, frozenset(draw(st.sets(st.sampled_from(values), min_size=1))))


def conditions(subjects: Subjects = TESTED, most: int = 6) -> st.SearchStrategy[Condition]:
    """Any condition: clauses joined by all, any and not."""
    return st.recursive(
        clauses(subjects),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=most,
    )


@st.composite
def partial_answers(draw: st.DrawFn, most_open: int = 2) -> Reader:
    """A reader who has left at most some questions open, and breaks no constraint."""
    count = draw(st.integers(0, most_open))
    open_ones = draw(st.sets(st.sampled_from(sorted(ANSWERS)), min_size=count, max_size=count))
    given: dict[str, Answer] = {}
    for name, values in ANSWERS.items():
        if name not in open_ones:
            given[name] = draw(st.sampled_from(values))
        elif name == "visa" and draw(st.booleans()):
            given[name] = "undecided"
    if not is_possible(given):
        given["citizenship"] = "other"
    return given


def is_possible(given: Reader) -> bool:
    """Whether the answers break no constraint."""
    opened = base().opened
    try:
        narrow(
            possible_answers(given, opened.project.facets, opened.subjects),
            opened.project.facets,
            opened.project.constraints,
        )
    except Contradiction:
        return False
    return True


def completions(given: Reader) -> Iterator[Reader]:
    """Every way to answer what is open, without those that break a constraint."""
    choices = {
        name: ("j1", "h1b") if given.get(name) == "undecided" else (given[name],) if name in given else values
        for name, values in ANSWERS.items()
    }
    for mix in itertools.product(*choices.values()):
        answers = dict(zip(choices, mix, strict=True))
        if is_possible(answers):
            yield answers


@dataclass
class Words:
    """Gives every stretch of text words of its own."""

    count: int = 0

    def text(self) -> Text:
        """A new stretch; its place differs, too."""
        self.count += 1
        return Text(f"w{self.count}", Span("m.md", self.count, 1))


@st.composite
def bodies(draw: st.DrawFn, words: Words, depth: int = 2, subjects: Subjects = TESTED, most: int = 3) -> Body:
    """A body of texts, asides and blocks with else-arms, to some depth."""

    def inner() -> Body:
        return draw(bodies(words, depth - 1, subjects, most))

    nodes: list[Text | Block | Aside] = []
    kinds = ["text", "block", "aside"] if depth else ["text"]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        if kind == "text":
            nodes.append(words.text())
        elif kind == "aside":
            nodes.append(Aside("tip", inner(), NOWHERE))
        else:
            whens = draw(st.lists(conditions(subjects, most), min_size=1, max_size=3))
            if draw(st.booleans()):
                whens.append(ALWAYS)
            arms = (Arm(one, "If so", "show", (), inner(), Span("m.md", words.count, 1)) for one in whens)
            nodes.append(Block(tuple(arms), NOWHERE))
    return tuple(nodes)


def module(name: str, when: Condition, body: Body, slot: str | None = None, priority: int = 0) -> Module:
    """A module that words its lead itself."""
    front = FrontMatter.model_construct(
        title=name, when=when, slot=slot, priority=priority, lead="If so", reviewed=DAY, span=NOWHERE, spans={}
    )
    return Module(id=name, path="m.md", front=front, body=body, marks=(), span=NOWHERE, revision="x")


def with_modules(modules: list[Module], contents: tuple[str, ...]) -> World:
    """The small project with other modules in one chapter."""
    opened = base().opened
    chapter = Chapter.model_construct(id="c", title="C", when=ALWAYS, contents=contents, span=NOWHERE, spans={})
    part = Part.model_construct(id="p", title="P", when=ALWAYS, chapters=(chapter,), span=NOWHERE, spans={})
    project: Project = replace(
        opened.project,
        modules={one.id: one for one in modules},
        outline=Outline.model_construct(parts=(part,), span=NOWHERE, spans={}),
    )
    space = Space(project.facets, opened.subjects, project.tables, project.constraints)
    selector = Selector(opened.subjects, Presence(project, space))
    return World(replace(opened, project=project, space=space, selector=selector))


def chosen(world: World, given: Reader) -> Chosen:
    """What a reader gets."""
    return Chosen.of(world.opened.choose(world.persona(given)))


def words_in(lines: list[str]) -> set[str]:
    """The texts among the lines of a selection."""
    return {line.strip() for line in lines if line.strip().startswith("w")}
