"""Pages about the whole group: list of students, attendance, movement, corrections, remarks (A1.5, A1.10, A1.11)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.rules import trace
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models import CorrectionAct, Remark, Visa
from zhurnal.inspection.queries.lines import lines as remark_lines
from zhurnal.journal.models import Entry
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.corrections import STRUCK, kind_words, value_words
from zhurnal.kernel.dates import MONTHS_ALONE, full, short
from zhurnal.modules.models import PracticePage
from zhurnal.modules.queries.practice import corrected_days
from zhurnal.modules.rules.corrections import ENTRY
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.printing.queries.rows import Rows, Told, replaced_results
from zhurnal.printing.queries.spreads import Desk
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled, numbered
from zhurnal.printing.rules import words
from zhurnal.printing.rules.selection import PART_WORDS, Part
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import RegisterValue
from zhurnal.timetable.rules.lesson import State

EMPTY_LINES, FEWEST_EMPTY = 17, 3
NAMED = 4  # students named in a line about several


def students_page(rows: Rows, group: Group) -> dict[str, Any]:
    """The list: name in full, day of birth, the number of the personal file where the college keeps it, when and by which order he
    came and left. Three statements.
    """
    born: dict[UUID, date | None] = dict(
        Person.objects.of(group.college_id)
        .filter(pk__in={row.id for row in rows.stays})
        .values_list("pk", "birth_date")
    )
    files = _personal_files(group.college_id, {row.id for row in rows.stays})
    lines = []
    for row in rows.stays:
        name, birth = full_name(row.surname, row.given, row.patronymic), born.get(row.id)
        gone = words.joined((row.note or "выбыл", full(row.left), row.order_out)) if row.left else ""
        lines.append([
            str(rows.numbers[row.id.hex]), name, full(birth) if birth else "", *([files.get(row.id, "")] if files else []),
            full(row.entered), row.order_in, gone,
        ])  # fmt: skip
    heads = (
        Head("№ п/п", 11, CENTRE), Head("Фамилия, имя, отчество", 82), Head("Дата рождения", 24, CENTRE),
        *([Head("№ личного дела", 24, CENTRE)] if files else []), Head("В группе с", 24, CENTRE), Head("Приказ о зачислении", 40), Head("Выбыл: куда, когда, приказ"),
    )  # fmt: skip
    title = PART_WORDS[Part.STUDENTS]
    return Ruled(title, heads, lines, size=9 if len(lines) < 29 else 8, height=_row(len(lines)), entry=title).section


def _personal_files(college_id: UUID, students: set[UUID]) -> dict[UUID, str]:
    """Student → the number of his personal file; nothing where the college does not keep it (A1.5)."""
    if all(one.key != "personal_file" for one in chosen_fields(college_id).fields):
        return {}
    rows = RegisterValue.objects.of(college_id).filter(field="personal_file", person__in=students).exclude(value="")
    return dict(rows.values_list("person_id", "value"))


def _row(lines: int) -> float:
    return max(4.3, min(6.05, 160 / max(lines, 1)))


def attendance_page(rows: Rows, group: Group, desk: Desk) -> dict[str, Any]:
    """Hours missed by month: all, for a valid cause, without one (A1.10). One statement."""
    starts = group.year.starts
    missed: dict[str, dict[tuple[int, int], Missed]] = defaultdict(lambda: defaultdict(Missed))
    absent = Entry.objects.of(group.college_id).filter(
        course__group=group.pk, slot=0, value__in=signs.ABSENCES, lesson__date__gte=starts, lesson__date__lte=desk.today
    )
    absent = absent.exclude(lesson__state=State.CANCELLED)
    for student, value, day, hours in absent.values_list("student_id", "value", "lesson__date", "lesson__hours"):
        sign = shown_sign(value, day, rows.excuses.get(student.hex, ()))
        missed[student.hex][day.year, day.month].add(sign, hours)
    months = _months(starts, group.year.ends)
    lines, sums = [], [0] * (3 * (len(months) + 1))
    for student, number in rows.numbers.items():
        row = next(one for one in rows.stays if one.id.hex == student)
        own = [missed[student][month] for month in months]
        found = [number for one in own for number in (one.total, one.valid, one.total - one.valid)]
        found += [sum(found[place::3]) for place in range(3)]
        sums = [one + other for one, other in zip(sums, found, strict=True)]
        name = words.surname_first(row.surname, row.given, row.patronymic)
        lines.append([str(number), name, *(str(hours or "") for hours in found)])
    heads = (
        Head("№", 7, CENTRE), Head("Фамилия и инициалы", 38),
        *(Head(title, 0, CENTRE) for _month in (*months, "") for title in ("вс", "ув", "н/у")),
    )  # fmt: skip
    groups = (("", 2), *((MONTHS_ALONE[month - 1], 3) for _year, month in months), ("всего за год", 3))
    title = PART_WORDS[Part.ATTENDANCE]
    notes = (
        "Часы пропущенных занятий: вс — всего, ув — по уважительной причине, н/у — без неё или о причине ещё не сказано.",
    )
    total = ["", "Итого по группе", *(str(number or "") for number in sums)]
    return Ruled(
        title, heads, lines, groups=groups, totals=[total], notes=notes, size=7.5, height=_row(len(lines) + 3), entry=title
    ).section  # fmt: skip


def _months(starts: date, ends: date) -> list[tuple[int, int]]:
    count = (ends.year - starts.year) * 12 + ends.month - starts.month + 1
    return [
        (starts.year + (starts.month - 1 + step) // 12, (starts.month - 1 + step) % 12 + 1) for step in range(count)
    ]


def movement_page(group: Group) -> dict[str, Any]:
    """Orders about students of the group within its year (A7.1). One statement."""
    rows = Movement.objects.of(group.college_id).filter(
        Q(group_from=group.pk) | Q(group_to=group.pk), undone_at__isnull=True
    )
    names = ("student__surname", "student__given", "student__patronymic")
    found = rows.order_by("effective", *names).values_list(
        "effective", *names, "order__kind", "order__number", "order__dated", "order__ground", "details"
    )
    lines = numbered(
        (full(day), full_name(*name), KIND_WORDS[Kind(kind)], order_words(number, dated), words.joined((ground, details), "; "))
        for day, *name, kind, number, dated, ground, details in found
    )  # fmt: skip
    heads = (
        Head("№", 9, CENTRE), Head("С какого дня", 24, CENTRE), Head("Фамилия, имя, отчество", 72), Head("Что произошло", 55),
        Head("Приказ", 42), Head("Основание"),
    )  # fmt: skip
    title = PART_WORDS[Part.MOVEMENT]
    notes = () if lines else ("За учебный год приказов о движении студентов группы нет.",)
    return Ruled(title, heads, lines, notes=notes, entry=title).section


def corrections_page(
    rows: Rows, courses: Sequence[Course], desk: Desk, practices: Sequence[PracticePage] = ()
) -> dict[str, Any]:
    """Every replaced or struck-out record: what was, what became, who, when, on what ground or act (A3.3, A3.7).

    ``practices``: pages of practice whose days are told too. Two statements, and one for practices.
    """
    acts = {
        (course, seq): f"акт № {number} от {full(dated)}"
        for course, number, dated, changes in CorrectionAct.objects.of(desk.college)
        .filter(course__in=[course.pk for course in courses])
        .values_list("course_id", "number", "dated", "changes")
        for seq in changes
    }
    by_id, names = {course.pk: course for course in courses}, {row.id.hex: row for row in rows.stays}
    lessons = {one.id: one for found in rows.lessons.values() for one in found}
    results = replaced_results(desk.college, list(by_id))
    told = [one for one in (*rows.corrections, *results) if one.chain in by_id]
    dated = [
        (one.at, [
            *_correction(one, by_id, names, lessons, desk),
            words.joined((one.reason, acts.get((one.chain, one.seq), "")), "; "),
        ])
        for one in told
        if _holds(desk, one, lessons)
    ]  # fmt: skip
    dated += _of_practices(desk, practices, names)
    lines = numbered(line for _at, line in sorted(dated, key=lambda one: one[0]))
    heads = (
        Head("№", 9, CENTRE), Head("Дисциплина", 34), Head("Занятие", 15, CENTRE), Head("Студент, место записи", 48),
        Head("Было"), Head("Стало"), Head("Кто исправил", 31), Head("Когда", 24, CENTRE), Head("Основание", 38),
    )  # fmt: skip
    title = PART_WORDS[Part.CORRECTIONS]
    return Ruled(title, heads, lines, about="прежние значения хранятся в журнале · ", size=8, entry=title).section


def _of_practices(
    desk: Desk, practices: Sequence[PracticePage], names: dict[str, Any]
) -> list[tuple[datetime, list[str]]]:
    """Days of practice that were written otherwise or struck out; students of whom the same is told share a line."""
    titles = {page.pk: page.discipline.index or page.discipline.short_name for page in practices}
    return [
        (one.at, [
            titles[one.page], short(one.day), words.joined((_several(one.students, names), ENTRY)), one.before,
            one.after or STRUCK, one.who, f"{one.at.astimezone(desk.zone):%d.%m.%Y %H:%M}", one.why,
        ])
        for one in (corrected_days(desk.college, list(titles)) if titles else ())
        if desk.selection.holds(one.day)
    ]  # fmt: skip


def _several(students: Sequence[str], names: dict[str, Any]) -> str:
    """«Абрамов К. Д., Белов И. А. и ещё 12»."""
    known = [names[one] for one in students if one in names]
    said = [words.surname_first(one.surname, one.given, one.patronymic) for one in known]
    more = f" и ещё {len(said) - NAMED}" if len(said) > NAMED else ""
    return ", ".join(said[:NAMED]) + more


def _holds(desk: Desk, told: Told, lessons: dict[str, Any]) -> bool:
    if told.target.startswith(trace.PREFIX):
        return desk.selection.holds(told.at.astimezone(desk.zone).date())
    lesson = lessons.get(told.target.split(":")[1])
    return lesson is not None and desk.selection.holds(lesson.date)


def _correction(
    told: Told, courses: dict[UUID, Course], names: dict[str, Any], lessons: dict[str, Any], desk: Desk
) -> list[str]:
    course, at = courses[told.chain], told.at.astimezone(desk.zone)
    if told.target.startswith(trace.PREFIX):
        pupil, on, entry = trace.student_of(told.target), "", trace.words_of(told.target)
        before, after = trace.value_words(told.before), trace.value_words(told.after)
    else:
        _kind, lesson, *rest = told.target.split(":")
        letters = next((work[1] for work in lessons[lesson].works if rest and work[0] == abs(int(rest[1]))), "")
        pupil, on, entry = rest[0] if rest else "", short(lessons[lesson].date), letters or kind_words(told.target)
        before, after = value_words(told.before), value_words(told.after)
    student = names.get(pupil)
    who = words.surname_first(student.surname, student.given, student.patronymic) if student else ""
    place = words.joined((who, entry))
    title = words.joined(
        (course.discipline.index or course.discipline.short_name, course.subgroup.name if course.subgroup else "")
    )
    return [title, on, place, before, after or STRUCK, told.author, f"{at:%d.%m.%Y %H:%M}"]


def remarks_page(actor: PersonActor, group: Group, courses: Sequence[Course]) -> dict[str, Any]:
    """«Замечания и предложения по ведению журнала»: remarks and visas by day, then lines for the hand (A1.11). Four statements at most."""
    own, ids = group.college_id, [course.pk for course in courses]
    names = {course.pk: course.discipline.index or course.discipline.short_name for course in courses}
    told = [
        (one.issued_on, [
            full(one.issued_on), one.author, names[one.course], words.joined((one.place, one.text, one.demand), ". "),
            full(one.due) if one.due else "", one.executed,
        ])
        for one in remark_lines(actor, Remark.objects.of(own).filter(course__in=ids).order_by("issued_at", "number"))
    ]  # fmt: skip
    of_modules = Q(group=group.pk) if any(course.kind == JournalKind.MODULE for course in courses) else Q(pk__in=[])
    visas = (
        Visa.objects.of(own)
        .filter(Q(course__in=ids) | of_modules, lifted_at__isnull=True)
        .values_list(
            "course_id", "until", "made_at", "note", "checker__surname", "checker__given", "checker__patronymic"
        )
    )
    for course, until, at, note, *name in visas:
        day = at.astimezone(actor.now.tzinfo).date()
        said = words.joined((f"Просмотрено по {full(until)}", note), ". ")
        told.append((day, [full(day), short_name(*name), names.get(course, "Практики, экзамены"), said, "", ""]))
    lines = [line for _day, line in sorted(told, key=lambda one: one[0])]
    heads = (
        Head("Дата", 22, CENTRE), Head("Кто проверил", 34), Head("Страница", 22), Head("Замечания и предложения"),
        Head("Срок", 22, CENTRE), Head("Отметка об исполнении", 46),
    )  # fmt: skip
    title = PART_WORDS[Part.REMARKS]
    blank = [[""] * len(heads)] * max(FEWEST_EMPTY, EMPTY_LINES - 2 * len(lines))
    return Ruled(title, heads, [*lines, *blank], size=9, entry=title, empty=9).section
