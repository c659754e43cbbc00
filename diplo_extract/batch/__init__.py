"""Folders of articles into tables, resumable: units are planned into shards, mapped by workers, and merged."""

from diplo_extract.batch.options import BatchOptions
from diplo_extract.batch.runner import Summary, run_batch

__all__ = ["BatchOptions", "Summary", "run_batch"]
