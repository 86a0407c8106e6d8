"""What a text leans on: modules it requires or links to, and the order it asserts."""

from __future__ import annotations

from generator.check.questions import Questions
from generator.logic.combine import all_of, negated
from generator.logic.presence import Placed, Presence
from generator.model.module import LinkMark, mark_numbers


def check_links(presence: Presence, ask: Questions) -> None:
    """Report links, `requires`, `before` and `after` that break for some reader."""
    for placed in presence.placed.values():
        _links(presence, placed, ask)
        _requires(presence, placed, ask)
        _order(presence, placed, ask)


def _links(presence: Presence, placed: Placed, ask: Questions) -> None:
    for stretch in presence.texts(placed):
        for number in mark_numbers(stretch.text.markdown):
            mark = placed.module.marks[number]
            if not isinstance(mark, LinkMark) or mark.kind != "module":
                continue
            with ask.about(mark.span):
                witness = ask.witness(all_of(stretch.there, negated(presence.there(mark.target))))
                if witness is not None:
                    ask.diagnostics.error(
                        "absent-target",
                        f"some readers have this link, but not '{mark.target}'",
                        mark.span,
                        "put the sentence into a block for those who have both",
                        witness,
                    )


def _requires(presence: Presence, placed: Placed, ask: Questions) -> None:
    front = placed.module.front
    for number, other in enumerate(front.requires):
        place = front.place("requires", number)
        with ask.about(place):
            witness = ask.witness(all_of(placed.there, negated(presence.there(other))))
            if witness is not None:
                ask.diagnostics.error(
                    "broken-requires",
                    f"some readers have '{placed.module.id}', but not '{other}', which it requires",
                    place,
                    witness=witness,
                )


def _order(presence: Presence, placed: Placed, ask: Questions) -> None:
    front = placed.module.front
    for key, sign in (("before", 1), ("after", -1)):
        for number, other in enumerate(front.before if key == "before" else front.after):
            rival = presence.placed.get(other)
            if rival is None or (rival.position - placed.position) * sign >= 0:
                continue
            place = front.place(key, number)
            with ask.about(place):
                witness = ask.witness(all_of(placed.there, rival.there))
                if witness is not None:
                    ask.diagnostics.error(
                        "broken-order",
                        f"'{placed.module.id}' comes {'after' if key == 'before' else 'before'} '{other}', "
                        f"not {key} it",
                        place,
                        "change the outline",
                        witness,
                    )
