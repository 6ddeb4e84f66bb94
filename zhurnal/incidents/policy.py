"""Who looks at what was done under whose name (2.9): everybody who marks his own, two deputies, the head of ИВЦ and the director the rest.

The administrator is not among them: a stolen account of his must neither see what is known of it nor end it.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Model

from zhurnal.incidents.models import Anomaly, Breach, Incident
from zhurnal.incidents.rules.breach import OVER, OWN_BREACH
from zhurnal.incidents.rules.wording import OWN_INCIDENT, RELEASED, SETTLED
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.readings import COLLEGE, PERSON, Circle, Path, declare, declare_by
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role

OWN, DISOWN = "incidents.own.read", "incidents.own.disown"
READ, UNDO, RELEASE = "incidents.incident.read", "incidents.incident.undo", "incidents.incident.release"
WATCH, SETTLE = "incidents.anomaly.read", "incidents.anomaly.settle"
BREACH, BREACH_WRITE, BREACH_LIST = "incidents.breach.read", "incidents.breach.write", "incidents.breach.list"
OFFICERS = (Role.DEPUTY_ACADEMIC, Role.IVC_HEAD)
RESPONSIBLE = (*OFFICERS, Role.DEPUTY_PRACTICE, Role.DIRECTOR)
NOTIFIERS = (*OFFICERS, Role.DIRECTOR)


class OwnChangesPolicy(Policy):
    """What was changed under one's own name, and «это не я»."""

    model = Person
    actions = (
        Action(OWN, {Role.TEACHER: oneself}, personal="что изменено от своего имени"),
        Action(DISOWN, {Role.TEACHER: oneself}),
    )


class IncidentPolicy(Policy):
    """Incidents of the college; nobody decides about his own, and who decides proves that he is himself."""

    model = Incident
    actions = (
        Action(READ, dict.fromkeys(RESPONSIBLE, everything), personal="страница инцидента"),
        Action(UNDO, dict.fromkeys(OFFICERS, everything), step_up=True),
        Action(RELEASE, dict.fromkeys(RESPONSIBLE, everything), step_up=True),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """One's own, and what is over."""
        if action == READ or not isinstance(obj, Incident):
            return None
        if obj.person_id == actor.person_id:
            return OWN_INCIDENT
        return RELEASED if obj.released_at is not None else None


class AnomalyPolicy(Policy):
    """What the rules found."""

    model = Anomaly
    actions = (
        Action(WATCH, dict.fromkeys(RESPONSIBLE, everything), personal="сигнал о подозрительных изменениях"),
        Action(SETTLE, dict.fromkeys(OFFICERS, everything)),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """One's own, and what is answered."""
        if action != SETTLE or not isinstance(obj, Anomaly):
            return None
        if obj.person_id == actor.person_id:
            return OWN_INCIDENT
        return SETTLED if obj.settled_at is not None else None


class BreachPolicy(Policy):
    """Files of breaches: nobody reads or keeps the file about his own account, or of the incident about it."""

    model = Breach
    actions = (
        Action(BREACH, dict.fromkeys(RESPONSIBLE, everything), personal="дело об утечке"),
        Action(BREACH_WRITE, dict.fromkeys(NOTIFIERS, everything)),
        Action(
            BREACH_LIST, dict.fromkeys(NOTIFIERS, everything), personal="список пострадавших от утечки", step_up=True
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """One's own, and what is over."""
        if not isinstance(obj, Breach):
            return None
        meant = (obj.person_id, obj.incident.person_id if obj.incident else None)
        if actor.person_id is not None and actor.person_id in meant:
            return OWN_BREACH
        return OVER if action == BREACH_WRITE and obj.result_at is not None else None


def _of_breach(college_id: UUID, ids: Sequence[UUID]) -> Iterator[tuple[UUID, Circle]]:
    """The page names whose account it was, and says how many others; where it was none, the whole college is meant."""
    for pk, person in Breach.objects.of(college_id).filter(pk__in=list(ids)).values_list("pk", "person_id"):
        yield pk, Circle(PERSON, person) if person else Circle(COLLEGE, college_id)


register(OwnChangesPolicy())
register(IncidentPolicy())
register(AnomalyPolicy())
declare(Incident, Path(PERSON, "person_id"))
declare(Anomaly, Path(PERSON, "person_id"), Path(PERSON, "student_id"))
register(BreachPolicy())
declare_by(Breach, _of_breach)
