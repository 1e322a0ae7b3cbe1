"""Model folders that ship with sotenlp: data, model card and scores, never code."""
