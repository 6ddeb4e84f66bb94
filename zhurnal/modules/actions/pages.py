"""Pages of practice are opened and arranged: leader, days, hours, places. The record's chain is the page's."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Min

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group, PlanItem
from zhurnal.curriculum.rules.practice import EVERY_DAY, PracticeKind
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.actions.disciplines import discipline_of_item
from zhurnal.modules.models import Enterprise, PracticeDay, PracticePage, PracticePlace
from zhurnal.modules.policy import ARRANGE_GROUP, PRACTICE_ARRANGE, closed_term, viewed_day, viewed_page
from zhurnal.modules.standing import plan_parts, students_on, term_at
from zhurnal.people.actor import PersonActor

NO_TERM = Refusal("no_term", "Дни практики не попадают ни в один семестр. Проверьте даты.")
MARKED = Refusal(
    "marked",
    "За эту практику уже стоят отметки, а новые даты — в другом семестре. Сначала снимите отметки или верните даты.",
)
_PLACE = ("enterprise_id", "mentor", "leader_id", "since", "until")
TWICE = Refusal("twice", "Страница этой практики с такой датой начала уже есть. Откройте её в журнале модулей группы.")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new page needs. ``item``: the row of the plan."""

    item: UUID
    kind: PracticeKind
    starts: date
    ends: date
    hours_planned: int
    hours_per_day: int
    leader: UUID | None
    weekdays: str = EVERY_DAY


def open_page(actor: PersonActor, group: Group, opening: Opening) -> PracticePage:
    """Open the page of a practice of the group."""
    policy.require(actor, ARRANGE_GROUP, group)
    term = _term_of(actor, group.pk, opening.starts, opening.ends)
    item = PlanItem.objects.of(actor.college_id).filter(pk=opening.item, curriculum=group.curriculum_id).first()
    if item is None:
        raise Absent
    known = plan_parts(group).disciplines.get(item.pk.hex, ())
    page = PracticePage(
        college_id=actor.college_id, group_id=group.pk, term_id=term.pk, kind=opening.kind, starts=opening.starts,
        ends=opening.ends, weekdays=opening.weekdays, hours_planned=opening.hours_planned,
        hours_per_day=opening.hours_per_day, leader_id=opening.leader,
    )  # fmt: skip
    try:
        with transaction.atomic():
            audit.lock(actor.college_id, group.pk)  # a checker's visa is put behind it
            if refusal := viewed_day(actor.college_id, group.pk, page.ends):
                raise Refused(refusal)
            head = audit.lock(actor.college_id, page.pk)
            page.discipline_id = discipline_of_item(actor.college_id, item, known)
            page.save(force_insert=True)
            audit.append(head, actor, [audit.Event("modules.page.open", f"practice:{page.pk.hex}", None, _told(page))])
    except IntegrityError:
        raise Refused(TWICE) from None
    return page


def _term_of(actor: PersonActor, group: UUID, starts: date, ends: date) -> Term:
    """The term in which the practice ends, where its mark stands. Raises ``Refused`` where there is none or it is closed."""
    term = term_at(actor.college_id, starts, ends)
    if term is None:
        raise Refused(NO_TERM)
    if refusal := closed_term(actor.college_id, group, term.pk):
        raise Refused(refusal)
    return term


@dataclass(frozen=True, slots=True)
class Arranged:
    """Days, hours and leader of a page. ``written``: the days that are written were led by him too; without a leader by nobody."""

    starts: date
    ends: date
    hours_planned: int
    hours_per_day: int
    leader: UUID | None
    written: bool = False


def arrange_page(actor: PersonActor, page: PracticePage, wanted: Arranged) -> None:
    """Change the page's days, hours or leader."""
    policy.require(actor, PRACTICE_ARRANGE, page)
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        row = PracticePage.objects.of(actor.college_id).select_related("group").get(pk=page.pk)
        before, was = _told(row), (row.starts, row.ends)
        row.starts, row.ends, row.leader_id = wanted.starts, wanted.ends, wanted.leader
        row.hours_planned, row.hours_per_day = wanted.hours_planned, wanted.hours_per_day
        if refusal := viewed_day(actor.college_id, row.group_id, _touched(row, *was)):
            raise Refused(refusal)
        if (row.starts, row.ends) != was:
            _move(actor, row, *was)
        after, moved = _told(row), 0
        if wanted.written:
            days = PracticeDay.objects.of(actor.college_id).filter(page=row.pk).exclude(led_by=row.leader_id)
            first = days.aggregate(first=Min("date"))["first"]
            if first is not None and (refusal := viewed_day(actor.college_id, row.group_id, first)):
                raise Refused(refusal)
            moved = days.update(led_by=row.leader_id)
            after |= {"days": "led by the leader"} if moved else {}
        if after == before:
            return
        try:
            with transaction.atomic():
                PracticePage.objects.of(actor.college_id).filter(pk=row.pk).update(
                    starts=row.starts, ends=row.ends, leader=row.leader_id, hours_planned=row.hours_planned,
                    hours_per_day=row.hours_per_day, term=row.term_id,
                )  # fmt: skip
        except IntegrityError:
            raise Refused(TWICE) from None
        audit.append(head, actor, [audit.Event("modules.page.arrange", f"practice:{row.pk.hex}", before, after)])


