"""Who signs: the subject of "signed", the agents after "by", those after "with" and "between"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from diplo_extract.context import Context
from diplo_extract.mentions import InstrumentMention
from diplo_extract.records import Mention, Signatory
from diplo_extract.resolve.actors import Actor, Actors, Person
from diplo_extract.resolve.acts import Act, verb_rows
from diplo_extract.resolve.between import between as mentions_between
from diplo_extract.resolve.instruments import Draft
from diplo_extract.resolve.parties import Group, between, groups
from diplo_extract.resolve.sides import paired
from diplo_extract.resolve.unnamed import FRONTED, is_body, unnamed_signers

_ADJUNCT = frozenset(
    "include includes in at to from during under against after before near about toward towards into over on within "
    "via through "
    "despite behind "
    "for of with by between among including like than told tells urged invited thanked thanks congratulated called "
    "visit visited "
    "visiting accompanied helped led saw".split()
) | {"in the presence of", "in presence of", "of the", "between the", "on behalf of"}
_LEADERS = re.compile(r"leaders?|presidents|premiers|ministers|pair|duo|heads|men|statesmen|diplomats", re.IGNORECASE)
_OTHER_AGENT = re.compile(r"\b(?!signed|inked|concluded|initialled|ratified)\w+(?:ed|seen|led) by\b[^.;]{0,40}$")
_NAME = r"[A-Z][\w.’'-]*[\w’'](?: (?:(?:al|bin|bint|ibn|de|da|dos|van|von|der|el|ben|ter)[ -])*[A-Z][\w.’'-]*){0,4}"
# Names without an office: "Arta Berzina and Olev Tamm signed"; one word alone at the head of a sentence is no name.
_BARE_NAMES = re.compile(
    rf"(?:^|[,;:“\"] |\b(?:that|and|but|when|after|as|said) )({_NAME})(?:(?:,| and|, and) ({_NAME}))?(?: (?:has"
    rf"|have|had|will|would|also|jointly|\w+ly)){{0,3}} $"
)
# A government signs for its state; a ministry signs as itself.
_CABINET = re.compile(
    r"(?:the )?(?:\w+ ){0,2}(?:government|cabinet|council of ministers|cabinet of ministers"
    r"|federal council)\b(?! (?:office|agency|press))",
    re.IGNORECASE,
)
_VERB_BETWEEN = re.compile(r"[;:]|\b(?:was|were|is|are|said|has|had|have|will|would|which|that|who)\b|\w+ed by\b")
_SIDE = re.compile(
    r" (?:side|party|government|delegation)\b[^.;]{0,12}\bby\b", re.IGNORECASE
)  # "from the Indian side by: X"
_FOR_GAP = re.compile(
    r",? (?:(?:has |had |have |also |then |\w+ly )*(?:signed|initialled|inked)(?: it| the [\w ]{3,40}?)?,? )?"
    r"(?:on behalf of|for|in the name of) (?:the |his |her |their )?(?:[Gg]overnments? of (?:the )?)?"
)
_WITH = re.compile(r"\bwith (?:the )?(?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_NAMED = frozenset(("state", "organization"))
_LATER = re.compile(r"[^.;:()]{1,70}?, between\b")
_NEW_CLAUSE = re.compile(r"[;,] (?:while|and|but|whereas|as)\b|;")
_ANY_OFFICE = re.compile(r"leaders?|pair|duo|men|statesmen|heads|diplomats", re.IGNORECASE)
_INFINITIVE = re.compile(r" (?:not )?to (?:\w+ly )?")
_HE_AND = re.compile(r"\b(?:he|she) and [\w’', -]{0,60}$", re.IGNORECASE)
_THEN = re.compile(r"\b(?:and|then)\b")
_TRANSITIVE = re.compile(
    r"(?: [\w’'-]+){0,6} (?:(?!said|noted|stressed|added|agreed|announced|stated|confirmed|reported|declared)\w+ed"
    r"|bought|sold|won|took|made|held|chose|built|sent|got)(?! by| in| on| at| to| from| for| with)"
    r"(?: (?!that|and|when|while|as|after|before|who|which|where)[\w’$-]+){0,4} "
)
_OWNERS = frozenset(("of", "of the", "from", "between", "on behalf of"))
_SIDES = (
    r"governments?|sides?|delegations?|leaders?|presidents?|ministers?|ministries|ministry|heads|kings?|officials"
    r"|representatives?|companies|company|firms?|universities|banks|delegates|envoys|ambassadors?|negotiators"
    r"|authorities|republics?|states?|kingdoms?|members|diplomats|premiers?|chiefs|secretaries|federation|agencies"
    r"|businesses|executives|institutions|institutes|commissions?|councils?|parliaments?|businessmen|entrepreneurs"
    r"|accession|membership|refusal|decision|readiness|willingness|intention|failure"
)
_SIGNING_SIDE = re.compile(rf"\b(?:{_SIDES}) (?:\([^()]*\) )?(?:of|from) [^.;:]*$", re.IGNORECASE)
_COMPLETE = frozenset(("between", "by", "among", "between the"))
_FOR = frozenset(("on behalf of", "for", "in the name of"))
_NO_NAMES = frozenset(
    "the a an he she it they we you i both who this that these those all some many several after before when while "
    "in on at "
    "as if rebels officials ministers leaders fans students workers company group union government parliament army "
    "church "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september "
    "october november december meanwhile however later then earlier today yesterday his her their its our my".split()
)
_MET = frozenset("met meets meeting hosted hosts hosting received receives welcomed welcomes joined".split())
_WITNESS = re.compile(
    r"\b(?:witness(?:ed|es|ing)?|attend(?:ed|s|ing)?|oversaw|oversee(?:s|ing)?|preside[sd]?(?: over)?|observed"
    r"|present (?:at|during)|"
    r"watched|look(?:ed|s|ing)? on|took part in|participat(?:ed?|ing) in|mediated|brokered|facilitated"
    r"|hosted)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"\b(?:welcom|hail|prais|commend|laud|condemn|critici[sz]|not|recall|report|confirm|urg|discuss|support)(?:e|es"
    r"|ed|ing|s)?\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_NOT_AGENT = re.compile(
    r"\b(?:witnessed|attended|followed|accompanied|hosted|brokered|mediated|facilitated|overseen|chaired"
    r"|guided)\s+by\b(?:(?!\bby\b)[^.;]){0,40}$"
)
_STOP = re.compile(
    r"[;]|\b(?:which|that|who|where|said|says|told|while|whereas|in the presence|in presence|witnessed|attended"
    r"|following|after|before|during)\b"
)
_FOLLOWED = re.compile(
    r"[\s,)\"”’]*(?:\([^)]{0,40}\)\s*)?(?:(?:to be |was |were |will be )?(?:also |jointly )?(?:signed|concluded"
    r"|inked|reached|struck|agreed) )?(between|with|by)\b"
)
_PRONOUN = re.compile(
    r"\b(they|both|we|he|she|it|the two|the pair|the duo)\b(?:[\s,]+(?:also|later|then|both|all|had|have|has|will"
    r"|would|also|jointly|both|\w+ly))*\s*$",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"president|prime minister|premier|king|emir|sultan|chancellor|leader|head|crown prince|sheikh|amir|taoiseach",
    re.IGNORECASE,
)


def signers(ctx: Context, actors: Actors, draft: Draft) -> list[Actor]:
    """Return the actors that sign an agreement, where they are named nearest to its signings."""
    found: list[Actor] = []
    for act in draft.acts:
        if not act.listed:
            found += _own_share(ctx, actors, draft, act, _of_act(ctx, actors, act))
    for mention in draft.mentions:
        found += after_mention(ctx, actors, mention)
    if not found:  # of a list, what an item says itself goes before what is said of all
        found = [a for m in draft.mentions for a in in_brackets(ctx, actors, m)]
    if not found:
        found = [a for act in draft.acts if act.listed for a in _of_act(ctx, actors, act)]
    if not found and draft.status != "rejected" and draft.kind != "contract":
        first = draft.acts[0].signing
        bodies = [one for act in draft.acts for one in unnamed_signers(ctx, act) if is_body(ctx, one)]
        if bodies:
            return []  # "companies from Peru and Chile signed eight contracts"
        found = _principals(actors, first.start, first.end) or _at_hand(ctx, actors, draft)
    if not found and not _all_act(actors):  # where a text is about nobody, the words that stand for who signs are told
        return next((unnamed for act in draft.acts if (unnamed := unnamed_signers(ctx, act))), [])
    found = found + _one_sided(ctx, actors, draft, found)
    return [named for actor in found for named in _two_persons(ctx, actors, actor)]


def _own_share(ctx: Context, actors: Actors, draft: Draft, act: Act, found: list[Actor]) -> list[Actor]:
    """Leave out who signs another item of a list: "the signing of a treaty by A and B; an MoU between C and D"."""
    if len(act.objects) < 2:
        return found
    own = [m for m in act.objects if m in draft.mentions]
    alone = [m for m in own if after_mention(ctx, actors, m)]
    kept: list[Actor] = []
    for actor in found:
        before = [m for m in act.objects if m.end <= actor.start] if actor.start > act.signing.end else []
        if not before or before[-1] in own or (before[-1] is act.objects[-1] and not alone):
            kept.append(actor)
    return kept


def _two_persons(ctx: Context, actors: Actors, actor: Actor) -> list[Actor]:
    """Replace "the two leaders" by the two persons named together last, in the sentence or the one before."""
    told = len(actor.persons) == 2 and not _ANY_OFFICE.search(ctx.text, actor.start, actor.end)
    if told or actor.kind != "reference" or not _LEADERS.search(ctx.text, actor.start, actor.end):
        return [actor]
    sentence = ctx.view.sentence_index(actor.start)
    first, last = ctx.view.sentences[max(0, sentence - 1)][0], actor.start
    pairs = [g for g in groups(ctx, actors, first, last) if len(g.actors) == 2 and all(a.person for a in g.actors)]
    return list(pairs[-1].actors) if pairs else [actor]


def _of_act(ctx: Context, actors: Actors, act: Act) -> list[Actor]:
    start, end = ctx.view.sentence_at(act.signing.start)
    inside = groups(ctx, actors, start, end)
    return _represented(ctx, inside, act, _signers_in(ctx, actors, inside, act, (start, end)))


def _signers_in(ctx: Context, actors: Actors, inside: list[Group], act: Act, sentence: tuple[int, int]) -> list[Actor]:
    start, end = sentence
    signing = act.signing
    if act.row.id == "in_force":
        return []
    if act.row.id == "award" and act.objects and act.objects[0].start > signing.end and signing.voice == "passive":
        return _subject(ctx, actors, inside, act, start)  # "X, which was awarded the contract"
    if signing.voice == "passive":
        agents = _agents(ctx, inside, act, end) or _relative_subject(ctx, inside, act)
        # who hands over what others signed is no signatory
        return [a for a in agents if not a.person] if act.row.id == "exchange" else agents
    found = _beside(ctx, inside, act, end)
    if FRONTED.search(ctx.text[start : signing.start]) and (fronted := _after_comma(ctx, inside, act, end)):
        return fronted + [a for a in found if a not in fronted]
    if signing.voice == "nominal" and _WITNESS.search(ctx.text[start : signing.start]):
        return found
    if signing.voice == "nominal" and found and _WELCOME.search(ctx.text[start : signing.start]):
        return found
    if signing.voice == "nominal" and any(g.actors[0] in found and g.preposition in _COMPLETE for g in inside):
        return found  # "the minister revealed the signing of a pact between Peru and Chile"
    if any(m.start <= signing.start and signing.end <= m.end for m in act.objects):
        return found  # "the minister said that the signed accord ..."
    if act.row["tense"] == "prep":
        return [*found, *next((g.actors for g in inside if g.start > act.objects[0].end and not g.preposition), ())]
    subject = _subject(ctx, actors, inside, act, start)
    if act.row.id == "exchange":
        subject = [a for a in subject if not a.person]  # who hands over what others signed is no signatory
    return subject + [a for a in found if a not in subject]


def _agents(ctx: Context, inside: list[Group], act: Act, end: int) -> list[Actor]:
    """Return who stands after "by", "between", "with", "on behalf of" in a passive clause."""
    limit = _limit(ctx, act.signing.end, end)
    found: list[Actor] = []
    for group in inside:
        if group.start < act.signing.end or group.start > limit:
            continue
        lead = ctx.text[max(0, group.start - 60) : group.start]
        awarded = act.row.id == "award" and group.preposition == "to"
        if (
            awarded
            or (
                group.preposition in ("by", "between", "between the", "with", "from", "among")
                and not _NOT_AGENT.search(lead)
            )
            or (group.preposition in ("on behalf of", "for") and not found)
        ):
            found += group.actors
    return found or _late_agents(ctx, inside, act, end)


def _after_comma(ctx: Context, inside: list[Group], act: Act, end: int) -> list[Actor]:
    """Return the subject that follows a clause in front: "As a signatory to the treaty, Japan is bound by it"."""
    comma = ctx.text.find(", ", max(act.signing.end, *(m.end for m in act.objects)), end)
    first = next((g for g in inside if comma >= 0 and g.start >= comma), None)
    near = first and first.start - comma < 40 and not first.preposition
    if first and near:
        return list(first.actors)
    last = max(m.end for m in act.objects)  # "By signing the accord Mozambique undertook to ..."
    return [a for g in inside if g.start == last + 1 for a in g.actors]


def _late_agents(ctx: Context, inside: list[Group], act: Act, end: int) -> list[Actor]:
    """Return who stands after a "by" further on: "was signed right after the ceremony by X and Y"."""
    for group in inside:
        if act.signing.end <= group.start < end and group.preposition == "by":
            lead = ctx.text[act.signing.end : group.start]
            return [] if _VERB_BETWEEN.search(lead) or _OTHER_AGENT.search(lead) else list(group.actors)
    return []


def _represented(ctx: Context, inside: list[Group], act: Act, found: list[Actor]) -> list[Actor]:
    """Give persons those for whom they sign: "signed on behalf of Peru by X", "X signed for Peru and Y for the EU"."""
    parted = [_owner_first(group) for group in inside]
    inside = [part for parts in parted for part in parts]
    late = [a for parts in parted for part in parts[1:] for a in part.actors if a.start > act.signing.start]
    sides = [
        g for g in inside if g.start > act.signing.start and (g.preposition in _FOR or _SIDE.match(ctx.text, g.end))
    ]
    owners = [a for g in sides for a in g.actors if a.codes or a.organization]
    if not owners:
        return found
    found = found + [a for a in dict.fromkeys([*_gapped(ctx, inside, sides), *late]) if a not in found]
    persons = [a for a in found if a.person]
    before = {_before_side(ctx, persons, owner): owner for owner in owners}
    if None in before:  # the states stand before the persons
        persons = [a for a in persons if a.person and not a.person.country and not a.country]
        before = dict(zip([a.start for a in persons], owners, strict=True)) if len(persons) == len(owners) else {}
    if not before:
        return found
    return [_for_owner(a, before[a.start]) if a.start in before else a for a in found if a not in owners]


def _owner_first(group: Group) -> list[Group]:
    """Part "for | Peru, and Minister X | for Chile": whoever X signs for is told after."""
    at = next((i for i, actor in enumerate(group.actors) if actor.person), 0)
    if group.preposition not in _FOR or at == 0:
        return [group]
    return [Group(group.actors[:at], group.preposition), Group(group.actors[at:], "")]


def _before_side(ctx: Context, persons: list[Actor], owner: Actor) -> int | None:
    """Return where the person stands who signs for an owner that is named after: "X signed on behalf of | Peru"."""
    near = [a for a in persons if a.end <= owner.start and _FOR_GAP.fullmatch(ctx.text, a.end, owner.start)]
    return near[-1].start if near else None


def _gapped(ctx: Context, inside: list[Group], sides: list[Group]) -> list[Actor]:
    """Return the persons of "X signed for Peru and Y on behalf of Chile" at whom the verb is left out."""
    return [
        before.actors[-1]
        for before, side in pairwise(inside)
        if side in sides and before.actors[-1].person and _FOR_GAP.fullmatch(ctx.text, before.end, side.start)
    ]


def _for_owner(actor: Actor, owner: Actor) -> Actor:
    if not actor.person or actor.person.country or actor.country:
        return actor
    if owner.kind == "organization" or not _is_state(owner.codes[0]):
        return replace(actor, organization=owner.organization or owner.codes[0], country=owner.country)
    return replace(actor, country=owner.codes[0])


def _limit(ctx: Context, start: int, end: int) -> int:
    stop = _STOP.search(ctx.text, start, end)
    rows = verb_rows(ctx.lexicons)
    others = (s for s in mentions_between(ctx.found.signings, start + 13, end) if s.voice != "nominal")
    following = next((s.start for s in others if rows[s.rule.split(":")[1]]["strength"] != "weak"), end)
    return min(stop.start() if stop else end, following)


def _relative_subject(ctx: Context, inside: list[Group], act: Act) -> list[Actor]:
    """Return the group of "between A and B" that stands between the instrument and "was signed"."""
    first = max((m.end for m in act.objects if m.end <= act.signing.start), default=act.signing.start)
    return [
        a
        for g in inside
        if first <= g.start < act.signing.start and g.preposition in ("between", "with", "by", "among", "between the")
        for a in g.actors
    ]


def _beside(ctx: Context, inside: list[Group], act: Act, end: int) -> list[Actor]:
    """Return who stands after "with", "between" or "by" to the right of a verb or noun of signing."""
    limit = _limit(ctx, act.signing.end, end)
    words = {"with", "between", "between the", "among", "joining", "alongside"}
    if act.row.id == "award":
        words.add("to")
    if act.row.form.startswith("signator"):
        words |= {"including", "include", "includes", "are", "were"}
    found = [g for g in inside if act.signing.end <= g.start <= limit and g.preposition in words]
    if act.signing.voice == "nominal":
        found += [g for g in inside if act.signing.end <= g.start <= limit and _signs_by(ctx, g)]
    return [actor for group in found for actor in group.actors]


def _signs_by(ctx: Context, group: Group) -> bool:
    """Tell "the signing by Peru" from "the signing was welcomed by Peru"."""
    lead = ctx.text[max(0, group.start - 60) : group.start]
    return group.preposition == "by" and _OTHER_AGENT.search(lead) is None


def _subject(ctx: Context, actors: Actors, inside: list[Group], act: Act, start: int) -> list[Actor]:
    """Return the subject of an active signing: the nearest group before it that no preposition governs."""
    left = [g for g in inside if g.end <= act.signing.start]
    lead = ctx.text[start : act.signing.start]
    pronoun = _PRONOUN.search(lead)
    if pronoun and not (left and left[-1].end > start + pronoun.start()):
        named = _pronoun(ctx, actors, pronoun[1].lower(), start, start + pronoun.start(), left)
        if named:
            return named
    if act.row["tense"] == "ing" and left and ctx.text[left[-1].end : act.signing.start] == " ":
        return list(left[-1].actors)  # "the prospect of Peru and Chile signing a pact"
    if left and _INFINITIVE.fullmatch(ctx.text, left[-1].end, act.signing.start):
        return list(left[-1].actors)  # "took note of the readiness of Peru to accede to the treaty"
    if left and left[-1].preposition in ("of", "of the", "from") and _heads_of(ctx, start, left, act):
        return list(left[-1].actors)
    for i, group in reversed(list(enumerate(left))):
        if group.preposition in _MET:
            before = [g for g in left[:i] if g.preposition not in _ADJUNCT and g.preposition not in _MET]
            return [*(before[-1].actors if before else ()), *group.actors]
        if group.preposition not in _ADJUNCT and not _is_object(ctx, left[:i], group, act):
            return _with_pronoun(ctx, actors, start, group) + _companions(left[i + 1 :])
    if bare := _bare_names(ctx, actors, start, act):
        return bare
    of = [g for g in left if g.preposition in _OWNERS and _owns(ctx, start, g)]
    return list(of[-1].actors) if of else []


def _heads_of(ctx: Context, start: int, left: list[Group], act: Act) -> bool:
    """Tell whether "the heads of the broadcasters X and Y signed" is a clause of its own, after another one."""
    group, before = left[-1], left[-2].end if len(left) > 1 else start
    lead = ctx.text[before : group.start]
    apart = len(left) > 1 and _NEW_CLAUSE.search(lead) is not None
    return apart and _SIGNING_SIDE.search(lead) is not None and len(ctx.text[group.end : act.signing.start].split()) < 4


def _is_object(ctx: Context, before: list[Group], group: Group, act: Act) -> bool:
    """Tell whether a group is what the subject does something to first: "Peru ordered Airbus jets and signed ..."."""
    subject = next((g for g in reversed(before) if g.preposition not in _ADJUNCT), None)
    if subject is None or not _THEN.search(ctx.text[group.end : act.signing.start]):
        return False
    return _TRANSITIVE.fullmatch(ctx.text, subject.end, group.start) is not None


def _with_pronoun(ctx: Context, actors: Actors, start: int, group: Group) -> list[Actor]:
    """Return the actors of a subject, with whom "he" stands for in "he and President X signed"."""
    joined = _HE_AND.search(ctx.text[max(start, group.start - 70) : group.start])
    named = _pronoun(ctx, actors, "he", start, group.start - len(joined[0]), []) if joined else []
    return [*named, *group.actors]


def _owns(ctx: Context, start: int, group: Group) -> bool:
    """Tell "ministers from Togo signed" from "to counter threats from Togo, they signed"."""
    lead = ctx.text[max(start, group.start - 90) : group.start]
    return group.preposition not in ("of", "of the", "from") or _SIGNING_SIDE.search(lead) is not None


def _bare_names(ctx: Context, actors: Actors, start: int, act: Act) -> list[Actor]:
    """Return persons named without any office as the subject of a signing."""
    lead = ctx.text[max(start, act.signing.start - 90) : act.signing.start]
    found = _BARE_NAMES.search(lead)
    if not found or not (found[2] or " " in found[1]):
        return []
    at = max(start, act.signing.start - 90)
    spans = [(at + found.start(i), at + found.end(i)) for i in (1, 2) if found[i]]
    names = [(first, last, ctx.text[first:last]) for first, last in spans]
    if any(set(name.lower().split()) & _NO_NAMES for _, _, name in names):
        return []
    if any(between(actors, first, last) for first, last, _ in names):
        return []  # a name that is known as something else
    return [_unknown_person(first, last, name) for first, last, name in names]


def _unknown_person(start: int, end: int, name: str) -> Actor:
    person = Person(name=name, role=None, country=None, organization=None, spans=((start, end),))
    return Actor(start, end, "person", (), person=person, rule="agreements:bare_name")


def _companions(groups_after: list[Group]) -> list[Actor]:
    return [a for g in groups_after if g.preposition in ("with",) for a in g.actors]


def _pronoun(ctx: Context, actors: Actors, word: str, start: int, at: int, left: list[Group]) -> list[Actor]:
    """Return whom a pronoun stands for: the group named last for "they", the person named last for "he"."""
    if word == "it" and (named := _it(ctx, actors, start, at)):
        return named
    if word in ("he", "she", "it"):
        kinds = ("person",) if word != "it" else ("state", "organization")
        one = next((a for a in _before(actors, at, kinds) if not a.located), None)
        return [one] if one and at - one.end < 600 else []
    if left and word != "we" and len(left[-1].actors) > 1:
        return list(left[-1].actors)
    if word == "we":
        return _principals(actors, at, at + 2)
    sentence = ctx.view.sentence_index(start)
    for i in range(sentence - 1, max(-1, sentence - 3), -1):
        first, last = ctx.view.sentences[i]
        plural = [g for g in groups(ctx, actors, first, last) if len(g.actors) > 1 or len(g.actors[0].codes) > 1]
        if plural:
            return list(plural[0].actors)
        persons = [a for g in groups(ctx, actors, first, last) for a in g.actors if a.person]
        if len(persons) == 2:
            return persons  # "President A met President B. They signed ..."
    return []


def _it(ctx: Context, actors: Actors, start: int, at: int) -> list[Actor]:
    """Return the subject of the clause before, or of the sentence before: "Peru signed a pact, and it ..."."""
    sentence = ctx.view.sentence_index(start)
    spans = [(start, at), *(ctx.view.sentences[i] for i in range(sentence - 1, max(-1, sentence - 2), -1))]
    for first, last in spans:
        subjects = [g for g in groups(ctx, actors, first, last) if g.preposition not in _ADJUNCT]
        if subjects:
            one = subjects[0].actors
            return list(one) if len(one) == 1 and one[0].kind in ("state", "organization") else []
    return []


def _before(actors: Actors, position: int, kinds: tuple[str, ...]) -> Iterator[Actor]:
    """Yield the actors of some kinds that end before a character, the nearest first."""
    for i in range(bisect_left(actors.actors, position, key=lambda a: a.start) - 1, -1, -1):
        if actors.actors[i].kind in kinds and actors.actors[i].end <= position:
            yield actors.actors[i]


def _principals(actors: Actors, start: int, end: int) -> list[Actor]:
    """Return the two that the article is about as one actor, at the words that stand for them."""
    if len(actors.principals) != 2:
        return []
    if not _all_act(actors):
        return []  # "The Cambodian factions signed a peace treaty in Paris": nobody signs for France
    return [_nearest(actors, code, start, end) for code in actors.principals]


def _all_act(actors: Actors) -> bool:
    """Tell whether each principal is named as more than a place."""
    named = {code for actor in actors.actors if not actor.located for code in actor.codes}
    return bool(actors.principals) and named.issuperset(actors.principals)


def _nearest(actors: Actors, code: str, start: int, end: int) -> Actor:
    """Return an actor that is not named as signing, at its nearest name; at the signing where that is far away."""
    named = [a for a in between(actors, max(0, start - 400), end + 400) if a.codes == (code,) and a.kind in _NAMED]
    near = min(named, key=lambda a: (max(a.start - end, start - a.end), a.start), default=None)
    place = (near.start, near.end) if near else (start, end)
    return Actor(*place, "reference", (code,), rule="agreements:principals")


def after_mention(ctx: Context, actors: Actors, mention: InstrumentMention) -> list[Actor]:
    """Return who stands in "between A and B" or "with A" after an instrument."""
    _, end = ctx.view.sentence_at(mention.start)
    follows = _FOLLOWED.match(ctx.text, mention.end) or _later_between(ctx, mention, end)
    if not follows:
        return []
    inside = groups(ctx, actors, mention.end, end)
    first = next((g for g in inside if g.start - follows.end() < 60), None)
    return list(first.actors) if first and first.preposition.startswith(("between", "with", "by")) else []


def _later_between(ctx: Context, mention: InstrumentMention, end: int) -> re.Match[str] | None:
    """Return the "between" that a few words part from an instrument: "an MoU on 60,000 schools, between A and B"."""
    found = _LATER.match(ctx.text, mention.end, end)
    if not found or _VERB_BETWEEN.search(found[0]):
        return None
    others = (m for m in ctx.found.instruments if mention.end < m.start < found.end())
    return found if next(others, None) is None else None


def in_brackets(ctx: Context, actors: Actors, mention: InstrumentMention) -> list[Actor]:
    """Return who stands in brackets after an instrument: "MoU on fisheries (Minister X and Minister Y)"."""
    _, end = ctx.view.sentence_at(mention.start)
    opened = ctx.text.find("(", mention.end, min(end, mention.end + 80))
    closed = ctx.text.find(")", opened, end) if opened >= 0 else -1
    if closed < 0:
        return []
    inside = groups(ctx, actors, opened + 1, closed)
    return list(inside[0].actors) if inside and len(inside[0].actors) > 1 else []


def _one_sided(ctx: Context, actors: Actors, draft: Draft, found: list[Actor]) -> list[Actor]:
    """Return the principal that signs "the deal signed with Peru": the other of two states."""
    codes = {code for actor in found for code in actor.codes}
    if len(actors.principals) != 2 or len(codes) != 1 or not codes <= set(actors.principals):
        return []
    if any(actor.kind not in ("state", "organization") or not actor.codes for actor in found):
        return []
    if not all(_WITH.search(ctx.text[max(0, actor.start - 40) : actor.start]) for actor in found):
        return []
    other = next(code for code in actors.principals if code not in codes)
    act = draft.acts[0].signing
    return [Actor(act.start, act.end, "reference", (other,), rule="agreements:principals")]


def _at_hand(ctx: Context, actors: Actors, draft: Draft) -> list[Actor]:
    """Return the two principals of a text with more of them that the sentence, or the paragraph up to it, names."""
    if len(actors.principals) < 3:
        return []
    act = draft.acts[0].signing
    start, end = ctx.view.sentence_at(act.start)
    paragraph, _ = ctx.view.paragraph_at(act.start)
    for first, last in ((start, end), (paragraph, end)):
        codes = [code for code in actors.codes_between(first, last) if code in actors.principals]
        if len(codes) == 2:
            return [Actor(act.start, act.end, "reference", tuple(codes), rule="agreements:principals")]
        if codes:
            return []
    return []


def actor_keys(actor: Actor) -> tuple[str, ...]:
    """Return what identifies an actor: its codes, or its name."""
    if actor.organization:
        return (actor.organization,)
    return () if actor.person else actor.codes  # who signs for a state may be one minister here, another there


def records(ctx: Context, actors: Actors, draft: Draft, id: str, found: list[Actor]) -> list[Signatory]:
    """Turn the actors that sign into records: one each, the fullest kept, bare states dropped for who signs for "
    "them."""
    rows = [row for actor in found for row in _rows(ctx, actors, actor, id)]
    rows = _other_side(_completed(paired(_fused(rows)), actors), actors)
    bodies = {row.country for row in rows if row.person or row.organization}
    return [row for row in rows if row.person or row.organization or row.country not in bodies]


