"""An order before it is written: what a person filled in, and what it would meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.academic_year.rules.closed import year_closed
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.queries import closed_until
from zhurnal.curriculum.rules.closed import list_closed
from zhurnal.kernel import policy
from zhurnal.kernel.dates import years_before
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.actions.basis import read_basis
from zhurnal.movement.actions.namesakes import Namesake, described, key_of, people_named
from zhurnal.movement.actions.standing import Journals, Stood, read_journals, read_stood
from zhurnal.movement.policy import RECORD, sees_everybody
from zhurnal.movement.rules.basis import NO_BASIS, OTHER, Basis, no_change, target_of
from zhurnal.movement.rules.conditional import wrong_term
from zhurnal.movement.rules.kinds import ENTERING, LEAVING, NEWCOMING, Kind, State
from zhurnal.movement.rules.possible import (
    Dates,
    Stay,
    impossible,
    listed_later,
    too_early,
    warnings,
    wrong_age,
    wrong_dates,
)
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

NO_STUDENTS = Refusal("no_students", "Отметьте хотя бы одного студента.")
NO_GROUP = Refusal("no_group", "Выберите группу, в которую зачисляется студент.")
SAME_GROUP = Refusal("same_group", "%(name)s уже в этой группе. Выберите другую.")
NO_NAME = Refusal("no_name", "Напишите новые фамилию и имя: в приказе о смене ФИО они нужны.")
NO_SUCH = Refusal("no_such", "Выбранного человека с таким именем в колледже нет. Выберите заново.")
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
    """An order as filled in. ``group``: where to; ``newcomer``: a new person, or the new name for a rename.

    ``same``, ``another``: the answer to «это тот же человек?» about a newcomer who has namesakes: he is this one, or none of them.
    """

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
    same: UUID | None = None
    another: bool = False

    @property
    def fresh(self) -> bool:
        """Whether somebody comes who is not known yet (or not said to be)."""
        return self.kind in NEWCOMING and not self.students


@dataclass(frozen=True, slots=True)
class Checked:
    """What the order meets: refusals forbid it, warnings are answered by «да, записать»; ``seal`` covers the warnings.

    ``asks``: namesakes of a newcomer; as long as it is not said which of them he is, or that he is none, nothing is written.
    """

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    asks: tuple[Namesake, ...] = ()

    @property
    def seal(self) -> str:
        """The warnings in one short text: when they change, they are asked again."""
        return sha256("\n".join(self.warnings).encode()).hexdigest()[:16]


@dataclass(slots=True)
class World:
    """Everything that orders need to know, read once for all of them."""

    college_id: UUID
    groups: dict[UUID, Group]
    reached: set[UUID]
    people: dict[UUID, Person]
    named: dict[tuple[str, str], list[Person]]
    years: list[AcademicYear]
    stood: Stood
    journals: Journals
    basis: dict[UUID, Basis]
    closed: dict[UUID, date]

    def namesakes(self, draft: Draft) -> list[Person]:
        """Everybody called like the newcomer."""
        new = draft.newcomer
        return self.named.get(key_of(new.surname, new.given), []) if draft.fresh and new is not None else []

    def described(self, actor: PersonActor, people: Sequence[Person], day: date) -> list[Namesake]:
        """People of one name, each with as much as the actor may know of him."""
        return described(self.college_id, people, day, self.stood, None if sees_everybody(actor) else self.reached)

    def lay(self, draft: Draft) -> None:
        """Judge later orders as if this one were written."""
        target = self.groups.get(draft.group) if draft.group else None
        for student in draft.students:
            if draft.kind is Kind.FUNDING and student in self.basis:
                was, to = self.basis[student], target_of(draft.details)
                ended = (draft.effective, was.present or OTHER[to], True)
                self.basis[student] = Basis(to, (*was.former, ended))
            self.stood.lay(student, draft.kind, draft.effective, target)


def read_world(actor: PersonActor, drafts: Sequence[Draft]) -> World:
    """What stands in the college about these orders. A constant number of statements."""
    own = actor.college_id
    fresh = [key_of(one.newcomer.surname, one.newcomer.given) for one in drafts if one.fresh and one.newcomer]
    named = people_named(own, fresh)
    students = {pk for one in drafts for pk in one.students} | {row.pk for rows in named.values() for row in rows}
    leaving = {pk for one in drafts if one.kind in LEAVING for pk in one.students}
    entered = {one.group for one in drafts if one.kind in ENTERING and one.group}
    groups = {row.pk: row for row in Group.objects.of(own).filter(pk__in={one.group for one in drafts if one.group})}
    stood = read_stood(own, students)
    stays = {row.group_id for rows in stood.members.values() for row in rows}
    return World(
        own, groups, set(policy.visible(actor, RECORD).values_list("pk", flat=True)),
        {row.pk: row for row in Person.objects.of(own).filter(pk__in=students)}, named,
        list(AcademicYear.objects.of(own).order_by("-starts")), stood,
        read_journals(own, leaving, entered, min((one.effective for one in drafts), default=actor.today)),
        read_basis(own, {pk for one in drafts if one.kind is Kind.FUNDING for pk in one.students}),
        closed_until(own, stays | set(groups)),
    )  # fmt: skip


def settled(world: World, draft: Draft) -> Draft:
    """The draft with the namesake whom a person chose as its student."""
    if draft.same and any(row.pk == draft.same for row in world.namesakes(draft)):
        return replace(draft, students=(draft.same,), same=None)
    return draft


def judge(actor: PersonActor, world: World, draft: Draft) -> Checked:
    """What a settled draft meets by the rules."""
    refusals = [str(one) for one in _general(actor, world, draft) if one is not None]
    if not refusals:
        if draft.kind in ENTERING and draft.group not in world.reached:
            refusals.append(str(FOREIGN_TO))
        for student in draft.students:
            refusals += _of_student(world, draft, student)
    if refusals:
        return Checked(tuple(dict.fromkeys(refusals)), ())
    asked = [] if draft.another else world.described(actor, world.namesakes(draft), draft.effective)
    return Checked((), tuple(_warnings(actor, world, draft)), tuple(asked))


def _general(actor: PersonActor, world: World, draft: Draft) -> list[Refusal | None]:
    begun = max(draft.effective, actor.today)
    year = next((row for row in world.years if row.starts <= begun), None)
    dates = Dates(draft.dated, draft.effective, actor.today)
    new = draft.newcomer
    nameless = new is None or not (new.surname.strip() and new.given.strip())
    return [
        NO_NUMBER if not draft.number.removeprefix("№").strip() else None,
        _in_archive(world, draft) or _into_closed(world, draft),
        wrong_dates(dates, _first_day(world, draft, year), _last_day(world, year)) if year else None,
        NO_STUDENTS if not draft.students and draft.kind not in NEWCOMING else None,
        NO_BASIS if draft.kind is Kind.FUNDING and not target_of(draft.details) else None,
        wrong_term(draft.details, draft.effective) if draft.kind is Kind.CONDITIONAL else None,
        NO_GROUP if draft.kind in ENTERING and draft.group not in world.groups else None,
        _closed(world.groups.get(draft.group), draft.effective) if draft.kind in ENTERING and draft.group else None,
        NO_NAME if nameless and (draft.kind is Kind.RENAME or draft.fresh) else None,
        NO_SUCH if draft.same is not None else None,
        wrong_age(new.birth_date, draft.effective) if new and draft.fresh else None,
    ]


def _first_day(world: World, draft: Draft, year: AcademicYear) -> date:
    """Of the year; an order about those who finished may also work from a day of the year in which they did."""
    ended = [world.stood.finished(student) for student in draft.students] if draft.kind is Kind.EXPULSION else []
    days = [day for day in ended if day is not None]
    if not days or len(days) < len(ended):
        return year.starts
    return next((row.starts for row in world.years if row.starts < min(days)), year.starts)


def _last_day(world: World, year: AcademicYear) -> date:
    """Orders work in summer too: up to the day before the next year begins, or for a whole year where none is there yet."""
    following = min((row.starts for row in world.years if row.starts > year.starts), default=None)
    return (following or years_before(year.starts, -1)) - timedelta(days=1)


def _in_archive(world: World, draft: Draft) -> Refusal | None:
    """Nothing works from a day of a closed year on, nobody enters a group of one: its lists are what the package says."""
    target = world.groups.get(draft.group) if draft.kind in ENTERING and draft.group else None
    for year in world.years:
        within = year.starts <= draft.effective <= year.ends
        if year.closed_at is not None and (within or (target is not None and target.year_id == year.pk)):
            return year_closed(year.name)
    return None


def _into_closed(world: World, draft: Draft) -> Refusal | None:
    """Nobody comes on the list of a term that is closed."""
    target = world.groups.get(draft.group) if draft.kind in ENTERING and draft.group else None
    return _kept(world, target, draft.effective) if target is not None else None


def _kept(world: World, group: Group, day: date) -> Refusal | None:
    """The list of a group is as its closed terms saw it, up to the last day of the last of them."""
    ends = world.closed.get(group.pk)
    return list_closed(group.name, ends) if ends is not None and day <= ends else None


def _closed(target: Group | None, day: date) -> Refusal | None:
    """Nobody enters a group from the day on which it is closed."""
    if target is None or target.closed_on is None or target.closed_on > day:
        return None
    text = "Группа %(name)s закрыта с %(day)s. Выберите другую или откройте её снова: «Списки», «Группы»."
    return Refusal("closed_group", text, {"name": target.name, "day": f"{target.closed_on:%d.%m.%Y}"})


def _of_student(world: World, draft: Draft, student: UUID) -> list[str]:
    person, standing = world.people.get(student), world.stood.on(student, draft.effective)
    if person is None:
        return [str(NO_STUDENTS)]
    name, member = person.listed, standing.member
    stay = Stay(member.group_id, member.entered, member.left) if member else None
    words = {"name": name}
    later = world.stood.later(student, draft.effective) if draft.kind in ENTERING else []
    found: list[Refusal | None] = [impossible(draft.kind, standing.state, name)]
    if member is not None and member.group_id not in world.reached:
        found.append(Refusal(FOREIGN_FROM.code, FOREIGN_FROM.text, words))
    if draft.kind is Kind.TRANSFER and member is not None and member.group_id == draft.group:
        found.append(Refusal(SAME_GROUP.code, SAME_GROUP.text, words))
    if later:
        found.append(listed_later(name, later[0].group.name, later[0].entered))
    if draft.kind is Kind.FUNDING and (target := target_of(draft.details)):
        found.append(no_change(world.basis.get(student, Basis()), target, draft.effective, name))
    if draft.kind in LEAVING and member is not None and standing.state is State.STUDYING:
        found.append(_kept(world, member.group, draft.effective))
    if draft.kind in LEAVING:
        found.append(too_early(draft.effective, stay, name))
    return [str(one) for one in found if one is not None]


def _warnings(actor: PersonActor, world: World, draft: Draft) -> list[str]:
    dates = Dates(draft.dated, draft.effective, actor.today)
    told: list[str] = []
    to = draft.group if draft.kind in ENTERING else None
    for student in draft.students or (None,):
        member = world.stood.on(student, draft.effective).member if student else None
        left = member.group_id if member and draft.kind in LEAVING else None
        name = world.people[student].listed if student else _new_name(draft)
        told += warnings(draft.kind, dates, world.journals.written(student, left, to, draft.effective), name)
    return list(dict.fromkeys(told))


def _new_name(draft: Draft) -> str:
    return f"{draft.newcomer.surname} {draft.newcomer.given}" if draft.newcomer else ""
