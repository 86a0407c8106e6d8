"""Schemas for editors: what may be written in each file of a project, with the project's own names."""