def _rows(ctx: Context, actors: Actors, actor: Actor, id: str) -> list[Signatory]:
    mentions = (ctx.mention(actor.start, actor.end, actor.rule),)
    if actor.kind == "unnamed":
        ctx.warn("signatory_unresolved", "the text does not tell who signs", actor.start, actor.end)
        return [Signatory(id, None, None, None, None, mentions)]
    if actor.person:
        return [_person(actor.person, id, mentions, actor.organization, actor.country)]
    if actor.persons:
        return [_person(person, id, mentions) for person in actor.persons]
    if actor.kind == "organization" and actor.country and _CABINET.match(actor.organization or ""):
        return [_state(actor.country, id, mentions)]
    if actor.kind == "organization":
        name = _fullest(ctx, actors, actor)
        return [Signatory(id, None, None, name, actor.country, mentions)]
    return [_state(code, id, mentions) for code in actor.codes]


def _fullest(ctx: Context, actors: Actors, body: Actor) -> str:
    """Return the longest name that the article gives a body: "European Union" for "EU"."""
    name = body.organization or ctx.text[body.start : body.end]
    if not body.codes:
        return name
    named = [
        ctx.text[a.start : a.end]
        for a in actors.actors[:2000]
        if a.kind == "organization" and a.codes == body.codes and a.form != "part"
    ]
    return max([name, *named], key=len)


