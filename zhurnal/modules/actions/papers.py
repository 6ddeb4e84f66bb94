"""Papers and marks of a practice (A4.11): a positive mark rests on what was received. The record's chain is the page's."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhurnal.assessment.actions.writing import Put, put_results
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.curriculum.rules.practice import PracticeKind
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticePage, PracticePlace
from zhurnal.modules.policy import PRACTICE_WRITE, viewed_page
from zhurnal.modules.rules.practice import PAPERS, mark_refusal, papers_seen
from zhurnal.modules.standing import written_students
from zhurnal.people.actor import PersonActor

FORM = "ДЗ"  # every practice ends with it
DECIDED = Refusal("decided", "Эта отметка стоит по ведомости или приказу. Исправить её можно только там.")


@dataclass(frozen=True, slots=True)
class Graded:
    """What is typed about a student: papers received, and the mark («» for none)."""

    papers: frozenset[str]
    mark: str = ""
    seen: str | None = None  # ``papers_seen`` of what stood on the page; None asks for no comparison


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were written, and why some were not: student → sentence. Who is refused keeps what stood."""

    written: int
    troubles: dict[UUID, str]


def grade(actor: PersonActor, page: PracticePage, rows: Mapping[UUID, Graded]) -> Outcome:
    """Write papers and marks of the students named; each is judged by himself."""
    policy.require(actor, PRACTICE_WRITE, page)
    listed = {one.pk for one in written_students(actor, page, page.starts, page.ends)}
    troubles: dict[UUID, str] = {}
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_page(page):
            raise Refused(refusal)
        known = {row.student_id: row for row in PracticePlace.objects.of(actor.college_id).filter(page=page.pk)}
        standing = _marks(page)
        events, puts, touched = [], [], set()
        for student, graded in rows.items():
            if student not in listed:
                continue
            row = known.get(student)
            before = frozenset(name for name in PAPERS if row is not None and getattr(row, name))
            mark, source = standing.get(student, ("", Source.TEACHER))
            if graded.seen is not None and papers_seen(before, mark) not in (
                graded.seen,
                papers_seen(graded.papers, graded.mark),
            ):
                now = f"отметка {mark}" if mark else "отметки нет"
                troubles[student] = (
                    f"Пока страница была открыта, записано другое ({now}). Сверьте строку и сохраните ещё раз."
                )
                continue
            if before - graded.papers and graded.mark == mark and source == Source.TEACHER:
                refusal = mark_refusal(PracticeKind(page.kind), graded.papers, mark)
                if refusal:  # what the mark rests on is not taken from under it
                    troubles[student] = str(refusal)
                    continue
            if graded.papers != before:
                row = row or PracticePlace(college_id=actor.college_id, page_id=page.pk, student_id=student)
                _receive(actor, row, graded.papers)
                target = f"practice:{page.pk.hex}:{student.hex}"
                events.append(audit.Event("modules.papers.set", target, sorted(before), sorted(graded.papers)))
                touched.add(student)
            if graded.mark != mark:
                refusal = DECIDED if source != Source.TEACHER else None
                refusal = refusal or mark_refusal(PracticeKind(page.kind), graded.papers, graded.mark)
                if refusal:
                    troubles[student] = str(refusal)
                    continue
                puts.append(_put(page, student, graded.mark))
                touched.add(student)
        audit.append(head, actor, events)
        put_results(actor, puts, page.pk)
    return Outcome(len(touched), troubles)


def _marks(page: PracticePage) -> dict[UUID, tuple[str, str]]:
    """student → mark and where it came from."""
    rows = Result.objects.of(page.college_id).filter(
        discipline=page.discipline_id, term=page.term_id, level=Level.PRACTICE
    )
    return {student: (value, source) for student, value, source in rows.values_list("student_id", "value", "source")}


def _receive(actor: PersonActor, row: PracticePlace, papers: frozenset[str]) -> None:
    for name in PAPERS:
        if name not in papers:
            setattr(row, name, None)
        elif getattr(row, name) is None:
            setattr(row, name, actor.today)
    sql.insert(PracticePlace, [row], ("id",), PAPERS)


def _put(page: PracticePage, student: UUID, mark: str) -> Put:
    semester = semester_of(page.group.course_year, page.term.number)
    return Put(
        student=student, discipline=page.discipline_id, term=page.term_id, semester=semester, level=Level.PRACTICE,
        value=mark, group=page.group_id, form=FORM, source=Source.TEACHER,
    )  # fmt: skip
