"""Who opens the year (3.2: the administrator; 3.1 and A13: head of ИВЦ and deputy director for studies)."""

from zhurnal.academic_year.models import AcademicYear
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.rules.roles import Role

RUN = "opening.year.run"


class OpeningPolicy(Policy):
    """Years of the actor's college."""

    model = AcademicYear
    actions = (
        Action(RUN, {Role.ADMINISTRATOR: everything, Role.IVC_HEAD: everything, Role.DEPUTY_ACADEMIC: everything}),
    )


register(OpeningPolicy())
