"""Plan: what follows from a profile, each value with its reason."""

from generator.plan.plan import make_plan

__all__ = ["make_plan"]
