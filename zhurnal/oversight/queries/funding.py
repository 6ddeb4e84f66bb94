"""Lines of the year by basis of study (A5.11): whose hours the budget pays and whose the students."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Membership
from zhurnal.oversight.queries.teaching import Key, Line
from zhurnal.oversight.rules.funding import FUNDING_WORDS, Funding, Heads, remaining, split
from zhurnal.people.actor import PersonActor
from zhurnal.registers.models import FormerValue, RegisterValue
from zhurnal.registers.rules.dated import value_on

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Part:
    """A line's hours of one basis; ``columns``: given, by the line's columns."""

    key: Key
    basis: str
    plan: int
    columns: dict[Hashable, int]
    left: int

    @property
    def given(self) -> int:
        """Hours of all columns."""
        return sum(self.columns.values())


class Lists:
    """Who was on the lists of the year's groups, and of which basis on each day. Three statements."""

    def __init__(self, college_id: UUID, year: UUID) -> None:
        rows = Membership.objects.of(college_id).filter(group__year=year)
        values = RegisterValue.objects.of(college_id).filter(field="funding", person__in=rows.values("student_id"))
        self._basis: dict[UUID, str] = dict(values.values_list("person_id", "value"))
        former = FormerValue.objects.of(college_id).filter(field="funding", person__in=rows.values("student_id"))
        self._former: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
        for student, until, value in former.values_list("person_id", "until", "value"):
            self._former[student].append((until, value))
        self._members: dict[str, list[tuple[date, date | None, UUID]]] = defaultdict(list)
        for group, student, entered, left in rows.values_list("group__name", "student_id", "entered", "left"):
            self._members[group].append((entered, left, student))
        self._known: dict[tuple[str, date], Heads] = {}

    def heads(self, groups: tuple[str, ...], day: date) -> Heads:
        """Students of these groups on the day."""
        return sum((self._group(name, day) for name in groups), Heads())

    def _group(self, name: str, day: date) -> Heads:
        if (name, day) not in self._known:
            there = (who for since, until, who in self._members[name] if since <= day and (not until or day < until))
            of = Counter(value_on(day, self._basis.get(who, ""), self._former.get(who, ())) for who in there)
            budget, paid = of[Funding.BUDGET], of[Funding.PAID]
            self._known[name, day] = Heads(budget, paid, of.total() - budget - paid)
        return self._known[name, day]

    def nameless(self, day: date) -> int:
        """How many students on the lists of the day have no basis."""
        return self.heads(tuple(self._members), day).unknown


def parts(
    actor: PersonActor, term: Term, lines: list[Line], last_day: Callable[[Hashable], date], today: date
) -> tuple[list[Part], int]:
    """The lines by basis, and how many students have none. The lists are read on each column's last day, at most today."""
    lists, now = Lists(actor.college_id, term.year_id), min(max(today, term.year.starts), term.year.ends)
    mixed, found = actor.parameters.mixed_groups_funding, []
    for line in lines:
        groups = line.key.groups
        columns = sorted(line.columns.items(), key=lambda pair: last_day(pair[0]))
        given = split(((c, hours, lists.heads(groups, min(last_day(c), now))) for c, hours in columns), mixed)
        plans = split([(PLAN, line.plan, lists.heads(groups, now))], mixed) if line.plan else {}
        plan = {funding: part[PLAN] for funding, part in plans.items()}
        left = remaining(plan, {funding: sum(part.values()) for funding, part in given.items()})
        for funding in left:
            of = (plan.get(funding, 0), given.get(funding, {}), left[funding])
            found.append(Part(line.key, FUNDING_WORDS[funding], *of))
    return found, lists.nameless(now)
