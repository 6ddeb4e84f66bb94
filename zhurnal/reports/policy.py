"""Who reads reports on hours: the office all, a head his department, a teacher his own (the lines are cut by the ledger)."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import Role

READ = "reports.hours.read"


def _himself(actor: PersonActor) -> Q:
    """The person himself."""
    return Q(pk=actor.person_id)


class HoursReportPolicy(Policy):
    """Reports on teachers' hours."""

    model = Person
    actions = (
        Action(
            READ,
            {
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.ADMINISTRATOR: everything,
                Role.DISPATCHER: everything,
                Role.DEPARTMENT_HEAD: everything,
                Role.TEACHER: _himself,
            },
        ),
    )


register(HoursReportPolicy())
