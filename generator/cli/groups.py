"""The commands in groups, each with its line of help: what `guidegen --help` prints without loading one of them."""

from __future__ import annotations

GROUPS: dict[str, dict[str, str]] = {
    "Build": {
        "init": "Make a small runnable project in a new folder.",
        "build": "Build the public site of all personas.",
        "serve": "Preview the guides on this machine while you write.",
        "doctor": "Show versions, system libraries and fonts, and what is missing.",
    },
    "Write": {
        "new": "Make a new file from its pattern.",
        "check": "Find what is wrong, for every reader there can be.",
        "test": "Run the project's guide tests (tests/guides/*.yaml).",
        "explain": "Say why a reader gets what they get, and why not the rest.",
        "list": "List modules, profiles, facets, milestones, facts or points.",
        "catalog": "Take a catalog to a spreadsheet program, and back.",
        "diff": "Say what differs between two readers, or since an edit.",
        "docs": "List or print the pages of the documentation.",
        "schema": "Print JSON Schemas of the project's files, for editors.",
    },
    "People": {
        "form": "Make the form that asks people for their answers.",
        "handbooks": "Make the private handbooks, calendars and workbooks of people.",
        "roster": "Read a table of people, and say how it is understood.",
        "verify": "Say whose handbook a PDF is, and whether it is still right.",
        "export": "Collect everything that is held about a person, to give to them.",
        "purge": "Remove every trace of a person.",
    },
    "Publish and send": {
        "publish": "Publish the built site to GitHub Pages.",
        "send": "Send each handbook to its own person.",
        "token": "Print a token to log in to the mail of Microsoft 365 or Google.",
    },
}
"""Group, command, line. The file of command `x` is `cli/x_.py`; its docstring begins with the same line."""

COMMANDS = tuple(name for group in GROUPS.values() for name in group)
"""All commands, in the order of the groups."""
