"""What an expression may not stand beside: "may" the verb, "the fall of", resolution numbers, counts, proper names.

Each guard is named by ``data.guard`` of a row in ``lexicons/time_patterns.jsonl`` and returns False where the words are
no temporal expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from diplo_extract.normalize.times.words import Words

_WORD_BEFORE = re.compile(r"([^\s,;:()\"“”]+)\s*$")
_WORD_AFTER = re.compile(r"[\s]*([^\s,;:.()!?\"“”]+)")
_PREPOSITIONS = frozenset(
    "in on of by since until till from to before after during between through throughout for around about circa and or "
    "early late mid mid- this last next than versus vs when into towards toward per as the at that like within past "
    "every previous following late- early- - — – / ( each between".split()
)
_FIRM = frozenset("in since until till by during throughout mid early late from before after between circa".split())


@dataclass
class Around:
    """A match and the text around it."""

    text: str
    low: str
    start: int
    end: int
    groups: Mapping[str, str]
    words: Words
    mark: re.Match[str] | None  # what was read before it: "the end of", "about"

    @property
    def left(self) -> int:
        """Return where the match begins, with what was read before it."""
        return self.mark.start() if self.mark else self.start

    @property
    def written(self) -> str:
        """Return the match as it stands in the text."""
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> str:
        """Return the folded text before the match, as far as guards look."""
        return self.low[max(0, self.left - 40) : self.left]

    @cached_property
    def after(self) -> str:
        """Return the folded text after the match, as far as guards look."""
        return self.low[self.end : self.end + 40]

    @cached_property
    def last_word(self) -> str:
        """Return the word right before the match, folded; empty at a punctuation mark or the beginning."""
        found = _WORD_BEFORE.search(self.before)
        return found[1] if found else ""

    @cached_property
    def next_word(self) -> str:
        """Return the word right after the match, folded; empty at a punctuation mark or the end."""
        found = _WORD_AFTER.match(self.after)
        return found[1] if found else ""

    @property
    def capital(self) -> bool:
        """Tell whether the match begins with a capital."""
        return self.text[self.start : self.start + 1].isupper()

    @property
    def follows_capital(self) -> bool:
        """Tell whether a capitalized word stands right before the match, within the sentence."""
        head = self.text[max(0, self.left - 30) : self.left]
        return re.search(r"(?<![.!?:\n] )(?<!^)\b[A-Z][\w'’]*[^\S\n]$", head) is not None


def _written_month(a: Around) -> str:
    at = a.low.find(a.groups["month"].split()[0], a.start, a.end)
    return a.text[at : at + 1]


def capital_month(a: Around) -> bool:
    """Keep "May 5" and "march 2 1992", drop "it may 5"."""
    if a.groups["month"] not in ("may", "march", "mar", "sep", "dec", "jan"):
        return True
    return _written_month(a).isupper()


_NAMED_MONTH = frozenset("april may june august march".split())


def month(a: Around) -> bool:
    """Keep "in May", "the May summit"; drop "may go", "the Long March", "June Smith"."""
    name = a.groups["month"]
    if not _written_month(a).isupper():
        return name not in _NAMED_MONTH and a.last_word in _FIRM
    if name not in _NAMED_MONTH:
        return True
    if a.last_word in _PREPOSITIONS:
        return not (name == "march" and a.next_word in ("on", "of", "to", "for", "past") and a.last_word == "the")
    following = a.text[a.end : a.end + 2].strip()
    if following[:1].isupper() or a.follows_capital:
        return False
    if name in ("may", "march"):
        return not a.next_word or a.next_word in ("and", "or", "to", "through", "this", "last", "was", "when", "were")
    return True


def abbreviated_month(a: Around) -> bool:
    """Keep "in Sept.", drop "Jan" the name and "mar" the verb."""
    return (
        a.capital and a.last_word in _FIRM and (a.written.endswith(".") or a.groups["month"] in ("sept", "feb", "oct"))
    )


_EVENTS = frozenset(
    "olympics olympic games school schools palace holiday camp camps vacation solstice paralympics".split()
)


_OTHER_SPRINGS = frozenset("up water waters roll rolls onion onions mechanism well cleaning break".split())
_SEASONAL = frozenset(
    "in by during since until this through throughout late early mid of and before next every".split()
)


def season(a: Around) -> bool:
    """Keep "in the fall", "last spring"; drop "the fall of Kabul", "spring up", "the Arab Spring"."""
    name, det = a.groups["season"], a.groups.get("det", "").strip()
    if a.next_word in _EVENTS or (a.capital and not det and a.follows_capital):
        return False
    if name in ("summer", "winter", "autumn"):
        return True
    if a.after.startswith(" of ") or a.next_word in _OTHER_SPRINGS:
        return False
    if name == "spring":
        joint = a.last_word in _SEASONAL and (a.last_word != "and" or _AFTER_SEASON.search(a.before) is not None)
        return bool(det) or joint or bool(a.mark)
    if a.next_word in ("in", "from", "to", "out", "by") or (det in ("", "the") and a.last_word not in _SEASONAL):
        return False
    return bool(det) or not a.next_word.isalpha() or bool(a.mark)


_AFTER_SEASON = re.compile(r"(?:spring|summer|autumn|fall|winter) and $")


def century(a: Around) -> bool:
    """Keep "the 19th century"; of "the 19th-century map" only what describes the map."""
    return not (a.written[:4].lower() == "the " and "-" in a.written)


def quarter(a: Around) -> bool:
    """Keep "the third quarter", drop "a quarter of", "the first half" of a match."""
    if not century(a):
        return False
    if a.groups["unit"] != "half" or a.groups.get("y") or a.groups.get("rel") or a.groups.get("wh"):
        return (
            a.next_word not in ("of", "final", "finals", "mile")
            or ("quarter" in a.written and a.groups.get("y", "") != "")
            or a.after.startswith((" of the", " of fiscal"))
        )
    return a.last_word in ("in", "during", "for", "of", "by", "since", "until") and not a.after.startswith(" of ")


def capital_q(a: Around) -> bool:
    """Keep "Q3", drop "q3" and "2h"."""
    letter = a.groups.get("u") or a.groups.get("u2", "")
    if letter.upper() not in a.written:
        return False
    return letter == "q" or bool(a.groups.get("y") or a.groups.get("y2"))


def plain_number(a: Around) -> bool:
    """Drop numbers that are parts of other numbers, sums or codes."""
    return not re.search(r"[\d$€£¥#/.,-]\s?$", a.before[-2:]) or a.before.endswith((", ", "- ", ". "))


def no_possessor(a: Around) -> bool:
    """Drop "in their twenties" (not matched) and "the thirties" of an age."""
    return not a.after.startswith(("-something", " and thirties"))


def capital_era(a: Around) -> bool:
    """Keep "AD 79", drop "ad 79"."""
    return any(era in a.written for era in ("AD", "A.D.", "CE", "C.E."))


def year(a: Around) -> bool:
    """Keep "in 2009", "the 2015 deal"; drop "1500 soldiers", "Resolution 1929", "$2000", "flight 1549"."""
    if a.mark and a.mark.groupdict()["approx"]:
        return False
    before, last = a.before, a.last_word
    if re.search(r"(?:[$€£¥#№/\\_:@=+*&]|[\w][.,]|\d-|\w-|\d)$", before) and not re.search(
        r"(?:mid|early|late|pre|post)-$|[a-z]\.$", before
    ):
        return _joined_year(a)
    if re.search(r"(?:[$€£¥#]|usd|eur|us\$|rs\.?|no\.|nos\.)\s$", before):
        return False
    if last.rstrip(".") in a.words.kinds["title"]:
        return False
    if a.next_word in a.words.kinds["counted"] or re.match(
        r"\s?(?:[%°$€£]|x\d|-\d|-(?:strong|member|man|foot|page|mile|km|seat|ton|bed))", a.after
    ):
        return a.last_word in ("in", "since") and a.next_word not in (
            "percent",
            "per",
            "people",
            "soldiers",
            "troops",
            "men",
            "km",
        )
    return _reads_as_year(a)


def _joined_year(a: Around) -> bool:
    """Keep the years of "1991/92"-like and "Kabul,2009" writing out: only those after a bracket or a dash of words."""
    return re.search(r"[a-z]\)?,$", a.before) is not None


# Years that news is full of; numbers outside are years only where the words say so.
_COMMON_YEARS = range(1900, 2036)
_COUNTING = frozenset("some than about over nearly almost only least another with for at".split())
_NO_PLURALS = frozenset("was is has its this as his does us versus thus".split())


def _reads_as_year(a: Around) -> bool:
    number, last = int(a.groups["y"]), a.last_word
    if a.written.lower().startswith("the year") or last in _FIRM:
        return True
    if last.isdigit() and not a.before.rstrip().endswith((",", "(", "-")):
        return False
    plural = len(a.next_word) > 3 and a.next_word.endswith("s") and a.next_word not in _NO_PLURALS
    if number in _COMMON_YEARS:
        return not (plural and last in _COUNTING)
    if number < 1600 or last in _COUNTING:
        return last in ("", "of", "and", "to", "year", "the", "-") and not a.next_word.isalpha()
    return not (plural and last in ("", "of", "to", "and"))


def year_range(a: Around) -> bool:
    """Keep "2016-19" and "2012-2015"; drop phone numbers, scores and codes."""
    if re.search(r"[$€£¥#\d./-]\s?$|,$", a.before[-2:]):
        return False
    return a.last_word.rstrip(".") not in a.words.kinds["title"]


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


GUARDS: dict[str, Callable[[Around], bool]] = {
    name: guard
    for name, guard in list(globals().items())
    if callable(guard)
    and getattr(guard, "__module__", "") == __name__
    and not name.startswith("_")
    and name != "Around"
}
