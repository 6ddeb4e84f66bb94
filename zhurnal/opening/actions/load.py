"""Who teaches what, and which groups are taught together."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, CourseTeacher, Stream, StreamCourse, Subgroup
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.kernel import policy
from zhurnal.kernel.audit import open_chain
from zhurnal.opening.actions.deeds import Hand, end
from zhurnal.opening.rules.tables import Problem, Unreadable, fold, read_number, read_rows
from zhurnal.opening.staff import Staff
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Taught:
    """A line of the load: pages of both terms or one, the subgroup (0: the whole group), who teaches."""

    courses: tuple[Course, ...]
    part: int
    teachers: tuple[Person, ...]


class Pages:
    """Pages of the year by group, term and discipline as people write them."""

    def __init__(self, year: AcademicYear) -> None:
        self.groups: set[str] = set()
        self._found: dict[tuple[str, str], list[Course]] = defaultdict(list)
        rows = Course.objects.of(year.college_id).filter(year=year.pk)
        for row in rows.select_related("group", "term", "discipline", "subgroup"):
            group, subject = fold(row.group.name), row.discipline
            self.groups.add(group)
            for word in {fold(str(subject)), fold(subject.name), fold(subject.index), fold(subject.short_name)} - {""}:
                self._found[group, word].append(row)

    def find(self, group: str, term: str, subject: str) -> list[Course]:
        """Whole pages and subgroups of a discipline in a group; a term narrows them."""
        number = read_number(term, 1, 2, "Семестр") if term else 0
        if fold(group) not in self.groups:
            raise Unreadable(
                f"У группы «{group}» в этом году нет журнала: проверьте название или создайте журналы по планам."
            )
        rows = [row for row in self._found[fold(group), fold(subject)] if number in (0, row.term.number)]
        if not rows:
            raise Unreadable(f"У группы {group} нет дисциплины «{subject}»: проверьте индекс или название.")
        return rows


def save_load(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """The load of a table «группа; семестр; дисциплина; подгруппа; преподаватель»; a line without a teacher changes nothing.

    Raises ``Unconfirmed`` where somebody becomes a teacher by it (2.9).
    """
    pages, staff = Pages(year), Staff(actor.college_id)
    rows, problems = read_rows(text, 5, lambda cells: _taught(cells, pages, staff))
    parts = {
        (row.group_id, row.number): row for row in Subgroup.objects.of(actor.college_id).filter(group__year=year.pk)
    }
    problems = problems or _without_subgroup(rows, parts)
    if problems:
        return problems
    held: dict[UUID, list[CourseTeacher]] = defaultdict(list)
    for row in CourseTeacher.objects.of(actor.college_id).filter(course__year=year.pk, until__isnull=True):
        held[row.course_id].append(row)
    with Hand(actor, year.name, "load", "Нагрузка") as hand:
        hand.create(staff.new)
        lines = [line for _number, line in rows]
        wanted = _pages_of(hand, lines, parts, _stay_whole(actor.college_id, lines))
        for course, teachers in wanted.values():
            _set_teachers(hand, actor, course, teachers, held[course.pk])
        _grant(hand, actor, year, {person.pk for _course, people in wanted.values() for person in people})
    return []


def _taught(cells: tuple[str, ...], pages: Pages, staff: Staff) -> Taught:
    group, term, subject, part, names = cells
    courses = pages.find(group, term, subject)
    number = read_number(part, 1, 9, "Подгруппа") if part else 0
    people = tuple(staff.find(name.strip()) for name in names.split(",") if name.strip())
    return Taught(tuple(courses), number, people)


def _without_subgroup(rows: list[tuple[int, Taught]], parts: dict[tuple[UUID, int], Subgroup]) -> list[Problem]:
    found = []
    for line, row in rows:
        group = row.courses[0].group
        if row.part and (group.pk, row.part) not in parts:
            found.append(
                Problem(line, f"У группы {group.name} нет {row.part} подгруппы: заведите её на шаге «Подгруппы».")
            )
    return found


def _stay_whole(college_id: UUID, rows: Iterable[Taught]) -> set[UUID]:
    """Pages of whole groups that stay so though their discipline is given by subgroups too: lectures for everybody, the rest by
    halves. A line of the table says who leads them, or subgroups have stood beside them before; those on which somebody has
    written, or which are closed, stay as well.
    """
    whole = {course.pk: course for row in rows for course in row.courses if course.subgroup_id is None}
    led = {course.pk for row in rows if row.teachers and not row.part for course in row.courses}
    split = {_place(course) for row in rows for course in row.courses if course.subgroup_id is not None}
    found = {pk for pk, one in whole.items() if pk in led or one.frozen_at is not None or _place(one) in split}
    for written in (Entry.objects.of(college_id), LessonRecord.objects.of(college_id)):
        own = written.filter(lesson__course__in=list(whole)).order_by()
        found |= set(own.values_list("lesson__course_id", flat=True).distinct())
    return found


def _place(course: Course) -> tuple[UUID, UUID, UUID]:
    return course.group_id, course.term_id, course.discipline_id


def _pages_of(
    hand: Hand, rows: Iterable[Taught], parts: dict[tuple[UUID, int], Subgroup], stay: Container[UUID]
) -> dict[UUID, tuple[Course, list[Person]]]:
    """Page → who teaches it. A page of the whole group that is given by subgroups becomes the first one's, others are made;
    one that is to ``stay`` the whole group's stays, and every subgroup gets its own.
    """
    wanted: dict[UUID, tuple[Course, list[Person]]] = {}
    made: dict[tuple[tuple[UUID, UUID, UUID], int], Course] = {}
    for row in rows:
        if not row.part and not row.teachers:
            continue
        for course in {_place(course): course for course in row.courses}.values():
            own = _page(hand, row, course, parts, made, stay)
            if row.teachers:
                wanted.setdefault(own.pk, (own, []))[1].extend(row.teachers)
    return wanted


def _page(
    hand: Hand,
    row: Taught,
    course: Course,
    parts: dict[tuple[UUID, int], Subgroup],
    made: dict[tuple[tuple[UUID, UUID, UUID], int], Course],
    stay: Container[UUID],
) -> Course:
    """The page of a subgroup or of the whole group: there already, or the whole group's unwritten page narrowed, or a new one."""
    key = (_place(course), row.part)
    subgroup = parts[course.group_id, row.part] if row.part else None
    same = [one for one in row.courses if _place(one) == _place(course)]
    own = subgroup.pk if subgroup else None
    known = made.get(key) or next((one for one in same if one.subgroup_id == own), None)
    if known is not None:
        return known
    whole = next((one for one in same if one.subgroup_id is None), None)
    if subgroup and whole is not None and whole.pk not in stay:
        hand.change(whole, subgroup_id=subgroup.pk)
        whole.subgroup_id = subgroup.pk
        made[key] = whole
        return whole
    made[key] = Course(
        college_id=course.college_id, year_id=course.year_id, term=course.term, group_id=course.group_id,
        subgroup=subgroup, discipline_id=course.discipline_id, kind=course.kind, hours_planned=course.hours_planned,
        programme_id=course.programme_id,
    )  # fmt: skip
    hand.create([made[key]])
    open_chain(course.college_id, made[key].pk)
    return made[key]


