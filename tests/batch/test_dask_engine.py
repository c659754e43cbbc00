from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.errors import OptionError

distributed = pytest.importorskip("distributed")
CSV = BatchOptions(format="csv")
Digests = Callable[[Path], dict[str, str]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers, each a process of its own, as on a real cluster."""
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    dask = [sys.executable, "-m", "distributed.cli."]
    start = [
        [f"{dask[2]}dask_scheduler", "--scheduler-file", str(file), "--port", "0", "--no-dashboard"],
        *[
            [f"{dask[2]}dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            for _ in range(2)
        ],
    ]
    processes = [subprocess.Popen([*dask[:2], *arguments], **quiet) for arguments in start]  # type: ignore[call-overload]
    try:
        with distributed.Client(scheduler_file=str(file), timeout="30s") as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_dask_gives_the_same_bytes(
    articles: Path, tmp_path: Path, digests: Digests, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    run_batch([articles], tmp_path / "dask", CSV, engine="dask", scheduler=cluster[0])
    assert digests(tmp_path / "here") == digests(tmp_path / "dask")


@pytest.mark.slow
def test_a_dask_worker_killed_in_the_middle_loses_nothing(
    articles: Path,
    tmp_path: Path,
    digests: Digests,
    story: Callable[[int], str],
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    for number in range(60, 1500):
        (articles / "part0" / f"story{number:04}.txt").write_text(story(number), "utf-8")
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    address, workers = cluster
    arguments = [str(articles), "--out", str(tmp_path / "dask"), "--format", "csv", "--quiet", "--engine", "dask"]
    run = subprocess.Popen([sys.executable, "-m", "diplo_extract", "batch", *arguments, "--scheduler", address])
    while len(list((tmp_path / "dask" / "shards").glob("*.gz"))) < 5:
        assert run.poll() is None
        time.sleep(0.01)
    os.kill(workers[0].pid, signal.SIGKILL)
    assert run.wait(timeout=120) == 1  # the folder has faulty articles
    assert digests(tmp_path / "here") == digests(tmp_path / "dask")


@pytest.mark.slow
def test_one_of_three_workers_of_a_local_cluster_killed(
    articles: Path, tmp_path: Path, digests: Digests, story: Callable[[int], str]
) -> None:
    for number in range(60, 900):
        (articles / "part0" / f"story{number:04}.txt").write_text(story(number), "utf-8")
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    options = {"n_workers": 3, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        processes = sorted(client.run(os.getpid).values())
        killed = threading.Thread(target=_kill_after, args=(processes[0], tmp_path / "dask" / "shards", 5))
        killed.start()
        run_batch([articles], tmp_path / "dask", CSV, engine="dask", scheduler=cluster.scheduler_address)
        killed.join()
        assert processes[0] not in client.run(os.getpid).values()
    assert digests(tmp_path / "here") == digests(tmp_path / "dask")


def _kill_after(process: int, shards: Path, count: int) -> None:
    """Kill a process when so many shards are there."""
    while len(list(shards.glob("*.gz"))) < count:
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)


@pytest.mark.slow
def test_a_cluster_of_its_own(articles: Path, tmp_path: Path, digests: Digests) -> None:
    arguments = [
        str(articles),
        "--out",
        str(tmp_path / "dask"),
        "--format",
        "csv",
        "--engine",
        "dask",
        "--workers",
        "2",
    ]
    ended = subprocess.run(
        [sys.executable, "-m", "diplo_extract", "batch", *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1, ended.stderr
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    assert digests(tmp_path / "here") == digests(tmp_path / "dask")


def test_no_scheduler_there_is_wrong_usage(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplo_extract.batch.dask_engine._PATIENCE", "1s")
    with pytest.raises(OptionError, match="no Dask scheduler answers"):
        run_batch([articles], tmp_path / "out", CSV, engine="dask", scheduler="tcp://127.0.0.1:9")
