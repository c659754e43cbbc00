"""Compare extractions with gold annotations. No spaCy."""
