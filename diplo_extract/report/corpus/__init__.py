"""The tables of a batch run as one HTML page: who signs with whom, in which fields, for how much, and when."""

from diplo_extract.report.corpus.page import corpus_page, corpus_report

__all__ = ["corpus_page", "corpus_report"]
