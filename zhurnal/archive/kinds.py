"""Every kind of record of a package: its table, its fields, which rows belong to a group's year (A12.4).

Fields: name in the package → path in our tables. Names are promised to readers outside: a field may come, none is renamed.
Told in ``docs/developer/archive.md``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    GroupLeader,
    HoursCorrection,
    Membership,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.inspection.models import ActMember, CorrectionAct, Remark, Round, Visa
from zhurnal.journal.models import (
    Entry,
    Excuse,
    LessonRecord,
    OpenRequest,
    PersonalHomework,
    PersonalHomeworkStudent,
    Work,
)
from zhurnal.modules.models import (
    Competence,
    CompetenceMastery,
    Consultation,
    PracticeDay,
    PracticePage,
    PracticePlace,
    Project,
)
from zhurnal.movement.models import Movement
from zhurnal.statements.models import Examiner, Reopening, Statement, StatementDiscipline, StatementLine
from zhurnal.timetable.models import Lesson, Substitution


@dataclass(frozen=True, slots=True)
class Scope:
    """A group's year: the rows that belong to it hang on these. ``summer_until``: the first day that belongs to the next year."""

    college: UUID
    group: UUID
    year: UUID
    since: date
    until: date
    summer_until: date
    terms: tuple[UUID, ...]
    courses: tuple[UUID, ...]
    students: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record; ``key``: fields of which its id is made where the table has none of its own."""

    model: type[Any]
    where: Callable[[Scope], Q]
    fields: Mapping[str, str]
    key: tuple[str, ...] = field(default=())


def _same(*names: str, **others: str) -> dict[str, str]:
    """Fields named as in the table, and those named otherwise; ids of rows lose their «_id»."""
    return {"id": "pk", **{name.removesuffix("_id"): name for name in names}, **others}


def _in_courses(scope: Scope) -> Q:
    return Q(course__in=scope.courses)


def _in_group(scope: Scope) -> Q:
    return Q(group=scope.group)


def _in_terms(scope: Scope) -> Q:
    return Q(group=scope.group, term__in=scope.terms)


def _of_statements(scope: Scope) -> Q:
    """Rows of the group's statements of the year."""
    return Q(statement__group=scope.group) & (Q(statement__year=scope.year) | Q(statement__term__in=scope.terms))


def _of_practice(scope: Scope) -> Q:
    """Rows of the group's pages of practice of the year."""
    return Q(page__group=scope.group, page__term__in=scope.terms)


def _plan(scope: Scope) -> QuerySet[Group, dict[str, Any]]:
    """The plan by which the group studies."""
    return Group.objects.of(scope.college).filter(pk=scope.group).values("curriculum_id")


def _rounds(scope: Scope) -> Q:
    """Rounds that left a remark in the group's journals."""
    return Q(pk__in=Remark.objects.of(scope.college).filter(course__in=scope.courses).values("round_id"))


def _cells(*, attendance: bool) -> Callable[[Scope], Q]:
    return lambda scope: Q(course__in=scope.courses) & (Q(slot=0) if attendance else ~Q(slot=0))


CELL = {
    "journal": "course_id", "lesson": "lesson_id", "student": "student_id", "slot": "slot", "value": "value", "dated": "dated",
    "version": "version", "corrected": "corrected", "author": "author_id", "changed_at": "changed_at",
}  # fmt: skip
CELL_KEY = ("journal", "lesson", "student", "slot")

