"""Handbooks from pieces: each stretch of text is laid out and painted once, then set into every book that has it."""
