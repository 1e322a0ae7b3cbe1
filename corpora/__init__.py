"""Text collections and vocabularies that ship with sotenlp."""
