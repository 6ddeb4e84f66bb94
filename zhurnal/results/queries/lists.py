"""Lists that follow from results (A4.14, A4.15, A8): stipend, honours, «с одной «3»», «с одной «2»»."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Max

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.results import ResultRow, marked_of_students, results_of_students
from zhurnal.assessment.rules.indicators import STANDING_WORDS, Reserve, percent, reserve, standing
from zhurnal.assessment.rules.values import MARKS, NOT_MASTERED
from zhurnal.curriculum.models import Discipline, Group, PlanLoad
from zhurnal.curriculum.rules.semesters import semester_of, year_of
from zhurnal.kernel import policy
from zhurnal.kernel.export import Column, Table
from zhurnal.kernel.readings import Circle, tell
from zhurnal.people.actor import PersonActor
from zhurnal.registers.queries.dated import values_on
from zhurnal.registers.rules.fields import FORM_KEYS
from zhurnal.results.debts import open_debts
from zhurnal.results.diplomas import honours_of, supplement
from zhurnal.results.listed import Listed, Lists, lists_of
from zhurnal.results.plans import by_student, filled, got, read_plans
from zhurnal.results.policy import GROUP
from zhurnal.results.rules.lines import Got
from zhurnal.results.rules.stipend import Applicant, paid_from, refusal
from zhurnal.results.rules.summary import Columned, chosen

THEN = (
    "Список студентов, основа, форма обучения и долги – на этот день; отметки – по записям на сегодня, с пересдачами."
)
UNFIT = ("2", "незач", "на")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A student of a list. ``facts`` in the order of the list's columns; ``tone``: ok, warn, bad or nothing."""

    student: UUID
    name: str
    group: str
    group_id: UUID
    facts: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A list with its heads. ``others``: students who are not on it, and why, where that matters."""

    slug: str
    title: str
    note: str
    heads: tuple[str, ...]
    lines: tuple[ListLine, ...]
    others: tuple[ListLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrowed to a group; results of which term (None: the last one that has ended); lists of which day (None: today)."""

    group: UUID | None = None
    term: UUID | None = None
    day: date | None = None


@dataclass(slots=True)
class _Ground:
    actor: PersonActor
    groups: dict[UUID, Group]
    lists: Lists
    term: Term | None
    past: date | None = None  # an earlier day whose debts are meant
    now: dict[UUID, int] = field(default_factory=dict)

    def line(self, student: Listed, facts: tuple[str, ...], tone: str = "") -> ListLine:
        """A line of a list."""
        return ListLine(student.id, student.name, self.groups[student.group].name, student.group, facts, tone)

    def sorted(self, lines: list[ListLine]) -> tuple[ListLine, ...]:
        """By group, in it by name."""
        return tuple(sorted(lines, key=lambda line: line.group))


def groups_now(actor: PersonActor, day: date | None = None) -> list[Group]:
    """Groups of this year (of the day's, in summer of the year that has ended) in reach, by department and name. One statement."""
    begun = AcademicYear.objects.of(actor.college_id).filter(starts__lte=day or actor.today).order_by("-starts")
    rows = policy.visible(actor, GROUP).filter(year__in=begun.values("pk")[:1])
    return list(
        rows.select_related("department", "curriculum", "year").order_by("department__name", "course_year", "name")
    )


def terms_of(actor: PersonActor) -> list[Term]:
    """Terms that have begun, the newest first. One statement."""
    return list(
        Term.objects.of(actor.college_id).filter(starts__lte=actor.today).select_related("year").order_by("-starts")
    )


