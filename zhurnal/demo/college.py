"""``build_college``: a whole made-up college for a day, the same for the same day every time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from zhurnal.demo import accounts, behaviour, entries, families, lessons, movement, pages, pictures, requests, tasks
from zhurnal.demo.bells import bells
from zhurnal.demo.calendar import DemoYear, lay_year
from zhurnal.demo.families import Roster
from zhurnal.demo.kinds import KINDS
from zhurnal.demo.pages import Teaching
from zhurnal.demo.programmes import plans
from zhurnal.demo.rows import (
    DemoCollege,
    ExcuseRow,
    LeaderRow,
    LessonRow,
    PersonRow,
    RoleRow,
    SignInRow,
    SubgroupMembershipRow,
)
from zhurnal.demo.specs import CollegeSpec
from zhurnal.demo.staff import Officer, Worker, officers, workers
from zhurnal.demo.streams import join_groups
from zhurnal.demo.substitutions import substitute
from zhurnal.demo.timetable import timetable
from zhurnal.people.rules.granting import LONGEST_CHECK

LATE_RATES = {"Лосев": 0.55, "Шубина": 0.24, "Жукова": 0.16, "Вяткин": 0.14, "Кравцова": 0.05, "Осипова": 0.02}
LEADERS = {"Э-21": "Осипова"}
NOT_LEADING = ("Кравцова", "Плетнёв", "Хромушин")


@dataclass(frozen=True, slots=True)
class Scene:
    """The college before anything is written in its journals."""

    spec: CollegeSpec
    year: DemoYear
    now: datetime
    made: Teaching
    roster: Roster
    staff: list[Worker]
    held: list[LessonRow]
    leaders: dict[str, str]
    subgroups: list[SubgroupMembershipRow]


def build_college(spec: CollegeSpec, today: date, now: time) -> DemoCollege:
    """All rows of a college: the year around ``today``, the journal written up to ``now``."""
    year, moment = lay_year(today), datetime.combine(today, now)
    roster = families.enrol(spec, year)
    families.families(spec, year, roster)
    movement.move_students(year, roster)
    movement.close_families(year, roster)
    staff, office = workers(spec.teachers, spec.masters), officers(spec.office)
    made = pages.teach(spec, year, plans(), staff)
    rings = bells(early=spec.early_bells)
    table = timetable(spec, made, staff)
    dated = lessons.dated_lessons(spec, year, made, table, rings)
    held, substitutions, away = substitute(spec, year, made, staff, rings, dated)
    held, streams = join_groups(made, rings, held, today, frozenset(row.host for row in substitutions if row.host))
    leaders = _leaders(spec, staff)
    subgroups = _subgroup_memberships(year, made, roster)
    excuses: list[ExcuseRow] = []
    scene = Scene(spec, year, moment, made, roster, staff, held, leaders, subgroups)
    pen = _pen(scene, excuses)
    _write(pen, roster, held, staff)
    rng = Random(f"{spec.seed}:requests")
    deputy = next(row.person.key for row in office if row.role == "deputy_academic")
    people = everybody(office, staff, roster)
    # Stepan's own absences wait for his mother, as whom a new user signs in.
    stepan = {person.key for person, _ in people if person.surname == families.BROTHER[1]}
    pictured = {row.student for row in roster.memberships if row.group in LEADERS} - stepan
    rows = accounts.accounts(people)
    return DemoCollege(
        college=spec.college, today=today, year_name=year.name, terms=year.terms, holidays=year.holidays, bells=rings,
        departments=spec.departments, people=[person for person, _ in people], accounts=rows,
        roles=_roles(year, office, staff, leaders, roster, made), guardians=roster.guardians, curricula=made.curricula,
        plan_items=made.items, plan_loads=made.loads, disciplines=list(made.disciplines.values()),
        programmes=list(made.programmes.values()), topics=made.topics, groups=list(made.groups.values()),
        leaders=[LeaderRow(group, person, year.autumn.starts) for group, person in leaders.items()],
        subgroups=made.subgroups, memberships=roster.memberships, subgroup_memberships=subgroups, kinds=KINDS,
        orders=sorted(roster.orders, key=lambda row: (row.dated, row.number)), credits=roster.credits,
        rooms=sorted({row.room for row in held}), courses=list(made.courses.values()), lessons=held,
        streams=streams,
        substitutions=substitutions, away=away, records=pen.journal.records, works=pen.journal.works, entries=pen.journal.entries,
        personal_homework=pen.journal.personal,
        excuses=excuses + pen.journal.unexcused + requests.told_causes(rng, moment, pen.journal, roster.guardians, pictured),
        open_requests=requests.open_requests(rng, moment, held, pen.journal, deputy, staff[0].person.key),
        sign_ins=accounts.sign_ins(people, rows),
    )  # fmt: skip


def _leaders(spec: CollegeSpec, staff: list[Worker]) -> dict[str, str]:
    """group → its leader; one person leads one group while there are enough people."""
    keys = {worker.person.surname: worker.person.key for worker in staff}
    fixed = {group: keys[name] for group, name in LEADERS.items() if name in keys}
    free = [
        row.person.key
        for row in staff
        if row.person.surname not in NOT_LEADING and row.person.key not in fixed.values()
    ]
    Random(f"{spec.seed}:leaders").shuffle(free)
    return {group.name: fixed.get(group.name) or free.pop() for group in spec.groups}


def _subgroup_memberships(year: DemoYear, made: Teaching, roster: Roster) -> list[SubgroupMembershipRow]:
    """The first half of the list is the first subgroup, the second half the second; newcomers since their day."""
    found = []
    divided = sorted({row.group for row in made.subgroups})
    for group in divided:
        gone = year.autumn.starts  # who had left before the term is in no subgroup of it
        listed = [row for row in roster.memberships if row.group == group and (row.left is None or row.left > gone)]
        order = {person.key: place for place, person in enumerate(roster.by_group[group])}
        listed.sort(key=lambda row: order[row.student])
        for place, row in enumerate(listed):
            number = 1 if place < len(listed) // 2 else 2
            since = max(row.entered, year.autumn.starts)
            until = row.left - timedelta(days=1) if row.left else None
            found.append(SubgroupMembershipRow(f"{group}:{number}", row.student, since, until))
    return found


def _pen(scene: Scene, excuses: list[ExcuseRow]) -> entries.Pen:
    """Everything needed to write lessons; the causes of absence known by now are put into ``excuses``."""
    spec, year, roster = scene.spec, scene.year, scene.roster
    rng = Random(f"{spec.seed}:journal:{year.today}")
    behaviours = {}
    for group, students in roster.by_group.items():
        for student in students:
            if student.key in behaviours:
                continue
            pictured = spec.personas and group == "Э-21"
            made_ = behaviour.behave(rng, student, year.autumn.starts, year.today, pictured=pictured)
            behaviours[student.key] = made_
            known = behaviour.excuses(rng, made_, student.key, scene.leaders[group], year.today)
            excuses += known
    memberships, inside = defaultdict(list), defaultdict(list)
    for row in roster.memberships:
        memberships[row.group].append(row)
    for subrow in scene.subgroups:
        inside[subrow.subgroup].append(subrow)
    rates = {row.person.key: LATE_RATES.get(row.person.surname, 0.01 + 0.2 * rng.random() ** 2) for row in scene.staff}
    numbers, following = entries.number_lessons(scene.held)
    released = frozenset(row.key for row in roster.people if rng.random() < 0.012)
    lists = entries.Lists(memberships, inside)
    return entries.Pen(
        rng, scene.now, scene.made, lists, behaviours, released, rates, numbers, following, scene.leaders
    )


def _write(pen: entries.Pen, roster: Roster, held: list[LessonRow], staff: list[Worker]) -> None:
    """Write all lessons that have begun; then the pictures, tasks for single students and what is prepared ahead."""
    hero = next((row.person.key for row in staff if row.person.surname == "Кравцова"), "")
    today = pen.now.date()
    for lesson in held:
        if lesson.date > today:
            break
        # The demonstration teacher is in time, but for the pictured gaps and a few late evenings long ago.
        in_time = lesson.teacher == hero and ((today - lesson.date).days < 14 or lesson.key % 19 != 0)
        entries.write_lesson(pen, lesson, complete=in_time)
    if hero:
        pictures.paint(pen, roster, held, hero)
    pen.journal.personal += tasks.personal_tasks(pen, [row for row in held if row.date <= today])
    pen.journal.personal += tasks.project_consultations(pen, [row for row in held if row.date <= today])
    tasks.prepare_ahead(pen, held, frozenset([hero, *(row.person.key for row in staff[::7])]))


def _roles(
    year: DemoYear, office: list[Officer], staff: list[Worker], leaders: dict[str, str], roster: Roster, made: Teaching
) -> list[RoleRow]:
    """Who is who; parents only while they have a child here."""
    since = year.autumn.starts - timedelta(days=31)
    department = {name: row.department for name, row in made.groups.items()}
    found = [RoleRow(row.person.key, row.role, row.department, since) for row in office if row.role != "inspector"]
    # Whoever comes to check is let in for a time; here for as long as such a time may last.
    found += [
        RoleRow(row.person.key, row.role, None, year.today, year.today + LONGEST_CHECK)
        for row in office
        if row.role == "inspector"
    ]
    found += [RoleRow(row.person.key, "teacher", None, since) for row in staff]
    found += [RoleRow(person, "group_leader", department[group], since) for group, person in leaders.items()]
    entered = {row.student: row.entered for row in reversed(roster.memberships)}  # of each the first
    found += [RoleRow(row.key, "student", None, entered[row.key]) for row in roster.people]
    return found + [RoleRow(row.key, "parent", None, since) for row in roster.parents]


def everybody(office: list[Officer], staff: list[Worker], roster: Roster) -> list[tuple[PersonRow, str]]:
    """All people with the role whose password they get."""
    return [
        *((row.person, row.role) for row in office),
        *((row.person, "teacher") for row in staff),
        *((row, "student") for row in roster.people),
        *((row, "parent") for row in roster.parents),
    ]


def sign_ins_of(spec: CollegeSpec, today: date) -> list[SignInRow]:
    """The sign-ins of a college without building it: people do not depend on the day."""
    year = lay_year(today)
    roster = families.enrol(spec, year)
    families.families(spec, year, roster)
    people = everybody(officers(spec.office), workers(spec.teachers, spec.masters), roster)
    return accounts.sign_ins(people, accounts.accounts(people))
