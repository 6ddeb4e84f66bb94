"""Members of the staff by the names that people write: full, or surname with initials."""

from collections import defaultdict
from uuid import UUID

from zhurnal.opening.rules.tables import Unreadable, fold
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role

STUDY = (Role.STUDENT, Role.PARENT)


class Staff:
    """Everybody of the college who is no student and no parent; ``new`` are those whom a table names for the first time."""

    def __init__(self, college_id: UUID) -> None:
        self.college_id = college_id
        self.new: list[Person] = []
        self._known: dict[str, list[Person]] = defaultdict(list)
        self._given: dict[str, list[Person]] = defaultdict(list)
        grants = RoleGrant.objects.of(college_id).exclude(role__in=STUDY)
        for person in Person.objects.of(college_id).filter(pk__in=grants.values("person_id")):
            self._learn(person)

    def _learn(self, person: Person) -> None:
        short = fold(f"{person.surname} {person.given[:1]}.{person.patronymic[:1]}.").replace(". ", ".")
        for key in {fold(str(person)), short, fold(person.surname)}:
            self._known[key].append(person)
        self._given[fold(f"{person.surname} {person.given}")].append(person)

    def find(self, name: str) -> Person:
        """The person of this name; a full name that nobody has is a new member of the staff."""
        key = fold(name)
        found = self._known.get(key) or self._known.get(key.replace(". ", "."), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable(f"«{name}» — это несколько человек: напишите фамилию, имя и отчество полностью.")
        words = name.split()
        if len(words) < 2 or any(len(word) < 2 or "." in word for word in words):
            raise Unreadable(f"«{name}» среди сотрудников нет. Чтобы завести его, напишите имя и отчество полностью.")
        if len(words) == 2 and (alike := self._given.get(key)):
            raise Unreadable(
                f"«{name}» — это {alike[0]}? Тогда допишите отчество. Другого человека заведите в «Списках», «Сотрудники»."
            )
        person = Person(
            college_id=self.college_id, surname=words[0][:80], given=words[1][:80], patronymic=" ".join(words[2:])[:80]
        )
        self.new.append(person)
        self._learn(person)
        return person
