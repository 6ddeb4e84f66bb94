"""The place of a remark about practice as a piece of its page: a few days and students around it, what was done on the day (2.6; A1.8)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from zhurnal.inspection.models import Remark
from zhurnal.inspection.queries.excerpt import LESSONS, STUDENTS
from zhurnal.kernel import policy
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.wording import plural
from zhurnal.modules.models import PracticePage
from zhurnal.modules.policy import PRACTICE_READ
from zhurnal.modules.queries.practice import Line, load_page
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class PracticeExcerpt:
    """Days with the one that the remark means; (number, name, hours by day, None where nothing is written); what was done, in words.

    ``written``: of how many students the day tells; 0 without a day.
    """

    days: tuple[tuple[date, bool], ...]
    rows: tuple[tuple[int, str, tuple[int | None, ...]], ...]
    works: str
    written: int

    @property
    def span(self) -> str:
        """«с 16 по 24 ноября»."""
        first, last = self.days[0][0], self.days[-1][0]
        if first == last:
            return day_month(first)
        return f"с {first.day if first.month == last.month else day_month(first)} по {day_month(last)}"


def load_practice_excerpt(actor: PersonActor, remark: Remark) -> PracticeExcerpt | None:
    """What stands around the remark's day, else the last days of its page; None for whoever does not read the page.

    A student's own leader sees only his students, as on the page. A constant number of statements.
    """
    if remark.practice_id is None:
        return None
    related = ("group", "discipline", "term")
    row = PracticePage.objects.of(actor.college_id).select_related(*related).get(pk=remark.practice_id)
    if not policy.can(actor, PRACTICE_READ, row).allowed:
        return None
    page = load_page(actor, row)
    known = [day for day in page.days if day <= actor.today or day == remark.day]
    if not known:
        return None
    middle = known.index(remark.day) if remark.day in known else len(known) - 1
    shown = known[max(middle - LESSONS, 0) : middle + LESSONS + 1]
    works = _works(page.lines, remark.day)
    return PracticeExcerpt(
        tuple((day, day == remark.day) for day in shown),
        tuple(_row(number, line, shown) for number, line in _around(page.lines, remark)),
        "; ".join(
            f"{work}: {plural(many, ('студент', 'студента', 'студентов'))}" for work, many in works.most_common()
        ),
        sum(cell.date == remark.day and cell.hours is not None for line in page.lines for cell in line.cells),
    )


def _works(lines: tuple[Line, ...], day: date | None) -> Counter[str]:
    return Counter(cell.work for line in lines for cell in line.cells if cell.date == day and cell.work)


def _around(lines: tuple[Line, ...], remark: Remark) -> list[tuple[int, Line]]:
    """Two students on each side of the remark's own, else the first five."""
    numbered = list(enumerate(lines, 1))
    at = next((place for place, (_number, line) in enumerate(numbered) if line.id == remark.student_id), STUDENTS)
    return numbered[max(at - STUDENTS, 0) : at + STUDENTS + 1]


def _row(number: int, line: Line, days: list[date]) -> tuple[int, str, tuple[int | None, ...]]:
    hours = {cell.date: cell.hours for cell in line.cells}
    return number, line.name, tuple(hours.get(day) for day in days)
