"""Explain: a selection and its reasons as data and as text."""
