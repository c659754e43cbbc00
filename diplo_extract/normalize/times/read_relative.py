"""Readers of expressions that lean on another date: "last year", "three weeks later", "Tuesday", "now"."""

from __future__ import annotations

from diplo_extract.normalize.times.matched import Matched, Result
from diplo_extract.normalize.times.read_dates import PARTS, turn_of
from diplo_extract.normalize.times.read_durations import duration_value, quantity
from diplo_extract.normalize.times.readings import Base, Member, Reading, Shift

# Which way a word turns, and from where.
_WHEN: dict[str, tuple[int, Base]] = {
    "this": (0, "publication"), "this coming": (1, "publication"), "this past": (-1, "publication"),
    "that": (0, "mention"), "that same": (0, "mention"), "this same": (0, "mention"), "last": (-1, "publication"),
    "past": (-1, "publication"), "latest": (-1, "publication"), "next": (1, "publication"),
    "very next": (1, "mention"), "coming": (1, "publication"), "new": (1, "publication"), "following": (1, "mention"),
    "ensuing": (1, "mention"), "succeeding": (1, "mention"), "previous": (-1, "mention"), "preceding": (-1, "mention"),
    "prior": (-1, "mention"), "same": (0, "mention"), "current": (0, "publication"),
}  # fmt: skip
_DAYLIKE = {"night": "TNI"}


def when_unit(m: Matched) -> Result:
    """Read "last year", "the previous month", "that same day", "the next day"."""
    when, unit = m.get("when"), m.words.value("unit", m.get("unit"))
    count, base = _WHEN[when]
    if m.get("unit").endswith("s") and unit != "century":
        return Reading("DATE", value="PRESENT_REF") if (when, unit) == ("this", "day") else None
    if when in ("past", "last", "coming", "ensuing", "succeeding") and m.get("det") and not m.get("fiscal"):
        return None  # "the past year" is a duration, and read as one
    if when == "next" and m.get("det"):
        base = "mention"
    if unit in _DAYLIKE:
        return Reading("TIME", Shift("day", count, base), clock=_DAYLIKE[unit])
    if unit in ("second", "minute", "hour", "fortnight") or (when == "new" and unit != "year"):
        return None
    return Reading("DATE", Shift(unit, count, base))


def the_unit(m: Matched) -> Result:
    """Read "the year" of "the end of the year"; "year-end"."""
    mod = "END" if m.get("edge") else None
    return Reading("DATE", Shift(m.words.value("unit", m.get("unit")), 0, "any"), mod=mod)


def the_unit_before(m: Matched) -> Result:
    """Read "the year before", "the day after"."""
    count = -1 if m.get("dir") in ("before", "earlier", "prior", "previously") else 1
    if m.get("unit") == "night":
        return Reading("TIME", Shift("day", count, "mention"), clock="TNI")
    if m.get("unit") == "summer":
        return Reading("DATE", Member("season", 3, turn=count))
    return Reading("DATE", Shift(m.get("unit"), count, "mention"))


def weekday(m: Matched) -> Result:
    """Read "Tuesday", "last Friday", "Friday night", "Monday last week"."""
    when, within, rel = m.get("when"), None, m.get("rel")
    if rel:
        base: Base = "mention" if rel.startswith("that") else "publication"
        within = Shift("week", turn_of(rel), base)
    clock = PARTS.get(m.get("part"), "")
    term = Member("weekday", m.words.weekday(m.get("wday")), within=within, turn=turn_of(when))
    return Reading("TIME" if clock else "DATE", term, clock=clock)


def week_ago_day(m: Matched) -> Result:
    """Read "a week ago Friday", "two weeks from Monday"."""
    count = 2 if m.get("n") else 1
    back = m.get("dir") == "ago"
    day = Member("weekday", m.words.weekday(m.get("wday")), turn=0 if back else 1)
    return Reading("DATE", Shift("day", -7 * count if back else 7 * count, "publication", of=day))


