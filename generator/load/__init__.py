"""Load: from the files of a project to a typed, linked `Project`. Every value knows its place."""
