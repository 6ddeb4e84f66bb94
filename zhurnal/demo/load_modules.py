"""Writes the journal of modules: practices of the year with what is recorded so far, competences, projects (1.6, C5.9, C5.12)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, PracticePeriod
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.curriculum.rules.practice import Practice, PracticeKind
from zhurnal.demo.load import Loaded
from zhurnal.demo.load_joined import practice_periods
from zhurnal.demo.practice_words import COMPETENCES, CONSULTED, ENTERPRISES, TOPICS, WORKS, WORKSHOP
from zhurnal.demo.rows import CourseRow, DemoCollege
from zhurnal.modules.models import (
    Competence,
    CompetenceMastery,
    Consultation,
    Enterprise,
    PracticeDay,
    PracticePage,
    PracticePlace,
    Project,
)
from zhurnal.modules.rules.practice import PAPERS, days_of
from zhurnal.modules.rules.projects import planned_kind

PLAN, GRADUATES = "13.02.03", 4
PROJECT_DAYS = 5


def load_modules(loaded: Loaded) -> None:
    """Everything of the room; the same college gives the same rows."""
    rng = Random(f"{loaded.made.college.code}:modules")
    firms = [Enterprise(college=loaded.college, name=WORKSHOP)]
    firms += [Enterprise(college=loaded.college, name=name, address=place) for name, place, _ in ENTERPRISES]
    loaded.add(firms)
    _at_enterprises(loaded, firms[1:])
    pages = _pages(loaded)
    loaded.add(page for page, _students in pages)
    competences = _competences(loaded)
    loaded.add(competences)
    for page, students in pages:
        _fill_page(loaded, rng, page, students, firms[0])
        _judge(loaded, rng, page, students, competences)
    _projects(loaded, rng)


def _lists(made: DemoCollege) -> dict[str, list[str]]:
    """group → students on its list today."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in made.memberships:
        if row.holds(made.today):
            found[row.group].append(row.student)
    return found


def _pages(loaded: Loaded) -> list[tuple[PracticePage, list[str]]]:
    made, lists = loaded.made, _lists(loaded.made)
    courses = {(row.group, row.discipline): row for row in made.courses}
    found = []
    for group, discipline, starts, ends in practice_periods(made):
        course: CourseRow = courses[group, discipline]
        page = PracticePage(
            college=loaded.college, group_id=loaded.id("group", group), term_id=loaded.id("term", 1),
            discipline_id=loaded.id("discipline", discipline), starts=starts, ends=ends,
            hours_planned=course.hours_planned, leader_id=loaded.id("person", course.teacher),
        )  # fmt: skip
        found.append((page, lists[group]))
    return found


def _at_enterprises(loaded: Loaded, firms: list[Enterprise]) -> None:
    """The production practice of who graduates, when theory is over: places are known, no day is recorded yet."""
    made, own, lists = loaded.made, loaded.college, _lists(loaded.made)
    plans = {row.key: row for row in made.curricula}
    courses = {row.key: row.group for row in made.courses}
    for group in made.groups:
        item = next((row for row in made.plan_items if row.key == f"{group.curriculum}:ПП.03.01"), None)
        busy = [row.date for row in made.lessons if courses[row.course] == group.key]
        if item is None or group.course_year != GRADUATES or not busy:
            continue
        starts = max(busy) + timedelta(days=7 - max(busy).weekday())
        ends = starts + timedelta(days=12)
        if ends > made.terms[0].ends:
            continue
        key = f"{item.index} {item.name} {plans[group.curriculum].code}"
        discipline = Discipline(
            college=own, index=item.index, name=item.name, short_name=item.name, kind=JournalKind.MODULE,
            plan_item_id=loaded.id("item", item.key),
        )  # fmt: skip
        if key not in loaded.ids["discipline"]:
            loaded.add([discipline])
            loaded.ids["discipline"][key] = discipline.pk
        group_id, kind = loaded.id("group", group.key), PracticeKind.PRODUCTION
        span = {"group_id": group_id, "discipline_id": loaded.ids["discipline"][key], "kind": kind, "starts": starts}
        page = PracticePage(
            college=own, term_id=loaded.id("term", 1), ends=ends, hours_planned=72,
            leader_id=loaded.id("person", _master(made, group.key)), **span,
        )  # fmt: skip
        loaded.add([PracticePeriod(college=own, ends=ends, **span)])
        loaded.add([page])
        loaded.add(
            PracticePlace(
                college=own, page=page, student_id=loaded.id("person", student), enterprise=firms[place % len(firms)],
                mentor=ENTERPRISES[place % len(firms)][2],
            )
            for place, student in enumerate(lists[group.key])
        )  # fmt: skip


def _master(made: DemoCollege, group: str) -> str:
    """Who leads the group's educational practice leads this one too; else any of its teachers of modules."""
    rows = [row for row in made.courses if row.group == group and row.kind == "module"]
    return min(rows, key=lambda row: (not row.discipline.startswith("УП"), row.key)).teacher


def _fill_page(loaded: Loaded, rng: Random, page: PracticePage, students: list[str], workshop: Enterprise) -> None:
    """Days up to yesterday; papers and marks of a practice that is over."""
    made = loaded.made
    practice = Practice(page.starts, page.ends, PracticeKind.EDUCATIONAL)
    free = [row.date for row in made.holidays]
    days = [day for day in days_of(practice, free) if day < made.today]
    over = page.ends < made.today
    loaded.add(_days(loaded, rng, page, students, days))
    places, marks = [], []
    for place, student in enumerate(students):
        late = over and place == 7  # his papers are still missing
        received = page.ends if over and not late else None
        papers = dict.fromkeys(PAPERS[:1], received)
        places.append(
            PracticePlace(
                college=loaded.college,
                page=page,
                student_id=loaded.id("person", student),
                enterprise=workshop,
                **papers,
            )
        )
        if over and not late:
            marks.append(_mark(loaded, page, student, rng.choices("5432", (5, 9, 5, 0))[0]))
    loaded.add(places)
    loaded.add(marks)


