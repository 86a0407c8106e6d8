"""Plan: what follows from a profile, each value with its reason."""

from generator.plan.plan import consistent_reader, known_reader, plan_reader, with_path, with_verdicts
from generator.plan.ways import find_ways

__all__ = ["consistent_reader", "find_ways", "known_reader", "plan_reader", "with_path", "with_verdicts"]
