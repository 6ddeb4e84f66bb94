"""A journal's page: everything the grid needs to draw itself, in a constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.queries import plan_correction_of, teaches
from zhurnal.curriculum.relations import valid_on
from zhurnal.journal.queries import course_rows
from zhurnal.journal.queries.page_values import READ_ONLY, PageRights, Sheet, counts, lesson_json, shown_cell
from zhurnal.journal.queries.planned_topics import listing_topics, numbered_topics, planned_homework, taken_earlier
from zhurnal.journal.queries.shapes import LessonRow, ListedStudent
from zhurnal.journal.rules import attendance, signs
from zhurnal.journal.rules.locks import FROZEN
from zhurnal.journal.rules.topics import next_number
from zhurnal.kernel import policy, prepared, together
from zhurnal.kernel.dates import short
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.sql import uid
from zhurnal.kernel.together import Statement
from zhurnal.people.actor import PersonActor

RELATED = ("group", "subgroup", "discipline", "term", "year")


def seq_of(college_id: UUID, course_id: UUID) -> int:
    """The number of the page's last change: its tag."""
    return seq_from(together.ask(numbering(college_id, course_id))[0])


def numbering(college_id: UUID, course_id: UUID) -> Statement:
    """Asks for the number of the page's last change; for ``seq_from``."""
    return prepared.read("page seq", _seq, {"college": college_id, "course": course_id})


def seq_from(rows: list[tuple[int]]) -> int:
    """The number of the page's last change, its tag; 0 for a page where nothing was written yet."""
    return int(rows[0][0]) if rows else 0


def _seq(values: prepared.Values) -> QuerySet[Any]:
    return ChainHead.objects.of(values["college"]).filter(chain=values["course"]).values_list("seq")


def page_rights(actor: PersonActor, course: Course) -> PageRights:
    """Whether the actor leads the course now. One statement for teachers, none for viewers."""
    if not policy.may(actor, "journal.page.write"):
        return PageRights(teaches=False, writes=False, person_id=actor.person_id, frozen=course.frozen_at is not None)
    leads, frozen = teaches(actor.college_id, course.id, actor.person_id, actor.today), course.frozen_at is not None
    return PageRights(leads, leads and not frozen, actor.person_id, frozen)


def load_page(
    actor: PersonActor, course: Course, rights: PageRights, seq: int, *, corrected: int = 0
) -> dict[str, Any]:
    """The grid's data as JSON-ready values (the contract is ``docs/developer/grid.md``). ``corrected``: hours of the plan by order (A5.9)."""
    college, term = actor.college_id, course.term
    members, ranges, lessons, works, cells, causes, kinds, topics = together.ask(
        *course_rows.listing_students(college, course, term.ends),
        course_rows.listing_lessons(college, course=course.id),
        course_rows.listing_works(college, None, course.id),
        course_rows.listing_cells(college, course.id),
        course_rows.listing_excuses(college, course.group_id, term.starts, term.ends),
        course_rows.listing_kinds(college, course),
        listing_topics(college, course),
    )
    students = course_rows.listed(course, term.starts, term.ends, members, ranges)
    course_rows.put_works(lessons, works)
    excuses, planned = course_rows.by_student(causes), numbered_topics(topics)
    payload: dict[str, Any] = {
        "course": _heading(course, corrected),
        "today": actor.today.isoformat(),
        "now": f"{actor.now:%H:%M}",
        "seq": seq,
        "rights": {"write": rights.writes, "why_not": _why_not(rights), "reasons": [signs.ABSENT]},
        "kinds": [
            {"code": code, "short": short, "name": name, "weight": weight, "everyone": everyone}
            | ({"closed": closed.isoformat()} if closed else {})
            for code, short, name, weight, everyone, closed in kinds
        ],
        "students": [_student(number, row, term.starts, term.ends) for number, row in _numbered(students)],
        "cells": _cells(students, lessons, cells, excuses),
        "settings": {
            "after_mark": "down",
            "default_work": actor.parameters.default_work,
            "reason_after_days": actor.parameters.reason_after_days,
        },
    }
    counted = counts(cells)
    sheet = Sheet(actor, rights, students, counted, planned)
    payload["lessons"] = [lesson_json(sheet, lesson) for lesson in lessons]
    _offer(payload["lessons"], planned, taken_earlier(topics))
    payload["plan"] = _homework_of_plan(payload["lessons"], planned_homework(topics))
    return payload


def _why_not(rights: PageRights) -> str:
    """Why nothing on the page is written, or ""."""
    if rights.writes:
        return ""
    return str(FROZEN) if rights.frozen else READ_ONLY


@dataclass(frozen=True, slots=True)
class PageState:
    """The page as the actor finds it: what he may, the number of its last change, the group and its subgroups, and how many hours

    orders added to its plan.
    """

    rights: PageRights
    seq: int
    tabs: list[dict[str, Any]]
    corrected: int