def _set_teachers(
    hand: Hand, actor: PersonActor, course: Course, people: list[Person], held: list[CourseTeacher]
) -> None:
    wanted = {person.pk for person in people}
    term = course.term
    for row in held:
        if row.teacher_id not in wanted:
            end(hand, row, actor.today)
    have = {row.teacher_id for row in held}
    since = term.starts if not held else max(term.starts, actor.today)
    hand.create(
        CourseTeacher(college_id=actor.college_id, course=course, teacher_id=pk, since=since)
        for pk in sorted(wanted - have, key=str)
    )


def _grant(hand: Hand, actor: PersonActor, year: AcademicYear, people: set[UUID]) -> None:
    """Whoever teaches is a teacher; a new one is made by whoever has proved within minutes that he is himself (2.9)."""
    rows = RoleGrant.objects.of(actor.college_id).filter(role=Role.TEACHER, until__isnull=True, person__in=list(people))
    missing = people - set(rows.values_list("person_id", flat=True))
    if missing:
        policy.confirmed(actor)
    since = min(year.starts, actor.today)
    hand.create(
        RoleGrant(college_id=actor.college_id, person_id=pk, role=Role.TEACHER, since=since)
        for pk in sorted(missing, key=str)
    )


def save_streams(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """Streams of a table «поток; семестр; дисциплина; группы» take the place of those of the year."""
    pages = Pages(year)
    rows, problems = read_rows(text, 4, lambda cells: _stream(cells, pages))
    seen: dict[UUID, str] = {}
    for line, (name, _term, courses) in rows:
        for course in courses:
            if seen.setdefault(course.pk, name) != name:
                problems.append(
                    Problem(line, f"Группа {course.group.name} с этой дисциплиной уже в потоке «{seen[course.pk]}».")
                )
    problems += _one_name_for_two(rows)
    if problems:
        return problems
    terms = {term.number: term for term in Term.objects.of(actor.college_id).filter(year=year.pk)}
    with Hand(actor, year.name, "streams", "Потоки") as hand:
        for link in StreamCourse.objects.of(actor.college_id).filter(course__year=year.pk):
            hand.remove(link)
        for stream in Stream.objects.of(actor.college_id).filter(term__year=year.pk):
            hand.remove(stream)
        made: dict[tuple[str, int], Stream] = {}
        for _line, (name, term, courses) in rows:
            if (name, term) not in made:
                made[name, term] = Stream(college_id=actor.college_id, term=terms[term], name=name)
                hand.create([made[name, term]])
            hand.create(
                StreamCourse(college_id=actor.college_id, stream=made[name, term], course=course)
                for course in courses
                if seen.pop(course.pk, None)  # a line written twice joins nobody twice
            )
    return []


def _one_name_for_two(rows: list[tuple[int, tuple[str, int, list[Course]]]]) -> list[Problem]:
    """Lines that give the name of a stream to another discipline: its lessons would be taken for held together."""
    found, taught = [], dict[tuple[str, int], tuple[int, set[str]]]()
    for line, (name, term, courses) in rows:
        subjects = {fold(course.discipline.name) for course in courses}
        first, known = taught.setdefault((name, term), (line, subjects))
        if known.isdisjoint(subjects):
            found.append(
                Problem(line, f"Поток «{name}» в строке {first} — по другой дисциплине: назовите этот поток иначе.")
            )
    return found


def _stream(cells: tuple[str, ...], pages: Pages) -> tuple[str, int, list[Course]]:
    name, term, subject, groups = cells
    if not name or len(name) > 80:
        raise Unreadable("Назовите поток, до 80 букв.")
    number = read_number(term or "1", 1, 2, "Семестр")
    names = list({fold(group): group.strip() for group in groups.split(",") if group.strip()}.values())
    if len(names) < 2:
        raise Unreadable("В потоке нужно не меньше двух разных групп: напишите их через запятую.")
    found = []
    for group in names:
        whole = [row for row in pages.find(group, str(number), subject) if row.subgroup_id is None]
        if not whole:
            raise Unreadable(f"У группы {group} эта дисциплина идёт по подгруппам: в поток её не поставить.")
        found.append(whole[0])
    return name, number, found
