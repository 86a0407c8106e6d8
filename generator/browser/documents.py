"""The documents: who needs which, and the step that gives it its days."""

from __future__ import annotations

from generator import text
from generator.browser.conditions import Conditions, Data, present
from generator.browser.modules import Facts
from generator.logic.entries import condition_of
from generator.logic.lead import LeadWords
from generator.model.project import Project


def documents_data(project: Project, facts: Facts, conditions: Conditions) -> Data:
    """Every document in the order written."""
    found = {}
    for name, document in project.documents.items():
        found[name] = conditions.when(condition_of(project, document)) | present(
            (
                ("sets", list(document.sets)),
                ("step", document.step),
                ("lead", None if document.lead is None else LeadWords.own(document.lead)),
                ("cites", [facts[one] for one in document.facts]),
            )
        )
    return found


def sets_data(project: Project, conditions: Conditions) -> Data:
    """What documents are for, and for whom that holds."""
    return {
        name: {"label": text.curly(one.label), **conditions.when(one.when)}
        for name, one in project.document_sets.items()
    }
