"""An order before it is written: what a person filled in, and what it would meet."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.actions.standing import Standing, standings, written_of
from zhurnal.movement.policy import RECORD
from zhurnal.movement.rules.kinds import ENTERING, LEAVING, NEWCOMING, Kind, State
from zhurnal.movement.rules.possible import Dates, Stay, impossible, too_early, warnings, wrong_age, wrong_dates
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name

NO_STUDENTS = Refusal("no_students", "Отметьте хотя бы одного студента.")
NO_GROUP = Refusal("no_group", "Выберите группу, в которую зачисляется студент.")
SAME_GROUP = Refusal("same_group", "%(name)s уже в этой группе. Выберите другую.")
NO_NAME = Refusal("no_name", "Напишите новые фамилию и имя: в приказе о смене ФИО они нужны.")
NO_NUMBER = Refusal("no_number", "Напишите номер приказа.")
FOREIGN_FROM = Refusal(
    "foreign_from",
    "%(name)s сейчас не в вашем отделении. Такой приказ записывает заместитель директора или администратор.",
)
FOREIGN_TO = Refusal(
    "foreign_to",
    "Эта группа другого отделения. Перевод между отделениями записывает заместитель директора или администратор.",
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody whom the college does not know yet, or the new name of somebody it knows."""

    surname: str
    given: str
    patronymic: str = ""
    birth_date: date | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An order as filled in. ``group``: where to; ``newcomer``: a new person, or the new name for a rename."""

    kind: Kind
    number: str
    dated: date
    effective: date
    ground: str = ""
    details: str = ""
    group: UUID | None = None
    students: tuple[UUID, ...] = ()
    newcomer: NewPerson | None = None
    subgroups: tuple[UUID, ...] = ()
    batch: UUID | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the order meets: refusals forbid it, warnings are answered by «да, записать»; ``seal`` covers the warnings."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def seal(self) -> str:
        """The warnings in one short text: when they change, they are asked again."""
        return sha256("\n".join(self.warnings).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Met:
    """Everything an order needs to know, read once."""

    target: Group | None
    people: dict[UUID, Person]
    standing: dict[UUID, Standing]


def meet(actor: PersonActor, draft: Draft) -> tuple[Met, Checked]:
    """Read what stands and judge the draft by the rules."""
    own = actor.college_id
    target = Group.objects.of(own).select_related("year").filter(pk=draft.group).first() if draft.group else None
    people = {row.pk: row for row in Person.objects.of(own).filter(pk__in=draft.students)}
    met = Met(target, people, standings(own, draft.students, draft.effective))
    refusals = [str(one) for one in _general(actor, draft, met) if one is not None]
    told: list[str] = []
    if not refusals:
        reached = set(policy.visible(actor, RECORD).values_list("pk", flat=True))
        if target is not None and target.pk not in reached:
            refusals.append(str(FOREIGN_TO))
        for student in draft.students:
            refusals += _of_student(draft, met, student, reached)
        told = [] if refusals else _warnings(actor, draft, met)
    return met, Checked(tuple(refusals), tuple(told))


def _general(actor: PersonActor, draft: Draft, met: Met) -> list[Refusal | None]:
    years = AcademicYear.objects.of(actor.college_id).filter(starts__lte=max(draft.effective, actor.today))
    year = years.order_by("-starts").first()
    dates = Dates(draft.dated, draft.effective, actor.today)
    new = draft.newcomer
    nameless = new is None or not (new.surname.strip() and new.given.strip())
    fresh = draft.kind in NEWCOMING and not draft.students
    return [
        NO_NUMBER if not draft.number.removeprefix("№").strip() else None,
        wrong_dates(dates, year.starts, year.ends) if year else None,
        NO_STUDENTS if not met.people and draft.kind not in NEWCOMING else None,
        NO_GROUP if draft.kind in ENTERING and met.target is None else None,
        NO_NAME if nameless and (draft.kind is Kind.RENAME or fresh) else None,
        wrong_age(new.birth_date, draft.effective) if new and fresh else None,
    ]


def _of_student(draft: Draft, met: Met, student: UUID, reached: set[UUID]) -> list[str]:
    person, standing = met.people.get(student), met.standing[student]
    if person is None:
        return [str(NO_STUDENTS)]
    name, member = person.listed, standing.member
    stay = Stay(member.group_id, member.entered, member.left) if member else None
    words = {"name": name}
    found: list[Refusal | None] = [impossible(draft.kind, standing.state, name)]
    if member is not None and member.group_id not in reached:
        found.append(Refusal(FOREIGN_FROM.code, FOREIGN_FROM.text, words))
    if draft.kind is Kind.TRANSFER and member is not None and member.group_id == draft.group:
        found.append(Refusal(SAME_GROUP.code, SAME_GROUP.text, words))
    if draft.kind in LEAVING:
        found.append(too_early(draft.effective, stay, name))
    return [str(one) for one in found if one is not None]


def _warnings(actor: PersonActor, draft: Draft, met: Met) -> list[str]:
    dates = Dates(draft.dated, draft.effective, actor.today)
    told: list[str] = []
    to = draft.group if draft.kind in ENTERING else None
    for student in draft.students or (None,):
        standing = met.standing[student] if student else Standing(State.UNKNOWN, None)
        left = standing.member.group_id if standing.member and draft.kind in LEAVING else None
        name = met.people[student].listed if student else _new_name(draft)
        written = written_of(actor.college_id, student, left, to, draft.effective)
        told += warnings(draft.kind, dates, written, name)
    if draft.newcomer is not None and not draft.students:
        told += _namesakes(actor, draft.newcomer)
    return list(dict.fromkeys(told))


def _new_name(draft: Draft) -> str:
    return f"{draft.newcomer.surname} {draft.newcomer.given}" if draft.newcomer else ""


def _namesakes(actor: PersonActor, new: NewPerson) -> list[str]:
    rows = Person.objects.of(actor.college_id).filter(surname__iexact=new.surname, given__iexact=new.given)
    return [
        f"В колледже уже есть {full_name(row.surname, row.given, row.patronymic)}"
        + (f", {row.birth_date:%d.%m.%Y}" if row.birth_date else "")
        + ". Если это он же, вернитесь и выберите восстановление. Если однофамилец, записывайте."
        for row in rows[:5]
    ]
