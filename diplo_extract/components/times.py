"""Find temporal expressions: candidates by their words, patterns only there, then values in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.lexicon import Lexicons, Pattern
from diplo_extract.mentions import TimeMention
from diplo_extract.normalize.times.anchor import Anchored, Scene, published_period, resolve, tells_history
from diplo_extract.normalize.times.read import READERS, Matched
from diplo_extract.normalize.times.readings import Part, Reading
from diplo_extract.normalize.times.values import open_value
from diplo_extract.normalize.times.words import Words, read_words
from diplo_extract.text import fold

# What a space in a pattern stands for: at most one line end, never an empty line.
_SPACE = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3})"
_GROUP = re.compile(r"\(\?P<\w+>")
_DIGITS = frozenset("0123456789")
_TRIGGER_KINDS = ("month", "mon", "weekday", "weekdays", "unit", "season", "ref", "set", "holiday")
_TRIGGERS = frozenset(
    "today yesterday tomorrow tonight overnight ago now bc ad morning afternoon evening night".split()
)
_LEADS = frozenset(
    "the a an this that last past next coming following previous preceding same current prior first second third "
    "fourth final every each per several few many some couple number of half and to or early late mid earlier later "
    "end beginning start middle about around nearly almost over more less than at least approximately roughly some "
    "on in fiscal ad ca".split()
)
_BEFORE = re.compile(
    r"(?:(?:the )?(?:very )?(?P<part>end|close|beginning|start|outset|middle|dawn|eve) of |"
    r"(?:the )?(?P<early>early|earlier|late|later|mid|middle|beginning)(?: in| of)?(?: |-)(?:the )?|"
    r"(?P<about>about|around|nearly|almost|approximately|roughly|some|more than|less than|over|under|at least|"
    r"up to|at most|close to|not more than|no more than) )".replace(" ", _SPACE)
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns, compiled to be tried at one place, and the words at which it is worth trying."""

    words: Words
    patterns: tuple[Pattern, ...]
    regexes: tuple[re.Pattern[str], ...]
    combined: re.Pattern[str]
    triggers: frozenset[str]
    leads: frozenset[str]


def _grammar(lexicons: Lexicons) -> Grammar:
    words = read_words(lexicons)
    patterns = lexicons.patterns("time_patterns")
    sources = [p.regex.pattern.replace(" ", _SPACE) for p in patterns]
    bare = [f"({_GROUP.sub('(?:', source)})" for source in sources]
    firsts = {form.split()[0] for kind in _TRIGGER_KINDS for form in words.kinds[kind]}
    numbers = {form for kind in ("one", "ten", "ordinal") for form in words.kinds[kind]}
    return Grammar(
        words=words,
        patterns=patterns,
        regexes=tuple(re.compile(source) for source in sources),
        combined=re.compile(f"(?:{'|'.join(bare)})(?!\\w)"),
        triggers=frozenset(firsts | _TRIGGERS) - {"in", "at", "to", "right", "not", "long", "these"},
        leads=frozenset(_LEADS | numbers | words.kinds["month"].keys() | words.kinds["wd"].keys()),
    )


def find_times(ctx: Context) -> tuple[TimeMention, ...]:
    """Find the temporal expressions of a text, each with its type, TIMEX3 value and EDTF form."""
    grammar = ctx.lexicons.cached("time grammar", lambda: _grammar(ctx.lexicons))
    parts = list(_parts(ctx, grammar))
    published = published_period(ctx.published)
    scene = Scene(published=published, narrative=tells_history([part.reading for part, _ in parts], published))
    mentions: list[TimeMention] = []
    for i, (part, rule) in enumerate(parts):
        until = (parts[i + 1][0].start, parts[i + 1][0].end) if part.until else None
        mentions.append(_mention(part, rule, scene, until))
    return tuple(mentions)


def _folded(text: str) -> str:
    low = fold(text)
    return low if len(low) == len(text) else "".join(c if len(fold(c)) != 1 else fold(c) for c in text)