KINDS: dict[str, Kind] = {
    "year": Kind(AcademicYear, lambda scope: Q(pk=scope.year), _same("name", "starts", "ends", "closed_at")),
    "term": Kind(Term, lambda scope: Q(pk__in=scope.terms), _same("year_id", "number", "starts", "ends")),
    "group": Kind(
        Group,
        lambda scope: Q(pk=scope.group),
        _same(
            "name", "course_year", "year_id", department="department__name", specialty_code="curriculum__specialty_code",
            specialty="curriculum__specialty_name", qualification="curriculum__qualification",
        ),
    ),
    "leader": Kind(GroupLeader, _in_group, _same("group_id", "person_id", "since", "until")),
    "membership": Kind(
        Membership, _in_group, _same("group_id", "student_id", "entered", "left", "order_in", "order_out", "note")
    ),
    "subgroup": Kind(Subgroup, _in_group, _same("group_id", "name", "number")),
    "subgroup_member": Kind(
        SubgroupMembership,
        lambda scope: Q(subgroup__group=scope.group),
        _same("subgroup_id", "student_id", "since", "until"),
    ),
    "journal": Kind(
        Course,
        lambda scope: Q(pk__in=scope.courses),
        _same("year_id", "term_id", "group_id", "subgroup_id", "discipline_id", "kind", "hours_planned", "frozen_at"),
    ),
    "journal_teacher": Kind(CourseTeacher, _in_courses, _same("since", "until", journal="course_id", teacher="teacher_id")),
    "lesson": Kind(
        Lesson,
        _in_courses,
        _same(
            "term_id", "date", "pair", "starts", "ends", "teacher_id", "hours", "state", "origin", "substituted",
            journal="course_id", room="room__name",
        ),
    ),
    "substitution": Kind(
        Substitution,
        lambda scope: Q(lesson__course__in=scope.courses),
        _same("lesson_id", "planned_teacher_id", "substitute_id", "mode", "cause", "reason", "made_at"),
    ),
    "lesson_record": Kind(
        LessonRecord,
        _in_courses,
        _same("lesson_id", "topic", "roll_called_at", "recorded_at", "late_entries", journal="course_id"),
    ),
    "homework": Kind(
        LessonRecord,
        lambda scope: Q(course__in=scope.courses) & ~Q(homework=""),
        _same("lesson_id", journal="course_id", text="homework", due="homework_due"),
    ),
    "personal_homework": Kind(
        PersonalHomework, _in_courses, _same("lesson_id", "text", "due", "removed", journal="course_id")
    ),
    "homework_student": Kind(
        PersonalHomeworkStudent,
        lambda scope: Q(homework__course__in=scope.courses),
        _same("homework_id", "student_id"),
    ),
    "work": Kind(
        Work,
        _in_courses,
        _same("lesson_id", "slot", "title", "weight", "removed", journal="course_id", kind="kind__name"),
    ),
    "mark": Kind(Entry, _cells(attendance=False), CELL, CELL_KEY),
    "attendance": Kind(Entry, _cells(attendance=True), CELL, CELL_KEY),
    "absence_cause": Kind(
        Excuse,
        lambda scope: Q(student__in=scope.students, since__lte=scope.until, until__gte=scope.since),
        _same("student_id", "since", "until", "kind", "state"),
    ),
    "opening": Kind(
        OpenRequest,
        _in_courses,
        _same(
            "lesson_id", "teacher_id", "reason", "state", "asked_at", "decided_by_id", "decided_at", "answer", "open_until",
            journal="course_id",
        ),
    ),
    "result": Kind(
        Result,
        _in_terms,
        _same(
            "student_id", "discipline_id", "term_id", "semester", "level", "form", "value", "mastery", "proposed", "average",
            "reason", "source", "ground", "set_by_id", "set_at", "version", journal="course_id",
        ),
    ),
    "statement": Kind(
        Statement,
        lambda scope: Q(group=scope.group) & (Q(year=scope.year) | Q(term__in=scope.terms)),
        _same(
            "year_id", "number", "kind", "discipline_id", "term_id", "semester", "level", "form", "hours", "dated", "state",
            "closed_by_id", "closed_at", "cancelled_why", "version",
        ),
    ),
    "statement_line": Kind(
        StatementLine,
        _of_statements,
        _same("statement_id", "student_id", "ticket", "barred", "value", "mastery", "no_show", "remark", "expelled", "set_by_id", "set_at"),
    ),
    "examiner": Kind(
        Examiner,
        _of_statements,
        _same("statement_id", "person_id", "part"),
    ),
    "statement_discipline": Kind(StatementDiscipline, _of_statements, _same("statement_id", "discipline_id")),
    "statement_reopening": Kind(
        Reopening,
        _of_statements,
        _same("statement_id", "reason", "asked_by_id", "asked_at", "answered_by_id", "answered_at", "declined"),
    ),
    "practice_page": Kind(
        PracticePage,
        _in_terms,
        _same("discipline_id", "term_id", "kind", "starts", "ends", "hours_planned", "leader_id"),
    ),
    "practice_day": Kind(
        PracticeDay,
        _of_practice,
        _same("page_id", "student_id", "date", "hours", "work", "written_by_id", "written_at", "led_by_id"),
    ),
    "practice_place": Kind(
        PracticePlace,
        _of_practice,
        _same(
            "page_id", "student_id", "mentor", "leader_id", "since", "until", "attestation_sheet", "characterisation", "diary",
            "report", enterprise="enterprise__name", enterprise_address="enterprise__address",
        ),
    ),
    "competence": Kind(
        Competence, lambda scope: Q(module__curriculum__in=_plan(scope)), _same("module_id", "code", "name", "position")
    ),
    "competence_mastery": Kind(
        CompetenceMastery,
        lambda scope: Q(student__in=scope.students, competence__module__curriculum__in=_plan(scope)),
        _same("competence_id", "student_id", "mastered", "set_by_id", "set_at"),
    ),
    "project": Kind(
        Project, _in_terms, _same("student_id", "term_id", "kind", "discipline_id", "topic", "supervisor_id")
    ),
    "consultation": Kind(
        Consultation,
        lambda scope: Q(project__group=scope.group, project__term__in=scope.terms),
        _same("project_id", "date", "hours", "work", "given_by_id", "struck_at", "struck_reason"),
    ),
    "hours_correction": Kind(
        HoursCorrection,
        _in_courses,
        _same(
            "kind", "day", "hours", "teacher_id", "instead_of_id", "order_number", "order_dated", "ground", "made_at", "undone_at",
            "undone_by_id", "undone_why", journal="course_id", author="made_by_id",
        ),
    ),
    "remark": Kind(
        Remark,
        _in_courses,
        _same(
            "number", "round_id", "lesson_id", "practice_id", "day", "student_id", "places", "text", "demand", "teacher_id",
            "issued_at", "due", "state", "done_at", "closed_at", journal="course_id", author="author_id",
        ),
    ),
    "check_round": Kind(
        Round, _rounds, _same("year_id", "number", "title", "aim", "since", "until", "due", "closed_at", "made_at", author="made_by_id")
    ),
    "visa": Kind(
        Visa,
        lambda scope: Q(course__in=scope.courses) | Q(group=scope.group),
        _same("until", "made_at", "note", "group_id", "lifted_at", journal="course_id", checker="checker_id"),
    ),
    "correction_act": Kind(
        CorrectionAct,
        _in_courses,
        _same(
            "number", "dated", "changes", "beside", "made_at", journal="course_id", author="made_by_id",
            reopened_by_order="reopening__order_number", reopened_at="reopening__seconded_at", reopened_why="reopening__reason",
        ),
    ),
    "act_member": Kind(
        ActMember, lambda scope: Q(act__course__in=scope.courses), _same("act_id", "person_id", "post", "position")
    ),
    "movement": Kind(
        Movement,
        lambda scope: (Q(group_from=scope.group) | Q(group_to=scope.group))
        & Q(effective__gte=scope.since, effective__lt=scope.summer_until),
        _same(
            "student_id", "effective", "group_from_id", "group_to_id", "details", "undone_at", order_number="order__number",
            order_dated="order__dated", order_kind="order__kind", ground="order__ground",
        ),
    ),
}  # fmt: skip

PEOPLE = (
    "student", "teacher", "person", "author", "planned_teacher", "substitute", "set_by", "closed_by", "decided_by", "leader",
    "written_by", "given_by", "led_by", "instead_of", "undone_by", "supervisor", "checker",
    "asked_by", "answered_by",
)  # fmt: skip
"""Fields that name a person."""
