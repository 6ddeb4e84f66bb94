"""Who sees how the installation is, and the signed heads of history (1.5, 3.1). Both pages are about all rows or none."""

from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.rules.roles import Role

STATE, HEADS = "operations.state.read", "operations.heads.read"
KEEPERS = (Role.ADMINISTRATOR, Role.IVC_HEAD)
WITNESSES = (Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEPUTY_ACADEMIC)


class InstallationPolicy(Policy):
    """The administrator keeps the installation; the director and his deputy keep the paper that the administrator cannot rewrite."""

    model = ChainHead
    actions = (Action(STATE, dict.fromkeys(KEEPERS, everything)), Action(HEADS, dict.fromkeys(WITNESSES, everything)))


register(InstallationPolicy())
