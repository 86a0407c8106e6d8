"""The project as it is for an example: its story is the only chapter."""

from __future__ import annotations

from dataclasses import replace

from generator.model.condition import ALWAYS
from generator.model.outline import Chapter, Outline, Part
from generator.model.profile import Example
from generator.model.project import Project

STORY = "story"


def telling(project: Project, example: Example) -> Project:
    """The project with the story of an example in place of all parts and chapters."""
    story = project.stories[example.story]
    place = example.place("story")
    chapter = Chapter.model_construct(
        id=STORY, title=story.title, when=ALWAYS, contents=(story.id,), span=place, spans={}
    )
    part = Part.model_construct(id=STORY, title=example.title, when=ALWAYS, chapters=(chapter,), span=place, spans={})
    outline = Outline.model_construct(parts=(part,), span=place, spans={})
    return replace(project, outline=outline, modules={**project.modules, story.id: story})
