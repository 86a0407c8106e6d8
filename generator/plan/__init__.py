"""Plan: what follows from a profile, each value with its reason."""

from generator.plan.plan import plan_reader

__all__ = ["plan_reader"]
