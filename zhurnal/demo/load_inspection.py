"""A round of the deputy with 14 remarks, 11 done and 3 overdue (C5.13); a locked month, a request and an act (C5.8)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.demo.load import Loaded
from zhurnal.inspection.actions.acts import make_act
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, plan_round, take_template
from zhurnal.inspection.actions.visas import put_visa
from zhurnal.inspection.models import Remark, Round
from zhurnal.inspection.rules.aims import TEMPLATE
from zhurnal.inspection.rules.states import Step
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.places import cell
from zhurnal.oversight.actions.requests import Decision, decide_request
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

DONE, CONFIRMED, OVERDUE, VIEWED = 11, 9, 3, 6
PLANNED, ISSUED, ANSWERED, DUE, CHECKED = 20, 8, 4, 2, 1  # days before today
SAID = {
    "topic": ("Тема записана короче, чем в рабочей программе.", "Допишите тему так, как она стоит в программе."),
    "homework": ("В задании не названо, что сдать и в каком виде.", "Допишите, что студент приносит на занятие."),
}
ADDED = {"topic": "решение задач", "homework": "ответить на контрольные вопросы письменно"}
GROUND = "Пересчитаны баллы за работу: в сумме была ошибка"


@dataclass(slots=True)
class _Scene:
    """The college with its people; a moment is told by days before today and an hour."""

    loaded: Loaded
    accounts: dict[UUID, Account]
    deputy: UUID

    def actor(self, person: UUID, days: int, hour: int) -> PersonActor:
        """The person at that moment."""
        day = datetime.combine(self.loaded.made.today - timedelta(days=days), time(hour, 15))
        return actor_of(self.accounts[person], now=self.loaded.moment(day), door="demo", device="Chrome, Windows")

    def command(self, do: str, lesson: UUID, version: int, value: object, **more: object) -> Command:
        """A command whose key is the same in each making."""
        return Command(uuid5(lesson, f"inspection:{do}"), do, lesson, version, value, **more)  # type: ignore[arg-type]


def load_inspection(loaded: Loaded) -> None:
    """What the deputy checked in the last weeks, by the product's own actions."""
    own = loaded.college.pk
    deputy = RoleGrant.objects.of(own).filter(role=Role.DEPUTY_ACADEMIC).values_list("person_id", flat=True).first()
    if deputy is None:
        return
    scene = _Scene(loaded, {row.person_id: row for row in Account.objects.of(own)}, deputy)
    round_ = _round(scene)
    if round_ is None:
        return
    _remarks(scene, round_)
    _act(scene)


def _round(scene: _Scene) -> Round | None:
    today = scene.loaded.made.today
    actor = scene.actor(scene.deputy, PLANNED, 10)
    aim = next((one for one in TEMPLATE if one.month == today.month), TEMPLATE[2])
    draft = Draft(
        aim.title, aim.aim, today - timedelta(days=ISSUED), today + timedelta(days=3), today + timedelta(days=3)
    )
    made = plan_round(actor, draft)
    year = AcademicYear.objects.of(actor.college_id).filter(starts__lte=actor.today).order_by("-starts").first()
    if year is not None:
        take_template(actor, year)
    return made if isinstance(made, Round) else None


def _remarks(scene: _Scene, round_: Round) -> None:
    today = scene.loaded.made.today
    places = _places(scene)
    done, overdue = places[:DONE], places[DONE : DONE + OVERDUE]
    for number, (course, lesson, teacher) in enumerate((*done, *overdue)):
        part = "topic" if number % 2 else "homework"
        text, demand = SAID[part]
        due = today - timedelta(days=DUE) if (course, lesson, teacher) in overdue else round_.due
        written = Written(text, due, demand, lesson, part, round=round_.pk)
        remark = write_remark(scene.actor(scene.deputy, ISSUED, 12 + number % 4), course, written)
        if isinstance(remark, Remark) and number < DONE:
            _repair(scene, remark, part, confirmed=number < CONFIRMED)
    for viewed in list(dict.fromkeys(place[0].pk for place in done[-VIEWED:])):
        found = Course.objects.of(scene.loaded.college.pk).get(pk=viewed)
        put_visa(scene.actor(scene.deputy, CHECKED, 14), found, today - timedelta(days=10), round_.pk)


