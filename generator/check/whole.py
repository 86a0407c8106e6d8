"""Everything that can be proved over the whole profile space."""

from __future__ import annotations

import datetime as dt

from generator.check.assumed import Assumed
from generator.check.catalogs import check_catalog_readers
from generator.check.conditionals import conditionals
from generator.check.constraints import check_constraints
from generator.check.dead import check_dead
from generator.check.facets import check_facets
from generator.check.hidden import check_hidden
from generator.check.holes import check_holes
from generator.check.links import check_links
from generator.check.needed import needed_facets
from generator.check.path import check_path
from generator.check.points import check_points, makers_of
from generator.check.questions import Questions
from generator.check.rows import check_rows
from generator.check.step_days import check_step_days, check_windows
from generator.check.unknown import check_unknown
from generator.check.values import check_values
from generator.diagnostics import Diagnostics
from generator.logic.combine import any_of, negated
from generator.logic.hits import Hits
from generator.logic.presence import Presence
from generator.logic.witness import Witnesses
from generator.model.project import Project


def check_whole_space(presence: Presence, today: dt.date, diagnostics: Diagnostics) -> None:
    """Report what is wrong for any reader there can be, each finding with answers that show it.

    Asks for a project whose names all lead somewhere; ties in slots are reported by `check_slots`. `today` is the day
    the witnesses count from.
    """
    project, space = presence.project, presence.space
    assumed = Assumed(project)
    ask = Questions(space, Witnesses(project, space, today), diagnostics, assumed=assumed)
    if not _has_readers(project, ask):
        return
    check_constraints(project, ask)
    if not presence.is_ranked:
        return  # check_slots has said which slot is too large; nothing can be said of who gets what
    found = list(conditionals(project, presence))
    space.expect(each for one in found for each in (one.condition, one.around))
    ask.needed = needed_facets(presence, space)
    hits = Hits(project.tables, project.steps)
    check_dead(found, presence, ask)
    check_rows(hits, ask)
    check_catalog_readers(project, ask)
    check_holes(presence, ask)
    check_links(presence, ask)
    check_path(presence, ask)
    check_step_days(presence.project, ask)
    check_windows(presence.project, ask)
    check_values(found, presence, hits, ask)
    makers = makers_of(project, presence, hits, ask)
    check_points(project, makers, ask)
    check_hidden(project, presence, makers, ask)
    check_unknown(found, ask)
    check_facets(project, found, diagnostics)
    assumed.report(diagnostics)


def _has_readers(project: Project, ask: Questions) -> bool:
    """Whether the constraints leave any reader at all; where they do not, everything else would be wrong too."""
    for constraint in project.constraints:
        with ask.about(constraint.span):
            if ask.nobody(any_of(negated(constraint.if_), constraint.then)):
                ask.diagnostics.error(
                    "no-reader",
                    f"constraint '{constraint.id}' and those it is tied to exclude everybody",
                    constraint.span,
                    "loosen one of them",
                )
                return False
    return True