def _parts(ctx: Context, grammar: Grammar) -> Iterator[tuple[Part, str]]:
    view, low, done = ctx.view, _folded(ctx.text), 0
    lowers, starts = view.lowers, view.starts
    triggers, leads = grammar.triggers, grammar.leads
    for i, word in enumerate(lowers):
        if word not in triggers and word[0] not in _DIGITS:
            continue
        if starts[i] < done:
            continue
        first = i
        while first > 0 and i - first < 8 and starts[first - 1] >= done and _leads(lowers[first - 1], leads):
            first -= 1
        for token in range(first, i + 1):
            found = _match(ctx.text, low, starts[token], grammar)
            if found and found[2] > starts[i]:
                yield from found[0]
                done = found[2]
                break


def _leads(word: str, leads: frozenset[str]) -> bool:
    return word in leads or word[0] in _DIGITS or word in "-,."


def _match(text: str, low: str, start: int, grammar: Grammar) -> tuple[list[tuple[Part, str]], int, int] | None:
    before = _BEFORE.match(low, start)
    for at in (before.end(), start) if before else (start,):
        match = grammar.combined.match(low, at)
        if match is None:
            continue
        index = match.lastindex - 1  # type: ignore[operator]
        result = _read(text, low, at, match.end(), index, grammar)
        if result is None:
            continue
        parts = result if isinstance(result, list) else [Part(at, match.end(), result)]
        if at != start:
            parts[0] = _modified(parts[0], start, before)
        return [(part, f"time_patterns:{grammar.patterns[index].id}") for part in parts], start, match.end()
    return None


def _read(text: str, low: str, start: int, end: int, index: int, grammar: Grammar) -> Reading | list[Part] | None:
    match = grammar.regexes[index].match(low, start, end)
    if match is None:
        return None
    pattern = grammar.patterns[index]
    spans = {name: match.span(name) for name in match.groupdict() if match[name] is not None}
    groups = {name: re.sub(r"\s+", " ", low[a:b]) for name, (a, b) in spans.items()}
    word = text[start:end]
    if low[start:end] in ("may", "march", "august") and not word[0].isupper():
        return None
    flat = re.sub(r"\s+", " ", low[start:end])
    return READERS[pattern.data["read"]](Matched(groups, spans, start, end, grammar.words, flat, word))


_MODS = {"early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID", "middle": "MID",
         "beginning": "START", "start": "START", "outset": "START", "end": "END", "close": "END", "dawn": "START",
         "eve": "BEFORE", "more than": "MORE_THAN", "over": "MORE_THAN", "at least": "EQUAL_OR_MORE",
         "less than": "LESS_THAN", "under": "LESS_THAN", "nearly": "LESS_THAN", "almost": "LESS_THAN",
         "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS"}  # fmt: skip


def _modified(part: Part, start: int, before: re.Match[str] | None) -> Part:
    if before is None:
        return part
    word = re.sub(r"\s+", " ", before["part"] or before["early"] or before["about"])
    reading = part.reading
    mod = _MODS.get(word, "APPROX")
    changed = Reading(reading.type, reading.term, reading.value, reading.clock, mod, before["about"] is None)
    return Part(start, part.end, changed, part.until)


def _mention(part: Part, rule: str, scene: Scene, until: tuple[int, int] | None) -> TimeMention:
    reading = part.reading
    anchored = resolve(reading.term, scene) if reading.term else None
    value, edtf = _values(reading, anchored)
    if anchored and reading.type in ("DATE", "TIME"):
        scene.last = Anchored(anchored.period, "mention", (part.start, part.end))
    return TimeMention(
        start=part.start,
        end=part.end,
        rule=rule,
        type=reading.type,
        value=value,
        mod=reading.mod,
        anchor=anchored.anchor if anchored else None,
        anchor_span=anchored.span if anchored else None,
        edtf=edtf,
        until=until,
    )


def _values(reading: Reading, anchored: Anchored | None) -> tuple[str | None, str | None]:
    if reading.term is None:
        return reading.value, None
    if anchored is None:
        return open_value(reading.term) + reading.clock, None
    value = anchored.period.value + reading.clock
    edtf = anchored.period.edtf
    if not reading.exact and "/" not in edtf and "X" not in edtf:
        edtf += "~"
    return value, edtf
