"""Plan: what follows from a profile, each value with its reason."""

from generator.plan.plan import known_reader, plan_reader, with_plan
from generator.plan.ways import find_ways

__all__ = ["find_ways", "known_reader", "plan_reader", "with_plan"]
