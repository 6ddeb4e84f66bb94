"""Справка по итогам проверки: who checked what and when, what was found, terms, what was done (2.5, 2.6)."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.inspection.models import Checker, Round
from zhurnal.inspection.queries.lines import Line
from zhurnal.inspection.queries.rounds import JournalLine, RoundPage, round_page
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import PRECEDENCE, ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class Reference:
    """The paper of a round. ``signers``: (post, name) of those who checked; ``teachers``: who was remarked and signs as acquainted."""

    page: RoundPage
    lines: tuple[Line, ...]
    signers: tuple[tuple[str, str], ...]
    teachers: tuple[str, ...]

    @property
    def journals(self) -> tuple[JournalLine, ...]:
        """What was checked."""
        return self.page.journals


def reference(actor: PersonActor, round_: Round) -> Reference:
    """The paper of a round; a constant number of statements."""
    page = round_page(actor, round_)
    ordered = tuple(sorted(page.remarks, key=lambda one: (one.group, one.index, one.number)))
    teachers = tuple(dict.fromkeys(one.teacher for one in ordered))
    return Reference(page, ordered, tuple(_signers(actor, round_)), teachers)


def _signers(actor: PersonActor, round_: Round) -> list[tuple[str, str]]:
    rows = Checker.objects.of(actor.college_id).filter(round=round_.pk).order_by("pk")
    people = list(rows.values_list("person_id", "person__surname", "person__given", "person__patronymic"))
    grants = RoleGrant.objects.of(actor.college_id).filter(person__in=[row[0] for row in people])
    held: dict[UUID, set[str]] = {}
    for person, role in grants.values_list("person_id", "role"):
        held.setdefault(person, set()).add(role)
    return [(_post(held.get(pk, set())), short_name(*name)) for pk, *name in people]


def _post(roles: set[str]) -> str:
    role = next((one for one in PRECEDENCE if one in roles), Role.TEACHER)
    return ROLE_NAMES[role].capitalize()
