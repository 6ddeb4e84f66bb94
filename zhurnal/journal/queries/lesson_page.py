"""The lesson's page: the grid's data narrowed to one lesson, with what a teacher needs in the classroom beside it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Subquery

from zhurnal.curriculum.models import Course, Membership
from zhurnal.curriculum.queries import correcting
from zhurnal.journal.models import LessonRecord, OpenRequest, PersonalHomeworkStudent
from zhurnal.journal.queries import course_rows
from zhurnal.journal.queries import page as pages
from zhurnal.journal.queries.planned_topics import topics_of
from zhurnal.journal.rules import average, hints, signs
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.topics import next_number
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.links import link_shown
from zhurnal.timetable.models import Lesson

RELATED = ("course", *(f"course__{name}" for name in pages.RELATED))
DUES = 4  # how many coming lessons are offered as the day by which homework is due

Row = dict[str, Any]


def load_lesson(actor: PersonActor, lesson: Lesson) -> Row:
    """Everything about one lesson as JSON-ready values; the number of statements does not grow with the group.

    ``lesson`` comes with ``RELATED`` selected. The whole term of the course is read, since averages, hints, the next
    topic and the day of the next lesson stand on it.
    """
    college, course = actor.college_id, lesson.course
    rights = pages.page_rights(actor, course)
    numbers, by_order = together.ask(pages.numbering(college, course.id), correcting(college, course.id, actor.today))
    corrected = int(by_order[0][0]) if by_order else 0
    page = pages.load_page(actor, course, rights, pages.seq_from(numbers), corrected=corrected)
    place = next(index for index, row in enumerate(page["lessons"]) if row["id"] == lesson.id.hex)
    shown = page["lessons"][place]
    page["averages"], page["base"], page["hints"], page["last"] = _standing(page, place, lesson.date)
    _narrow(page, place, lesson.date)
    page["rights"] |= {"write": shown["mine"], "why_not": "" if shown["mine"] else shown["lock"]["message"]}
    page["rights"]["page"] = rights.teaches or not shown["mine"]
    page["topics"] = _topics(college, course, page["all"])
    page["offer"] = {"topic": None if shown["topic"] else _offered(page["topics"], page["all"], place)}
    page["hours"] = {"given": _given(page["all"], place), "planned": page["course"]["hours"], "corrected": corrected}
    page["dues"] = _coming_days(page.pop("all"), place)
    page["due_guess"] = page["dues"][0] if page["dues"] else None
    page["excused"], page["announced"] = _excused(college, page["students"], lesson.date)
    page["joined"] = _joined_later(college, course, lesson.id)
    page["personal"] = _personal(college, lesson.id)
    page["parallel"] = _parallel(actor, course, page, shown["topic_no"])
    page["asked"] = bool(shown["lock"] and shown["lock"]["ask"]) and _is_asked(college, lesson.id)
    return page


def link_of(lesson: Lesson) -> str:
    """Where a remote lesson is held. A statement more only for one that somebody substitutes: it may have joined another."""
    if not lesson.substituted:
        return str(lesson.link)
    rows = Lesson.objects.of(lesson.college_id).filter(pk=lesson.pk)
    return str(rows.values_list(link_shown(lesson.college_id), flat=True).get())


def _narrow(page: Row, place: int, day: date) -> None:
    """Keep this lesson, who was on the list that day, and their cells; ``all`` keeps the lessons of the term."""
    iso = day.isoformat()
    kept: dict[int, int] = {}
    students: list[Row] = []
    for index, row in enumerate(page["students"]):
        if (row["from"] is None or row["from"] <= iso) and (row["to"] is None or iso < row["to"]):
            kept[index] = len(students)
            students.append(row)
    page["students"] = students
    page["cells"] = [
        [kept[student], 0, *rest] for student, of, *rest in page["cells"] if of == place and student in kept
    ]
    page["all"] = page["lessons"]
    page["lessons"] = [page["lessons"][place]]


def _standing(page: Row, place: int, day: date) -> tuple[Row, Row, Row, Row]:
    """By student: average, [Σ mark·weight, Σ weight] without this lesson, hint, last mark before it."""
    works = [{work["slot"]: work for work in lesson["works"]} for lesson in page["lessons"]]
    cells: dict[str, dict[int, list[tuple[int, str]]]] = {}
    for student, of, slot, value, *_rest in page["cells"]:
        if value:
            cells.setdefault(page["students"][student]["id"], {}).setdefault(of, []).append((slot, value))
    averages, base, facts, last = {}, {}, {}, {}
    for student, by_lesson in cells.items():
        weighed = [
            (of, value, works[of][abs(slot)]["weight"])
            for of, found in by_lesson.items()
            for slot, value in found
            if slot and abs(slot) in works[of] and value in signs.MARKS
        ]
        averages[student] = average.shown(average.weighted_average((value, weight) for _of, value, weight in weighed))
        others = [(int(value), weight) for of, value, weight in weighed if of != place]
        base[student] = [sum(mark * weight for mark, weight in others), sum(weight for _mark, weight in others)]
        history = [_past(page["lessons"][of], works[of], by_lesson[of]) for of in sorted(by_lesson) if of < place]
        facts[student], last[student] = hints.hint(history, day), hints.last_mark(history)
    return averages, base, _filled(facts), _filled(last)


def _past(lesson: Row, works: dict[int, Row], found: list[tuple[int, str]]) -> hints.Past:
    marks = tuple((works[abs(slot)]["kind"], value) for slot, value in found if slot and abs(slot) in works)
    absent = any(slot == 0 and signs.is_absence(value) for slot, value in found)
    return hints.Past(date.fromisoformat(lesson["date"]), absent, marks)


def _filled(values: dict[str, str]) -> Row:
    return {key: value for key, value in values.items() if value}


def _topics(college_id: UUID, course: Course, lessons: list[Row]) -> list[Row]:
    """The work programme in order; ``used``: the day of the first lesson that was given to the topic, or None.

    A day in a term before is told too: ``earlier``.
    """
    used: dict[int, str] = {}
    for lesson in lessons:
        if lesson["topic_no"]:
            used.setdefault(lesson["topic_no"], lesson["date"])
    found = []
    for topic in topics_of(college_id, course):
        earlier = topic["earlier"].isoformat() if topic["earlier"] else None
        shown = {"id": topic.pop("pk").hex, "earlier": earlier, "used": earlier or used.get(topic["number"])}
        found.append(topic | shown)
    return found


def _offered(topics: list[Row], lessons: list[Row], place: int) -> Row | None:
    """The next unused topic of the programme, after those of the terms before."""
    taken = sorted((topic["earlier"], topic["number"]) for topic in topics if topic["earlier"])
    used = [*(number for _day, number in taken), *(lesson["topic_no"] for lesson in lessons)]
    return _topic_of(topics, next_number((topic["number"] for topic in topics), used, len(taken) + place))


def _topic_of(topics: list[Row], number: int | None) -> Row | None:
    return next((topic for topic in topics if number and topic["number"] == number), None)


def _given(lessons: list[Row], place: int) -> int:
    """Hours of the other lessons whose topic is recorded, up to this one."""
    return sum(row["hours"] for row in lessons[:place] if row["topic"] and not row["cancelled"])


def _coming_days(lessons: list[Row], place: int) -> list[str]:
    """Days of the course's next lessons, from the day after this one."""
    this = lessons[place]["date"]
    days = {row["date"] for row in lessons[place + 1 :] if not row["cancelled"] and row["date"] > this}
    return sorted(days)[:DUES]


