"""Lists that the rooms of results, statements and modules make: as reports of this room, so that they can be kept and scheduled (A9)."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.modules.queries.admission import final_lines
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import HEAD_SIGNS, heading, results_on, told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.queries.groups import group_row, term_row
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span
from zhurnal.results.queries.lists import LISTS, derived_list, list_table
from zhurnal.results.queries.lists import Filters as ListFilters
from zhurnal.statements.queries.admission import admission_on
from zhurnal.statements.queries.debts import DebtRow, debt_rows, debts_table, noted
from zhurnal.statements.queries.debts import Filters as DebtFilters

DERIVED = (
    ("stipend", "Стипендиальный список", "Кому положена стипендия по итогам аттестации, кому нет и почему"),
    ("honours", "Претенденты на диплом с отличием", "Последние два курса"),
    ("one-three", "С одной «3»", "Один результат отделяет от «4» и «5»"),
    ("one-two", "С одной «2»", "Один результат отделяет от успевающих"),
    ("one-four", "С одной «4»", "Один результат отделяет от отличников"),
)
WORKS_NOW = "Какие работы задавались – по записям на сегодня."


def _derived(which: str) -> Callable[[PersonActor, Asked], Table]:
    def build(actor: PersonActor, asked: Asked) -> Table:
        term = UUID(asked.period.terms[-1]) if asked.period.terms else None
        return list_table(actor, derived_list(actor, which, ListFilters(asked.group, term, asked.day)), asked.day)

    assert which in LISTS  # noqa: S101  (a list that the room of results has no more is a fault of ours)
    return build


def schedule(actor: PersonActor, asked: Asked) -> Table:
    """График ликвидации: each debt with its tries."""
    return debts_table(actor, _debts(actor, asked), asked.day)


def debtors(actor: PersonActor, asked: Asked) -> Table:
    """Who owes how many, the most first."""
    own: dict[tuple[str, str, UUID], list[DebtRow]] = defaultdict(list)
    for row in _debts(actor, asked):
        own[row.group, row.name, row.student].append(row)
    rows: list[tuple[Cell, ...]] = [
        (
            group,
            name,
            len(debts),
            ", ".join(sorted({debt.discipline for debt in debts})),
            min(debt.due_on for debt in debts),
        )
        for (group, name, _student), debts in own.items()
    ]
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1])))
    columns = (
        Column("group", "Группа", width=10), Column("student", "Студент", width=34), Column("count", "Долгов", Kind.NUMBER, 8),
        Column("disciplines", "Дисциплины", width=60), Column("due", "Ближайший срок", Kind.DATE, 12),
    )  # fmt: skip
    return Table(
        "Список должников",
        columns,
        rows,
        noted(actor, asked.day),
        heading=(actor.college_name, f"На {asked.day:%d.%m.%Y}"),
        signatures=(HEAD_SIGNS,),
    )


def _debts(actor: PersonActor, asked: Asked) -> list[DebtRow]:
    return debt_rows(actor, DebtFilters(group=asked.group, on=asked.day))


def admission(actor: PersonActor, asked: Asked) -> Table:
    """Допуск к сессии of one group (A4.2)."""
    group, term = group_row(actor, GROUPS, asked), term_row(actor, asked)
    page = admission_on(actor, group, term, asked.day, moment_of(actor, asked)) if group and term else None
    rows: list[tuple[Cell, ...]] = [
        (number, row.name, "не допущен" if row.reasons else "допущен", "; ".join(row.reasons))
        for number, row in enumerate(page.rows if page else (), 1)
    ]
    missing = (f"Итог ещё не выставлен никому: {', '.join(page.missing)}.",) if page and page.missing else ()
    past = (*told_on(actor, asked), *results_on(actor, asked), WORKS_NOW) if asked.until < actor.today else ()
    columns = (
        Column("number", "№", Kind.NUMBER, 4), Column("student", "Студент", width=36), Column("words", "Допуск", width=12),
        Column("reasons", "Почему", width=60),
    )  # fmt: skip
    return Table(
        "Допуск к сессии", columns, rows, (*missing, *past), heading(actor, asked, f"Группа {group.name}" if group else ""), (HEAD_SIGNS,),
        landscape=False,
    )  # fmt: skip


def final(actor: PersonActor, asked: Asked) -> Table:
    """Допуск к ГИА of one group (A4.10): as it stood on the day; of a year that is over with what was passed since."""
    group = group_row(actor, GROUPS, asked)
    found = final_lines(actor, group, asked.until, moment_of(actor, asked))[0] if group else ()
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            line.name,
            _words(bool(line.missing), bool(line.hindering)),
            line.debts or None,
            line.ahead or None,
            line.why,
        )
        for number, line in enumerate(found, 1)
    ]
    columns = (
        Column("number", "№", Kind.NUMBER, 4), Column("student", "Студент", width=34), Column("words", "Допуск", width=16),
        Column("debts", "Долгов", Kind.NUMBER, 8), Column("ahead", "Впереди аттестаций", Kind.NUMBER, 11),
        Column("why", "Почему", width=60),
    )  # fmt: skip
    named = f"Группа {group.name}" if group else ""
    return Table("Допуск к ГИА", columns, rows, results_on(actor, asked), heading(actor, asked, named), (HEAD_SIGNS,))


def _words(missing: bool, hindering: bool) -> str:
    return "не допущен" if hindering else "идёт по плану" if missing else "допущен"


REPORTS = (
    *(
        Report(slug, title, about, Shelf.LISTS, GROUPS, (Span.TERM,), _derived(slug), (Ask.GROUP, Ask.DAY), past=True)
        for slug, title, about in DERIVED
    ),
    Report("debtors", "Список должников", "Кто сколько долгов имеет на день", Shelf.LISTS, GROUPS, (Span.DAY,), debtors, (Ask.GROUP,)),
    Report(
        "debts", "График ликвидации задолженностей", "Долги со сроками и пересдачами", Shelf.LISTS, GROUPS, (Span.DAY,), schedule,
        (Ask.GROUP,),
    ),
    Report(
        "admission", "Допуск к сессии", "Кто допущен, кто нет и почему", Shelf.LISTS, GROUPS, (Span.TERM,), admission,
        (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}),
    ),
    Report(
        "final", "Допуск к ГИА", "Кто выполнил учебный план", Shelf.LISTS, GROUPS, (Span.YEAR,), final, (Ask.GROUP, Ask.DAY),
        frozenset({Ask.GROUP}),
    ),
)  # fmt: skip