def _touched(row: PracticePage, starts: date, ends: date) -> date:
    """The first day that a change of the page is about: its end, or days that are no longer what they were."""
    moved = [min(row.starts, starts)] if row.starts != starts else []
    return min([row.ends, ends, *moved])


def _move(actor: PersonActor, row: PracticePage, starts: date, ends: date) -> None:
    """The term of the new dates; refused where marks of those who were there in the former days stand in the former one."""
    term = _term_of(actor, row.group_id, row.starts, row.ends)
    if term.pk == row.term_id:
        return
    students = [one.pk for one in students_on(row.group, starts, ends)]
    marks = Result.objects.of(actor.college_id).filter(
        discipline=row.discipline_id, term=row.term_id, level=Level.PRACTICE, student__in=students
    )
    if marks.exclude(value="").exists():
        raise Refused(MARKED)
    row.term_id = term.pk


@dataclass(frozen=True, slots=True)
class Place:
    """A student's place as it is typed: the enterprise by its name."""

    enterprise: str = ""
    mentor: str = ""
    leader: UUID | None = None
    since: date | None = None
    until: date | None = None


def set_places(actor: PersonActor, page: PracticePage, places: Mapping[UUID, Place]) -> int:
    """Write the places that differ; an enterprise that is new gets into the dictionary. Returns how many changed."""
    policy.require(actor, PRACTICE_ARRANGE, page)
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_page(page):
            raise Refused(refusal)
        known = {row.student_id: row for row in PracticePlace.objects.of(actor.college_id).filter(page=page.pk)}
        firms = _enterprises(actor, {place.enterprise for place in places.values() if place.enterprise})
        names: dict[UUID | None, str] = {pk: name for name, pk in firms.items()}
        rows = Enterprise.objects.of(actor.college_id).filter(pk__in=[row.enterprise_id for row in known.values()])
        names |= dict(rows.values_list("pk", "name"))
        events, changed = [], []
        for student, place in places.items():
            row = known.get(student) or PracticePlace(college_id=actor.college_id, page_id=page.pk, student_id=student)
            standing = Place(names.get(row.enterprise_id, ""), row.mentor, row.leader_id, row.since, row.until)
            if standing == place:
                continue
            row.enterprise_id, row.mentor, row.leader_id = firms.get(place.enterprise), place.mentor, place.leader
            row.since, row.until = place.since, place.until
            changed.append(row)
            target = f"practice:{page.pk.hex}:{student.hex}"
            events.append(audit.Event("modules.place.set", target, _words(standing), _words(place)))
        sql.insert(PracticePlace, changed, ("id",), _PLACE)
        audit.append(head, actor, events)
    return len(events)


def _enterprises(actor: PersonActor, wanted: set[str]) -> dict[str, UUID]:
    """name → id; new names are written down."""
    rows = Enterprise.objects.of(actor.college_id)
    if wanted:
        audit.lock(actor.college_id, actor.college_id)  # two pages may name the same new one
    known: dict[str, UUID] = dict(rows.filter(name__in=wanted).values_list("name", "pk"))
    for name in sorted(wanted - set(known)):
        known[name] = rows.create(college_id=actor.college_id, name=name).pk
    return known


def _words(place: Place) -> dict[str, str]:
    return {name: str(value or "") for name, value in asdict(place).items()}


def _told(page: PracticePage) -> dict[str, object]:
    return {
        "starts": page.starts.isoformat(), "ends": page.ends.isoformat(), "hours": page.hours_planned,
        "per_day": page.hours_per_day, "leader": page.leader_id.hex if page.leader_id else "",
    }  # fmt: skip
