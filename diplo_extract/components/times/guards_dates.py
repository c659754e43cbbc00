"""Guards of calendar dates: "may" the verb, "the fall of", resolution numbers, counts, proper names."""

from __future__ import annotations

import re

from diplo_extract.components.times.around import Around

_PREPOSITIONS = frozenset(
    "in on of by since until till from to before after during between through throughout for around about circa and or "
    "early late mid mid- this last next than versus vs when into towards toward per as the at that like within past "
    "every previous following late- early- - — – / ( each between".split()
)
_FIRM = frozenset("in since until till by during throughout mid early late from before after between circa".split())


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