def _person(
    person: Person,
    id: str,
    mentions: tuple[Mention, ...],
    organization: str | None = None,
    country: str | None = None,
) -> Signatory:
    return Signatory(
        id, person.name, person.role, person.organization or organization, person.country or country, mentions
    )


def _state(code: str, id: str, mentions: tuple[Mention, ...]) -> Signatory:
    if _is_state(code):
        return Signatory(id, None, None, None, code, mentions)
    return Signatory(id, None, None, code, None, mentions)


def _is_state(code: str) -> bool:
    return len(code) == 3 and code.isupper() and code not in _THREE_LETTER_BODIES


_THREE_LETTER_BODIES = frozenset(
    "OTS GCC OIC SCO CIS EEU EAC IMF WHO WTO ILO ADB IDB EIB AIB CSTO WB ECO OAS ISA IEA IOM".split()
)


def _fused(rows: list[Signatory]) -> list[Signatory]:
    """Keep one record an actor; a person and the one body of the same state are one signatory."""
    kept: list[Signatory] = []
    for row in rows:
        again = next((i for i, k in enumerate(kept) if _same(k, row) or _same_person(k, row)), None)
        if again is None:
            kept.append(row)
        else:
            kept[again] = _merged(kept[again], row)
    named = [row.organization for row in kept if row.person and row.organization]
    kept = [row for row in kept if row.person or not row.organization or row.organization not in named]
    for person in [row for row in kept if row.person and not row.organization and row.country]:
        own = [row for row in kept if row.country == person.country]
        bodies = [row for row in own if row.organization and not row.person]
        if len(bodies) == 1 and sum(row.person is not None for row in own) == 1:
            at = kept.index(person)
            kept[at] = replace(person, organization=bodies[0].organization)
            kept.remove(bodies[0])
    return kept