def derived_list(actor: PersonActor, which: str, filters: Filters) -> Derived:
    """One of the lists. A constant number of statements."""
    day = filters.day or actor.today
    groups = {group.pk: group for group in groups_now(actor, day)}
    if filters.group in groups:
        groups = {pk: group for pk, group in groups.items() if pk == filters.group}
    terms = terms_of(actor)
    asked = next((term for term in terms if term.pk == filters.term), None)
    term = asked or next((term for term in terms if term.ends < day), next(iter(terms), None))
    now = next((term for term in terms if term.starts <= day <= term.ends), None)
    past = day if day < actor.today else None
    ground = _Ground(actor, groups, lists_of(actor.college_id, list(groups), day), term, past)
    tell(actor, GROUP, circles=[Circle("group", pk, day) for pk in groups])
    ground.now = {pk: semester_of(group.course_year, now.number if now else 2) for pk, group in groups.items()}
    return LISTS[which].build(ground)


def _results(ground: _Ground) -> tuple[dict[UUID, list[ResultRow]], dict[UUID, dict[Columned, Got]]]:
    """Results of the term, with all results of those who have anything unfit; and what of the term counts. Three statements."""
    own, ids = ground.actor.college_id, ground.lists.ids
    if ground.term is None:
        return {}, {}
    held = results_of_students(own, ids, term=ground.term.pk)
    weak = set(Result.objects.of(own).filter(student__in=ids, value__in=UNFIT).values_list("student_id", flat=True))
    weak |= set(
        Result.objects.of(own).filter(student__in=ids, mastery=NOT_MASTERED).values_list("student_id", flat=True)
    )
    whole = by_student(results_of_students(own, weak))
    counted = {
        student: chosen(((row.discipline.hex, got(row)) for row in rows), sorted({row.semester for row in rows}))
        for student, rows in by_student(held).items()
    }
    return {student: whole.get(student, []) for student in ids}, counted


def _stipend(ground: _Ground) -> Derived:
    own = ground.actor.college_id
    results, counted = _results(ground)
    debts = open_debts(own, results, on=ground.past)
    told = values_on(own, ("funding", "study_form"), ground.past or ground.actor.today, ground.lists.ids)
    given: list[ListLine] = []
    refused: list[ListLine] = []
    for student in ground.lists.students:
        group = ground.groups[student.group]
        planned = FORM_KEYS.get(group.curriculum.form.casefold(), "") if group.curriculum else ""
        rows = list(counted.get(student.id, {}).values())
        values = [row.value for row in rows]
        why = refusal(
            Applicant(
                told.get((student.id, "study_form")) or planned, told.get((student.id, "funding"), ""),
                len(debts.get(student.id, ())), rows, ground.now[student.group] == 1,
            )
        )  # fmt: skip
        what = STANDING_WORDS[standing(rows)] if rows else "первый семестр"
        (refused if why else given).append(ground.line(student, (what, _marks(values), *((why,) if why else ()))))
    note = (
        f"{_term_words(ground)}. Очная форма, бюджет, без долгов и «3»; первый семестр получает до первой аттестации."
    )
    if ground.term:
        note += f" Выплата с {paid_from(ground.term.ends):%d.%m.%Y}."
    return Derived("stipend", "Стипендия", note, ("Итоги", "Отметки"), ground.sorted(given), ground.sorted(refused))


def _marks(values: list[str]) -> str:
    return ", ".join(f"«{mark}» – {values.count(mark)}" for mark in MARKS if mark in values)


def _term_words(ground: _Ground) -> str:
    return f"По итогам: {ground.term}, {ground.term.year}" if ground.term else "Семестров ещё не было"


def _reserve(ground: _Ground, which: Reserve, slug: str, title: str) -> Derived:
    _whole, counted = _results(ground)
    wanted = {key[0] for found in counted.values() for key in found}
    rows = Discipline.objects.of(ground.actor.college_id).filter(pk__in=wanted).values_list("pk", "index", "name")
    names = {pk.hex: f"{index} {name}".strip() for pk, index, name in rows}
    lines = []
    for student in ground.lists.students:
        found = counted.get(student.id, {})
        if reserve(found.values()) == which:
            place, row = next((key, row) for key, row in found.items() if _in_the_way(row, which))
            values = [row.value for row in found.values()]
            lines.append(ground.line(student, (names.get(place[0], ""), row.words, _marks(values))))
    note = f"{_term_words(ground)}. Один результат отделяет студента от лучшей категории."
    return Derived(slug, title, note, ("Дисциплина", "Результат", "Отметки"), ground.sorted(lines))


