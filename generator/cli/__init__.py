"""The command line: options in, reports and exit codes out. Only here is click known."""
