"""A representative whom the group leader writes down; sign-ins are given out by the head of department alone (2.3)."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.people.rules.names import full_name
from zhurnal.registers.policy import FILL_PERSON
from zhurnal.registers.sheet import read_sheet

ADULT = Refusal(
    "adult", "Студент совершеннолетний: его родители записываются только с его согласия, через заведующего отделением."
)
KNOWN = Refusal("known", "%(name)s уже записан представителем этого студента.")


@dataclass(frozen=True, slots=True)
class Parent:
    """A representative as typed; ``basis``: «мать», «отец», «опекун»."""

    surname: str
    given: str
    patronymic: str
    basis: str


def add_parent(actor: PersonActor, student: Person, parent: Parent) -> Person:
    """A person and his bond to the student, from today; he gets no role and no sign-in by it. Raises ``Refused``."""
    policy.require(actor, FILL_PERSON, student)
    name = full_name(parent.surname, parent.given, parent.patronymic)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, student.pk)
        sheet = read_sheet(actor, [student.pk], ())
        if sheet.students[0].adult:
            raise Refused(ADULT)
        if any(one.name.lower() == name.lower() for one in sheet.families.get(student.pk, ())):
            raise Refused(Refusal(KNOWN.code, KNOWN.text, {"name": name}))
        made: Person = Person.objects.create(
            college_id=own, surname=parent.surname, given=parent.given, patronymic=parent.patronymic
        )
        Guardianship.objects.create(college_id=own, parent=made, student=student, since=actor.today, basis=parent.basis)
        event = audit.Event("registers.parent.add", f"register:{made.pk.hex}:family", None, {"filled": True}, name)
        audit.append(head, actor, [event])
    return made
