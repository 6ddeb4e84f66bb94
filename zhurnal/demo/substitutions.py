"""Who was absent, who stood in, and what was moved: 3–5 % of lessons, each with its reason.

The three modes of a substitution: another teacher of the same discipline; another discipline of the same group, whose hours
go ahead while the missed lesson is cancelled; joining with a parallel group.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.lessons import lesson_row
from zhurnal.demo.pages import ELECTRO, Teaching
from zhurnal.demo.rows import AwayRow, BellRow, LessonRow, SubstitutionRow
from zhurnal.demo.specs import CollegeSpec
from zhurnal.demo.staff import Worker
from zhurnal.kernel.dates import days_between

REASONS = {
    "больничный": 55,
    "курсы повышения квалификации": 18,
    "командировка": 15,
    "отпуск без оплаты": 7,
    "семейные обстоятельства": 5,
}
SHARE = 0.042
NEVER_AWAY = ("Кравцова", "Осипова", "Бережная", "Лыкова")
AHEAD = 7  # days after today for which the dispatcher has already arranged substitutions
DAY_LIMIT = 5


@dataclass(slots=True)
class Absence:
    """A teacher away from work."""

    teacher: str
    since: date
    until: date
    reason: str


@dataclass(slots=True)
class Office:
    """The dispatcher's desk."""

    made: Teaching
    year: DemoYear
    bells: tuple[BellRow, ...]
    lessons: dict[int, LessonRow]
    rng: Random
    areas: dict[str, tuple[str, ...]]
    pictured: str = ""
    substitutions: list[SubstitutionRow] = field(default_factory=list)
    busy: dict[tuple[str, date, int], int] = field(default_factory=dict)
    day: dict[tuple[str, date], int] = field(default_factory=lambda: defaultdict(int))
    by_slot: dict[tuple[date, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    away: dict[tuple[str, date], str] = field(default_factory=dict)

    def take(self, lesson: LessonRow) -> None:
        """Remember who is busy with a lesson."""
        self.lessons[lesson.key] = lesson
        self.busy[lesson.teacher, lesson.date, lesson.pair] = lesson.key
        self.day[lesson.teacher, lesson.date] += 1

    def free(self, teacher: str, lesson: LessonRow) -> bool:
        """Whether a teacher could come to this lesson."""
        return (
            (teacher, lesson.date, lesson.pair) not in self.busy
            and (teacher, lesson.date) not in self.away
            and 0 < self.day[teacher, lesson.date] < DAY_LIMIT
        )

    def cancel(self, lesson: LessonRow) -> None:
        """The lesson is not held."""
        self.lessons[lesson.key] = replace(lesson, state="cancelled")
        self.busy.pop((lesson.teacher, lesson.date, lesson.pair), None)


def substitute(
    spec: CollegeSpec, year: DemoYear, made: Teaching, workers: list[Worker], bells: tuple[BellRow, ...],
    lessons: list[LessonRow],
) -> tuple[list[LessonRow], list[SubstitutionRow], list[AwayRow]]:  # fmt: skip
    """The lessons as they were and will be held, the record of substitutions, and who was away."""
    rng = Random(f"{spec.seed}:substitutions")
    office = Office(made, year, bells, {}, rng, {worker.person.key: worker.areas for worker in workers})
    office.pictured = next((row.person.key for row in workers if row.person.surname == "Кравцова"), "")
    for lesson in lessons:
        office.take(lesson)
        office.by_slot[lesson.date, lesson.pair].append(lesson.key)
    known = [lesson for lesson in lessons if lesson.date <= year.today + timedelta(days=AHEAD)]
    fixed = _told_absences(year, workers, lessons) if spec.personas else []
    absences = fixed + _absences(rng, year, workers, known)
    for absence in absences:
        _mark_away(office, absence)
    for lesson in known:
        reason = office.away.get((lesson.teacher, lesson.date))
        if reason and office.lessons[lesson.key].state == "planned":
            _arrange(office, lesson, reason)
    _make_up_for_holiday(office)
    return *_renumbered(office), [AwayRow(row.teacher, row.since, row.until, row.reason) for row in absences]


def _told_absences(year: DemoYear, workers: list[Worker], lessons: list[LessonRow]) -> list[Absence]:
    """Absences of the pictures: Тишин is ill today, Жукова was ill in the sixth week."""
    keys = {worker.person.surname: worker.person.key for worker in workers}
    found = [Absence(keys["Тишин"], year.today - timedelta(days=2), year.today + timedelta(days=4), "больничный")]
    english = [row.date for row in lessons if row.teacher == keys["Жукова"] and row.course.startswith("Э-21/")]
    past = [day for day in english if day < year.today - timedelta(days=30)]
    if past:
        found.append(Absence(keys["Жукова"], past[-1], past[-1] + timedelta(days=1), "больничный"))
    return found


def _absences(rng: Random, year: DemoYear, workers: list[Worker], known: list[LessonRow]) -> list[Absence]:
    """Spans of absence until the wanted share of lessons is touched."""
    by_day: dict[tuple[str, date], int] = defaultdict(int)
    for lesson in known:
        by_day[lesson.teacher, lesson.date] += 1
    teachers = [worker.person.key for worker in workers if worker.person.surname not in NEVER_AWAY]
    span = (year.today + timedelta(days=AHEAD) - year.autumn.starts).days
    found: list[Absence] = []
    touched = tries = 0
    while touched < SHARE * len(known) and tries < 500:
        tries += 1
        teacher = rng.choice(teachers)
        since = year.autumn.starts + timedelta(days=rng.randrange(5, span))
        until = since + timedelta(days=rng.choice((0, 0, 1, 2, 4, 5, 9)))
        lessons = sum(by_day.get((teacher, day), 0) for day in days_between(since, until))
        overlap = any(row.teacher == teacher and row.since <= until and since <= row.until for row in found)
        if lessons and not overlap and since != year.today:
            found.append(Absence(teacher, since, until, rng.choices(list(REASONS), list(REASONS.values()))[0]))
            touched += lessons
    return found


def _mark_away(office: Office, absence: Absence) -> None:
    for day in days_between(absence.since, absence.until):
        office.away[absence.teacher, day] = absence.reason


def _is_pictured(office: Office, lesson: LessonRow) -> bool:
    """Today's lesson of ТЭ-21, in which the demonstration teacher stands in for Тишин; she has no other substitution."""
    return lesson.course.startswith("ТЭ-21/") and lesson.date == office.year.today and lesson.pair == 4


def _arrange(office: Office, lesson: LessonRow, reason: str) -> None:
    """Find a way for one lesson: the told one, then joint, same discipline, another one; else it is cancelled."""
    course = office.made.courses[lesson.course]
    pictured = _is_pictured(office, lesson)
    english = course.group == "Э-21" and "Иностранный" in course.discipline
    ways = [_other, _same] if english or (not pictured and office.rng.random() < 0.15) else [_same, _other]
    if not pictured and office.rng.random() < 0.35:
        ways.insert(0, _joint)
    if not any(way(office, lesson, reason) for way in ways):
        office.cancel(lesson)


def _same(office: Office, lesson: LessonRow, reason: str) -> bool:
    """Another teacher of the same field stands in."""
    area = office.made.disciplines[office.made.courses[lesson.course].discipline].area
    able = [key for key, areas in office.areas.items() if area in areas and office.free(key, lesson)]
    if office.pictured:
        able = [key for key in able if (key == office.pictured) is _is_pictured(office, lesson)]
    if not able:
        return False
    substitute_ = min(able, key=lambda key: (office.day[key, lesson.date], key))
    _stand_in(office, lesson, substitute_, "same", reason)
    return True


def _stand_in(office: Office, lesson: LessonRow, teacher: str, mode: str, reason: str) -> None:
    office.busy.pop((lesson.teacher, lesson.date, lesson.pair), None)
    office.take(replace(lesson, teacher=teacher, substituted=True))
    office.substitutions.append(SubstitutionRow(lesson.key, lesson.teacher, teacher, mode, reason))


def _joint(office: Office, lesson: LessonRow, reason: str) -> bool:
    """The group joins a parallel one that has the same discipline at this hour."""
    course = office.made.courses[lesson.course]
    if course.subgroup:
        return False
    for key in office.by_slot[lesson.date, lesson.pair]:
        other = office.lessons[key]
        page = office.made.courses[other.course]
        same = page.discipline == course.discipline and page.subgroup is None and other.teacher != lesson.teacher
        held = other.state == "planned" and not other.substituted and (other.teacher, other.date) not in office.away
        if same and held:
            office.busy.pop((lesson.teacher, lesson.date, lesson.pair), None)
            office.lessons[lesson.key] = replace(lesson, teacher=other.teacher, room=other.room, substituted=True)
            office.substitutions.append(
                SubstitutionRow(
                    lesson.key, lesson.teacher, other.teacher, "joint", reason, host=key, was_room=lesson.room
                )
            )
            return True
    return False


def _other(office: Office, lesson: LessonRow, reason: str) -> bool:
    """Another discipline of the same students goes ahead; its last lesson of the term is not needed then."""
    course = office.made.courses[lesson.course]
    for page in office.made.courses.values():
        fits = page.group == course.group and page.subgroup == course.subgroup and page.discipline != course.discipline
        if not fits or page.teacher == office.pictured or "/УП" in page.key or not office.free(page.teacher, lesson):
            continue
        last = max(
            (row for row in office.lessons.values() if row.course == page.key and row.state == "planned"),
            key=lambda row: (row.date, row.pair),
            default=None,
        )
        if last is None or last.date <= office.year.today + timedelta(days=AHEAD):
            continue
        del office.lessons[last.key]
        office.busy.pop((last.teacher, last.date, last.pair), None)
        office.cancel(lesson)
        number = max(office.lessons) + 1
        draft = lesson.date, lesson.pair, page.key
        office.take(lesson_row(number, draft, office.made, office.bells, origin="substitution"))
        office.substitutions.append(
            SubstitutionRow(number, lesson.teacher, page.teacher, "other", reason, missed=lesson.key)
        )
        return True
    return False


def _make_up_for_holiday(office: Office) -> None:
    """A lesson outside the timetable: Э-22 makes up for the lesson of electrical engineering that a holiday took."""
    pages = office.made.courses.values()
    key = next((page.key for page in pages if page.group == "Э-22" and ELECTRO in page.discipline), "")
    if not key or not office.year.holidays:
        return
    course, after = office.made.courses[key], office.year.holidays[0].date
    held = [row for row in office.lessons.values() if row.course.startswith("Э-22/") and row.state == "planned"]
    for step in range(1, 14):
        day = after + timedelta(days=step)
        pairs = sorted(row.pair for row in held if row.date == day)
        following = pairs[-1] + 1 if pairs else 9
        draft = day, following, key
        if day >= office.year.today or following > 4 or (course.teacher, day, following) in office.busy:
            continue
        office.take(lesson_row(max(office.lessons) + 1, draft, office.made, office.bells, origin="manual"))
        return


def _renumbered(office: Office) -> tuple[list[LessonRow], list[SubstitutionRow]]:
    """Keys in order of time again."""
    ordered = sorted(office.lessons.values(), key=lambda row: (row.date, row.pair, row.course, row.key))
    numbers = {row.key: number for number, row in enumerate(ordered, 1)}
    lessons = [replace(row, key=numbers[row.key]) for row in ordered]
    substitutions = [
        replace(row, lesson=numbers[row.lesson], missed=numbers.get(row.missed or 0), host=numbers.get(row.host or 0))
        for row in office.substitutions
        if row.lesson in numbers
    ]
    return lessons, sorted(substitutions, key=lambda row: row.lesson)
