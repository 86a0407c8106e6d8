"""Browser: the rules of a project as data for the engine of the page (`templates/site/engine`)."""

from generator.browser.plan import plan_data, plan_script, taken_script
from generator.browser.rules import rules_data

__all__ = ["plan_data", "plan_script", "rules_data", "taken_script"]
