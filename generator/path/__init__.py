"""The path: when each step of a reader can be done, and when it must be."""

from generator.path.journey import Journey, find_journey
from generator.path.order import Circle, Order
from generator.path.situation import Situation

__all__ = ["Circle", "Journey", "Order", "Situation", "find_journey"]
