"""Writing a remark, and every step of its life (A10.4). Each step is a line of the journal's record of changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.checks.policy import WATCH
from zhurnal.curriculum.models import Course, CourseTeacher, Membership
from zhurnal.curriculum.relations import valid_on
from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import ANSWER, CHECK, MINE, SETTLE
from zhurnal.inspection.rules.news import Moved
from zhurnal.inspection.rules.numbers import said
from zhurnal.inspection.rules.states import STEPPED, State, Step, state_after, step_refusal, target, text_refusal
from zhurnal.inspection.scope import round_refusal
from zhurnal.inspection.signals import remarks_told
from zhurnal.journal.actions.requests import Grant, end_opening, open_for_remark, prolong_opening
from zhurnal.journal.rules import places
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson

EVENING = time(23, 59)


@dataclass(frozen=True, slots=True)
class Written:
    """A remark as the checker writes it. ``part``: of the lesson: «topic», «homework», a column by number, "" for all of it.

    ``practice``: a page of practice of this journal instead of a lesson, ``day``: its day, None for all of it.
    """

    text: str
    due: date | None
    demand: str = ""
    lesson: UUID | None = None
    part: str = ""
    student: UUID | None = None
    round: UUID | None = None
    finding: UUID | None = None
    practice: UUID | None = None
    day: date | None = None


NO_TEACHER = Refusal(
    "no_teacher", "У этого журнала нет преподавателя: замечание некому исправить. Назначьте его в учебной части."
)
NO_LESSON = Refusal("no_lesson", "Такого занятия в этом журнале нет. Выберите занятие из списка.")
NO_PRACTICE = Refusal("no_practice", "Такого дня практики в этом журнале нет. Выберите день из списка.")
NO_LEADER = Refusal(
    "no_leader", "У этой практики нет руководителя: замечание некому исправить. Назначьте его на странице практики."
)
NO_STUDENT = Refusal("no_student", "Такого студента в списке группы нет. Выберите из списка.")


def end_of(actor: PersonActor, day: date) -> datetime:
    """The evening of a day by the college's clock."""
    return datetime.combine(day, EVENING, tzinfo=actor.now.tzinfo)


