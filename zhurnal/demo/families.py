"""Made-up students and their parents.

The list of Э-21 is fixed (it is the group of the pictures and of the guide); everybody else is drawn from ``names``.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from zhurnal.demo import names
from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.rows import CreditRow, GuardianRow, MembershipRow, OrderRow, PersonRow
from zhurnal.demo.specs import CollegeSpec, GroupSpec
from zhurnal.people.rules.age import comes_of_age

# surname given patronymic, in the order of the list. Those who carry a case stand first in ``CASES``.
GROUP_21 = """
Абрамов Кирилл Денисович; Акимова Дарья Олеговна; Бережной Максим Петрович; Васин Артём Игоревич
Гайнутдинов Тимур Маратович; Глушкова Алина Сергеевна; Дементьев Егор Андреевич; Ермолин Никита Павлович
Жданов Роман Викторович; Зимин Илья Алексеевич; Ивлева София Романовна; Калугин Степан Игоревич
Костромин Глеб Юрьевич; Лапшин Матвей Дмитриевич; Мартыненко Богдан Олегович; Назаров Данил Евгеньевич
Орлянский Фёдор Антонович; Панкратов Лев Ильич; Рогожина Вероника Вадимовна; Сафронов Арсений Николаевич
Тарасевич Виктор Александрович; Удальцов Семён Иванович; Филатов Григорий Сергеевич; Хромов Ярослав Михайлович
Юсупов Амир
"""
KEPT_WHEN_TINY = ("Калугин", "Орлянский", "Панкратов", "Жданов", "Сафронов", "Акимова", "Зимин", "Абрамов")
FIXED = {
    "Э-22": "Лукина Мария Павловна; Шаров Денис Олегович",
    "ТЭ-11": "Калугина Вера Игоревна",
    "Э-31": "Ларина Ксения Андреевна",
}
SISTER, BROTHER = ("ТЭ-11", "Калугина"), ("Э-21", "Калугин")
MOTHER = ("Калугина", "Татьяна", "Андреевна")
BASES = {"f": "мать", "m": "отец"}


@dataclass(slots=True)
class Roster:
    """Students by group, and their families."""

    people: list[PersonRow] = field(default_factory=list)
    memberships: list[MembershipRow] = field(default_factory=list)
    guardians: list[GuardianRow] = field(default_factory=list)
    parents: list[PersonRow] = field(default_factory=list)
    by_group: dict[str, list[PersonRow]] = field(default_factory=dict)
    orders: list[OrderRow] = field(default_factory=list)
    credits: list[CreditRow] = field(default_factory=list)

    def student(self, group: str, surname: str) -> PersonRow | None:
        """A fixed student by surname."""
        return next((row for row in self.by_group.get(group, ()) if row.surname == surname), None)


def is_adult(person: PersonRow, today: date) -> bool:
    """Whether he is 18 today."""
    return person.birth is not None and comes_of_age(person.birth) <= today


def enrol(spec: CollegeSpec, year: DemoYear) -> Roster:
    """All students in their groups, since the day on which they entered."""
    rng, roster = Random(f"{spec.seed}:students"), Roster()
    for group in spec.groups:
        fixed = _fixed(spec, group)
        taken = {(surname, given) for surname, given, _ in fixed}
        while len(fixed) < group.size:
            drawn = _drawn(rng, spec, group)
            if drawn[:2] not in taken:
                taken.add(drawn[:2])
                fixed.append(drawn)
        fixed.sort(key=lambda row: tuple(part.lower().replace("ё", "е") for part in row))
        entered = _entered(year, group)
        for number, row in enumerate(fixed):
            person = _student(rng, year, group, number, row)
            roster.people.append(person)
            roster.by_group.setdefault(group.name, []).append(person)
            roster.memberships.append(MembershipRow(group.name, person.key, entered, order_in=_order(group, year)))
    return roster


def _fixed(spec: CollegeSpec, group: GroupSpec) -> list[tuple[str, str, str]]:
    if not spec.personas:
        return []
    text = GROUP_21 if group.name == "Э-21" else FIXED.get(group.name, "")
    rows = [line.split() for block in text.strip().splitlines() for line in block.split(";") if line.strip()]
    people = [(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows]
    if group.size < len(people):
        people = [next(row for row in people if row[0] == name) for name in KEPT_WHEN_TINY[: group.size]]
    return people


def _drawn(rng: Random, spec: CollegeSpec, group: GroupSpec) -> tuple[str, str, str]:
    girls = {"38.02.01": 0.85, "09.02.07": 0.25, "35.02.01": 0.4}.get(group.plan[:8], 0.1)
    sex = "f" if rng.random() < girls else "m"
    father = names.given_name(rng, "m", young=False)
    middle = names.patronymic(father, sex) if rng.random() > 0.012 else ""
    return names.by_sex(names.surname(rng), sex), names.given_name(rng, sex, young=True), middle


def _student(rng: Random, year: DemoYear, group: GroupSpec, number: int, row: tuple[str, str, str]) -> PersonRow:
    surname, given, middle = row
    sex = "f" if given in names.GIRL_NAMES else "m"
    begins = date(year.autumn.starts.year, 9, 1) if not year.shifted else year.autumn.starts
    age = 15.35 + 1.65 * rng.random() + (rng.choice((1, 1, 2, 3)) if rng.random() < 0.13 else 0)
    age += group.course_year - 1 + (2 if group.plan.endswith("+11") else 0)
    if surname in ("Калугин", "Калугина"):
        age = 16.4 if sex == "m" else 15.4
    born = begins - timedelta(days=round(age * 365.25))
    return PersonRow(f"{group.name}/{number + 1:02d}", surname, given, middle, sex, born)


def _entered(year: DemoYear, group: GroupSpec) -> date:
    """The first day of the year in which the group began; never later than this year's first lesson."""
    if group.course_year == 1:
        return year.autumn.starts
    return year.autumn.starts.replace(year=year.autumn.starts.year - group.course_year + 1, day=1)


