"""The year, its terms, bells and days off."""

from dataclasses import dataclass
from datetime import date

from zhurnal.academic_year.models import AcademicYear, Bell, Holiday, Term
from zhurnal.opening.actions.deeds import Hand, alone
from zhurnal.opening.rules.bells import read_bells
from zhurnal.opening.rules.holidays import read_holidays
from zhurnal.opening.rules.tables import Problem
from zhurnal.opening.tables import days_off, rings
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import MovedDay


@dataclass(frozen=True, slots=True)
class Dates:
    """The year and its two terms: (starts, ends) of each."""

    year: tuple[date, date]
    terms: tuple[tuple[date, date], tuple[date, date]]

    @property
    def name(self) -> str:
        """«2026/27»."""
        first = self.year[0].year
        return f"{first}/{(first + 1) % 100:02d}"


def save_year(actor: PersonActor, year: AcademicYear | None, dates: Dates) -> AcademicYear | None:
    """Make the year or move its dates; None when another year already has that name."""
    own = year or AcademicYear(college_id=actor.college_id, name=dates.name)
    with alone(actor), Hand(actor, own.name, "year", f"Год {own.name} и его семестры") as hand:
        known = AcademicYear.objects.of(actor.college_id).filter(name=dates.name).first()
        if known is not None and (year is None or known.pk != year.pk):
            return None
        if year is None:
            own.starts, own.ends = dates.year
            hand.create([own])
        else:
            hand.change(own, starts=dates.year[0], ends=dates.year[1])
        terms = {term.number: term for term in Term.objects.of(actor.college_id).filter(year=own.pk)}
        for number, (starts, ends) in enumerate(dates.terms, 1):
            if number in terms:
                hand.change(terms[number], starts=starts, ends=ends)
            else:
                hand.create([Term(college_id=actor.college_id, year=own, number=number, starts=starts, ends=ends)])
    return own


def save_bells(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """The bells of the college become those of the table."""
    wanted, problems = read_bells(text)
    if problems:
        return problems
    known = rings(actor.college_id)
    with Hand(actor, year.name, "bells", "Звонки") as hand:
        for ring, row in known.items():
            if ring not in wanted:
                hand.remove(row)
        hand.create(
            Bell(
                college_id=actor.college_id, weekday=r.weekday, shift=r.shift, building=r.building, pair=r.pair,
                starts=r.starts, ends=r.ends,
            )
            for r in wanted
            if r not in known
        )  # fmt: skip
    return []


def save_holidays(actor: PersonActor, year: AcademicYear, text: str) -> list[Problem]:
    """The days off and the moved working days of the year become those of the table."""
    wanted, problems = read_holidays(text)
    outside = [day for day in wanted if not year.starts <= day.date <= year.ends]
    if outside and not problems:
        span = f"{year.starts:%d.%m.%Y}–{year.ends:%d.%m.%Y}"
        problems = [Problem(0, f"{outside[0].date:%d.%m.%Y} не в этом году ({span}): уберите строку.")]
    if problems:
        return problems
    known = days_off(year)
    with Hand(actor, year.name, "holidays", "Праздники и выходные") as hand:
        for day, row in known.items():
            if day not in wanted:
                hand.remove(row)
        new = [day for day in wanted if day not in known]
        own = actor.college_id
        hand.create(Holiday(college_id=own, date=day.date, name=day.name) for day in new if not day.works)
        hand.create(MovedDay(college_id=own, date=day.date, weekday=day.works) for day in new if day.works)
    return []