def _in_the_way(row: Got, which: Reserve) -> bool:
    return row.unfit if which is Reserve.ONE_TWO else row.value == which


def _honours(ground: _Ground) -> Derived:
    own = ground.actor.college_id
    plans = {group.curriculum_id for group in ground.groups.values() if group.curriculum_id}
    loads = PlanLoad.objects.of(own).filter(item__curriculum__in=plans)
    last = dict(loads.values_list("item__curriculum").annotate(last=Max("semester")).order_by())
    final = {
        pk
        for pk, group in ground.groups.items()
        if group.curriculum_id and group.course_year >= year_of(last.get(group.curriculum_id, 99)) - 1
    }
    students = [student for student in ground.lists.students if student.group in final]
    results = by_student(marked_of_students(own, [student.id for student in students]))
    debts = open_debts(own, {student.id: results.get(student.id, []) for student in students}, on=ground.past)
    tied = {pk: tie for pk in final if (tie := ground.groups[pk].curriculum_id)}
    books = read_plans(own, set(tied.values()))
    lines = []
    for student in students:
        plan = books[tied[student.group]]
        owed = [(one.discipline, one.index, one.name) for one in debts.get(student.id, ())]
        items, _outside = filled(plan, results.get(student.id, []), owed)
        found = honours_of(supplement(items, ground.now[student.group], ground.actor.parameters.diploma_mark))
        if found.possible and found.known:
            facts = (
                percent(found.now), f"{found.fives} из {found.known}", percent(found.reachable), str(found.ahead),
                str(found.fours_left), "достаточно" if found.holds else "можно достичь",
            )  # fmt: skip
            lines.append(ground.line(student, facts, "ok" if found.holds else "warn"))
    note = "Последние два курса: только «5» и «4», «5» не меньше 75 % вместе с ГИА; «зачтено» не считается."
    heads = ("«5» сейчас, %", "Отметок «5»", "Достижимо, %", "Впереди", "Можно ещё «4»", "")
    return Derived("honours", "Диплом с отличием", note, heads, ground.sorted(lines))


@dataclass(frozen=True, slots=True)
class _Named:
    title: str
    build: Callable[[_Ground], Derived]


LISTS = {
    "stipend": _Named("Стипендия", _stipend),
    "honours": _Named("Диплом с отличием", _honours),
    "one-three": _Named(
        "С одной «3»", partial(_reserve, which=Reserve.ONE_THREE, slug="one-three", title="С одной «3»")
    ),
    "one-two": _Named("С одной «2»", partial(_reserve, which=Reserve.ONE_TWO, slug="one-two", title="С одной «2»")),
    "one-four": _Named("С одной «4»", partial(_reserve, which=Reserve.ONE_FOUR, slug="one-four", title="С одной «4»")),
}


def list_table(actor: PersonActor, found: Derived, day: date | None = None) -> Table:
    """The list of the day (today's) as a file: who is not on it stands below with the reason."""
    titles = [head or "Вывод" for head in found.heads] + (["Почему нет"] if found.others else [])
    columns = (
        Column("group", "Группа"),
        Column("name", "Студент"),
        *(Column(f"c{n}", t) for n, t in enumerate(titles)),
    )
    return Table(
        found.title, columns, _rows(found, len(titles)), heading=(actor.college_name, f"На {day or actor.today:%d.%m.%Y}"),
        notes=(found.note, *((THEN,) if day and day < actor.today else ())), signatures=("Заведующий отделением",), landscape=False,
    )  # fmt: skip


def _rows(found: Derived, width: int) -> Iterator[tuple[str, ...]]:
    for line in (*found.lines, *found.others):
        yield (line.group, line.name, *line.facts, *("",) * (width - len(line.facts)))
