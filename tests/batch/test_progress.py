from __future__ import annotations

import io

import pytest

from diplo_extract.batch.progress import Progress, duration


def test_a_log_gets_plain_lines_now_and_then() -> None:
    stream = io.StringIO()
    progress = Progress("lines", total=1000, stream=stream)
    for _ in range(10):
        progress.add(50, 2, 300, 1, reused=False)
    assert stream.getvalue() == "diplo-extract:   5%  2 articles  300 words  1 errors\n"


def test_a_terminal_gets_a_bar_with_the_time_left() -> None:
    stream = io.StringIO()
    progress = Progress("bar", total=1000, stream=stream)
    progress.started -= 10
    progress.add(500, 20, 3000, 1, reused=False)
    assert "[############............]  50%  20 articles  3,000 words  1 errors  10 s left" in stream.getvalue()
    assert "\n" not in stream.getvalue()


def test_what_an_earlier_run_did_does_not_count_for_the_time_left() -> None:
    stream = io.StringIO()
    progress = Progress("bar", total=1000, stream=stream)
    progress.started -= 10
    progress.add(800, 20, 3000, 1, reused=True)
    assert "left" not in stream.getvalue()


def test_quiet_shows_nothing() -> None:
    stream = io.StringIO()
    progress = Progress("none", stream=stream)
    progress.add(1, 1, 1, 1, reused=False)
    progress.say("done")
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("seconds", "told"), [(0, "0 s"), (59.9, "59 s"), (60, "1 min 0 s"), (86_400, "24 h 0 min")])
def test_durations_for_people(seconds: float, told: str) -> None:
    assert duration(seconds) == told
