"""Who brings data in (3.1: head of ИВЦ; 3.2: administrator opens the year)."""

from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.rules.roles import Role

RUN = "exchange.import.run"
NAMES = "exchange.names.manage"
SYSTEM = "system"  # the console of the server: ``python -m zhurnal import``


class ImportPolicy(Policy):
    """Imports of the actor's college."""

    model = ImportRun
    actions = (Action(RUN, {Role.IVC_HEAD: everything, Role.ADMINISTRATOR: everything, SYSTEM: everything}),)


class NamesPolicy(Policy):
    """What was said about names of files: whoever imports sees it and may forget it."""

    model = NameMapping
    actions = (Action(NAMES, {Role.IVC_HEAD: everything, Role.ADMINISTRATOR: everything, SYSTEM: everything}),)


register(ImportPolicy())
register(NamesPolicy())
