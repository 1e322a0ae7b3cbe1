"""From a spaCy Doc to measures, actors, indicators and target groups."""
