"""Some students with their parents and all their values, as they stand: what pages show and actions compare with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from zhurnal.curriculum.relations import valid_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.people.rules.age import is_adult
from zhurnal.people.rules.names import alphabetical, full_name, list_name
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.rules.fields import Field, Kind

_NAMES = ("surname", "given", "patronymic")
_COLUMNS = ("birth_date", "sex", "email")


@dataclass(frozen=True, slots=True)
class Guardian:
    """A representative of a student."""

    person: UUID
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Student:
    """A student on the sheet."""

    id: UUID
    name: str
    parts: tuple[str, str, str]
    adult: bool


@dataclass(slots=True)
class Sheet:
    """``values``: (person, name) → text; the name is a field's key or, for the person's own columns, the column.

    ``changed``: (person, key) → when the value was written; of the person's own columns nobody knows.
    """

    students: list[Student]
    families: dict[UUID, list[Guardian]] = field(default_factory=dict)
    values: dict[tuple[UUID, str], str] = field(default_factory=dict)
    changed: dict[tuple[UUID, str], datetime] = field(default_factory=dict)

    def updated(self, people: Iterable[UUID], keys: Iterable[str]) -> datetime | None:
        """When one of these values was written last; None where none ever was."""
        wanted = list(keys)
        return max((at for one in people for key in wanted if (at := self.changed.get((one, key)))), default=None)

    def value(self, person: UUID, one: Field) -> str:
        """What is kept, "" when nothing is."""
        return self.values.get((person, one.column or one.key), "")

    @property
    def parents(self) -> set[UUID]:
        """Everybody who is named on it as a representative: whoever opens it has read of them too (2.1)."""
        return {parent.person for kin in self.families.values() for parent in kin}

    def subjects(self, student: Student, one: Field) -> list[tuple[UUID, str]]:
        """Of whom the field is asked: (person, how he is called beside the student). Nobody for parents of who is of age."""
        if one.of_parent and student.adult:
            return []
        if one.of_parent:
            return [(parent.person, f"{parent.name}, {parent.basis}") for parent in self.families.get(student.id, ())]
        return [(student.id, "")]

    def is_filled(self, student: Student, one: Field) -> bool | None:
        """Whether it is filled; None where it is not asked: parents of who is of age. One parent's answer is enough."""
        if one.kind is Kind.FAMILY:
            return None if student.adult else bool(self.families.get(student.id))
        if one.of_parent and student.adult:
            return None
        return any(self.value(person, one) for person, _label in self.subjects(student, one))


def read_sheet(actor: PersonActor, students: Sequence[UUID] | Iterable[UUID], keys: Iterable[str]) -> Sheet:
    """The sheet of these students with the values of these fields. Three statements."""
    own, wanted = actor.college_id, list(students)
    bonds = Guardianship.objects.of(own).filter(valid_on(actor.today), student__in=wanted).order_by("since", "pk")
    families: dict[UUID, list[Guardian]] = {}
    values: dict[tuple[UUID, str], str] = {}
    parents = [f"parent__{name}" for name in (*_NAMES, "email")]
    for student, parent, basis, *name, email in bonds.values_list("student_id", "parent_id", "basis", *parents):
        kin = families.setdefault(student, [])
        if all(one.person != parent for one in kin):
            kin.append(Guardian(parent, full_name(*name), basis))
            values[parent, "email"] = email
    people = {parent.person for kin in families.values() for parent in kin} | set(wanted)
    rows = Person.objects.of(own).filter(pk__in=wanted).values_list("pk", *_NAMES, *_COLUMNS)
    found = []
    for pk, surname, given, patronymic, born, sex, email in rows:
        values[pk, "birth_date"], values[pk, "sex"], values[pk, "email"] = _iso(born), sex, email
        adult = is_adult(born, actor.adult_since)
        parts = (surname, given, patronymic)
        found.append((alphabetical(*parts), pk, Student(pk, list_name(surname, given), parts, adult)))
    kept = RegisterValue.objects.of(own).filter(person__in=people, field__in=list(keys))
    changed = {}
    for person, key, value, at in kept.values_list("person_id", "field", "value", "changed_at"):
        values[person, key], changed[person, key] = value, at
    return Sheet([student for _key, _pk, student in sorted(found, key=lambda row: row[:2])], families, values, changed)


def _iso(born: date | None) -> str:
    return born.isoformat() if born else ""