def _completed(rows: list[Signatory], actors: Actors) -> list[Signatory]:
    """Give the one person whose state the text does not tell the one principal that is left."""
    unknown = [row for row in rows if row.person and not row.country and not row.organization]
    left = [code for code in actors.principals if code not in {row.country for row in rows}]
    known = {row.country for row in rows if row.person}
    bare = [row for row in rows if row.country and row.country not in known and not row.person and not row.organization]
    if len(unknown) == 1 and len(bare) == 1 and known:
        left = [str(bare[0].country)]  # "adopted with Peru ... signed with Prime Minister X": Peru's
    elif len(left) != 1 or len(actors.principals) != 2:
        return rows
    if len(unknown) != 1 or not _is_state(left[0]):
        return rows
    return [replace(row, country=left[0]) if row is unknown[0] else row for row in rows]


def _other_side(rows: list[Signatory], actors: Actors) -> list[Signatory]:
    """Give the one of two signers whose state the text does not tell the principal that is not the other one's."""
    if len(rows) != 2 or len(actors.principals) != 2:
        return rows
    known = [row for row in rows if row.country in actors.principals]
    unknown = [row for row in rows if not row.country and not row.mentions[0].rule.startswith("organizations.")]
    if len(known) != 1 or len(unknown) != 1 or not (unknown[0].person or unknown[0].organization):
        return rows
    other = next(code for code in actors.principals if code != known[0].country)
    if not _is_state(other):
        return rows
    return [replace(row, country=other) if row is unknown[0] else row for row in rows]


def _same_person(left: Signatory, right: Signatory) -> bool:
    agree = not left.country or not right.country or left.country == right.country
    return left.person is not None and left.person == right.person and agree


def _merged(left: Signatory, right: Signatory) -> Signatory:
    return replace(
        left,
        role=left.role or right.role,
        organization=left.organization or right.organization,
        country=left.country or right.country,
    )


def _same(left: Signatory, right: Signatory) -> bool:
    return (left.person, left.organization, left.country) == (right.person, right.organization, right.country)
