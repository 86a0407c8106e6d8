"""Publish: a public site to a branch of a git repository, whole, and with nobody's data in it."""
