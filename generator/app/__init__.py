"""One file per command: it calls the stages in their order and reports what happened."""