def _days(
    loaded: Loaded, rng: Random, page: PracticePage, students: list[str], days: list[date]
) -> Iterator[PracticeDay]:
    for number, day in enumerate(days):
        written = datetime.combine(day, time(11), UTC)
        for student in students:
            hours = 0 if rng.random() < 0.04 else page.hours_per_day
            yield PracticeDay(
                college=loaded.college, page=page, student_id=loaded.id("person", student), date=day, hours=hours,
                work=WORKS[number % len(WORKS)] if hours else "", written_by_id=page.leader_id, written_at=written,
                led_by_id=page.leader_id,
            )  # fmt: skip


def _mark(loaded: Loaded, page: PracticePage, student: str, value: str) -> Result:
    moment = datetime.combine(page.ends, time(12), UTC)
    group = next(row for row in loaded.made.groups if loaded.id("group", row.key) == page.group_id)
    return Result(
        college=loaded.college, student_id=loaded.id("person", student), discipline_id=page.discipline_id,
        term_id=page.term_id, semester=group.semester, group_id=page.group_id, level=Level.PRACTICE, form="ДЗ",
        value=value, set_by_id=page.leader_id, set_at=moment, published_at=moment,
    )  # fmt: skip


def _competences(loaded: Loaded) -> list[Competence]:
    """Of the modules of the pictured plan for every intake."""
    return [
        Competence(college=loaded.college, module_id=loaded.id("item", row.key), code=code, name=name, position=place)
        for row in loaded.made.plan_items
        if row.curriculum.startswith(f"{PLAN}:") and row.index in COMPETENCES
        for place, (code, name) in enumerate(COMPETENCES[row.index], 1)
    ]


def _judge(loaded: Loaded, rng: Random, page: PracticePage, students: list[str], competences: list[Competence]) -> None:
    """Professional competences of a practice that is over; one of the group has not mastered one."""
    made = loaded.made
    if page.ends >= made.today:
        return
    group = next(row for row in made.groups if loaded.id("group", row.key) == page.group_id)
    index = next(row.index for row in made.disciplines if loaded.id("discipline", row.key) == page.discipline_id)
    key = f"{group.curriculum}:ПМ.{index.split('.')[1]}" if "." in index else ""
    module = loaded.ids["item"].get(key)
    moment = datetime.combine(page.ends, time(12), UTC)
    loaded.add(
        CompetenceMastery(
            college=loaded.college, competence=competence, student_id=loaded.id("person", student),
            mastered=rng.random() > 0.03, set_by_id=page.leader_id, set_at=moment,
        )
        for competence in competences
        if competence.module_id == module and competence.code.startswith("ПК")
        for student in students
    )  # fmt: skip


def _projects(loaded: Loaded, rng: Random) -> None:
    """Course projects of this semester, student by student (C5.12), and diploma projects of who graduates."""
    made, lists = loaded.made, _lists(loaded.made)
    kinds = {(row.item, row.semester): planned_kind(row.attestation, row.course_project) for row in made.plan_loads}
    items = {row.key: row.plan_item for row in made.disciplines}
    groups = {row.key: row for row in made.groups}
    days: dict[str, list[date]] = defaultdict(list)
    for lesson in made.lessons:
        if lesson.date <= made.today:
            days[lesson.course].append(lesson.date)
    for course in made.courses:
        group = groups[course.group]
        kind = kinds.get((items[course.discipline] or "", group.semester)) if course.subgroup is None else None
        if kind is not None:
            discipline = loaded.id("discipline", course.discipline)
            teacher = loaded.id("person", course.teacher)
            projects = _topics(loaded, group.key, lists[group.key], kind, discipline, [teacher])
            _consult(loaded, rng, projects, days[course.key][-PROJECT_DAYS:])
    teachers = [loaded.id("person", row.person) for row in made.roles if row.role == "teacher"][:6]
    last = [made.today - timedelta(days=back) for back in (20, 13, 6)]
    for group in made.groups:
        if group.course_year == GRADUATES and group.curriculum.startswith(f"{PLAN}:"):
            projects = _topics(loaded, group.key, lists[group.key], "diploma", None, teachers)
            _consult(loaded, rng, projects, last)


def _topics(
    loaded: Loaded, group: str, students: list[str], kind: str, discipline: UUID | None, supervisors: list[UUID]
) -> list[Project]:
    rows = [
        Project(
            college=loaded.college, group_id=loaded.id("group", group), student_id=loaded.id("person", student),
            term_id=loaded.id("term", 1), kind=kind, discipline_id=discipline,
            topic=f"{TOPICS[place % len(TOPICS)]}, вариант {place // len(TOPICS) + 1}",
            supervisor_id=supervisors[place % len(supervisors)],
        )
        for place, student in enumerate(students)
    ]  # fmt: skip
    loaded.add(rows)
    return rows


def _consult(loaded: Loaded, rng: Random, projects: list[Project], days: list[date]) -> None:
    """Each student on some of the days, in turn."""
    loaded.add(
        Consultation(
            college=loaded.college, project=project, date=day, hours=1, work=CONSULTED[number % len(CONSULTED)],
            given_by_id=project.supervisor_id, made_at=datetime.combine(day, time(12), UTC),
        )
        for project in projects
        for number, day in enumerate(sorted(set(days)))
        if rng.random() < 0.6
    )  # fmt: skip
