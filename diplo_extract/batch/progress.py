"""Progress on standard error: a bar on a terminal, a plain line now and then in a log, or nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import Literal, TextIO

Mode = Literal["bar", "lines", "none"]
_REDRAW = {"bar": 0.2, "lines": 30.0}  # seconds between two outputs
_WIDTH = 24
_TELLING = 5  # seconds; before, the start of the workers counts for more than the articles


@dataclass(slots=True)
class Progress:
    """Counts what is done, and shows it."""

    mode: Mode
    total: int = 0  # bytes of the folder
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0  # bytes
    reused: int = 0  # bytes of shards that an earlier run made
    articles: int = 0
    words: int = 0
    errors: int = 0
    started: float = field(default_factory=time.monotonic)
    _shown: float = 0.0

    def add(self, weight: int, articles: int, words: int, errors: int, *, reused: bool) -> None:
        """Count one shard."""
        self.done += weight
        self.reused += weight if reused else 0
        self.articles += articles
        self.words += words
        self.errors += errors
        if self.mode != "none" and time.monotonic() - self._shown >= _REDRAW[self.mode]:
            self.show()

    def say(self, what: str) -> None:
        """Show a line of its own."""
        if self.mode != "none":
            self.clear()
            print(what, file=self.stream, flush=True)

    def show(self) -> None:
        """Show the state."""
        self._shown = time.monotonic()
        share = min(1.0, self.done / self.total) if self.total else 0.0
        state = f"{share:4.0%}  {self.articles:,} articles  {self.words:,} words  {self.errors:,} errors{self._left()}"
        if self.mode == "bar":
            full = int(share * _WIDTH)
            print(f"\r\033[K[{'#' * full}{'.' * (_WIDTH - full)}] {state}", end="", file=self.stream, flush=True)
        elif self.mode == "lines":
            print(f"diplo-extract: {state}", file=self.stream, flush=True)

    def _left(self) -> str:
        made = self.done - self.reused  # reused shards take no time, and tell nothing about it
        seconds = time.monotonic() - self.started
        if made <= 0 or seconds < _TELLING:
            return ""
        return f"  {duration((self.total - self.done) * seconds / made)} left" if self.total > self.done else ""

    def clear(self) -> None:
        """Remove the bar."""
        if self.mode == "bar":
            print("\r\033[K", end="", file=self.stream, flush=True)


def duration(seconds: float) -> str:
    """Return a time for people.

    >>> duration(59), duration(125), duration(7300)
    ('59 s', '2 min 5 s', '2 h 1 min')
    """
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
