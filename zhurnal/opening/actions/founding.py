"""A college in an empty database: its row, kinds of work, and the administrator with his first password."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.grading.models import WorkKind
from zhurnal.grading.rules.usual_kinds import USUAL_KINDS
from zhurnal.organisation.models import College
from zhurnal.people.actions.accounts import Issued, issue_account
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Founding:
    """What is told of a college: code of its address, names, time zone; the administrator's full name."""

    code: str
    name: str
    short_name: str
    timezone: str
    administrator: tuple[str, str, str]


def found_college(told: Founding) -> Issued:
    """Make the college; returns the administrator's login and password, which is shown once."""
    with transaction.atomic():
        college = College.objects.create(
            code=told.code, name=told.name, short_name=told.short_name, timezone=told.timezone
        )
        WorkKind.objects.bulk_create(
            WorkKind(
                college=college, code=kind.code, name=kind.name, short=kind.short, weight=kind.weight,
                marks_everyone=kind.marks_everyone, position=place,
            )
            for place, kind in enumerate(USUAL_KINDS)
        )  # fmt: skip
        actor = PersonActor.system(college, "консоль сервера", door="console")
        surname, given, patronymic = told.administrator
        person = Person.objects.create(college=college, surname=surname, given=given, patronymic=patronymic)
        RoleGrant.objects.create(college=college, person=person, role=Role.ADMINISTRATOR, since=actor.today)
        return issue_account(actor, person)
