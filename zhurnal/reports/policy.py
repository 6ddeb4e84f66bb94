"""Who reads reports on hours: the office all, a head his department, a teacher his own (the lines are cut by the ledger)."""

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role

READ = "reports.hours.read"


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
                Role.TEACHER: oneself,
            },
        ),
    )


register(HoursReportPolicy())
