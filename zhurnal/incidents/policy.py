"""Who looks at what was done under whose name (2.9): everybody who marks his own, two deputies, the head of ИВЦ and the director the rest.

The administrator is not among them: a stolen account of his must neither see what is known of it nor end it.
"""

from django.db.models import Model

from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.rules.wording import OWN_INCIDENT, RELEASED, SETTLED
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role

OWN, DISOWN = "incidents.own.read", "incidents.own.disown"
READ, UNDO, RELEASE = "incidents.incident.read", "incidents.incident.undo", "incidents.incident.release"
WATCH, SETTLE = "incidents.anomaly.read", "incidents.anomaly.settle"
OFFICERS = (Role.DEPUTY_ACADEMIC, Role.IVC_HEAD)
RESPONSIBLE = (*OFFICERS, Role.DEPUTY_PRACTICE, Role.DIRECTOR)


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


register(OwnChangesPolicy())
register(IncidentPolicy())
register(AnomalyPolicy())
declare(Incident, Path(PERSON, "person_id"))
declare(Anomaly, Path(PERSON, "person_id"), Path(PERSON, "student_id"))