def _excused(college_id: UUID, students: list[Row], day: date) -> tuple[Row, Row]:
    """By student: the cause of absence in words; the sign that a roll call will write for those with a valid one."""
    found = course_rows.excuses_of(college_id, [UUID(row["id"]) for row in students], day, day)
    words, announced = {}, {}
    for student, causes in found.items():
        _since, until, kind = causes[-1]
        words[student.hex] = hints.cause_words(kind, until, day)
        if kind != signs.ExcuseKind.UNEXCUSED:
            announced[student.hex] = shown_sign(signs.ABSENT, day, causes)
    return words, announced


def _joined_later(college_id: UUID, course: Course, lesson: UUID) -> list[str]:
    """Students put on the list after the roll call: it did not mean them, whatever day they were entered by."""
    called = LessonRecord.objects.of(college_id).filter(lesson=lesson).values("roll_called_at")[:1]
    rows = Membership.objects.of(college_id).filter(group=course.group_id, recorded_at__gt=Subquery(called))
    return [student.hex for student in rows.values_list("student_id", flat=True)]


def _personal(college_id: UUID, lesson: UUID) -> list[Row]:
    """Tasks for single students, each with its students."""
    rows = PersonalHomeworkStudent.objects.of(college_id).filter(homework__lesson=lesson, homework__removed=False)
    tasks: dict[UUID, Row] = {}
    for pk, version, text, due, student in rows.order_by("homework").values_list(
        "homework_id", "homework__version", "homework__text", "homework__due", "student_id"
    ):
        task = {"id": pk.hex, "version": version, "text": text, "due": due and due.isoformat(), "students": []}
        tasks.setdefault(pk, task)["students"].append(student.hex)
    return list(tasks.values())


def _parallel(actor: PersonActor, course: Course, page: Row, topic_no: int) -> list[Row]:
    """Homework that parallel groups got with this lesson's topic, or with the one offered; newest first."""
    current, offered = _topic_of(page["topics"], topic_no), page["offer"]["topic"]
    wanted = {topic["id"] for topic in (current, offered) if topic}
    rows = (
        LessonRecord.objects.of(actor.college_id)
        .filter(programme_topic__in=[UUID(pk) for pk in wanted], course__year=course.year_id)
        .exclude(course=course.id)
        .exclude(homework="")
        .order_by("-lesson__date")
    )
    found: dict[tuple[str, str], Row] = {}
    for topic, group, text in rows.values_list("programme_topic_id", "course__group__name", "homework"):
        found.setdefault((topic.hex, group), {"topic": topic.hex, "group": group, "text": text})
    return list(found.values())


def _is_asked(college_id: UUID, lesson: UUID) -> bool:
    """Whether a request to open the lesson waits for a decision."""
    rows = OpenRequest.objects.of(college_id).filter(lesson=lesson, state=signs.RequestState.OPEN)
    return bool(rows.exists())
