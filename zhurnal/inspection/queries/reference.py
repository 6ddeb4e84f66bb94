"""Справка по итогам проверки: who checked what and when, what was found, terms, what was done (2.5, 2.6)."""

from dataclasses import dataclass

from zhurnal.inspection.models import Checker, Round
from zhurnal.inspection.queries.lines import Line
from zhurnal.inspection.queries.rounds import RoundPage, round_page
from zhurnal.inspection.staff import posts
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

NO_POST = "проверяющий"  # who holds no post today


@dataclass(frozen=True, slots=True)
class Reference:
    """The paper of a round. ``signers``: (post, name) of those who checked; ``teachers``: who was remarked and signs as acquainted."""

    page: RoundPage
    lines: tuple[Line, ...]
    signers: tuple[tuple[str, str], ...]
    teachers: tuple[str, ...]


def reference(actor: PersonActor, round_: Round) -> Reference:
    """The paper of a round; a constant number of statements."""
    page = round_page(actor, round_)
    ordered = tuple(sorted(page.remarks, key=lambda one: (one.group, one.index, one.number)))
    teachers = tuple(dict.fromkeys(one.teacher for one in ordered))
    return Reference(page, ordered, tuple(_signers(actor, round_)), teachers)


def _signers(actor: PersonActor, round_: Round) -> list[tuple[str, str]]:
    rows = Checker.objects.of(actor.college_id).filter(round=round_.pk).order_by("pk")
    people = list(rows.values_list("person_id", "person__surname", "person__given", "person__patronymic"))
    held = posts(actor, [row[0] for row in people])
    return [(held.get(pk, NO_POST).capitalize(), short_name(*name)) for pk, *name in people]