def _places(scene: _Scene) -> list[tuple[Course, UUID, UUID]]:
    """Closed lessons of different journals with topic and homework, each with its teacher: the first of the demonstration teacher."""
    own, today = scene.loaded.college.pk, scene.loaded.made.today
    rows = LessonRecord.objects.of(own).filter(
        lesson__date__gte=today - timedelta(days=40), lesson__date__lte=today - timedelta(days=10),
        lesson__substituted=False, course__frozen_at__isnull=True,
    ).exclude(topic="").exclude(homework="")  # fmt: skip
    teachers = dict(CourseTeacher.objects.of(own).filter(until__isnull=True).values_list("course_id", "teacher_id"))
    first: dict[UUID, UUID] = {}
    more: list[tuple[UUID, UUID]] = []
    for course, lesson in rows.order_by("course__group__name", "course_id", "-lesson__date").values_list(
        "course_id", "lesson_id"
    ):
        if teachers.get(course) in scene.accounts:
            more.append((course, lesson)) if course in first else first.setdefault(course, lesson)
    hero = next((pk for pk, row in scene.accounts.items() if row.login == "kravtsova"), None)
    mine = [course for course in first if teachers[course] == hero][:1]
    others = [course for course in first if teachers[course] != hero]
    step = max(len(others) // (DONE + OVERDUE), 1)
    pairs = [(course, first[course]) for course in (*mine, *others[::step])] + more
    chosen = pairs[: DONE + OVERDUE]
    courses = {row.pk: row for row in Course.objects.of(own).filter(pk__in=[course for course, _lesson in chosen])}
    return [(courses[course], lesson, teachers[course]) for course, lesson in chosen]


def _repair(scene: _Scene, remark: Remark, part: str, *, confirmed: bool) -> None:
    """The teacher writes into the opened place and says so; the deputy looks and closes."""
    own, teacher = scene.loaded.college.pk, remark.teacher_id
    there = LessonRecord.objects.of(own).get(lesson=remark.lesson_id)
    value: dict[str, object] = {
        "text": f"{there.topic}: {ADDED[part]}",
        "programme_topic": there.programme_topic_id and there.programme_topic_id.hex,
    }
    if part == "homework":
        due = there.homework_due and there.homework_due.isoformat()
        value = {"text": f"{there.homework.rstrip('.')}; {ADDED[part]}", "due": due}
    version = there.topic_version if part == "topic" else there.homework_version
    course = Course.objects.of(own).get(pk=remark.course_id)
    command = scene.command(part, there.lesson_id, version, value)
    record(scene.actor(teacher, ANSWERED, 9), course, [command])
    take_step(scene.actor(teacher, ANSWERED, 10), remark, Step.DONE, "Дописано, посмотрите.")
    if confirmed:
        take_step(scene.actor(scene.deputy, CHECKED, 11), remark, Step.CONFIRMED, "")


def _act(scene: _Scene) -> None:
    """A mark of a closed month is corrected in the one cell that the deputy opened, and an act says so."""
    own, today = scene.loaded.college.pk, scene.loaded.made.today
    rows = Entry.objects.of(own).filter(
        value="3", slot=1, lesson__date__lt=today.replace(day=1), lesson__date__gte=today - timedelta(days=60),
        lesson__substituted=False, course__frozen_at__isnull=True, author__in=list(scene.accounts),
    )  # fmt: skip
    there = rows.order_by("course__group__name", "course_id", "-lesson__date", "student_id").first()
    members = _commission(scene)
    if there is None or len(members) < 2:
        return
    course = Course.objects.of(own).get(pk=there.course_id)
    teacher = (
        CourseTeacher.objects.of(own)
        .filter(course=course.pk, until__isnull=True)
        .values_list("teacher_id", flat=True)
        .first()
    )
    if teacher not in scene.accounts:
        return
    lesson = Lesson.objects.of(own).get(pk=there.lesson_id)
    place = cell(there.student_id.hex, 1)
    asked = ask_to_open(scene.actor(teacher, 4, 9), lesson, GROUND, [place])
    if not isinstance(asked, OpenRequest):
        return
    deputy = scene.actor(scene.deputy, 4, 15)
    until = deputy.now + timedelta(days=2)
    decide_request(deputy, asked, Decision(approve=True, until=until, answer="Исправьте и скажите группе."))
    command = scene.command("entry", lesson.pk, there.version, "4", student=there.student_id, slot=1, reason=GROUND)
    record(scene.actor(teacher, 3, 9), course, [command])
    make_act(scene.actor(scene.deputy, 1, 9), OpenRequest.objects.of(own).get(pk=asked.pk), members)


def _commission(scene: _Scene) -> list[UUID]:
    """The deputy in the chair, a head of department, the deputy for practice."""
    roles = (Role.DEPARTMENT_HEAD, Role.DEPUTY_PRACTICE)
    rows = RoleGrant.objects.of(scene.loaded.college.pk).filter(role__in=roles).order_by("role", "pk")
    return [scene.deputy, *list(dict.fromkeys(rows.values_list("person_id", flat=True)))[:2]]
