"""Curricula, disciplines, work programmes and courses: what the college teaches this term, and who teaches it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from zhurnal.curriculum.rules.attestation import PROJECT, WORK, project_of
from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.plan import Plan, PlanLine
from zhurnal.demo.rows import (
    CourseRow,
    CurriculumRow,
    DisciplineRow,
    GroupRow,
    PlanItemRow,
    PlanLoadRow,
    ProgrammeRow,
    SubgroupRow,
    TopicRow,
)
from zhurnal.demo.specs import CollegeSpec, GroupSpec
from zhurnal.demo.staff import Worker, area_of
from zhurnal.demo.topics import programme

SPLIT = ("Иностранный язык", "Информатика", "Инженерная графика", "Информационные технологии", "Основы алгоритмизации")
SPLIT_FROM = 20  # a smaller group is not divided
MAINTENANCE = "Техническое обслуживание электрооборудования электрических станций, сетей и систем"
ELECTRO = "Электротехника и электроника"
CAROUSEL_GROUP = "Э-23"
SHORT_NAMES = {
    ELECTRO: "Электротехника",
    MAINTENANCE: "Обслуживание электрооборудования",
    "Иностранный язык в профессиональной деятельности": "Иностранный язык",
    "Информационные технологии в профессиональной деятельности": "Информационные технологии",
    "Правовые основы профессиональной деятельности": "Правовые основы",
    "Основы безопасности и защиты Родины": "ОБЗР",
    "Метрология, стандартизация и сертификация": "Метрология",
    "Теоретические основы теплотехники и гидромеханики": "Теплотехника",
    "Наладка электрооборудования электрических станций, сетей и систем": "Наладка электрооборудования",
    "Техническая эксплуатация электрооборудования электрических станций, сетей и систем": "Эксплуатация оборудования",
    "Релейная защита электрооборудования электрических станций, сетей и систем": "Релейная защита",
    "Автоматизированные системы управления в электроэнергосистемах": "АСУ энергосистем",
    "Основы управления персоналом производственного подразделения": "Управление персоналом",
}


@dataclass(frozen=True, slots=True)
class Part:
    """So many pairs of the term in which these courses are held at once (two for subgroups).

    ``turns``: two sets of courses that take turns from week to week (a carousel of laboratory work).
    """

    courses: tuple[str, ...]
    pairs: int
    turns: tuple[tuple[str, ...], ...] = ()


class Wanted(NamedTuple):
    """A line of a plan that a group is to be taught."""

    group: GroupSpec
    plan: Plan
    line: PlanLine
    semester: int


@dataclass(slots=True)
class Teaching:
    """Everything that is taught."""

    groups: dict[str, GroupRow] = field(default_factory=dict)
    subgroups: list[SubgroupRow] = field(default_factory=list)
    curricula: list[CurriculumRow] = field(default_factory=list)
    items: list[PlanItemRow] = field(default_factory=list)
    loads: list[PlanLoadRow] = field(default_factory=list)
    disciplines: dict[str, DisciplineRow] = field(default_factory=dict)
    programmes: dict[str, ProgrammeRow] = field(default_factory=dict)
    topics: list[TopicRow] = field(default_factory=list)
    by_programme: dict[str, list[TopicRow]] = field(default_factory=dict)
    courses: dict[str, CourseRow] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    practice: dict[str, list[str]] = field(default_factory=dict)
    load: dict[str, float] = field(default_factory=dict)


def teach(spec: CollegeSpec, year: DemoYear, plans: dict[str, Plan], workers: list[Worker]) -> Teaching:
    """The whole teaching of the term: the busiest areas are given to teachers first."""
    made = Teaching(load={worker.person.key: 0.0 for worker in workers})
    wanted: list[Wanted] = []
    for group in spec.groups:
        plan = plans[group.plan]
        _open_group(made, spec, year, group, plan)
        semester = 2 * group.course_year - 1
        lines = plan.taught(semester)
        if _with_practice(group, semester):
            lines += plan.practices(semester)
        wanted += [Wanted(group, plan, line, semester) for line in lines]
    choices = {
        area: [worker for worker in workers if area in worker.areas]
        for area in sorted({_area(row.plan, row.line) for row in wanted})
    }
    pins = _pinned_teachers(spec, workers)
    wanted.sort(key=lambda row: (len(choices[_area(row.plan, row.line)]), -row.line.in_semester(row.semester)))
    for row in wanted:
        _open_course(made, spec, row, choices[_area(row.plan, row.line)], pins)
    return made


def _area(plan: Plan, line: PlanLine) -> str:
    """Who can teach a line; the masters of practice weeks have no other lessons."""
    long_practice = line.kind == "practice_edu" and not plan.spread_practice
    return "practice" if long_practice else area_of(line.name)


def _with_practice(group: GroupSpec, semester: int) -> bool:
    return group.practice_weeks is not None or semester == 5


def _pinned_teachers(spec: CollegeSpec, workers: list[Worker]) -> dict[tuple[str, str, int], str]:
    """(group, beginning of the discipline, subgroup) → teacher, for the people of the pictures."""
    if not spec.personas:
        return {}
    key = {worker.person.surname: worker.person.key for worker in workers}
    pins = {
        ("Э-21", ELECTRO, 0): "Кравцова", ("Э-22", ELECTRO, 0): "Кравцова", ("ТЭ-21", ELECTRO, 0): "Тишин",
        ("Э-23", ELECTRO, 0): "Тишин", ("Э-23", ELECTRO, 1): "Тишин", ("Э-23", ELECTRO, 2): "Тишин",
        ("ЭС-11", ELECTRO, 0): "Кравцова", ("ЭО-21", ELECTRO, 0): "Тишин",
        ("Э-31", MAINTENANCE, 0): "Кравцова", ("Э-31", MAINTENANCE, 2): "Кравцова",
        ("Э-31", MAINTENANCE, 1): "Заболотный", ("Э-32", MAINTENANCE, 0): "Кравцова",
        ("Э-32", MAINTENANCE, 1): "Кравцова", ("Э-32", MAINTENANCE, 2): "Горюнов",
        ("Э-21", "Инженерная графика", 1): "Осипова", ("Э-21", "Инженерная графика", 2): "Бережная",
        ("Э-21", "Иностранный язык в профессиональной деятельности", 1): "Лыкова",
        ("Э-21", "Иностранный язык в профессиональной деятельности", 2): "Жукова",
        ("Э-21", "Физическая культура", 0): "Мамедов",
    }  # fmt: skip
    return {place: key[surname] for place, surname in pins.items()}


def _open_group(made: Teaching, spec: CollegeSpec, year: DemoYear, group: GroupSpec, plan: Plan) -> None:
    start = year.entry_year - group.course_year + 1
    key = f"{group.plan}:{start}"
    semester = 2 * group.course_year - 1
    weeks, year_ = plan.weeks[semester - 1], group.course_year
    row = GroupRow(group.name, group.name, group.department, key, year_, semester, weeks, group.shift)
    made.groups[group.name] = row
    if all(row.key != key for row in made.curricula):
        _open_curriculum(made, key, plan, start)
    if _is_divided(spec, group):
        for number in (1, 2):
            made.subgroups.append(SubgroupRow(f"{group.name}:{number}", group.name, f"{number} подгруппа", number))


def _open_curriculum(made: Teaching, key: str, plan: Plan, start: int) -> None:
    title = f"{plan.code} {plan.name}, набор {start} года"
    row = CurriculumRow(key, plan.code, plan.name, plan.qualification, title, plan.base, "очная", start)
    made.curricula.append(row)
    for place, cycle in enumerate(plan.cycles):
        kind = "module" if cycle.index.startswith("ПМ") else "cycle"
        made.items.append(PlanItemRow(f"{key}:{cycle.index}", key, None, cycle.index, cycle.name, kind, place * 100))
    order = {cycle.index: place for place, cycle in enumerate(plan.cycles)}
    for place, line in enumerate(plan.lines):
        item = f"{key}:{line.index}"
        position = order[line.parent] * 100 + 1 + place % 99
        made.items.append(PlanItemRow(item, key, f"{key}:{line.parent}", line.index, line.name, line.kind, position))
        for semester, hours in enumerate(line.hours, 1):
            if hours:
                made.loads.append(_load(item, line, semester, hours))


def _load(item: str, line: PlanLine, semester: int, hours: int) -> PlanLoadRow:
    """Hours by kind: practice is all practical; elsewhere about a third, two more of them laboratory in the trades."""
    if line.kind.startswith("practice"):
        lectures, practicals, labs = 0, hours, 0
    else:
        practicals = hours // 3 // 2 * 2
        labs = practicals // 2 // 2 * 2 if area_of(line.name) in ("electro", "phys", "chem", "mat") else 0
        lectures, practicals = hours - practicals, practicals - labs
    project = {WORK: 20, PROJECT: 30}.get(project_of(line.forms.get(semester, "")), 0)
    return PlanLoadRow(
        item, semester, hours, max(0, lectures - project), practicals, labs, project, line.forms.get(semester, "")
    )


def _open_course(
    made: Teaching, spec: CollegeSpec, wanted: Wanted, choices: list[Worker], pins: dict[tuple[str, str, int], str]
) -> None:
    """The courses of one discipline in one group, and how they share the group's weeks."""
    group, plan, line, semester = wanted
    pairs, weeks = line.in_semester(semester) // 2, plan.weeks[semester - 1]
    shares = _shares_of(spec, group, line.name, pairs, weeks)
    discipline = _discipline(made, group, plan, line)
    for number, count in shares:
        teacher = pins.get((group.name, line.name, number)) or _least(made, choices, group, discipline, number)
        made.load[teacher] += count / weeks
        worker = next(worker for worker in choices if worker.person.key == teacher)
        key = f"{group.name}/{line.index}" + (f"/{number}" if number else "")
        made.courses[key] = CourseRow(
            key, group.name, f"{group.name}:{number}" if number else None, discipline,
            "module" if line.kind in ("mdk", "practice_edu") else "theory", count,
            _programme(made, discipline, line, semester, count, part=number > 0 and len(shares) == 3), teacher,
            _room(line.name, number, worker),
        )  # fmt: skip
    if line.kind == "practice_edu" and not plan.spread_practice:
        made.practice.setdefault(group.name, []).append(f"{group.name}/{line.index}")
        return
    _share_weeks(made, group, line, shares)


