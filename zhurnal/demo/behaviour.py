"""How made-up students study and come: ability, illness, good reasons, playing truant.

The shares are those of a usual college: about 9 % of hours missed, three fifths of them for a valid cause.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from zhurnal.demo.rows import ExcuseRow, PersonRow
from zhurnal.kernel.dates import days_between

ILLNESSES = ((0, 52), (1, 36), (2, 10), (3, 2))
TRUANCY = ((0.007, 57), (0.027, 29), (0.095, 11), (0.22, 3))
NOTES = {
    "б": "справка",
    "у": "заявление родителей",
    "п": "приказ по колледжу",
    "н": "объяснительная, причина неуважительная",
}
# Averages of the pictures: the group of the guide studies as it stands there.
AVERAGES = {
    "Абрамов": 4.21, "Акимова": 4.54, "Бережной": 3.56, "Васин": 3.76, "Гайнутдинов": 4.27, "Глушкова": 4.21,
    "Дементьев": 3.27, "Ермолин": 3.56, "Жданов": 3.7, "Зимин": 2.98, "Ивлева": 4.66, "Калугин": 3.43,
    "Костромин": 3.72, "Лапшин": 3.23, "Мартыненко": 3.79, "Назаров": 3.98, "Орлянский": 2.76, "Панкратов": 4.21,
    "Рогожина": 4.52, "Сафронов": 3.48, "Тарасевич": 2.85, "Удальцов": 3.74, "Филатов": 4.68, "Хромов": 3.3,
    "Юсупов": 4.03,
}  # fmt: skip
# Weeks of the term and weekdays of illnesses told in advance: (first week, days later), (last week, days later).
TOLD = {"Калугин": ((10, 1), (11, 2)), "Гайнутдинов": ((6, 4), (8, 4)), "Сафронов": ((12, 1), (13, 5))}


@dataclass(slots=True)
class Behaviour:
    """One student: ability (0 is the middle), days away with their cause, how often he skips a lesson."""

    ability: float
    truancy: float
    told: bool = False
    away: dict[date, str] = field(default_factory=dict)
    by_course: dict[str, float] = field(default_factory=dict)

    def level(self, rng: Random, course: str) -> float:
        """His ability in one course."""
        if course not in self.by_course:
            self.by_course[course] = 0.72 * self.ability + 0.3 * rng.gauss(0, 1)
        return self.by_course[course]


def behave(rng: Random, student: PersonRow, first: date, today: date, *, pictured: bool) -> Behaviour:
    """A student's term so far."""
    ability = (AVERAGES[student.surname] - 3.87) / 0.58 if pictured else rng.gauss(0, 1)
    truancy = rng.choices(*zip(*TRUANCY, strict=True))[0] * (1.6 if ability < -0.8 else 0.9)
    made = Behaviour(ability, truancy)
    span = (today - first).days
    if pictured and student.surname in TOLD:
        since, until = (_told(first, *place) for place in TOLD[student.surname])
        _away(made, since, until, "б")
        made.told = True
    else:
        for _ in range(rng.choices(*zip(*ILLNESSES, strict=True))[0]):
            since = first + timedelta(days=rng.randrange(span + 1))
            _away(made, since, since + timedelta(days=rng.randint(2, 8)), "б")
    for kind, often in (("у", 0.45), ("п", 0.3)):
        while rng.random() < often:
            since = first + timedelta(days=rng.randrange(span + 1))
            _away(made, since, since + timedelta(days=rng.choice((0, 0, 0, 1))), kind)
    return made


def _told(first: date, week: int, day: int) -> date:
    return first - timedelta(days=first.weekday()) + timedelta(days=7 * (week - 1) + day)


def _away(made: Behaviour, since: date, until: date, kind: str) -> None:
    for day in days_between(since, until):
        made.away.setdefault(day, kind)


def excuses(rng: Random, made: Behaviour, student: str, leader: str, today: date) -> Iterable[ExcuseRow]:
    """What the leader of the group knows of it: past causes almost always, running ones in half of the cases."""
    days = sorted(made.away)
    start = 0
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        if following == day + timedelta(days=1) and made.away[following] == made.away[day]:
            continue
        since, until, kind = days[start], day, made.away[day]
        start = place + 1
        known = 1.0 if made.told else 0.97 if until < today - timedelta(days=2) else 0.5
        if since <= today and rng.random() < known:
            yield ExcuseRow(student, since, until, kind, NOTES[kind], leader)


def sign_of_score(score: float) -> str:
    """The mark for a score of a standard normal: 6 % twos, 29 % threes, 38 % fours, 27 % fives."""
    return "2" if score < -1.555 else "3" if score < -0.385 else "4" if score < 0.613 else "5"
