"""Pure functions from the words of a mention to its value; no spaCy."""
