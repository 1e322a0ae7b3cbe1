"""The `sotenlp` command."""
