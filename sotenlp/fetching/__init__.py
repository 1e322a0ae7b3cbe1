"""Pages from the web to a folder, only when called by name: robots.txt, waits, retries, a record."""
