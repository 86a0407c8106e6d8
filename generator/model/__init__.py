"""Immutable values that the stages pass on: what was read (pydantic) and what was computed (dataclasses)."""
