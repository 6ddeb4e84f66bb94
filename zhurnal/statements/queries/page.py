"""One statement as a page and as a paper: head, lines, totals, who signs (A4.12)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.curriculum.rules.semesters import year_of
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.names import alphabetical, short_name
from zhurnal.people.rules.roles import Role
from zhurnal.registers.models import RegisterValue
from zhurnal.statements import facts
from zhurnal.statements.models import Examiner, Reopening, Statement, StatementDiscipline, StatementLine
from zhurnal.statements.policy import READ
from zhurnal.statements.rules.days import Taught, unusual_day
from zhurnal.statements.rules.debts import unasked
from zhurnal.statements.rules.kinds import (
    EXAMS,
    KIND_WORDS,
    ONCE,
    PART_WORDS,
    STATE_WORDS,
    Kind,
    Part,
    State,
    by_commission,
    form_words,
    title_of,
)
from zhurnal.statements.rules.marks import Answer, accepted, in_words, typed
from zhurnal.statements.rules.totals import Line as Counted
from zhurnal.statements.rules.totals import Totals, totals_of
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState

BOOK = "record_book"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what is typed into it, and how it reads. ``book``: № зачётной книжки, as the register has it (A4.12)."""

    id: UUID
    number: int
    student: UUID
    name: str
    listed: str
    book: str
    ticket: str
    text: str
    words: str
    value: str
    mastery: str
    barred: str
    remark: str
    version: int
    ill: bool
    expelled: str


@dataclass(frozen=True, slots=True)
class Seat:
    """An examiner and his part."""

    person: UUID
    name: str
    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks to reopen it."""

    reason: str
    by: str
    mine: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """Another statement in which the reader may look: «№ 12»."""

    id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A statement. ``preview``: who will stand in a draft when it is opened; ``commission``: whether one signs; ``judged``: admission to it may be looked at again;

    ``unusual``: what is worth a second look about its day, of a main one that is not closed yet (A4.3).
    """

    id: UUID
    number: int | None
    title: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    group: str
    department: str
    disciplines: tuple[str, ...]
    specialty: str
    term: str
    semester: int
    course_year: int
    form: str
    form_words: str
    hours: int
    dated: date
    seats: tuple[Seat, ...]
    lines: tuple[Line, ...]
    totals: Totals
    accepted: tuple[str, ...]
    level: str
    closed_at: datetime | None
    closed_by: str
    cancelled_why: str
    asked: Asked | None
    previous: Linked | None
    following: tuple[Linked, ...]
    preview: tuple[str, ...]
    commission: bool
    judged: bool = False
    unusual: str = ""

    @property
    def module(self) -> bool:
        """Whether it is an exam of a module."""
        return self.level == Level.MODULE


def statement_page(actor: PersonActor, pk: UUID) -> Page:
    """Everything of a statement that the actor may open. A constant number of statements."""
    own = actor.college_id
    found = Statement.objects.of(own).select_related(
        "group__department", "group__curriculum", "discipline", "term__year", "closed_by"
    )
    row = found.get(pk=pk)
    further = StatementDiscipline.objects.of(own).filter(statement=pk).select_related("discipline").order_by("pk")
    lines = list(StatementLine.objects.of(own).filter(statement=pk).select_related("student"))
    lines.sort(key=lambda line: alphabetical(line.student.surname, line.student.given, line.student.patronymic))
    books = _books(own, [line.student_id for line in lines])
    gone = _gone(row, lines)
    draft = row.state == State.DRAFT and row.kind == Kind.MAIN
    preview = facts.listed(own, row.group_id, row.dated) if draft else []
    plan = row.group.curriculum
    closed_by: Person | None = row.closed_by
    return Page(
        row.pk, row.number, title_of(row.kind, row.level), row.kind, KIND_WORDS[Kind(row.kind)], row.state,
        STATE_WORDS[State(row.state)], row.group.name, row.group.department.name,
        (str(row.discipline), *(str(one.discipline) for one in further)),
        f"{plan.specialty_code} {plan.specialty_name}" if plan else "", f"{row.term}, {row.term.year}", row.semester,
        year_of(row.semester), row.form, form_words(row.form), row.hours, row.dated, _seats(own, pk),
        tuple(_line(line, place, books, gone) for place, line in enumerate(lines, 1)),
        totals_of(
            (
                Counted(line.value, line.no_show, bool(line.barred), line.student_id in gone, line.mastery)
                for line in lines
            ),
            whole=actor.parameters.whole_percents,
        ), accepted(row.form),
        row.level, row.closed_at.astimezone(actor.now.tzinfo) if row.closed_at else None,
        closed_by.short if closed_by else "", row.cancelled_why, _asked(actor, pk), *_linked(actor, row),
        tuple(name for _pk, name in preview), by_commission(row.kind, row.level),
        row.state == State.OPEN and row.kind == Kind.MAIN and (row.form in EXAMS or row.level in ONCE),
        _unusual(row, [one.discipline_id for one in further]),
    )  # fmt: skip


