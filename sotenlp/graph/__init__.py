"""The knowledge graph of practices, built from annotations."""