def _is_divided(spec: CollegeSpec, group: GroupSpec) -> bool:
    return spec.split_groups and (group.size >= SPLIT_FROM or spec.personas)


def _shares_of(spec: CollegeSpec, group: GroupSpec, name: str, pairs: int, weeks: int) -> list[tuple[int, int]]:
    """(subgroup or 0, pairs of its course)."""
    divided = _is_divided(spec, group)
    if divided and name.startswith(MAINTENANCE):
        half = pairs // 2
        return [(0, pairs - half), (1, half), (2, half)]
    if divided and group.name == CAROUSEL_GROUP and name == ELECTRO:
        half = weeks // 2
        return [(0, pairs - half), (1, half), (2, half)]
    if divided and name.startswith(SPLIT):
        return [(1, pairs), (2, pairs)]
    return [(0, pairs)]


def _share_weeks(made: Teaching, group: GroupSpec, line: PlanLine, shares: list[tuple[int, int]]) -> None:
    parts = made.parts.setdefault(group.name, [])
    keys = {number: f"{group.name}/{line.index}" + (f"/{number}" if number else "") for number, _ in shares}
    pairs = dict(shares)
    half = made.groups[group.name].weeks // 2
    if group.name == CAROUSEL_GROUP and 0 in keys and 1 in keys:
        parts.append(Part((keys[0],), pairs[0]))
        partner = f"{group.name}/ОП.01"
        parts.append(Part((), 2 * half, ((keys[1], f"{partner}/2"), (keys[2], f"{partner}/1"))))
    elif group.name == CAROUSEL_GROUP and line.index == "ОП.01":
        parts.append(Part((keys[1], keys[2]), pairs[1] - half))
    else:
        if 0 in keys:
            parts.append(Part((keys[0],), pairs[0]))
        if 1 in keys:
            parts.append(Part((keys[1], keys[2]), pairs[1]))


