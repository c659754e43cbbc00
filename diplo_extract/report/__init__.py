"""Ways to look at extractions: tables for the terminal, HTML."""
