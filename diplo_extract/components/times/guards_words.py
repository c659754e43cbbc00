"""Guards of weekdays, parts of the day, times of day, and words that point to a time: "USA Today", "now that"."""

from __future__ import annotations

import re

from diplo_extract.components.times.around import Around

_TODAY_NAMES = frozenset(
    "usa russia turkey india malaysia pakistan cyprus africa africa's israel georgia psychology".split()
)


def day_word(a: Around) -> bool:
    """Keep "today", drop "USA Today"."""
    return not (a.capital and a.last_word in _TODAY_NAMES) and not a.after.startswith(("'s world", "'s youth"))


def moment(a: Around) -> bool:
    """Keep "at the moment", "at this point"; drop "the moment that", "the point of"."""
    if "moment" in a.written.lower() or "point" in a.written.lower():
        return a.last_word in ("at", "for", "from", "until") and a.next_word not in (
            "of",
            "that",
            "when",
            "where",
            "he",
            "she",
            "in",
        )
    return True


def capital_name(a: Around) -> bool:
    """Drop parts of names: "The Tonight Show", "Easter Island", "Christmas Island"."""
    return not re.match(r"\s(?:show|island|tree|trees|card|cards|carol|gift|gifts|shopping|party|now)\b", a.after)


_WEEKDAY_NAMES = re.compile(
    r"\s(?:times|telegraph|mail|express|mirror|herald|post|sun|mercury|agreement|business post|morning herald|school|"
    r"night (?:live|football)|nation|observer|tribune|guardian|world|people|punch|monitor|standard)\b"
)
_BYNAMES = frozenset("bloody black good fat ash super palm maundy holy blue cyber whit orange shrove".split())


def weekday(a: Around) -> bool:
    """Keep "on Sunday", drop "the Sunday Times", "Bloody Sunday"."""
    if a.last_word in _BYNAMES and a.text[a.start - len(a.last_word) - 1 : a.start].strip()[:1].isupper():
        return False
    follows = a.text[a.end : a.end + 2].strip()[:1].isupper()
    return not (follows and _WEEKDAY_NAMES.match(a.after))


def the_part(a: Around) -> bool:
    """Keep "in the morning", drop "the night sky"."""
    return a.last_word in (
        "in",
        "during",
        "by",
        "until",
        "through",
        "of",
        "throughout",
        "into",
        "for",
        "before",
    ) and not a.after.startswith(" of ")


def at_part(a: Around) -> bool:
    """Keep "at night", "before dawn"; drop "night flights"."""
    if a.groups["part"] in ("daytime", "nighttime", "night-time"):
        return True
    return a.last_word in ("at", "before", "by", "until", "after", "since") and a.next_word not in ("prayer", "flights")


def nth_day(a: Around) -> bool:
    """Keep "on the 20th", "the 28th of that month"; drop "the first" and "the 20th anniversary"."""
    if a.groups.get("rel"):
        return a.groups["d"][:1].isdigit()
    if not a.groups["d"][:1].isdigit():
        return False
    free = not a.next_word or a.next_word in (
        "and",
        "or",
        "to",
        "the",
        "he",
        "she",
        "they",
        "it",
        "when",
        "but",
        "with",
        "for",
        "after",
    )
    return a.last_word in ("on", "until", "till", "by", "since", "from", "to", "and", "before", "after") and free


def clock(a: Around) -> bool:
    """Keep "at 9:30", "5pm"; drop scores, ratios and verses."""
    if re.search(r"[\d$€£:./-]\s?$", a.before[-2:]) and not re.search(r"\d[/.-]? $|[a-z]- ?$", a.before[-3:]):
        return False
    if re.match(r"[:/%]|[.,]\d|-\d+(?!:)|\d", a.after):
        return False
    if a.groups.get("clock") and not a.groups.get("ap"):
        if a.groups["clock"].startswith("24"):
            return False
        sure = a.last_word in (
            "at",
            "from",
            "until",
            "by",
            "to",
            "around",
            "about",
            "before",
            "after",
            "and",
            "between",
            "since",
            "-",
            "(",
        )
        bound = (
            re.match(r" ?(?:gmt|utc|est|hrs|hours|local|cet|p|on|\(|[a-z]+day)", a.low[a.end - 4 : a.end + 8])
            is not None
        )
        zoned = a.written.lower().split()[-1].strip("()") not in (a.groups["clock"],)
        return sure or bound or zoned or not a.last_word or not a.follows_capital
    return True


def noon(a: Around) -> bool:
    """Keep "at noon", "by midnight"; drop "High Noon", "midnight blue"."""
    return not (a.capital and a.follows_capital)


_AFTER_PAST = frozenset(
    "and or but by to has have was were is are with for when he she they we it the in on as at".split()
)


def ref(a: Around) -> bool:
    """Keep "now", "in the future"; drop "now that", "Apocalypse Now", "the past president", "the future king"."""
    word = a.groups["word"]
    if word == "now":
        return a.next_word != "that" and not (a.capital and a.follows_capital)
    if word == "the past":
        return not a.next_word or a.next_word in _AFTER_PAST
    return word != "the future" or not a.next_word.isalpha() or a.next_word in _NO_NOUN


_NO_NOUN = frozenset("of is was in for and with will as to that at by on lies".split())
_ONCE_MORE = frozenset("again more in a the they he".split())


def adjective_ref(a: Around) -> bool:
    """Keep "recent talks", "future wars"; drop "the former" of two, "once again", "futures"."""
    word = a.groups["word"]
    if word == "once":
        return a.last_word in ("was", "were", "had", "who", "which") and a.next_word not in _ONCE_MORE
    if word == "former" or (a.capital and a.follows_capital) or not a.next_word.isalpha():
        return False
    if word == "current":
        return a.next_word not in ("account", "affairs", "accounts", "of", "and")
    return word != "future" or a.next_word not in _NO_NOUN


def that_time(a: Around) -> bool:
    """Keep "at the time", "at that time"; drop "the time has come", "at the time of"."""
    if a.groups["word"] == "the time":
        return a.last_word == "at" and a.next_word not in (
            "of",
            "when",
            "that",
            "he",
            "she",
            "they",
            "it",
            "the",
            "being",
            "i",
            "we",
        )
    return a.last_word in ("at", "by", "in", "since", "until", "during", "from", "before", "after", "till")
