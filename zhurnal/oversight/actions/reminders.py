"""From which hour teachers are reminded of lessons that are not filled, and whether notices go by mail too."""

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.actions import set_parameters
from zhurnal.oversight.policy import SET_EVENING
from zhurnal.people.actor import PersonActor

NOT_YOURS = Refusal("not_yours", "Час напоминаний назначает заместитель директора по учебной работе.")


def set_evening(actor: PersonActor, hour: int, *, mail: bool) -> None:
    """Change the hour, 0 turns the reminders off; ``mail``: whether notices go by mail too."""
    if not policy.may(actor, SET_EVENING):
        raise Refused(NOT_YOURS)
    set_parameters(actor, SET_EVENING, {"evening_hour": hour, "mail_notices": mail})
