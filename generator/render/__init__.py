"""Render: from guides to pages and handbooks, through the theme."""
