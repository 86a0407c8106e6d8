"""Where shown text comes from: each arm of a block with its place, condition and reason, for the preview."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.diagnostics import Span
from generator.logic.describe import condition_words
from generator.model.condition import ALWAYS
from generator.model.selection import ArmDecision, Selection, ShownArm
from generator.render.fill import Annotate


def annotator(selection: Selection) -> Annotate:
    """Adds to the HTML of an arm where it comes from, its condition and why it is shown."""
    arms: dict[Span, ArmDecision] = {arm.span: arm for one in selection.decisions.values() for arm in one.arms}

    def annotate(arm: ShownArm, html: Markup) -> Markup:
        decision = arms.get(arm.span)
        if decision is None:
            return html
        when = "otherwise" if decision.condition == ALWAYS else f"when {condition_words(decision.condition)}"
        place = f"{arm.span.path}:{arm.span.line}"
        words = f'data-at="{escape(place)}" data-when="{escape(when)}" data-why="{escape(decision.reason.sentence)}"'
        tag = next((one for one in ('<div class="if', "<li", "<tr") if html.startswith(one)), None)
        if tag is not None:
            first = tag.split()[0]
            return Markup(str(html).replace(first, f"{first} {words}", 1))  # noqa: S704 -- words are escaped
        return Markup(f'<div class="from" {words}>{html}</div>')  # noqa: S704 -- words are escaped, html is safe

    return annotate
