"""The college's own people with what they were given. Four statements, however many people."""

from django.db.models import Q

from zhurnal.credentials.queries.family import given_to
from zhurnal.credentials.rules.access import Line
from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Activation, RoleGrant
from zhurnal.people.policy import FAMILY, ISSUE
from zhurnal.people.rules.codes import last_day, needs_second
from zhurnal.people.rules.roles import ROLE_NAMES, Role


def load_staff(actor: PersonActor) -> list[Line]:
    """Everybody who has a staff role today or ahead, by name, but oneself: nobody gives himself a slip."""
    grants = RoleGrant.objects.of(actor.college_id).filter(Q(until=None) | Q(until__gte=actor.today))
    roles: dict[object, list[str]] = {}
    for person, role in grants.exclude(role__in=FAMILY).order_by("since", "pk").values_list("person_id", "role"):
        roles.setdefault(person, []).append(role)
    people = [
        one
        for one in visible(actor, ISSUE).filter(pk__in=roles).order_by("surname", "given", "patronymic", "pk")
        if one.pk != actor.person_id
    ]
    tell(actor, ISSUE, people=[one.pk for one in people])
    accounts, codes = given_to(actor, [one.pk for one in people])
    asked = _asked_by_others(actor)
    lines = []
    for one in people:
        words = ", ".join(dict.fromkeys(ROLE_NAMES[Role(role)] for role in roles[one.pk]))
        code, handed = codes.get(one.pk, (None, False))
        lines.append(
            Line(
                one.pk,
                str(one),
                words,
                "",
                one.pk in accounts,
                code,
                handed,
                two=needs_second(roles[one.pk]),
                asked=one.pk in asked,
            )
        )
    return lines


def _asked_by_others(actor: PersonActor) -> set[object]:
    rows = Activation.objects.of(actor.college_id).filter(issued_at=None, used_at=None, cancelled_at=None)
    asked = rows.exclude(asked_by=actor.person_id).values_list("person_id", "asked_at")
    return {person for person, at in asked if last_day(at, actor.now.tzinfo) >= actor.today}
