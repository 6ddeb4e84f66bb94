"""Statements of the last session and what followed: C5.7 in one group, and debts of the marks that came from paper (A4.8)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.rules.values import VALUES, is_unfit
from zhurnal.curriculum.models import Discipline
from zhurnal.demo.load import Loaded
from zhurnal.demo.past import past_years
from zhurnal.people.rules.roles import Role
from zhurnal.statements.models import Debt, DebtTry, Examiner, Statement, StatementLine
from zhurnal.statements.rules.debts import due
from zhurnal.statements.rules.kinds import Arisen, Ended, Kind, NoShow, Outcome, Part, State

GROUP, DISCIPLINE, SEMESTER, HOURS, FORM = "Э-31", "ОП.02", 4, 104, "Э"
ILL, ABSENT, FAILED, TWICE = (
    1,
    3,
    5,
    6,
)  # places on the list: no-show ill, without a reason; a retake not enough; a commission ahead
LAST = (1, 2)
CLOSED_AT = time(15, 30)
SUNDAY = 6


@dataclass(slots=True)
class Desk:
    """What the statements of the group are made of; ``results`` in the order of the list."""

    loaded: Loaded
    discipline: Discipline
    results: list[Result]
    examiner: UUID
    chair: UUID
    member: UUID
    main: Statement | None = None

    def statement(self, number: int, kind: Kind, day: date, *, ago: int = 0, closed: bool = True) -> Statement:
        """A statement of the group's examination."""
        own, at = self.loaded, self.loaded.moment(datetime.combine(day, CLOSED_AT))
        row = Statement(
            college=own.college, year_id=own.id("past_year", ago) if ago else own.id("year", 0), number=number, kind=kind,
            group_id=own.id("group", GROUP), discipline=self.discipline, term_id=own.ids["past_term"][LAST],
            semester=SEMESTER, level=Level.EXAM, form=FORM, hours=HOURS, dated=day,
            state=State.CLOSED if closed else State.OPEN, opened_at=at, closed_at=at if closed else None,
            closed_by_id=self.examiner if closed else None, previous=self.main,
        )  # fmt: skip
        own.add([row])
        self.main = self.main or row
        seats = [(self.examiner, Part.EXAMINER)]
        if kind is Kind.COMMISSION:
            seats = [(self.chair, Part.CHAIR), (self.examiner, Part.MEMBER), (self.member, Part.MEMBER)]
        own.add(Examiner(college=own.college, statement=row, person_id=who, part=part) for who, part in seats)
        return row

    def line(
        self, statement: Statement, place: int, value: str, *, no_show: str = "", debt: Debt | None = None
    ) -> None:
        """A line of the student at the place."""
        student = self.results[place].student_id
        self.loaded.add(
            [StatementLine(college=self.loaded.college, statement=statement, student_id=student, value=value, no_show=no_show, debt=debt)]
        )  # fmt: skip

    def decide(self, statement: Statement, place: int, value: str) -> None:
        """The result that the statement gives."""
        rows = Result.objects.of(self.loaded.college.id).filter(pk=self.results[place].pk)
        rows.update(value=value, source=Source.STATEMENT, ground=_ground(statement))

    def debt(self, statement: Statement, place: int, arisen: Arisen) -> Debt:
        """A debt that arose from the main statement."""
        row = Debt(
            college=self.loaded.college, student_id=self.results[place].student_id, discipline=self.discipline,
            term_id=statement.term_id, semester=SEMESTER, group_id=statement.group_id, level=Level.EXAM, form=FORM,
            arisen=arisen, arisen_on=statement.dated, due_on=due(statement.dated), source=statement,
        )  # fmt: skip
        self.loaded.add([row])
        return row

    def retake(self, statement: Statement, place: int, debt: Debt, value: str, number: int = 1) -> None:
        """A try and what came of it; an empty value is still ahead."""
        outcome = Outcome.PLANNED if not value else Outcome.FAILED if is_unfit(value) else Outcome.PASSED
        self.line(statement, place, value, debt=debt)
        self.loaded.add(
            [DebtTry(college=self.loaded.college, debt=debt, number=number, planned_on=statement.dated, place="ауд. 304", statement=statement, outcome=outcome)]
        )  # fmt: skip
        if outcome is Outcome.PASSED:
            rows = Debt.objects.of(self.loaded.college.id).filter(pk=debt.pk)
            rows.update(closed_on=statement.dated, settled=statement, ended=Ended.PASSED)
            self.decide(statement, place, value)


def load_statements(loaded: Loaded) -> None:
    """The session of one group with its statements, then the debts that the other groups brought from paper."""
    desk = _desk(loaded)
    if desk is not None:
        _session(desk)
    _brought(loaded)


def _ground(statement: Statement) -> str:
    return f"ведомость № {statement.number} от {statement.dated:%d.%m.%Y}"


