"""From mentions to canonical things: actors, measures, and practices across regions."""
