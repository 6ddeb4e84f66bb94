"""The document: both journals of a group, or whatever of them is asked for and within the reader's rights (3.3, 3.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhurnal.curriculum.models import Course, Group, GroupLeader
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.kernel import policy
from zhurnal.kernel.dates import full
from zhurnal.modules.models import PracticePage
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.people.rules.roles import Role
from zhurnal.printing.policy import PAGE_READ, PRACTICE_WHOLE, WHOLE
from zhurnal.printing.queries import practice_pages
from zhurnal.printing.queries.care_pages import briefing_pages, health_page, leader_page
from zhurnal.printing.queries.exam_pages import consultation_sections, exam_sections
from zhurnal.printing.queries.group_pages import (
    attendance_page,
    corrections_page,
    movement_page,
    remarks_page,
    students_page,
)
from zhurnal.printing.queries.rows import RELATED, Rows, load_rows
from zhurnal.printing.queries.spreads import Checker, Desk, course_spreads
from zhurnal.printing.queries.summaries import summary_pages
from zhurnal.printing.rules.selection import (
    JOURNAL_WORDS,
    OF_COURSES,
    OF_PRACTICES,
    PART_WORDS,
    Journal,
    Part,
    Selection,
)
from zhurnal.results.queries.summary import natural

POSTS = {
    JournalKind.THEORY: (Role.DEPUTY_ACADEMIC, "заместитель директора по УР"),
    JournalKind.MODULE: (Role.DEPUTY_PRACTICE, "заместитель директора по УПР"),
}
Section = dict[str, Any]


@dataclass(slots=True)
class _Binder:
    """Sections in order; ``rows``: lines of the contents. A section's ``entry`` ties it to its line. ``practices``: what the journal of modules has."""

    journal: Journal
    practices: list[PracticePage] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, sections: Iterable[Section], name: str, index: str = "", term: str = "", teacher: str = "") -> None:
        """Bind the sections under one line of the contents."""
        entry = f"{self.journal}{len(self.rows)}"
        bound = [{**one, "entry": entry} for one in sections]
        if bound:
            self.sections += bound
            self.rows.append({"entry": entry, "index": index, "name": name, "term": term, "teacher": teacher})


def course_document(actor: PersonActor, course: Course, selection: Selection) -> dict[str, Any]:
    """One page of a journal: its spreads and nothing else. ``course`` with ``RELATED``."""
    desk = _desk(actor, selection)
    rows = load_rows(actor.college_id, course.group, [course], actor.today)
    sections = [{**one, "entry": ""} for one in course_spreads(desk, rows, course)]
    return _document(
        actor, course.group, course.year.name, f"{course.discipline.index} {course.discipline.name}", sections
    )


def practice_document(actor: PersonActor, page: PracticePage, selection: Selection) -> dict[str, Any]:
    """One page of practice with places and papers."""
    rows = load_rows(actor.college_id, page.group, [], actor.today, history=False)
    found = practice_pages.practice_sections(_desk(actor, selection), rows, [page])
    sections = [{**one, "entry": ""} for _page, some in found for one in some]
    return _document(actor, page.group, page.group.year.name, page.discipline.name, sections)


def group_document(actor: PersonActor, group: Group, selection: Selection) -> dict[str, Any]:
    """The journals of a group. ``group`` with year, department and curriculum. A constant number of statements."""
    whole = policy.can(actor, WHOLE, group).allowed
    parts = selection.parts if whole else selection.parts & OF_COURSES
    courses = _courses(actor, group, selection)
    desk = _desk(actor, selection)
    rows = load_rows(actor.college_id, group, courses, actor.today)
    sections: list[Section] = []
    for journal in selection.journals:
        asked = journal == Journal.MODULES and parts & OF_PRACTICES
        binder = _Binder(journal, _practices(actor, group) if asked else [])
        own = [course for course in courses if course.kind == journal]
        _bind_courses(binder, desk, rows, own, parts)
        if journal == Journal.MODULES:
            _bind_practice(binder, desk, rows, group, parts)
        if whole:
            _bind_group(binder, actor, desk, rows, group, own, parts)
        sections += _front(actor, group, binder, rows, parts, whole=whole)
    return _document(actor, group, group.year.name, f"Журнал {group.name}", sections)


def _courses(actor: PersonActor, group: Group, selection: Selection) -> list[Course]:
    """In the order of the plan's indices, then of terms and subgroups."""
    found = policy.visible(actor, PAGE_READ).filter(group=group.pk, kind__in=selection.journals)
    if selection.courses is not None:
        found = found.filter(pk__in=selection.courses)
    rows = list(found.filter(term__starts__lte=actor.today).select_related(*RELATED))
    return sorted(
        rows,
        key=lambda row: (
            natural(f"{row.discipline.index} {row.discipline.name}"), row.term.number, row.subgroup.number if row.subgroup else 0,
        ),
    )  # fmt: skip


def _bind_courses(binder: _Binder, desk: Desk, rows: Rows, courses: Sequence[Course], parts: frozenset[Part]) -> None:
    for works, part in ((False, Part.LESSONS), (True, Part.WORKS)):
        if part not in parts:
            continue
        for course in courses:
            name = course.discipline.name + (f", {course.subgroup.name}" if course.subgroup else "")
            name += ": лабораторные и практические работы" if works else ""
            teachers = ", ".join(rows.teachers.get(course.pk, ()))
            spreads = course_spreads(desk, rows, course, works=works)
            binder.add(spreads, name, course.discipline.index, str(course.term.number), teachers)


