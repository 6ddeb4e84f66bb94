"""Whose data a stolen account has read, by the record of readings, and whose it could have read, by the policies (T25).

Counted is more rather than less: the person's own work of that time is in it, and every reading told within ten minutes before. So is
the holder himself: whoever is in a student's or a parent's account sees first of all his.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from zhurnal.curriculum.circles import Span, people_of
from zhurnal.curriculum.models import Course, Group
from zhurnal.incidents.rules.breach import LEADING
from zhurnal.kernel import audit, policy
from zhurnal.kernel.readings import PERSON, circles_of
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account, Person
from zhurnal.privacy.limits import EXCEEDED
from zhurnal.privacy.models import Reading

HELD_IN = (Person, Group, Course)
"""Models whose rows lead to the people of a page; what is narrower shows nobody who is not in one of these."""
PIECE = 500
_COLUMNS = ("event", "at", "action", "kind", "key", "since", "file")


def count(actor: PersonActor, person: UUID | None, since: datetime, until: datetime) -> dict[str, Any]:
    """What is frozen in the file: ``people`` (id → places in ``opened``), ``opened`` (action, people, readings, files), numbers, the head."""
    told = {"at": actor.now.astimezone(UTC).isoformat(), "head": audit.college_digest(actor.college_id)}
    if person is None:
        everybody = Person.objects.of(actor.college_id).order_by("pk").values_list("pk", flat=True)
        people: dict[str, list[int]] = {pk.hex: [] for pk in everybody}
        return {
            **told,
            "people": people,
            "opened": [],
            "readings": 0,
            "files": 0,
            "unknown": 0,
            "readable": len(people),
        }
    rows = list(read_rows(actor, person, since, until))
    spans = {row: _span(actor, row) for row in rows if row[3]}
    found = people_of(actor.college_id, set(spans.values()))
    actions = sorted({row[2] for row in rows})
    whose: dict[str, set[UUID]] = {action: set() for action in actions}
    for row, span in spans.items():
        whose[row[2]] |= found[span]
    events = {(row[2], row[0], row[6]) for row in rows}
    times, files = Counter(one[0] for one in events), Counter(one[0] for one in events if one[2])
    people_in = {
        one.hex: [at for at, action in enumerate(actions) if one in whose[action]]
        for one in {person}.union(*whose.values())
    }
    return {
        **told,
        "people": dict(sorted(people_in.items())),
        "opened": [[action, len(whose[action]), times[action], files[action]] for action in actions],
        "readings": len({one[1] for one in events}),
        "files": len({one[1] for one in events if one[2]}),
        "unknown": len({row[0] for row in rows if not row[3]}),
        "readable": len(readable(actor, person, since, until) | {person}),
    }


def read_rows(actor: PersonActor, person: UUID, since: datetime, until: datetime) -> Iterator[tuple[Any, ...]]:
    """The readings under the person's name in that time, the oldest first."""
    rows = Reading.objects.of(actor.college_id).filter(person=person, at__gte=since - LEADING, at__lte=until)
    yield from rows.exclude(action=EXCEEDED).order_by("at", "pk").values_list(*_COLUMNS)


def _span(actor: PersonActor, row: tuple[Any, ...]) -> Span:
    _event, at, _action, kind, key, since, _file = row
    day = at.astimezone(actor.now.tzinfo).date()
    return Span(kind, key, min(since or day, day), day)


def readable(actor: PersonActor, person: UUID, since: datetime, until: datetime) -> set[UUID]:
    """Whose data the roles of the account opened at the end of that time, whether or not anybody looked."""
    found: set[UUID] = set()
    for account in Account.objects.of(actor.college_id).filter(person=person):
        for holder in {moment: actor_of(account, now=moment) for moment in (since, until)}.values():
            found |= _reached(holder)
    return found


def _reached(holder: PersonActor) -> set[UUID]:
    own = holder.college_id
    everybody = set(Person.objects.of(own).values_list("pk", flat=True))
    spans: set[Span] = set()
    for model in HELD_IN:
        rows: set[UUID] = set()
        for action in policy.all_actions():
            if action.personal and policy.policy_of(action.name).model is model:
                rows |= set(policy.visible(holder, action.name).values_list("pk", flat=True))
        keys = sorted(rows)
        if model is Person:
            spans |= {Span(PERSON, pk, holder.today, holder.today) for pk in keys}
            if everybody <= rows:
                return everybody
            continue
        for start in range(0, len(keys), PIECE):
            for circles in circles_of(model, own, keys[start : start + PIECE]).values():
                spans |= {
                    Span(one.kind, one.key, min(one.since or holder.today, holder.today), holder.today)
                    for one in circles
                }
    return set().union(*people_of(own, spans).values())
