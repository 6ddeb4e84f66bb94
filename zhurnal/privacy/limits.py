"""Mass reading (checklist 22): above a college's limit the person proves himself again, and the officers hear of it.

Each process counts for itself and, at every eighth of the limit, asks the table what the others wrote: so several processes do not
multiply the limit, and a start does not forget it. The page of a lesson and of a journal is never held back: a class waits there.
"""

import threading
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID

from zhurnal.kernel.errors import Unconfirmed
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.policy import Actor
from zhurnal.kernel.readings import PERSON, Told, name_page
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rules.lines import Line, Whose
from zhurnal.privacy.rules.pace import Limit, Pace, Sort

EXCEEDED = "privacy.limit.exceeded"
CARD = "people.Person"
NEVER_HELD = ("curriculum.Course", "timetable.Lesson")
FAMILY = frozenset({Role.STUDENT.value, Role.PARENT.value})
TEACHING = FAMILY | {Role.TEACHER.value, Role.GROUP_LEADER.value}
EIGHTH = 8
pace = Pace()
_lock = threading.Lock()
name_page(EXCEEDED, "открыто необычно много: журнал попросил подтвердить, что это он")


def limit_of(actor: PersonActor, sort: Sort) -> Limit:
    """By the widest of his roles: families, teachers and leaders, the office."""
    said = actor.parameters
    if sort is Sort.FILES:
        return Limit(said.files_an_hour)
    if actor.roles <= FAMILY:
        return Limit(said.cards_an_hour_family)
    return Limit(said.cards_an_hour_teacher if actor.roles <= TEACHING else said.cards_an_hour_office)


def guard(told: Told) -> Line | None:
    """Count a card; the line for the record when this one is over the limit. Raises ``Unconfirmed`` until the person has proved himself."""
    actor = told.actor
    if not isinstance(actor, PersonActor) or actor.account_id is None or told.model in NEVER_HELD:
        return None
    if told.target == actor.person_id and not told.people:
        return None
    _hold(actor)
    return _counted(actor, Sort.CARDS, told.target) if told.model == CARD else None


def _hold(actor: PersonActor) -> None:
    asked = pace.asked(actor.account_id)
    if asked is not None:
        if actor.confirmed <= asked:
            raise Unconfirmed
        with _lock:
            pace.proved(actor.account_id, datetime.now(UTC).timestamp())


def count_file(actor: Actor, what: object) -> Line | None:
    """A file left: counted; the next reading is held when it was one too many."""
    if not isinstance(actor, PersonActor) or actor.account_id is None:
        return None
    return _counted(actor, Sort.FILES, what)


def _counted(actor: PersonActor, sort: Sort, what: object) -> Line | None:
    moment, limit = datetime.now(UTC), limit_of(actor, sort)
    with _lock:
        found = pace.count(actor.account_id, sort, what, moment.timestamp())
    if found is None:
        return None
    hour, day = found
    over = limit.exceeded(hour, day)
    if not over and limit.hour and hour % max(1, limit.hour // EIGHTH) == 0:
        over = _over_elsewhere(actor, sort, limit, moment)
    if not over:
        return None
    with _lock:
        pace.ask(actor.account_id, int(moment.timestamp()))
    who = cast(UUID, actor.person_id)
    return Line(
        uuid7(), moment, actor.college_id, actor.person_id, actor.account_id, actor.session, "", actor.door, EXCEEDED, "", None,
        sort is Sort.FILES, whose=(Whose(PERSON, who),),
    )  # fmt: skip


def _over_elsewhere(actor: PersonActor, sort: Sort, limit: Limit, moment: datetime) -> bool:
    """The same by the table, where all processes write: counted since he was last asked; asked and not proved is over."""
    mine = Reading.objects.of(actor.college_id).filter(person=actor.person_id, account=actor.account_id)
    day = moment - timedelta(days=1)
    last = mine.filter(action=EXCEEDED, at__gte=day).order_by("-at").values_list("at", flat=True).first()
    if last is not None and actor.confirmed <= int(last.timestamp()):
        return True
    begun = datetime.fromtimestamp(pace.since(actor.account_id), UTC)
    last = max(last or begun, begun)
    of_cards = sort is Sort.CARDS
    rows = mine.filter(model=CARD).exclude(target=actor.person_id) if of_cards else mine.filter(file=True)
    hour, whole = (
        rows.filter(at__gt=max(since, last)).values("target" if of_cards else "event").distinct().count()
        for since in (moment - timedelta(hours=1), day)
    )
    return limit.exceeded(hour, whole)
