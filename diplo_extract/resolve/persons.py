"""Who the persons of a text are: mentions of one person taken together, with office, state and body."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplo_extract.mentions import ActorMention
from diplo_extract.normalize.names import is_same_name, name_key

_VAGUE = frozenset(
    ("minister", "leader", "head", "chief", "secretary", "director", "deputy", "representative", "official")
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article, all mentions taken together."""

    name: str  # the fullest form that the article gives
    role: str | None
    country: str | None
    organization: str | None
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Gathered:
    mentions: list[ActorMention] = field(default_factory=list)
    counterpart_role: str | None = None

    @property
    def name(self) -> str:
        """Return the fullest name; the first of those of one length."""
        return max((m.name or "" for m in self.mentions), key=lambda name: len(name_key(name)))


def gather_persons(found: tuple[ActorMention, ...], principals: tuple[str, ...]) -> tuple[Person, ...]:
    """Take the mentions of each person together, in order of first mention."""
    people: list[_Gathered] = []
    for mention in found:
        if mention.kind == "person":
            _place(people, mention, found)
    persons = [_person(one) for one in people]
    return tuple(_with_state(persons, person, principals) for person in persons)


def _place(people: list[_Gathered], mention: ActorMention, found: tuple[ActorMention, ...]) -> None:
    fitting = [one for one in people if is_same_name(mention.name or "", one.name) and _agree(one, mention)]
    if len(fitting) > 1:
        exact = [one for one in fitting if name_key(one.name) == name_key(mention.name or "")]
        fitting = exact or fitting[-1:]  # of two of one family, the one named last
    if not fitting:
        people.append(_Gathered())
        fitting = people[-1:]
    fitting[0].mentions.append(mention)
    if mention.form == "counterpart":
        fitting[0].counterpart_role = fitting[0].counterpart_role or _role_before(mention, found)


def _agree(one: _Gathered, mention: ActorMention) -> bool:
    """Tell whether nothing speaks against one person: not the offices of two states."""
    states = {code for m in one.mentions for code in m.codes}
    return not states or not mention.codes or bool(states & set(mention.codes))


def _role_before(mention: ActorMention, found: tuple[ActorMention, ...]) -> str | None:
    """Return the office of the one whose counterpart is named: the last office before."""
    roles = [m.role for m in found if m.start < mention.start and m.role]
    return roles[-1] if roles else None


def _person(one: _Gathered) -> Person:
    roles = [m.role for m in one.mentions if m.role]
    precise = [role for role in roles if role.lower() not in _VAGUE]
    return Person(
        name=one.name,
        role=next(iter(precise or roles), None) or one.counterpart_role,
        country=next((m.codes[0] for m in one.mentions if m.codes), None),
        organization=next((m.organization for m in one.mentions if m.organization), None),
        spans=tuple((m.start, m.end) for m in one.mentions),
    )


_STATE_OFFICES = ("president", "prime minister", "pm", "premier", "minister", "fm", "king", "emir", "chancellor")


def _with_state(persons: list[Person], person: Person, principals: tuple[str, ...]) -> Person:
    """Give a minister or president without a state the one principal that has none of that office so far."""
    role = (person.role or "").lower()
    if person.country or person.organization or not any(role.endswith(o) or role.startswith(o) for o in _STATE_OFFICES):
        return person
    states = [code for code in principals if len(code) == 3 and code.isupper()]
    held = {other.country for other in persons if other is not person and _rank(other.role) == _rank(person.role)}
    left = [code for code in states if code not in held]
    if len(left) != 1:
        return person
    return Person(person.name, person.role, left[0], person.organization, person.spans)


def _rank(role: str | None) -> str:
    """Return the kind of an office, for comparing who stands on one level."""
    low = (role or "").lower()
    if low in ("president", "prime minister", "pm", "premier", "king", "emir", "chancellor", "leader", "head of state"):
        return "top"
    return "minister" if "minister" in low or "secretary" in low or low == "fm" else low
