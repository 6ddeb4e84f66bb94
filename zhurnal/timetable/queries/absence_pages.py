"""Absences of teachers: the list, one absence with its lessons, a teacher's own requests."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.burdens import burdens
from zhurnal.timetable.models import LessonChange, Substitution, TeacherAbsence
from zhurnal.timetable.policy import ABSENCE, ASK, AWAY, SET
from zhurnal.timetable.queries.substitution_offers import Offers, offers_for
from zhurnal.timetable.rules.burden import Burden
from zhurnal.timetable.rules.ground import AbsenceState
from zhurnal.timetable.standing import Standing, standings

SHOWN = 60
STATE_WORDS = {
    AbsenceState.ASKED: "ждёт решения",
    AbsenceState.KNOWN: "принято",
    AbsenceState.REFUSED: "отказано",
    AbsenceState.WITHDRAWN: "отозвано",
}


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An absence in words."""

    id: UUID
    teacher: str
    since: date
    until: date
    pair: int | None
    reason: str
    state: str
    suggested: str
    answer: str
    open: int = 0

    @property
    def state_words(self) -> str:
        """«ждёт решения»."""
        return STATE_WORDS[AbsenceState(self.state)]


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson of the absence: its ways while it waits, else what was done."""

    lesson: Standing
    offers: Offers | None
    done: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """One absence with the lessons of its days."""

    absence: AbsenceLine
    waiting: tuple[LessonLine, ...]
    settled: tuple[LessonLine, ...]


def _line(row: TeacherAbsence, waiting: int = 0) -> AbsenceLine:
    who, other = row.teacher, row.suggested
    return AbsenceLine(
        row.pk, full_name(who.surname, who.given, who.patronymic), row.since, row.until, row.pair, row.reason, row.state,
        short_name(other.surname, other.given, other.patronymic) if other else "", row.answer, waiting,
    )  # fmt: skip


def absence_lists(actor: PersonActor) -> tuple[list[AbsenceLine], list[AbsenceLine]]:
    """(requests that wait, known absences, those of today and later first) within reach. Three statements."""
    rows = policy.visible(actor, ABSENCE).select_related("teacher", "suggested")
    asked = list(rows.filter(state=AbsenceState.ASKED).order_by("since", "pk"))
    known = list(rows.filter(state=AbsenceState.KNOWN).order_by("-until", "since")[:SHOWN])
    return [_line(row) for row in asked], [_line(row, count) for row, count in _open_lessons(actor, known)]


def _open_lessons(actor: PersonActor, known: list[TeacherAbsence]) -> list[tuple[TeacherAbsence, int]]:
    """How many lessons of each absence still wait: those that have not begun to be recorded, and nobody settled."""
    if not known:
        return []
    since, until = min(row.since for row in known), max(row.until for row in known)
    teachers = {row.teacher_id for row in known}
    wanted = Q(date__gte=max(since, actor.today), date__lte=until, teacher__in=teachers, substituted=False)
    rows = [row for row in standings(actor.college_id, wanted) if not row.cancelled]
    return [(absence, sum(1 for row in rows if _within(row, absence))) for absence in known]


def _within(row: Standing, absence: TeacherAbsence) -> bool:
    days = absence.since <= row.date <= absence.until
    return row.teacher == absence.teacher_id and days and absence.pair in (None, row.pair)


def load_absence(actor: PersonActor, absence: TeacherAbsence) -> AbsencePage:
    """One absence, which a door has given. A constant number of statements."""
    own, days = actor.college_id, Q(date__gte=absence.since, date__lte=absence.until)
    made = Substitution.objects.of(own).filter(
        planned_teacher=absence.teacher_id, lesson__date__gte=absence.since, lesson__date__lte=absence.until
    )
    substituted = {row.lesson_id: row for row in made}
    missed = {row.missed_id for row in substituted.values() if row.missed_id}
    reach = policy.visible(actor, SET).filter(days).filter(Q(teacher=absence.teacher_id) | Q(pk__in=list(substituted)))
    rows = [
        row
        for row in standings(own, Q(pk__in=reach.values("pk")))
        if absence.pair in (None, row.pair) and row.id not in missed
    ]
    kept = burdens(own, [row.id for row in rows])
    moved = set(
        LessonChange.objects.of(own).filter(lesson__in=[row.id for row in rows]).values_list("lesson_id", flat=True)
    )
    waiting, settled = [], []
    for row in rows:
        held = kept.get(row.id) is Burden.HELD
        done = _done(row, substituted.get(row.id), moved=row.id in moved)
        own_substitution = row.substituted and row.id not in substituted  # he stands in for a third one
        if done or held or own_substitution:
            settled.append(LessonLine(row, None, done or ("записано" if held else "он сам замещает"), held))
        else:
            waiting.append(row)
    offers = offers_for(actor, waiting, absence.suggested_id)
    full = TeacherAbsence.objects.of(own).select_related("teacher", "suggested").get(pk=absence.pk)
    return AbsencePage(
        _line(full, len(waiting)), tuple(LessonLine(row, offers[row.id], "") for row in waiting), tuple(settled)
    )


def _done(row: Standing, made: Substitution | None, *, moved: bool) -> str:
    if made is not None:
        return f"{row.name}, {row.teacher_name}" if made.missed_id else row.teacher_name
    return "отменено" if row.cancelled else "перенесено" if moved else ""


def own_requests(actor: PersonActor) -> list[AbsenceLine]:
    """A teacher's own requests and absences, the latest first."""
    rows = policy.visible(actor, ASK).select_related("teacher", "suggested").order_by("-since", "-pk")
    return [_line(row) for row in rows[:SHOWN]]


def teachers_within(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Teachers whose absence the actor may record, by name."""
    return _named(actor, policy.visible(actor, AWAY))


def colleagues(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Teachers whom one may suggest."""
    return _named(actor, Person.objects.of(actor.college_id).exclude(pk=actor.person_id))


def _named(actor: PersonActor, people: object) -> list[tuple[UUID, str]]:
    granted = RoleGrant.objects.of(actor.college_id).filter(
        Q(until__isnull=True) | Q(until__gte=actor.today), role=Role.TEACHER, since__lte=actor.today
    )
    rows = people.filter(pk__in=granted.values("person_id")).order_by("surname", "given", "pk")  # type: ignore[attr-defined]
    return [(pk, full_name(*name)) for pk, *name in rows.values_list("pk", "surname", "given", "patronymic")]
