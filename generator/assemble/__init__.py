"""Assemble: from a selection to a guide with its links, numbers, tasks and sources."""

from generator.assemble.gathered import gather
from generator.assemble.guide import assemble_guide

__all__ = ["assemble_guide", "gather"]
