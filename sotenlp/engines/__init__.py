"""Ways to run the per-document work: in this process, in worker processes."""
