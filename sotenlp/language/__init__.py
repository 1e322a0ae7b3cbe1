"""Finnish on spaCy: tokens, sentences, lemmas, morphology and compound parts."""