def _bind_practice(binder: _Binder, desk: Desk, rows: Rows, group: Group, parts: frozenset[Part]) -> None:
    if Part.PRACTICE in parts and desk.selection.courses is None:
        for page, sections in practice_pages.practice_sections(desk, rows, binder.practices):
            leader = str(page.leader) if page.leader else ""
            binder.add(sections, page.discipline.name, page.discipline.index, str(page.term.number), leader)
    if Part.EXAMS in parts:
        for title, section in exam_sections(rows, group, desk.zone):
            binder.add([section], f"Экзамен по модулю: {title.partition(' ')[2]}", title.partition(" ")[0])


def _practices(actor: PersonActor, group: Group) -> list[PracticePage]:
    """The group's pages of practice that have begun, of those the reader prints whole. One statement."""
    pages = policy.visible(actor, PRACTICE_WHOLE).filter(group=group.pk, starts__lte=actor.today)
    return list(pages.select_related(*practice_pages.RELATED).order_by("starts", "discipline__index"))


def _bind_group(
    binder: _Binder, actor: PersonActor, desk: Desk, rows: Rows, group: Group, courses: Sequence[Course], parts: frozenset[Part]
) -> None:  # fmt: skip
    if Part.CONSULTATIONS in parts:
        for title, section in consultation_sections(rows, group, modules=binder.journal == Journal.MODULES):
            binder.add([section], f"Консультации: {title}")
    if binder.journal == Journal.THEORY:
        if Part.SUMMARY in parts:
            binder.add(summary_pages(actor, rows, group), "Сводная ведомость успеваемости")
        if Part.ATTENDANCE in parts:
            binder.add([attendance_page(rows, group, desk)], "Сводная ведомость посещаемости")
        if Part.MOVEMENT in parts:
            binder.add([movement_page(group)], PART_WORDS[Part.MOVEMENT])
        if Part.HEALTH in parts:
            leader = actor.parameters.leader_signs
            binder.add([health_page(rows, group, desk, leader)], PART_WORDS[Part.HEALTH])
    if Part.SAFETY in parts:
        practice = binder.journal == Journal.MODULES
        binder.add(briefing_pages(rows, group, courses, desk, practice=practice), PART_WORDS[Part.SAFETY])
    if Part.LEADER in parts and binder.journal == Journal.THEORY:
        binder.add([leader_page(rows, courses, desk)], PART_WORDS[Part.LEADER])
    if Part.CORRECTIONS in parts:
        binder.add([corrections_page(rows, courses, desk, binder.practices)], "Исправления")
    if Part.REMARKS in parts:
        binder.add([remarks_page(actor, group, courses)], "Замечания и предложения по ведению журнала")


def _front(
    actor: PersonActor, group: Group, binder: _Binder, rows: Rows, parts: frozenset[Part], *, whole: bool
) -> list[Section]:
    """The sections with title, contents and list before them, nothing when nothing was asked for."""
    front: list[Section] = []
    if Part.TITLE in parts:
        front.append({"kind": "title", **_title(actor, group, binder.journal)})
    lines = list(binder.rows)
    students = []
    if Part.STUDENTS in parts and whole:
        students = [{**students_page(rows, group), "entry": f"{binder.journal}list"}]
        lines = [
            {"entry": f"{binder.journal}list", "index": "", "name": "Список студентов", "term": "", "teacher": ""},
            *lines,
        ]
    if Part.CONTENTS in parts:
        front.append({"kind": "contents", "rows": lines})
    return [*front, *students, *binder.sections]


def _title(actor: PersonActor, group: Group, journal: Journal) -> dict[str, Any]:
    plan = group.curriculum
    leading = GroupLeader.objects.of(actor.college_id).filter(
        valid_on(min(actor.today, group.year.ends)), group=group.pk
    )
    names = ("person__surname", "person__given", "person__patronymic")
    leaders = [full_name(*name) for name in leading.values_list(*names)]
    lines = [
        ("Специальность (профессия)", f"{plan.specialty_code} {plan.specialty_name}" if plan else ""),
        ("Квалификация", plan.qualification if plan else ""),
        ("Курс", str(group.course_year)),
        ("Форма обучения", plan.form if plan else ""),
        (actor.parameters.leader_signs, ", ".join(leaders)),
        ("Журнал начат", full(group.year.starts)),
        ("Журнал окончен", ""),
    ]
    words = JOURNAL_WORDS[journal]
    return {
        "words": [words.partition(" ")[0], words.partition(" ")[2]], "lines": [list(line) for line in lines],
        "department": group.department.name, "year": group.year.name,
    }  # fmt: skip


def _desk(actor: PersonActor, selection: Selection) -> Desk:
    """Who checks which journal. One statement."""
    roles = {role: (kind, post) for kind, (role, post) in POSTS.items()}
    rows = (
        RoleGrant.objects.of(actor.college_id)
        .filter(valid_on(actor.today), role__in=list(roles))
        .order_by("-since", "pk")
    )
    names = ("person__surname", "person__given", "person__patronymic")
    checkers = {kind.value: Checker(post, "") for kind, post in roles.values()}
    for role, *name in rows.values_list("role", *names):
        kind, post = roles[Role(role)]
        checkers[kind.value] = Checker(post, short_name(*name))
    zone = actor.now.tzinfo
    if zone is None:
        message = "an actor's clock has a zone"
        raise TypeError(message)
    return Desk(actor.college_id, zone, actor.today, checkers, selection)


def _document(actor: PersonActor, group: Group, year: str, title: str, sections: list[Section]) -> dict[str, Any]:
    return {
        "title": title, "college": actor.college_name, "group": group.name, "year": year,
        "printed": f"{actor.now:%d.%m.%Y %H:%M}", "sections": sections,
        "bound": any(one["kind"] == "title" for one in sections[:1]),
    }  # fmt: skip