def page_state(actor: PersonActor, course: Course) -> PageState:
    """Rights, number, tabs and corrections of the plan of a page that the actor may read. One statement."""

    def rows(values: prepared.Values) -> QuerySet[Any]:
        me = actor.outlined(values)
        own = {"college_id": me.college_id}
        heads = ChainHead.objects.of(me.college_id).filter(chain=OuterRef("pk"), **own)
        led = CourseTeacher.objects.of(me.college_id).filter(
            valid_on(me.today), course=OuterRef("pk"), teacher=me.person_id
        )
        same = policy.visible(me, "journal.page.read").filter(
            term=values["term"], group=values["group"], discipline=values["discipline"]
        )
        by_order = Subquery(plan_correction_of(me.college_id, OuterRef("pk"), me.today))
        same = same.annotate(page_seq=Subquery(heads.values("seq")[:1]), led=Exists(led), by_order=by_order)
        columns = ("pk", "subgroup__name", "page_seq", "led", "by_order")
        found: QuerySet[Any] = same.order_by("subgroup__number").values_list(*columns)
        return found

    place = {"term": course.term_id, "group": course.group_id, "discipline": course.discipline_id}
    found = prepared.run(("page state", actor.kind()), rows, {**actor.outline(), **place})
    own = ((seq or 0, bool(led), by_order or 0) for pk, _name, seq, led, by_order in found if pk == course.id)
    seq, led, corrected = next(own, (0, False, 0))
    writes = led and policy.may(actor, "journal.page.write")
    tabs = [{"id": str(pk), "name": name or WHOLE_GROUP, "current": pk == course.id} for pk, name, *_rest in found]
    frozen = course.frozen_at is not None
    return PageState(PageRights(writes, writes and not frozen, actor.person_id, frozen), seq, tabs, corrected)


WHOLE_GROUP = "Вся группа"


def _heading(course: Course, corrected: int) -> dict[str, Any]:
    return {
        "id": course.id.hex,
        "group": course.group.name,
        "index": course.discipline.index,
        "name": course.discipline.name,
        "term": f"{course.term.number} семестр {course.year.name}",
        "subgroup": course.subgroup.name if course.subgroup else None,
        "kind": course.kind,
        "hours": course.hours_planned + corrected,
        "corrected": corrected,
    }


def _numbered(students: list[ListedStudent]) -> list[tuple[int, ListedStudent]]:
    """Students with their numbers in the list; a second stay of the same student keeps his number."""
    numbers: dict[UUID, int] = {}
    return [(numbers.setdefault(row.id, len(numbers) + 1), row) for row in students]


def _student(number: int, row: ListedStudent, starts: date, ends: date) -> dict[str, Any]:
    return {
        "id": row.id.hex,
        "number": number,
        "name": row.name,
        "from": row.entered.isoformat() if row.entered > starts else None,
        "to": row.left.isoformat() if row.left is not None and row.left <= ends else None,
        "note": _movement_note(row, starts),
    }


def _movement_note(row: ListedStudent, starts: date) -> str:
    """«зачислен 14.10, приказ № 104-с», «акад. отпуск, приказ № 118-с от 10.11» (A7.2)."""
    parts = []
    if row.entered > starts:
        parts.append(f"зачислен {short(row.entered)}" + (f", приказ {row.order_in}" if row.order_in else ""))
    if row.left is not None:
        said = row.note or "выбыл"
        parts.append(f"{said} {short(row.left)}" + (f", приказ {row.order_out}" if row.order_out else ""))
    return "; ".join(parts)


def _offer(lessons: list[dict[str, Any]], planned: dict[UUID, tuple[int, str]], earlier: Sequence[int]) -> None:
    """Offer to each lesson without a topic the next unused one of the work programme, in order of lessons (A5.13).

    ``earlier``: numbers of the topics that the same students had in the terms before. The rule is that of the lesson's page and
    of «Сегодня»: a topic recorded ahead of time does not make the lessons before it skip what lies between.
    """
    topics = {number: (pk, title) for pk, (number, title) in planned.items()}
    used = [*earlier, *(lesson["topic_no"] for lesson in lessons)]
    for place, lesson in enumerate(lessons, start=len(earlier)):
        if lesson["topic"] or lesson["cancelled"]:
            continue
        number = next_number(topics, used, place)
        if number is None:
            break
        used[place] = number
        pk, title = topics[number]
        lesson["planned"] = {"id": pk.hex, "number": number, "title": title}


def _homework_of_plan(lessons: list[dict[str, Any]], planned: dict[str, str]) -> dict[str, str]:
    """Homework that the programme has for lessons without any: by the topic that is recorded there, or the one offered."""
    bare = (lesson for lesson in lessons if not lesson["homework"] and not lesson["cancelled"])
    topics = (row["programme_topic"] if row["topic"] else row.get("planned", {}).get("id") for row in bare)
    return {topic: planned[topic] for topic in topics if topic in planned}


def _cells(
    students: list[ListedStudent],
    lessons: list[LessonRow],
    cells: list[tuple[Any, ...]],
    excuses: dict[UUID, list[attendance.Range]],
) -> list[list[Any]]:
    """[student, lesson, slot, value, version, flags], places by index in the lists."""
    rows: dict[Any, int] = {}  # all keys are ids as the database keeps them
    again: dict[Any, list[tuple[int, ListedStudent]]] = {}  # students with several stays on the list
    for index, student in enumerate(students):
        key = uid(student.id)
        known = rows.setdefault(key, index)
        if known != index:
            again.setdefault(key, [(known, students[known])]).append((index, student))
    by_lesson = {uid(lesson.id): (index, lesson.date) for index, lesson in enumerate(lessons)}
    causes = {uid(student): ranges for student, ranges in excuses.items()}
    found = []
    for student_id, lesson_id, slot, value, version, corrected, _dated in cells:
        place, row = by_lesson.get(lesson_id), rows.get(student_id)
        if row is None or place is None:
            continue
        if again and student_id in again:
            row = next((index for index, stay in again[student_id] if stay.listed_on(place[1])), row)
        if slot == 0 or corrected:
            value, flags = shown_cell(value, slot, place[1], causes.get(student_id, ()), corrected)  # noqa: PLW2901
            found.append([row, place[0], slot, value, version, flags])
        else:
            found.append([row, place[0], slot, value, version, 0])
    return found
