"""Plan: what follows from a profile, each value with its reason."""

from generator.plan.plan import plan_reader
from generator.plan.ways import find_ways

__all__ = ["find_ways", "plan_reader"]