def _order(group: GroupSpec, year: DemoYear) -> str:
    return f"№ {40 + 3 * group.course_year}-с от 25.08.{year.entry_year - group.course_year + 1}"


def families(spec: CollegeSpec, year: DemoYear, roster: Roster) -> None:
    """Parents for all students: siblings in different groups share one, some have two in different households."""
    rng = Random(f"{spec.seed}:families")
    count = 0
    mothers: dict[str, PersonRow] = {}
    siblings = _siblings(rng, spec, roster)
    for student in roster.people:
        elder = siblings.get(student.key)
        if elder is not None:
            _guard(roster, year, mothers[elder.key], student, rng)
            continue
        count += 1
        sex = "f" if rng.random() < 0.86 else "m"
        mothers[student.key] = _parent(rng, roster, student, f"p{count:03d}", sex)
        _guard(roster, year, mothers[student.key], student, rng)
    single = ("Калугин", "Калугина")
    candidates = [row for row in roster.people if row.key in mothers and row.patronymic and row.surname not in single]
    rng.shuffle(candidates)
    for student in candidates[: max(0, spec.parents - count)]:
        count += 1
        first = mothers[student.key]
        second = _parent(
            rng, roster, student, f"p{count:03d}", "m" if first.sex == "f" else "f", apart=rng.random() < 0.3
        )
        _guard(roster, year, second, student, rng)


def _siblings(rng: Random, spec: CollegeSpec, roster: Roster) -> dict[str, PersonRow]:
    """younger student's key → the elder in another group: the persona's sister, and some drawn pairs of one surname."""
    pairs: dict[str, PersonRow] = {}
    brother, sister = roster.student(*BROTHER), roster.student(*SISTER)
    if brother and sister:
        pairs[sister.key] = brother
    seen: dict[tuple[str, str], PersonRow] = {}
    for student in roster.people:
        stem = (student.surname.removesuffix("а"), _father(student.patronymic))
        elder = seen.setdefault(stem, student)
        if elder is student or not student.patronymic or elder.key in pairs or student.key in pairs:
            continue
        if elder.key.split("/")[0] != student.key.split("/")[0] and rng.random() < 0.9:
            pairs[student.key] = elder
    return pairs


def _father(middle: str) -> str:
    """What is the same in the patronymics of a brother and a sister."""
    for ending in ("ович", "овна", "евич", "евна", "инична", "ична", "ич"):
        if middle.endswith(ending):
            return middle.removesuffix(ending)
    return middle


def _parent(rng: Random, roster: Roster, student: PersonRow, key: str, sex: str, *, apart: bool = False) -> PersonRow:
    person = _persona(key) if (student.surname, student.given) == ("Калугин", "Степан") else None
    person = person or _drawn_parent(rng, student, key, sex, apart=apart)
    roster.parents.append(person)
    return person


def _persona(key: str) -> PersonRow:
    return PersonRow(key, *MOTHER, "f", date(1984, 5, 17))


def _drawn_parent(rng: Random, student: PersonRow, key: str, sex: str, *, apart: bool) -> PersonRow:
    given = names.given_name(rng, sex, young=False)
    if sex == "m" and student.patronymic:
        given = _name_of_father(student.patronymic) or given
    middle = names.patronymic(names.given_name(rng, "m", young=False), sex)
    surname = names.masculine(student.surname) if student.sex == "f" else student.surname
    if apart or (sex == "f" and rng.random() < 0.15):
        surname = names.surname(rng)
    year = (student.birth or date(2009, 1, 1)).year - rng.randint(20, 37)
    born = date(year, rng.randint(1, 12), rng.randint(1, 28))
    return PersonRow(key, names.by_sex(surname, sex), given, middle, sex, born)


def _name_of_father(middle: str) -> str:
    return next((name for name in names.weighted(names.MEN)[0] if middle in _both(name)), "")


def _both(name: str) -> tuple[str, str]:
    return names.patronymic(name, "m"), names.patronymic(name, "f")


def _guard(roster: Roster, year: DemoYear, parent: PersonRow, student: PersonRow, rng: Random) -> None:
    """The right to see: an adult's parent needs his consent, which most have given."""
    adult, agrees = is_adult(student, year.today), rng.random() < 0.72
    membership = next(row for row in reversed(roster.memberships) if row.student == student.key)
    basis = BASES[parent.sex] if rng.random() > 0.02 else "опекун"
    roster.guardians.append(
        GuardianRow(parent.key, student.key, membership.entered, None, basis, consent=agrees and adult)
    )
