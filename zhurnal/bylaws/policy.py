"""Who sets what the college decides: the system its keepers (3.1, 3.2), marks and hours the deputy too, as he sets rules of marks."""

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.organisation.models import Department
from zhurnal.people.rules.roles import Role

READ, SYSTEM, STUDY, GUARD = "bylaws.settings.read", "bylaws.system.set", "bylaws.study.set", "bylaws.guard.set"
KEEPERS = (Role.ADMINISTRATOR, Role.IVC_HEAD)
SCHOLARS = (Role.ADMINISTRATOR, Role.DEPUTY_ACADEMIC)


class BylawsPolicy(Policy):
    """One set of values a college, so all of it or nothing. What guards sign-ins and personal data asks for a fresh proof (2.9)."""

    model = Department
    actions = (
        Action(READ, dict.fromkeys((*KEEPERS, Role.DEPUTY_ACADEMIC), everything)),
        Action(SYSTEM, dict.fromkeys(KEEPERS, everything)),
        Action(STUDY, dict.fromkeys(SCHOLARS, everything)),
        Action(GUARD, dict.fromkeys(KEEPERS, everything), step_up=True),
    )


register(BylawsPolicy())
