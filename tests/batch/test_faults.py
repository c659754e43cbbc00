"""What a run survives: kills, full disks, read-only folders, articles that hang or kill their worker."""

from __future__ import annotations

import csv
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.batch.options import Settings
from diplo_extract.cli import main

Digests = Callable[[Path], dict[str, str]]
CSV = BatchOptions(format="csv")


def command(articles: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "diplo_extract", "batch", str(articles), "--out", str(out), "--format", "csv", *more]


def killed_and_resumed(articles: Path, out: Path, times: list[float]) -> None:
    """Start the run again and again, each time killing it and its workers after so many seconds; then let it end."""
    for seconds in times:
        run = subprocess.Popen(command(articles, out, "--quiet", "--workers", "2"), start_new_session=True)
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
    ended = subprocess.run(command(articles, out, "--quiet", "--workers", "2"), check=False)
    assert ended.returncode == 1  # the folder has faulty articles


def moments(count: int) -> list[float]:
    chance = random.Random(8)
    return [chance.uniform(0.3, 3.0) for _ in range(count)]


def test_a_run_killed_three_times_goes_on_and_ends_with_the_same_bytes(
    articles: Path, tmp_path: Path, digests: Digests
) -> None:
    run_batch([articles], tmp_path / "undisturbed", CSV, workers=0)
    killed_and_resumed(articles, tmp_path / "killed", moments(3))
    assert digests(tmp_path / "killed") == digests(tmp_path / "undisturbed")


@pytest.mark.slow
@pytest.mark.parametrize("moment", moments(20))
def test_a_run_killed_at_any_moment_ends_with_the_same_bytes(
    articles: Path, tmp_path: Path, digests: Digests, moment: float
) -> None:
    run_batch([articles], tmp_path / "undisturbed", CSV, workers=0)
    killed_and_resumed(articles, tmp_path / "killed", [moment])
    assert digests(tmp_path / "killed") == digests(tmp_path / "undisturbed")


@pytest.mark.parametrize("step", ["articles.csv", "errors.csv", "run.json"])
def test_a_run_that_ends_between_two_files_is_made_whole_by_the_next(
    articles: Path, tmp_path: Path, digests: Digests, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    run_batch([articles], tmp_path / "undisturbed", CSV, workers=0)
    real = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if target.name == step:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            run_batch([articles], tmp_path / "out", CSV, workers=0)
    assert not list((tmp_path / "out").glob("*.partial"))
    assert not (tmp_path / "out" / "run.json").exists()
    run_batch([articles], tmp_path / "out", CSV, workers=0)
    assert digests(tmp_path / "out") == digests(tmp_path / "undisturbed")


def test_ctrl_c_ends_with_130_and_what_is_done_is_kept(articles: Path, tmp_path: Path) -> None:
    run = subprocess.Popen(
        command(articles, tmp_path / "out", "--workers", "2"),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Where the tests run in the background of a shell, Ctrl-C is ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )
    while not list((tmp_path / "out" / "shards").glob("*.gz")):
        assert run.poll() is None
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "run again to go on" in told
    assert "Traceback" not in told


def limited(path: Path) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))  # bytes a file

    return limit


def test_a_full_disk_is_a_clear_error_and_leaves_no_broken_table(
    articles: Path, tmp_path: Path, digests: Digests
) -> None:
    out = tmp_path / "out"
    ended = subprocess.run(
        command(articles, out, "--workers", "0"), capture_output=True, text=True, preexec_fn=limited(out), check=False
    )
    assert ended.returncode == 1
    assert "cannot be written: File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(out.rglob("*.partial"))
    assert not list(out.glob("*.csv"))
    run_batch([articles], out, CSV, workers=0)
    run_batch([articles], tmp_path / "undisturbed", CSV, workers=0)
    assert digests(out) == digests(tmp_path / "undisturbed")


