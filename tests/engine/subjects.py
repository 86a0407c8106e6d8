"""What random conditions ask about: a subject of each kind, some of whose words are missing, as they may be."""

from __future__ import annotations

from generator.logic.subject import Subject
from generator.model.condition import NOWHERE
from generator.model.facet import Unit

VALUES = ("tent", "hut", "inn", "hotel")
LIKES = ("sea", "hills")
BEDS = {
    "tent": ("you sleep in a tent", "you do not sleep in a tent"),
    "hut": ("you sleep in a hut", "you do not sleep in a hut"),
    "inn": ("you sleep at an inn", "you avoid inns"),
    "hotel": (None, None),
}

FOOD = {
    "soup": ("you eat well", "you do not eat soup"),
    "bread": ("you eat well today", "you do not"),
    "cake": ("they eat cake", "they do not eat cake"),
    "fish": ("you like fish", "you do not eat fish"),
    "tea": ("you like tea", "you never drink tea"),
}
"""Phrases that begin alike: whole ones, all but the first word, one word, two, and with and without "not"."""


def _unit(one: str, other: str) -> Unit:
    return Unit.model_construct(span=NOWHERE, spans={}, one=one, other=other)


SUBJECTS = {
    one.name: one
    for one in (
        Subject(name="bed", label="Bed", type="choice", values=VALUES, phrases=BEDS),
        Subject(name="bike", label="Bike", type="choice", values=("own", "lent"), phrase="your bike is {range}"),
        Subject(
            name="nights",
            label="Nights",
            type="integer",
            low=0,
            high=4,
            or_more=True,
            unit=_unit("night", "nights"),
            phrase="you have {range}",
        ),
        Subject(name="plan.stops", label="Stops", type="integer", low=1, high=12, phrase="your plan has {range} stops"),
        Subject(name="likes", label="Likes", type="choices", values=LIKES, phrases={"sea": ("you like the sea", None)}),
        Subject(name="start", label="Start", type="date", phrase="you start {range}"),
        Subject(name="food", label="Food", type="choice", values=tuple(FOOD), phrases=FOOD),
    )
}