def day_word(m: Matched) -> Result:
    """Read "yesterday", "today", "tomorrow morning"."""
    word, clock = m.get("word"), PARTS.get(m.get("part"), "")
    count = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(word)
    if count is None:
        count = -2 if "before" in word else 2
    return Reading("TIME" if clock else "DATE", Shift("day", count, "publication"), clock=clock)


def day_part(m: Matched) -> Result:
    """Read "tonight", "last night", "this morning", "the next morning"."""
    if m.get("word"):
        return Reading("TIME", Shift("day", -1 if m.get("word") == "last night" else 0, "publication"), clock="TNI")
    det = m.get("det")
    base: Base = "publication" if det == "this" else "mention"
    return Reading("TIME", Shift("day", turn_of(det), base), clock=PARTS[m.get("part")])


def the_part(m: Matched) -> Result:
    """Read "the morning" of "in the morning", "night" of "at night": of the day that was named."""
    if m.get("part") in ("daytime", "nighttime", "night-time"):
        return Reading("TIME", value=f"XXXX-XX-XX{PARTS[m.get('part')]}")
    return Reading("TIME", Shift("day", 0, "same day"), clock=PARTS[m.get("part")])


def year_earlier(m: Matched) -> Result:
    """Read "the year-earlier quarter", "the same period last year": that period, or the year before."""
    unit = m.get("unit", "unit2")
    if unit in ("quarter", "month", "week"):
        return Reading("DATE", Shift("year", -1, "mention", keep=unit))
    return Reading("DATE", Shift("year", -1, "publication"))


_BACK = frozenset(("ago", "earlier", "before", "previously", "prior"))
_FROM_NOW = frozenset(("ago", "from now", "hence", "on"))


def offset(m: Matched) -> Result:
    """Read "three weeks ago", "a year later", "years earlier"."""
    unit, direction = m.words.value("unit", m.get("unit")), m.get("dir")
    back = direction in _BACK
    base: Base = "publication" if direction in _FROM_NOW else "mention"
    count = quantity(m) if m.get("n") or "couple" in m.get("x") else None
    if (unit, count) == ("year", 1) and direction in ("earlier", "before"):
        base = "any"  # "up from $2 billion a year earlier": the year before the news, whatever month was named last
    if count is None:
        return Reading("DATE", value="PAST_REF" if back else "FUTURE_REF")
    if unit in ("second", "minute", "hour"):
        return Reading("TIME" if direction != "on" else "DURATION", value=duration_value(count, unit))
    unit, count = _whole(unit, count)
    if not isinstance(count, int):
        return Reading("DURATION", value=duration_value(count, unit))
    return Reading("DATE", Shift(unit, -count if back else count, base))


def _whole(unit: str, count: float) -> tuple[str, float]:
    """Return the same span in a unit that has no fraction of it: a year and a half is 18 months."""
    smaller = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "week": ("day", 7)}
    if unit == "fortnight":
        return "week", count * 2
    if unit == "night":
        return "day", count
    if not float(count).is_integer() and unit in smaller:
        name, size = smaller[unit]
        count = count * size
        return name, int(count) if float(count).is_integer() else count
    return unit, count


def vague_ref(m: Matched) -> Result:
    """Read "recent years", "the coming months"."""
    return Reading("DATE", value="PAST_REF" if m.get("when") == "recent" else "FUTURE_REF")


def ref(m: Matched) -> Result:
    """Read "now", "recently", "the future"."""
    kinds = m.words.kinds
    word = m.get("word")
    return Reading("DATE", value=kinds["ref"].get(word) or kinds["adjref"][word])


def present(m: Matched) -> Result:
    """Read "the present day", "at the moment"."""
    return Reading("DATE", value="PRESENT_REF")


def that_time(m: Matched) -> Result:
    """Read "the time" of "at the time": some time before."""
    return Reading("DATE", value="PAST_REF")
