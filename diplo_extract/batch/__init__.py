"""Folders of articles into tables, resumable: units are planned into shards, mapped by workers, and merged."""

from diplo_extract.batch.options import BatchOptions, Settings
from diplo_extract.batch.rows import map_rows
from diplo_extract.batch.runner import Summary, run_batch

__all__ = ["BatchOptions", "Settings", "Summary", "map_rows", "run_batch"]
