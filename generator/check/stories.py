"""Stories: the modules that tell examples. Each is told of one reader, so nothing in it depends on who reads."""

from __future__ import annotations

from generator.check.names import Names
from generator.diagnostics import Span
from generator.model.module import FrontMatter, LinkMark, Module, TaskMark
from generator.model.outline import SlotEntry

KEYS = ("title", "reviewed", "review_by", "review_every", "draft")
"""What the head of a story may say."""


def check_stories(names: Names) -> None:
    """Report each example without a story of its own, and what a story cannot hold."""
    project, diagnostics = names.project, names.diagnostics
    told: dict[str, str] = {}
    for example in project.examples.values():
        place = example.place("story")
        if example.story in told:
            message = f"'{example.story}' is already the story of '{told[example.story]}'"
            diagnostics.error("story-twice", message, place, "each example has a story of its own")
        elif names.known(example.story, [*project.stories, *project.modules], "module", place):
            told[example.story] = example.id
    outlined = _outlined(names)
    for story in project.stories.values():
        if story.id in outlined:
            message = f"'{story.id}' is the story of an example, which no guide has"
            diagnostics.error("outlined-story", message, outlined[story.id], "take it out of the outline")
        else:
            _check(story, names)


def _outlined(names: Names) -> dict[str, Span]:
    """Where the outline names modules."""
    return {
        entry: chapter.place("contents", number)
        for _, chapter in names.project.outline.chapters()
        for number, entry in enumerate(chapter.contents)
        if not isinstance(entry, SlotEntry)
    }


def _check(story: Module, names: Names) -> None:
    """Report keys, blocks, tasks and links that only a module of a guide can have."""
    diagnostics, front = names.diagnostics, story.front
    for key in FrontMatter.model_fields:
        if key in front.model_fields_set and key not in (*KEYS, "span", "spans"):
            message = f"the story of an example has no '{key}'"
            diagnostics.error("bad-story", message, front.place(key), f"it may have {', '.join(KEYS)}")
    for arm in story.arms():
        message = "the story of an example has no conditions: it is told of one reader"
        diagnostics.error("bad-story", message, arm.span, "write what holds for this reader")
    for mark in story.marks:
        if isinstance(mark, TaskMark):
            message = "the story of an example has no tasks: nobody has its checklist"
            diagnostics.error("bad-story", message, mark.span, "tell what the reader did")
        elif isinstance(mark, LinkMark) and mark.kind == "module":
            message = "the story of an example links to no module: it belongs to no guide"
            diagnostics.error("bad-story", message, mark.span, "say it here, or link to an address of resources.yaml")