def _desk(loaded: Loaded) -> Desk | None:
    made, person = loaded.made, loaded.ids["person"]
    if GROUP not in loaded.ids["group"]:
        return None
    students = [row.student for row in made.memberships if row.group == GROUP and row.left is None]
    rows = Result.objects.of(loaded.college.id).filter(
        term=loaded.ids["past_term"][LAST], level=Level.EXAM, discipline__index=DISCIPLINE,
        student__in=[person[key] for key in students],
    )  # fmt: skip
    found = list(rows.select_related("discipline").order_by("student__surname", "student__given", "pk"))
    by_role: dict[str, list[str]] = {}
    for role in made.roles:
        by_role.setdefault(role.role, []).append(role.person)
    names = {row.key: row.surname for row in made.people}
    teachers, deputies = by_role.get(Role.TEACHER, []), by_role.get(Role.DEPUTY_ACADEMIC, [])
    hero = next((key for key in teachers if names[key] == "Кравцова"), None)
    other = next((key for key in teachers if key != hero), None)
    if hero is None or other is None or not deputies or len(found) <= TWICE:
        return None
    return Desk(loaded, found[0].discipline, found, person[hero], person[deputies[0]], person[other])


def _session(desk: Desk) -> None:
    """No-show ill and his sheet; no-show without a reason and a retake; «2», a retake not passed, a commission, one ahead."""
    loaded, year = desk.loaded, past_years(desk.loaded.made.today)[-1]
    main = desk.statement(1, Kind.MAIN, _workday(year.ends - timedelta(days=12)), ago=1)
    answers = {ILL: ("", NoShow.VALID), ABSENT: ("", NoShow.INVALID), FAILED: ("2", ""), TWICE: ("2", "")}
    usual = [(row.value if not is_unfit(row.value) else "3", "") for row in desk.results]
    loaded.add(
        StatementLine(
            college=loaded.college, statement=main, student_id=row.student_id, value=value, no_show=no_show, ticket=f"{place % 25 + 1}",
        )
        for place, row in enumerate(desk.results)
        for value, no_show in [answers.get(place, usual[place])]
    )  # fmt: skip
    rows = Result.objects.of(loaded.college.id).filter(pk__in=[row.pk for row in desk.results])
    rows.update(source=Source.STATEMENT, ground=_ground(main), group=main.group_id)
    rows.filter(value__in=[value for value in VALUES if is_unfit(value)]).update(value="3")
    sheet = desk.statement(2, Kind.INDIVIDUAL, _workday(year.ends - timedelta(days=3)), ago=1)
    desk.line(sheet, ILL, "4")
    desk.decide(sheet, ILL, "4")
    desk.decide(main, ABSENT, "на")
    desk.decide(main, FAILED, "2")
    desk.decide(main, TWICE, "2")
    absent = desk.debt(main, ABSENT, Arisen.NO_SHOW)
    failed, twice = (desk.debt(main, place, Arisen.UNFIT) for place in (FAILED, TWICE))
    _retakes(desk, absent, failed, twice)


def _retakes(desk: Desk, absent: Debt, failed: Debt, twice: Debt) -> None:
    starts, today = desk.loaded.made.terms[0].starts, desk.loaded.made.today
    passed = (today - starts).days
    if passed < len(Kind):  # the year has hardly begun: everything is still ahead
        return
    first = desk.statement(1, Kind.RETAKE, _workday(starts + timedelta(days=passed // 4)))
    desk.retake(first, ABSENT, absent, "3")
    desk.retake(first, FAILED, failed, "2")
    desk.retake(first, TWICE, twice, "2")
    commission = desk.statement(2, Kind.COMMISSION, _workday(starts + timedelta(days=passed // 2)))
    desk.retake(commission, FAILED, failed, "3", number=2)
    ahead = desk.statement(3, Kind.COMMISSION, today, closed=False)
    desk.retake(ahead, TWICE, twice, "", number=2)


def _workday(day: date) -> date:
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


def _brought(loaded: Loaded) -> None:
    """Unfit results of the years behind are debts, but for those of which a statement told already."""
    own, terms = loaded.college.id, loaded.ids["past_term"]
    ends = {terms[year.ago, term.number]: term.ends for year in past_years(loaded.made.today) for term in year.terms}
    unfit = [value for value in VALUES if is_unfit(value)]
    rows = Result.objects.of(own).filter(term__in=list(ends), value__in=unfit, source=Source.ARCHIVE)
    groups = {
        loaded.ids["person"][row.student]: loaded.id("group", row.group)
        for row in loaded.made.memberships
        if row.left is None
    }
    loaded.add(
        Debt(
            college=loaded.college, student_id=row.student_id, discipline_id=row.discipline_id, term_id=row.term_id,
            semester=row.semester, group_id=groups.get(row.student_id), level=row.level, form=row.form, arisen=Arisen.UNFIT,
            arisen_on=ends[row.term_id], due_on=due(ends[row.term_id]),
        )
        for row in rows.order_by("pk")
        if row.level != Level.CHECKPOINT
    )  # fmt: skip
