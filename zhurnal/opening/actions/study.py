"""Practice weeks, subgroups, and journals by the plans."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import (
    Course,
    Discipline,
    Group,
    Membership,
    PracticePeriod,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.curriculum.relations import on_list
from zhurnal.curriculum.rules.practice import Practice, PracticeKind, overlapping
from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.kernel.audit import begin_chains
from zhurnal.opening.actions.deeds import Hand
from zhurnal.opening.going_on import Programmes
from zhurnal.opening.planned import Page, missing_pages
from zhurnal.opening.rules.tables import Problem, Unreadable, fold, read_day, read_number, read_rows, read_weekdays
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import alphabetical

KINDS = (
    ("уп", PracticeKind.EDUCATIONAL), ("учеб", PracticeKind.EDUCATIONAL), ("пдп", PracticeKind.PRE_DIPLOMA),
    ("предд", PracticeKind.PRE_DIPLOMA), ("пп", PracticeKind.PRODUCTION), ("произв", PracticeKind.PRODUCTION),
)  # fmt: skip


def save_practice(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """Practice of a table «группа; вид; с; по; дни» takes the place of what stood there."""
    rows, problems = read_practice(year, text)
    if problems:
        return problems
    known = {
        (row.group_id, Practice(row.starts, row.ends, PracticeKind(row.kind), row.weekdays)): row
        for row in PracticePeriod.objects.of(actor.college_id).filter(group__year=year.pk)
    }
    wanted = {(group.pk, practice) for _line, (group, practice) in rows}
    with Hand(actor, year.name, "practice", "Недели практики") as hand:
        for place, row in known.items():
            if place not in wanted:
                hand.remove(row)
        hand.create(
            PracticePeriod(
                college_id=actor.college_id,
                group_id=group,
                kind=p.kind,
                starts=p.starts,
                ends=p.ends,
                weekdays=p.weekdays,
            )
            for group, p in sorted(wanted - set(known), key=str)
        )
    return []


def read_practice(year: AcademicYear, text: str) -> tuple[list[tuple[int, tuple[Group, Practice]]], list[Problem]]:
    """Lines of the table, with what is wrong in it."""
    groups = {fold(row.name): row for row in Group.objects.of(year.college_id).filter(year=year.pk)}
    rows, problems = read_rows(text, 5, lambda cells: _practice(cells, groups, year))
    return rows, problems or _twice(rows)


def _practice(cells: tuple[str, ...], groups: dict[str, Group], year: AcademicYear) -> tuple[Group, Practice]:
    name, word, first, last, days = cells
    if fold(name) not in groups:
        raise Unreadable(f"Группы «{name}» в этом году нет: проверьте название.")
    kind = next((kind for start, kind in KINDS if fold(word).startswith(start)), None)
    if kind is None:
        raise Unreadable(f"Вида практики «{word}» нет: пишите «учебная», «производственная» или «преддипломная».")
    starts, ends = read_day(first), read_day(last)
    if ends < starts:
        raise Unreadable("Практика кончается раньше, чем начинается: поменяйте дни местами.")
    if starts < year.starts or ends > year.ends:
        raise Unreadable(f"Практика не в этом году ({year.starts:%d.%m.%Y}–{year.ends:%d.%m.%Y}).")
    return groups[fold(name)], Practice(starts, ends, kind, read_weekdays(days))


def _twice(rows: list[tuple[int, tuple[Group, Practice]]]) -> list[Problem]:
    seen: dict[UUID, list[Practice]] = defaultdict(list)
    found = []
    for line, (group, practice) in rows:
        if any(overlapping(practice, other) for other in seen[group.pk]):
            found.append(Problem(line, f"У группы {group.name} в эти дни уже есть практика в строке выше."))
        seen[group.pk].append(practice)
    return found


def save_subgroups(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """Subgroups of a table «группа; сколько»: lists are cut by the alphabet; subgroups that exist stay as they are."""
    groups = {fold(row.name): row for row in Group.objects.of(actor.college_id).filter(year=year.pk)}

    def one(cells: tuple[str, ...]) -> tuple[Group, int]:
        if fold(cells[0]) not in groups:
            raise Unreadable(f"Группы «{cells[0]}» в этом году нет: проверьте название.")
        return groups[fold(cells[0])], read_number(cells[1] or "2", 1, 4, "Сколько подгрупп")

    rows, problems = read_rows(text, 2, one)
    if problems:
        return problems
    divided = set(Subgroup.objects.of(actor.college_id).filter(group__year=year.pk).values_list("group_id", flat=True))
    lists = _lists(actor.college_id, year.pk, max(year.starts, actor.today))
    with Hand(actor, year.name, "subgroups", "Подгруппы") as hand:
        for _line, (group, count) in rows:
            if count > 1 and group.pk not in divided:
                divided.add(group.pk)
                _divide(hand, year, group, count, lists[group.pk])
    return []


def _lists(college_id: UUID, year: UUID, day: date) -> dict[UUID, list[UUID]]:
    """group → its students by the alphabet."""
    rows = Membership.objects.of(college_id).filter(on_list(day), group__year=year).select_related("student")
    found: dict[UUID, list[UUID]] = defaultdict(list)
    names = ((r.student.surname, r.student.given, r.student.patronymic) for r in rows)
    for _name, row in sorted(zip((alphabetical(*n) for n in names), rows, strict=True), key=lambda pair: pair[0]):
        found[row.group_id].append(row.student_id)
    return found


def _divide(hand: Hand, year: AcademicYear, group: Group, count: int, students: list[UUID]) -> None:
    parts = [
        Subgroup(college_id=year.college_id, group=group, name=f"{number} подгруппа", number=number)
        for number in range(1, count + 1)
    ]
    hand.create(parts)
    size = -(-len(students) // count)
    hand.create(
        SubgroupMembership(college_id=year.college_id, subgroup=parts[place // size], student_id=pk, since=year.starts)
        for place, pk in enumerate(students)
    )


def create_journals(actor: PersonActor, year: AcademicYear) -> int:
    """Pages that the plans of the year's groups ask for and that are not there yet; how many were made.

    A page goes on with the work programme that the same semester of its discipline followed before (1.11 b).
    """
    pages, programmes = missing_pages(year), Programmes(year)
    terms = {term.number: term for term in Term.objects.of(actor.college_id).filter(year=year.pk)}
    with Hand(actor, year.name, "journals", "Журналы по планам") as hand:
        made: dict[tuple[str, str], Discipline] = {}
        courses = []
        for page in pages:
            discipline = page.discipline or _discipline(hand, actor.college_id, page, made)
            courses.append(
                Course(
                    college_id=actor.college_id, year=year, term=terms[page.term], group_id=page.group,
                    discipline_id=discipline, kind=page.kind, hours_planned=page.hours,
                    programme_id=programmes.of(page),
                )
            )  # fmt: skip
        hand.create(courses)
        begin_chains(actor.college_id, [course.pk for course in courses])
    return len(pages)


def _discipline(hand: Hand, college_id: UUID, page: Page, made: dict[tuple[str, str], Discipline]) -> UUID:
    key = (fold(page.index), fold(page.name))
    if key not in made:
        made[key] = Discipline(
            college_id=college_id, index=page.index, name=page.name, short_name=short_of(page.name), kind=page.kind,
            plan_item_id=page.item,
        )  # fmt: skip
        hand.create([made[key]])
    return made[key].pk