def write_remark(actor: PersonActor, course: Course, written: Written) -> Remark | Refusal:
    """Write a remark about a place of the journal; that place alone opens for the teacher until the term."""
    policy.require(actor, CHECK, course)
    text = said(written.text)
    refusal = text_refusal(text, written.due, actor.today)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        audit.lock(actor.college_id, course.year_id)  # numbers of a year follow one another
        head = audit.lock(actor.college_id, course.pk)
        meant = _meant(actor, course, written)
        if isinstance(meant, Refusal):
            return meant
        if meant.teacher == actor.person_id:  # nobody but the writer could settle it
            return MINE
        remark = _created(actor, course, written, text, meant)
        _open(actor, remark, course)
        after = {"step": Step.ISSUED, "state": remark.state, "due": _iso(remark.due), "number": remark.number}
        audit.append(head, actor, [audit.Event("inspection.remark", target(remark.pk), None, after, text)])
        _tell(actor, remark, Step.ISSUED)
    return remark


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whose remark it is, and which places it opens."""

    teacher: UUID
    places: str


def _meant(actor: PersonActor, course: Course, written: Written) -> _Meant | Refusal:
    own = actor.college_id
    refusal = round_refusal(actor, written.round, course)
    if refusal is not None:
        return refusal
    listed = Membership.objects.of(own).filter(group=course.group_id, student=written.student)
    if written.student is not None and not listed.exists():
        return NO_STUDENT
    if written.practice is not None:
        return _meant_practice(actor, course, written.practice, written.day)
    digits = written.student.hex if written.student else ""
    if written.lesson is None:
        teacher = _leading(actor, course.pk)
        return _Meant(teacher, "") if teacher else NO_TEACHER
    lessons = (
        Lesson.objects.of(own).filter(pk=written.lesson, course=course.pk).values_list("teacher_id", "substituted")
    )
    found = lessons.first()
    if found is None:
        return NO_LESSON
    teacher = found[0] if found[1] else _leading(actor, course.pk) or found[0]
    return _Meant(teacher, places.of_remark(written.part, digits))


def _meant_practice(actor: PersonActor, course: Course, practice: UUID, day: date | None) -> _Meant | Refusal:
    """A page of practice of this journal: whoever led the day when it was written, else who leads the practice."""
    own = actor.college_id
    rows = PracticePage.objects.of(own).filter(
        pk=practice, group=course.group_id, discipline=course.discipline_id, term=course.term_id
    )
    page = rows.first()
    if page is None or (day is not None and not page.starts <= day <= min(page.ends, actor.today)):
        return NO_PRACTICE
    days = PracticeDay.objects.of(own).filter(page=practice, date=day, led_by__isnull=False)
    places = PracticePlace.objects.of(own).filter(page=practice, leader__isnull=False)
    led = days.order_by("pk").values_list("led_by_id", flat=True).first()
    leader = led or page.leader_id or places.order_by("pk").values_list("leader_id", flat=True).first()
    return _Meant(leader, "") if leader else NO_LEADER


def _leading(actor: PersonActor, course: UUID) -> UUID | None:
    """Who leads the course today, or led it last."""
    rows = CourseTeacher.objects.of(actor.college_id).filter(course=course)
    now = rows.filter(valid_on(actor.today)).order_by("since", "pk").values_list("teacher_id", flat=True).first()
    return now or rows.order_by("-since", "pk").values_list("teacher_id", flat=True).first()


def _created(actor: PersonActor, course: Course, written: Written, text: str, meant: _Meant) -> Remark:
    rows = Remark.objects.of(actor.college_id).filter(year=course.year_id)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    finding = policy.visible(actor, WATCH).filter(pk=written.finding, course=course.pk).values_list("pk", flat=True)
    remark: Remark = Remark.objects.create(
        college_id=actor.college_id, year_id=course.year_id, number=number, round_id=written.round, course_id=course.pk,
        lesson_id=None if written.practice else written.lesson, practice_id=written.practice,
        day=written.day, student_id=written.student, places=meant.places, kind=course.kind, text=text,
        demand=said(written.demand)[:500], teacher_id=meant.teacher, author_id=actor.person_id,
        issued_at=actor.now.astimezone(UTC), due=written.due, finding=finding.first() if written.finding else None,
        state=State.WAITING if written.due else State.NOTED,
    )  # fmt: skip
    return remark


def _open(actor: PersonActor, remark: Remark, course: Course) -> None:
    """The place opens till the evening of the term, unless nobody may write there any more."""
    grant = _grant(actor, remark, course.frozen_at)
    if grant is not None:
        open_for_remark(actor, grant)


def _grant(actor: PersonActor, remark: Remark, frozen_at: datetime | None) -> Grant | None:
    if remark.lesson_id is None or remark.due is None or frozen_at is not None:
        return None
    reason = f"Замечание № {remark.number}: {remark.text}"
    until = end_of(actor, remark.due)
    return Grant(remark.lesson_id, remark.course_id, remark.teacher_id, remark.places, remark.pk, reason, until)


BY_TEACHER = (Step.ANSWERED, Step.DONE)


def take_step(actor: PersonActor, remark: Remark, step: Step, words: str, due: date | None = None) -> Refusal | None:
    """A step of the teacher (answer, «исполнено») or of the checker (confirm, return, other term, withdraw); None when taken."""
    policy.require(actor, ANSWER if step in BY_TEACHER else SETTLE, remark)
    spoken = said(words)
    with transaction.atomic():
        head = audit.lock(actor.college_id, remark.course_id)
        fresh = Remark.objects.of(actor.college_id).get(pk=remark.pk)
        state = State(fresh.state)
        refusal = step_refusal(state, step, spoken, due=due, term=fresh.due, today=actor.today)
        if refusal is not None:
            return refusal
        before = {"state": fresh.state, "due": _iso(fresh.due)}
        fresh.state = state_after(state, step)
        fresh.due = due if due and step in (Step.PROLONGED, Step.RETURNED) else fresh.due
        moment = actor.now.astimezone(UTC)
        fresh.done_at = moment if step is Step.DONE else None if step is Step.RETURNED else fresh.done_at
        fresh.closed_at = moment if step in (Step.CONFIRMED, Step.WITHDRAWN) else None
        Remark.objects.of(actor.college_id).filter(pk=fresh.pk).update(
            state=fresh.state, due=fresh.due, done_at=fresh.done_at, closed_at=fresh.closed_at
        )
        _move_opening(actor, fresh, step)
        after = {"step": step, "state": fresh.state, "due": _iso(fresh.due)}
        audit.append(head, actor, [audit.Event(STEPPED, target(fresh.pk), before, after, spoken)])
        _tell(actor, fresh, step)
    return None


def _move_opening(actor: PersonActor, remark: Remark, step: Step) -> None:
    if step in (Step.CONFIRMED, Step.WITHDRAWN):
        end_opening(actor, remark.pk)
    elif step in (Step.PROLONGED, Step.RETURNED):
        frozen_at = Course.objects.of(actor.college_id).filter(pk=remark.course_id).values_list("frozen_at", flat=True)
        grant = _grant(actor, remark, frozen_at.get())
        if grant is not None:
            prolong_opening(actor, grant)


def _tell(actor: PersonActor, remark: Remark, step: Step) -> None:
    """Tell the floors above: the teacher of the checker's steps, the checker of the teacher's."""
    rows = Course.objects.of(actor.college_id).filter(pk=remark.course_id)
    group, index, name = rows.values_list("group__name", "discipline__index", "discipline__short_name").get()
    people = (remark.author_id,) if step in BY_TEACHER else (remark.teacher_id,)
    moved = Moved(
        remark.pk, remark.course_id, f"{group}, {index or name}", step, remark.due,
        tuple(person for person in people if person != actor.person_id),
    )  # fmt: skip
    remarks_told.send(Remark, actor=actor, told=(moved,))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
