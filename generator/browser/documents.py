"""The documents: who needs which, and the step that gives it its days."""

from __future__ import annotations

from generator.browser.conditions import Conditions, Data, present
from generator.browser.modules import Facts
from generator.logic.entries import condition_of
from generator.logic.lead import LeadWords
from generator.model.condition import ALWAYS
from generator.model.project import Project


def documents_data(project: Project, facts: Facts, conditions: Conditions) -> Data:
    """Every document in the order written; `sets` are the conditions of what it is for, where none always holds."""
    found = {}
    for name, document in project.documents.items():
        sets = [project.document_sets[one].when for one in document.sets]
        found[name] = conditions.when(condition_of(project, document)) | present(
            (
                ("sets", [] if ALWAYS in sets else [conditions.when(one) for one in sets]),
                ("step", document.step),
                ("lead", None if document.lead is None else LeadWords.own(document.lead)),
                ("cites", [facts[one] for one in document.facts]),
            )
        )
    return found
