"""From which hour teachers are reminded of lessons that are not filled, and whether notices go by mail too."""

from django.db import connection, transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import read_parameters
from zhurnal.oversight.policy import SET_EVENING
from zhurnal.people.actor import PersonActor

NOT_YOURS = Refusal("not_yours", "Час напоминаний назначает заместитель директора по учебной работе.")


def set_evening(actor: PersonActor, hour: int, *, mail: bool) -> None:
    """Change the hour, 0 turns the reminders off; ``mail``: whether notices go by mail too."""
    if not policy.may(actor, SET_EVENING):
        raise Refused(NOT_YOURS)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = College.objects.filter(pk=actor.college_id)
        college = (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
        own = read_parameters(college.parameters)
        events = [
            audit.Event(SET_EVENING, f"setting:{name}", before, after)
            for name, before, after in (
                ("evening_hour", own.evening_hour, hour),
                ("mail_notices", own.mail_notices, mail),
            )
            if before != after
        ]
        if not events:
            return
        parameters = {**college.parameters, "evening_hour": hour, "mail_notices": mail}
        College.objects.filter(pk=actor.college_id).update(parameters=parameters)
        audit.append(head, actor, events)
