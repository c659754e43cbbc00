"""Run a folder of 20,000 generated articles, 200 of them faulty in 15 ways, and measure: faults, speed, memory, kills.

    python benchmarks/batch.py                      # 20,000 articles: 1 and 2 workers, memory over time, rerun
    python benchmarks/batch.py --articles 2000      # the same, smaller
    python benchmarks/batch.py --kills 20           # and killed at 20 random moments, each time resumed
    python benchmarks/batch.py --dask               # and on a Dask cluster of local processes

Needs psutil, and for --dask the extra "dask".
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

STATES = (
    "Kenya Uganda Ghana Peru Chile Nepal Oman Fiji Malta Jordan Brazil Canada Norway Vietnam Mongolia Kazakhstan "
    "Türkiye Egypt Morocco Senegal Rwanda Laos Bhutan Georgia Armenia Serbia Croatia Latvia Cuba Panama"
).split()
FIELDS = (
    "energy agriculture tourism education health transport mining fisheries culture defense trade customs aviation "
    "water science forestry labor sport"
).split()
KINDS = ("memorandum of understanding", "protocol", "agreement", "joint declaration", "letter of intent", "treaty")
OFFICES = ("President", "Prime Minister", "Foreign Minister", "Energy Minister", "Trade Minister")
NAMES = ("Amina", "Jorge", "Tenzin", "Lars", "Mai", "Omar", "Ivana", "Kofi", "Elena", "Bat", "Nur", "Peter")
FAMILIES = ("Otieno", "Quispe", "Gurung", "Hansen", "Nguyen", "Haddad", "Petrov", "Mensah", "Silva", "Dorj", "Aliyev")
MONTHS = "January February March April May June July August September October November December".split()
SENTENCES: tuple[Callable[[random.Random, str, str], str], ...] = (
    lambda r, a, b: f"{a} and {b} signed a {r.choice(KINDS)} on {r.choice(FIELDS)} in the capital on Tuesday.",
    lambda r, a, b: f"{r.choice(OFFICES)} {person(r)} of {a} met {r.choice(OFFICES)} {person(r)} of {b} for talks.",
    lambda r, a, b: (
        f"The two countries want to raise their trade to ${r.randint(2, 40)} billion by {r.randint(2025, 2035)}."
    ),
    lambda r, a, b: f"Trade between {a} and {b} came to {r.randint(20, 900)} million euros in {r.randint(2015, 2022)}.",
    lambda r, a, b: (
        f"{a} and {b} established diplomatic relations on {r.choice(MONTHS)} {r.randint(1, 28)}, "
        f"{r.randint(1950, 1995)}."
    ),
    lambda r, a, b: (
        f"The sides also discussed cooperation in {r.choice(FIELDS)}, {r.choice(FIELDS)} and {r.choice(FIELDS)}."
    ),
    lambda r, a, b: (
        f"{a} will lend {b} {r.randint(10, 500)} million dollars for {r.choice(FIELDS)}, its ministry said."
    ),
    lambda r, a, b: (
        f'"We have agreed on {r.randint(3, 30)} projects," said {person(r)}, who has been in office since '
        f"{r.randint(2008, 2021)}."
    ),
    lambda r, a, b: (
        "Observers said that the talks had been long, that much of the work was still to be done, and that "
        f"round {r.randint(2, 99)} of them would follow in {r.choice(MONTHS)}."
    ),
    lambda r, a, b: (
        f"The ministry in {a} gave no details, but a person with knowledge of file {r.randint(1000, 99999)} "
        "said that the text was with the lawyers."
    ),
)
FAULTS = 200


def person(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)} {chance.choice(FAMILIES)}"


def article(number: int) -> str:
    """Write an article of its own words, of 50 to 600 words, with a header in two of three."""
    chance = random.Random(number)
    first, second = chance.sample(STATES, 2)
    sentences = [chance.choice(SENTENCES)(chance, first, second) for _ in range(chance.randint(4, 36))]
    lines = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
    header = f"date {2023}-{number % 12 + 1:02}-{number % 28 + 1:02} " if number % 3 else ""
    return header + "\n\n".join(lines) + "\n"


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def linked() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


def truncated(number: int) -> bytes:
    return zipped({"word/document.xml": article(number).encode() * 5})[:-40]


ENTITIES = (
    b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item><description>&b;</description></item></rss>'
)
# Fifteen kinds of fault: name -> (suffix, the content of number N); those without content are links.
FAULTY: dict[str, tuple[str, Callable[[int], bytes] | None]] = {
    "empty": (".txt", lambda n: b"" if n % 2 else b" \n "),
    "binary": (".txt", lambda n: random.Random(n).randbytes(5000) + b"\0"),
    "wrong charset": (".txt", lambda n: ("Türkiye ve Çin " * 50).encode("cp1254")),
    "truncated Word": (".docx", truncated),
    "truncated PDF": (".pdf", lambda n: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + b"x" * n),
    "bad JSON": (".json", lambda n: b'{"text": "the end of it'),
    "deep JSON": (".json", lambda n: b'{"a":' * 200_000),
    "deep XML": (".xml", lambda n: b"<a>" * 100_000),
    "entities": (".xml", lambda n: ENTITIES),
    "zip bomb": (".zip", lambda n: zipped({"a.txt": b"a" * 60_000_000})),
    "path traversal": (".zip", lambda n: zipped({f"../../../escaped{n}.txt": article(n).encode()})),
    "link in a tar": (".tar", lambda n: linked()),
    "50 MB line": (".txt", lambda n: b"the of and " * 4_600_000),
    "link loop": ("", None),
    "vanished file": (".txt", None),
}
# How many of each: the large ones less often.
FEW = {"50 MB line": 2, "zip bomb": 5}


def counts() -> dict[str, int]:
    others = [name for name in FAULTY if name not in FEW]
    left = FAULTS - sum(FEW.values())
    return {**{name: left // len(others) + (i < left % len(others)) for i, name in enumerate(others)}, **FEW}


def make_folder(folder: Path, articles: int) -> int:
    """Write the folder; return the number of good articles. One in 50 is a copy of another one, or nearly."""
    good = articles - FAULTS
    for number in range(good):
        place = folder / f"agency{number % 20:02}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        of = number - number % 50 if number % 50 == 7 and number % 100 == 7 else number
        place.write_text(article(of), "utf-8")
    for name, count in counts().items():
        suffix, content = FAULTY[name]
        for number in range(count):
            place = folder / f"agency{number % 20:02}" / f"fault-{name.replace(' ', '-')}-{number}{suffix}"
            if content:
                place.write_bytes(content(number))
            elif name == "link loop":
                place.symlink_to(folder, target_is_directory=True)
            else:
                place.symlink_to(folder / "it was here a moment ago")
    return good


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "diplo_extract", "batch", str(folder), "--out", str(out), "--quiet", *more]


def watched(arguments: list[str]) -> tuple[float, list[tuple[float, float, float]]]:
    """Run; return the seconds, and (second, MB of the parent, MB of its largest worker) twice a second."""
    start, samples = time.monotonic(), []
    run = subprocess.Popen(arguments)
    process = psutil.Process(run.pid)
    while run.poll() is None:
        time.sleep(0.5)
        try:
            parent = process.memory_info().rss / 1e6
            workers = [child.memory_info().rss / 1e6 for child in process.children(recursive=True)]
        except psutil.Error:
            continue
        samples.append((time.monotonic() - start, parent, max(workers, default=0.0)))
    assert run.returncode == 1, f"exit status {run.returncode}; 1 was expected: there are faulty articles"
    return time.monotonic() - start, samples


def digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run_log.json"
    }


def report(out: Path, seconds: float, good: int) -> None:
    run = json.loads((out / "run.json").read_bytes())
    words = run["counts"]["words"]
    print(f"{run['counts']['articles']:,} of {good:,} good articles, {words:,} words in {seconds:.1f} s", end="")
    print(f" = {words / seconds:,.0f} words/s; {run['counts']['copies']} copies marked")
    assert run["counts"]["articles"] == good


def report_faults(out: Path) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_table(out / "errors.parquet").to_pylist()
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        name = row["source"].rsplit("fault-", 1)[-1].rsplit("-", 1)[0]
        found[name, row["code"]] += 1
    made = {name.replace(" ", "-"): count for name, count in counts().items()}
    print("\n| fault | made | error rows | code |\n| --- | --- | --- | --- |")
    for (name, code), count in sorted(found.items()):
        print(f"| {name} | {made.pop(name)} | {count} | {code} |")
    assert not made, f"no error row: {made}"
    assert len(rows) == FAULTS


def report_memory(samples: list[tuple[float, float, float]]) -> None:
    print("\n| of the run | parent, MB | largest worker, MB |\n| --- | --- | --- |")
    for share in range(10, 101, 10):
        part = samples[len(samples) * (share - 10) // 100 : len(samples) * share // 100] or samples[-1:]
        print(f"| {share} % | {max(p for _, p, _ in part):.0f} | {max(w for _, _, w in part):.0f} |")


def killed(folder: Path, root: Path, seconds: float, count: int) -> Iterator[dict[str, str]]:
    """Yield the bytes of runs that were killed at one random moment, and then resumed."""
    chance = random.Random(8)
    for number in range(count):
        out = root / f"killed{number}"
        run = subprocess.Popen(command(folder, out), start_new_session=True)
        moment = chance.uniform(0.2, seconds * 1.05)
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
        done = len(list((out / "shards").glob("*.gz")))
        subprocess.run(command(folder, out), check=False)
        print(f"killed after {moment:.1f} s with {done} shards written, resumed", flush=True)
        yield digests(out)
        subprocess.run(["rm", "-r", str(out)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--dask", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder = root / "deep" / "down" / "articles"
        good = make_folder(folder, args.articles)
        before = {path for path in root.rglob("*") if path.is_file()}
        print(f"{good:,} good articles, {FAULTS} faulty ones\n")
        times = {}
        for workers in (1, 2):
            times[workers], samples = watched(command(folder, root / f"out{workers}", "--workers", str(workers)))
            print(f"{workers} worker(s): ", end="")
            report(root / f"out{workers}", times[workers], good)
        same = digests(root / "out1")
        assert same == digests(root / "out2")
        print(f"2 workers are {times[1] / times[2]:.2f} times as fast as 1; their tables are the same, byte for byte")
        again, _ = watched(command(folder, root / "out2"))
        print(f"a rerun with nothing new takes {again:.1f} s")
        outside = {p for p in root.rglob("*") if p.is_file()} - before
        assert all(path.is_relative_to(root / "out1") or path.is_relative_to(root / "out2") for path in outside)
        print("nothing was written outside the folders of results")
        report_faults(root / "out1")
        report_memory(samples)
        if args.dask:
            seconds, _ = watched(command(folder, root / "dask", "--engine", "dask", "--workers", "2"))
            assert digests(root / "dask") == same
            print(f"\nDask, 2 workers: {seconds:.1f} s, the same bytes")
        for made in killed(folder, root, times[2], args.kills):
            assert made == same
        if args.kills:
            print(f"killed at {args.kills} random moments and resumed: the same bytes each time")


if __name__ == "__main__":
    main()