def _unusual(row: Statement, further: list[UUID]) -> str:
    """What the timetable says against the day. One statement, none of a closed one and of a retake."""
    if row.kind != Kind.MAIN or row.state not in {State.DRAFT, State.OPEN} or row.level in GIA:
        return ""
    lessons = Lesson.objects.of(row.college_id).filter(
        course__group=row.group_id, term=row.term_id, state=LessonState.PLANNED
    )
    pages = lessons.values("course_id", "course__discipline_id").annotate(
        last=Max("date"), that_day=Count("pk", filter=Q(date=row.dated))
    )
    asked = {row.discipline_id, *further}
    return unusual_day(
        row.form, row.dated,
        [Taught(one["course__discipline_id"] in asked, one["last"], one["that_day"]) for one in pages.order_by("course_id")],
    )  # fmt: skip


def _books(college_id: UUID, students: list[UUID]) -> dict[UUID, str]:
    """student → № of his record book. One statement."""
    rows = RegisterValue.objects.of(college_id).filter(field=BOOK, person__in=students)
    return dict(rows.values_list("person_id", "value"))


def _gone(statement: Statement, lines: list[StatementLine]) -> dict[UUID, str]:
    """student → since when he is expelled, on the statement's day: of a closed one as it was closed."""
    if statement.state == State.CLOSED:
        return {line.student_id: line.expelled for line in lines if line.expelled}
    found = facts.expelled(statement.college_id, [line.student_id for line in lines], statement.dated)
    return {student: str(said) for student, said in found.items()}


def _line(row: StatementLine, place: int, books: dict[UUID, str], gone: dict[UUID, str]) -> Line:
    student, expelled = row.student, gone.get(row.student_id, "")
    return Line(
        row.pk, place, student.pk, str(student), student.listed, books.get(student.pk, ""), row.ticket, typed(Answer(row.value, row.no_show)),
        in_words(row.value, row.no_show, row.barred, row.mastery, expelled=bool(expelled)), row.value, row.mastery, row.barred, row.remark,
        row.version, unasked(row.no_show, row.value or row.barred, row.expelled), expelled,
    )  # fmt: skip


def _seats(college_id: UUID, statement: UUID) -> tuple[Seat, ...]:
    rows = Examiner.objects.of(college_id).filter(statement=statement)
    order = [Part.CHAIR, Part.EXAMINER, Part.MEMBER]
    found = [
        Seat(person, short_name(surname, given, patronymic), part, PART_WORDS[Part(part)])
        for person, surname, given, patronymic, part in rows.order_by("person__surname", "pk").values_list(
            "person_id", "person__surname", "person__given", "person__patronymic", "part"
        )
    ]
    return tuple(sorted(found, key=lambda seat: order.index(Part(seat.part))))


def _asked(actor: PersonActor, statement: UUID) -> Asked | None:
    rows = Reopening.objects.of(actor.college_id).filter(statement=statement, answered_at__isnull=True)
    row = rows.select_related("asked_by").first()
    if row is None:
        return None
    by = row.asked_by.short if row.asked_by else "журнал"
    return Asked(row.reason, by, row.asked_by_id == actor.person_id, row.asked_at.astimezone(actor.now.tzinfo))


def _linked(actor: PersonActor, row: Statement) -> tuple[Linked | None, tuple[Linked, ...]]:
    """The statement before this one, and those that followed from it, of those in reach."""
    seen = policy.visible(actor, READ)
    before = seen.filter(pk=row.previous_id).first() if row.previous_id else None
    after = seen.filter(previous=row.pk).exclude(state=State.CANCELLED).order_by("dated", "pk")
    return (_link(before) if before else None), tuple(_link(one) for one in after)


def _link(row: Statement) -> Linked:
    number = f"№ {row.number}" if row.number else "черновик"
    return Linked(row.pk, f"{KIND_WORDS[Kind(row.kind)]}, {number} от {row.dated:%d.%m.%Y}")


def staff(actor: PersonActor) -> list[tuple[UUID, str]]:
    """People who may be examiners: everybody with a role of staff, by name. Two statements."""
    roles = RoleGrant.objects.of(actor.college_id).exclude(role__in=[Role.STUDENT, Role.PARENT])
    rows = Person.objects.of(actor.college_id).filter(pk__in=roles.values("person_id"))
    return [(row.pk, str(row)) for row in rows.order_by("surname", "given", "patronymic")]
