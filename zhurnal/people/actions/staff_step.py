"""From which day the college's own people get in with a second step only (2.9, checklist 49)."""

from datetime import date, timedelta

from django.db import transaction

from zhurnal.kernel import policy
from zhurnal.kernel.dates import full
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.actions import set_parameters
from zhurnal.people.actions.factors import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.policy import STAFF_STEP, staff_with_access
from zhurnal.people.rules.factors import AT_ONCE

NOT_YOURS = Refusal("not_yours", "Второй шаг сотрудникам назначает администратор журнала или начальник ИВЦ.")
PAST = Refusal("past", "Этот день уже прошёл. Назначьте сегодняшний или будущий.")
FAR = Refusal("far", "Слишком далеко: назначьте день в пределах полугода, иначе о нём забудут.")
LONGEST = timedelta(days=183)


def set_staff_step(actor: PersonActor, since: date | None) -> None:
    """Demand the second step from that day on, or (None) no more. Those who have none hear of the day. Raises ``Refused``."""
    if not policy.may(actor, STAFF_STEP):
        raise Refused(NOT_YOURS)
    policy.confirmed(actor)
    if since is not None and since < actor.today:
        raise Refused(PAST)
    if since is not None and since - actor.today > LONGEST:
        raise Refused(FAR)
    after = {
        "staff_second_factor": since is not None,
        "staff_second_factor_from": since.isoformat() if since else AT_ONCE,
    }
    with transaction.atomic():
        if set_parameters(actor, STAFF_STEP, after) and since is not None:
            words = "Заведите его заранее: меню под вашим именем, «Вход и защита». Это занимает две минуты."
            lacking = Person.objects.of(actor.college_id).filter(staff_with_access(actor, guarded=False))
            for person in lacking.values_list("pk", flat=True):
                tell(actor, person, f"С {full(since)} вход в журнал — в два шага", words)
