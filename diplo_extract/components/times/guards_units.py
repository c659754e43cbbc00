"""Guards of counted units: "22-year-old", "three quarters of", "the days when", "year on year"."""

from __future__ import annotations

import re

from diplo_extract.components.times.around import Around


def offset(a: Around) -> bool:
    """Drop "second before", "quarter on quarter"; keep "years later"."""
    unit, direction = a.groups["unit"], a.groups["dir"]
    bare = not (a.groups.get("n") or a.groups.get("x"))
    if direction == "on":
        return (
            bool(a.groups.get("n"))
            and a.groups["n"] not in ("a", "an")
            and unit in ("year", "years", "months", "decades")
            and not a.next_word
        )
    if bare:
        return unit.endswith("s") and direction in ("ago", "later", "earlier", "after", "before")
    if unit in ("second", "quarter") and a.groups.get("n") in ("a", "an"):
        return unit == "quarter" and direction in ("ago", "earlier", "later")
    return True


def when_unit(a: Around) -> bool:
    """Drop "this second", "the last minute", "the past quarter-century", "the new year's"; keep "this year"."""
    unit, when = a.groups["unit"], a.groups["when"]
    if unit in ("second", "seconds", "minute", "minutes", "hour", "hours", "season", "seasons", "nights"):
        return False
    if when in ("the same", "same") and not a.groups.get("det"):
        return False
    if when == "new":
        return False
    if when == "that" and not unit.endswith("s"):
        return not re.match(r" (?:is|was|after year)\b", a.after)
    if when == "prior" and not a.groups.get("det"):
        return False
    return not (when == "past" and not a.groups.get("det") and unit.endswith("s"))


_SPANNING = frozenset(
    "in for of during throughout by over this so until within since through later earlier into".split()
)


def the_unit(a: Around) -> bool:
    """Keep "the end of the year", "later in the day", "for the quarter"; drop "the day that", "the year of"."""
    unit = a.groups["unit"]
    if a.mark and (a.mark.groupdict()["edge"] or a.mark.groupdict()["phase"]):
        return not re.match(r" (?:of the|that|when)\b", a.after)
    if unit not in ("year", "quarter", "month", "week", "weekend"):
        return False
    if re.match(r" (?:of|that|when|since|he|she|it|they|in which|to|before|after|-)", a.after) or re.match(
        r"[-'\d]| \d", a.after
    ):
        return False
    return a.last_word in (_SPANNING if unit in ("year", "quarter", "weekend") else ("in", "this", "of"))


def set_word(a: Around) -> bool:
    """Keep "daily flights", drop the "Daily Telegraph"."""
    return not (a.capital and (a.text[a.end : a.end + 2].strip()[:1].isupper() or a.follows_capital))


_SPOILED = frozenset("second seconds season seasons".split())


def last_n(a: Around) -> bool:
    """Drop "the first minute", "second quarter", "last seconds", "early days of"; keep "the first nine months"."""
    unit, which = a.groups["unit"], a.groups["which"]
    counted = a.groups.get("n") or a.groups.get("x")
    if unit in _SPOILED or (unit in ("minute", "hour", "night", "quarter", "weekend") and not counted):
        return False
    if unit.endswith("-") or a.after.startswith(("-on-", "-over-", "-long", "-old", " old")):
        return False
    plural = unit.endswith("s") or unit in ("centuries", "millennia")
    if counted:
        return True
    if plural:
        return which not in ("second", "third", "fourth", "fifth")
    if which in ("early", "remaining", "previous", "following", "next", "latest"):
        return False
    return unit in ("day", "week", "month", "year", "decade") and a.low[a.start : a.start + 4] == "the "


def duration(a: Around) -> bool:
    """Drop "22-year-old", "a second", "three quarters of"; keep "three weeks"."""
    unit, n = a.groups["unit"], a.groups.get("n", "")
    before = a.before
    if "-" in a.written and re.match(r"(?:the|these|those) ", a.written.lower()):
        return False  # "the six-day war" has "six-day"
    if n in ("a", "an") and a.groups.get("tail", "").startswith("-"):
        return False  # "a month-long siege" has "month-long"
    if re.match(r"-olds?\b|-on-|-over-|-to-|-by-|-a-", a.after) or a.groups.get("tail", "").startswith("-old"):
        return False
    if (unit in ("second", "quarter", "minute") and n in ("a", "an", "one")) or unit.startswith("season"):
        return False
    if a.groups.get("x") and "couple" not in a.groups["x"] and not unit.endswith("s"):
        return False  # "some day"
    if (
        unit == "hours"
        and re.fullmatch(r"[012]\d[0-5]\d", n)
        and a.last_word in ("at", "by", "from", "until", "around")
    ):
        return False
    if unit in ("quarters", "seconds") and (a.groups.get("x") or n in ("three", "two", "3")):
        return unit == "seconds" and bool(n)
    if re.search(r"(?:[$€£¥.,/:]|\d[-.]?)$", before):
        return False
    if n and len(n) == 4 and n.isdigit() and n[:2] in ("19", "20") and not unit.endswith("s"):
        return False  # "the World Cup 2018 day five"
    return not (n == "half" and unit != "hour")


_BARE_UNITS = frozenset(
    "for in within over of after took take takes taken last lasted spent spend spending and or with through during "
    "despite several from by - many more several-".split()
)


def units(a: Around) -> bool:
    """Keep "for years", "decades of war"; drop "the days when", "business hours"."""
    return (a.last_word in _BARE_UNITS or a.next_word in ("of", "after", "before", "into")) and a.last_word not in (
        "the", "these", "those", "office", "working", "business", "opening", "early"
    ) and a.next_word not in ("when", "ahead")  # fmt: skip