def test_a_place_that_cannot_be_written_to_is_a_clear_error(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # /proc takes no folder from anyone, root included.
    assert main(["batch", str(articles), "--out", "/proc/diplo", "--format", "csv", "--workers", "0"]) == 1
    told = capsys.readouterr().err
    assert "/proc/diplo: cannot be made" in told
    assert len(told.splitlines()) == 1


def test_two_runs_do_not_write_to_one_folder(articles: Path, tmp_path: Path) -> None:
    import fcntl

    run_batch([articles], tmp_path / "out", CSV, workers=0)
    with (tmp_path / "out" / ".diplo-extract").open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        ended = subprocess.run(command(articles, tmp_path / "out"), capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "another run is writing" in ended.stderr


def errors(out: Path) -> dict[str, tuple[str, str]]:
    with (out / "errors.csv").open(encoding="utf-8", newline="") as lines:
        return {row["article"]: (row["stage"], row["code"]) for row in csv.DictReader(lines)}


# A component of a user's that hangs in Python, hangs where Python cannot interrupt it, or kills its process.
PLUGIN = """
import os, re, signal, time
from diplo_extract.pipeline import load as real
import diplo_extract.pipeline
from spacy.language import Language

@Language.component("poison")
def poison(doc):
    if "HANG" in doc.text:
        while True:
            time.sleep(0.01)
    if "STUCK" in doc.text:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
    if "DIE" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return doc

def load(*args, **kwargs):
    nlp = real(*args, **kwargs)
    nlp.add_pipe("poison", first=True)
    return nlp

diplo_extract.pipeline.load = load
"""
RUN = """
import sys
sys.path.insert(0, {folder!r})
import plugin
import diplo_extract.batch.pool as pool
from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.batch.options import Settings
pool._GRACE = 0.5

if __name__ == "__main__":
    options = BatchOptions(Settings(max_seconds=1.0), format="csv")
    run_batch([{articles!r}], {out!r}, options, workers={workers})
"""


@pytest.mark.slow
def test_articles_that_hang_or_kill_are_error_rows_and_the_others_go_on(articles: Path, tmp_path: Path) -> None:
    for name, word in (("hang", "HANG"), ("stuck", "STUCK"), ("die", "DIE")):
        (articles / "part1" / f"poison-{name}.txt").write_text(f"Kenya and Uganda met. {word}.", "utf-8")
    (tmp_path / "plugin.py").write_text(PLUGIN, "utf-8")
    script, out = tmp_path / "script.py", tmp_path / "out"
    script.write_text(RUN.format(folder=str(tmp_path), articles=str(articles), out=str(out), workers=2), "utf-8")
    subprocess.run([sys.executable, str(script)], check=True, timeout=60)
    found = errors(out)
    assert found["part1/poison-hang"] == ("extract", "too_slow")
    assert found["part1/poison-stuck"] == ("extract", "too_slow")
    assert found["part1/poison-die"] == ("extract", "crashed")
    with (out / "articles.csv").open(encoding="utf-8", newline="") as lines:
        assert sum(1 for _ in csv.DictReader(lines)) == 60


def test_a_missing_extra_is_an_error_row_that_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("trafilatura", "pypdf", "pyarrow", "pyarrow.parquet", "fastwarc", "fastwarc.warc", "ftfy"):
        monkeypatch.setitem(sys.modules, package, None)
    source = Path(__file__).parents[2] / "fixtures" / "formats"
    from diplo_extract.read import read_folder
    from diplo_extract.read.articles import ReadFault

    for name, extra in (
        ("saved.html", "html"),
        ("story.eml", None),
        ("printed.pdf", "pdf"),
        ("stories.parquet", "parquet"),
        ("crawl.warc.gz", "warc"),
    ):
        (found, *_) = read_folder(source / name)
        if extra is None:
            assert not isinstance(found, ReadFault)
        else:
            assert isinstance(found, ReadFault)
            assert found.fault.code == "missing_extra"
            assert f"pip install 'diplo-extract[{extra}]'" in str(found.fault)
    assert main(["batch", str(source), "--out", str(tmp_path / "out"), "--workers", "0"]) == 2  # Parquet is the default


def test_a_model_that_is_not_installed_is_wrong_usage_with_workers_too(articles: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        command(articles, tmp_path / "out", "--model", "no_such_model"), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "neither an installed spaCy pipeline" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_limits_must_be_sensible() -> None:
    from diplo_extract.errors import OptionError

    with pytest.raises(OptionError, match="max-seconds"):
        Settings(max_seconds=0)
