"""Sentences, measures, sections and documents onto the five national goals."""
