"""Term marks beside proposals and exams (assessment), checkpoints of the term."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course
from zhurnal.objectivity.queries.scope import Scope
from zhurnal.objectivity.rules.heaps import Period
from zhurnal.objectivity.rules.proposals import Judged


@dataclass(frozen=True, slots=True)
class TermMark:
    """A term mark of a student with what was proposed; ``exam`` is his exam mark of the same discipline and term, "" for none."""

    student: UUID
    judged: Judged
    average: int | None
    exam: str


@dataclass(slots=True)
class _Rows:
    term: list[tuple[UUID, UUID, UUID, Judged, int | None]] = field(default_factory=list)
    exams: dict[tuple[UUID, UUID], str] = field(default_factory=dict)


def term_marks(scope: Scope, course: UUID | None = None) -> dict[UUID, list[TermMark]]:
    """course → its term marks as of the day. One statement.

    An exam is of a discipline: what a statement decides names no course. Of one journal: the exams of those to whom it gave a term mark.
    """
    rows = Result.objects.of(scope.college).filter(
        term=scope.term, level__in=(Level.TERM.value, Level.EXAM.value), set_at__lt=scope.before
    )
    if course is not None:
        taught = Course.objects.of(scope.college).filter(pk=course).values("discipline")
        graded = Result.objects.of(scope.college).filter(term=scope.term, course=course, level=Level.TERM)
        exams = Q(level=Level.EXAM, discipline__in=taught, student__in=graded.values("student"))
        rows = rows.filter(exams | Q(level=Level.TERM, course=course))
    read = _Rows()
    columns = ("course_id", "student_id", "discipline_id", "level", "value", "proposed", "reason", "average")
    for own, student, discipline, level, value, proposed, reason, average in rows.values_list(*columns):
        if level == Level.EXAM:
            read.exams[student, discipline] = value
        elif own is not None:
            read.term.append((own, student, discipline, Judged(proposed, value, reason), average))
    found: dict[UUID, list[TermMark]] = defaultdict(list)
    for own, student, discipline, judged, average in read.term:
        found[own].append(TermMark(student, judged, average, read.exams.get((student, discipline), "")))
    return found


def periods(scope: Scope) -> tuple[Period, ...]:
    """The term and its checkpoints. One statement."""
    rows = Checkpoint.objects.of(scope.college).filter(term=scope.term).order_by("since", "until")
    marked = [Period(name, since, until) for name, since, until in rows.values_list("name", "since", "until")]
    return (Period("Семестр", scope.starts, scope.ends), *marked)
