"""The preview: a server for this machine alone, and a watch over the project's files."""
