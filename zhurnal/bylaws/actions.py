"""Changing settings of one section."""

from collections.abc import Mapping

from django.db import transaction

from zhurnal.bylaws.rules.kinds import Section, Value
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.actions import lock_parameters, set_parameters
from zhurnal.people.actor import PersonActor


@transaction.atomic
def set_section(
    actor: PersonActor, section: Section, values: Mapping[str, Value], seen: Mapping[str, str], reason: str = ""
) -> Refusal | None:
    """Write what the person changed. ``seen``: what the form showed him of each, as it is typed; what somebody else has changed since
    is not written over unseen. Raises ``Refused``, and ``Unconfirmed`` where the section asks who is there."""
    if not policy.may(actor, section.action):
        raise Refused(Refusal("not_yours", "Эти настройки меняет %(who)s.", {"who": section.holders}))
    if policy.action_named(section.action).step_up:
        policy.confirmed(actor)
    _head, now = lock_parameters(actor)
    for setting in section.settings:
        name, standing = setting.name, getattr(now, setting.name)
        if name in values and standing != values[name] and setting.typed(standing) != seen[name]:
            text = "Пока вы писали, «%(title)s» изменили. Посмотрите, что стоит сейчас, и сохраните ещё раз."
            return Refusal("moved", text, {"title": setting.title})
    set_parameters(actor, section.action, values, reason)
    return None