def _discipline(made: Teaching, group: GroupSpec, plan: Plan, line: PlanLine) -> str:
    """The discipline by index and name; groups of different programmes share it when both agree."""
    key = f"{line.index} {line.name}"
    if line.name == "Учебная практика":
        key += f" {plan.code}"
    if key not in made.disciplines:
        made.disciplines[key] = DisciplineRow(
            key, line.index, line.name, short_of(SHORT_NAMES.get(line.name, line.name)),
            "module" if line.kind in ("mdk", "practice_edu") else "theory", area_of(line.name),
            f"{made.groups[group.name].curriculum}:{line.index}",
        )  # fmt: skip
    return key


def _programme(made: Teaching, discipline: str, line: PlanLine, semester: int, pairs: int, *, part: bool) -> str:
    """The work programme shared by all groups with the same discipline, semester and number of lessons."""
    key = f"{discipline}:{semester}:{pairs}" + (":п" if part else "")
    if key not in made.programmes:
        words = ", практические занятия по подгруппам" if part else ""
        title = f"{line.index} {line.name}{words}, {semester} семестр"[:250]
        made.programmes[key] = ProgrammeRow(key, discipline, title)
        rows = [
            TopicRow(f"{key}:{number}", key, number, topic.title, topic.kind, topic.homework)
            for number, topic in enumerate(programme(_text_name(line, part=part), pairs), 1)
        ]
        made.topics += rows
        made.by_programme[key] = rows
    return key


def _text_name(line: PlanLine, *, part: bool) -> str:
    """Under which name the topics of a line are written."""
    if line.index.startswith("ЕН") and line.name == "Математика":
        return "Математика, прикладные разделы"
    if line.index == "ОГСЭ.02":
        return "История России"
    if part:
        practice = "Техническое обслуживание электрооборудования, практические занятия"
        return practice if line.name == MAINTENANCE else "Электротехника, лабораторные работы"
    return line.name


def _least(made: Teaching, choices: list[Worker], group: GroupSpec, discipline: str, number: int) -> str:
    """The teacher of this area with the least load; the two subgroups have different teachers."""
    other = {
        course.teacher
        for course in made.courses.values()
        if number and course.group == group.name and course.discipline == discipline
    }
    free = [worker for worker in choices if worker.person.key not in other] or choices

    def burden(worker: Worker) -> tuple[float, str]:
        """Those who can teach several things are kept for where nobody else can."""
        return made.load[worker.person.key] + (len(worker.areas) - 1) * 0.5, worker.person.key

    return min(free, key=burden).person.key


def _room(name: str, number: int, worker: Worker) -> str:
    if number and name == MAINTENANCE:
        return "лаб. 117" if number == 2 else "лаб. 116"
    if number and name == ELECTRO:
        return "лаб. 115"
    return worker.room
