"""One student in one journal, as every page shows him."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment.rules.explaining import rounded
from zhurnal.forecast.gather import JournalForecast, StudentForecast
from zhurnal.forecast.rules import needed, shown
from zhurnal.forecast.rules.needed import Coming
from zhurnal.forecast.rules.reasons import Fact, facts
from zhurnal.forecast.rules.shown import Bar
from zhurnal.journal.rules.average import shown as hundredths
from zhurnal.kernel.wording import plural
from zhurnal.organisation.rules.parameters import Parameters

GOALS = 2
CHIPS = 4  # more marks of one kind are told by their number
LIKELIER = 0.5
MARKS = ("отметка", "отметки", "отметок")
WORKS = ("работа", "работы", "работ")


@dataclass(frozen=True, slots=True)
class Line:
    """``early``: nothing is said yet, ``young``: for the term is. ``likely``: «4»; ``range``: «3–4» in eight cases of ten; ``debt``: whole per cent."""

    id: UUID
    name: str
    early: bool
    marks: int
    bars: tuple[Bar, ...]
    likely: str
    range: str
    debt: int
    risk: str
    tone: str
    facts: tuple[Fact, ...]
    young: bool = False

    @property
    def why_early(self) -> str:
        """Why nothing is said yet."""
        if self.young:
            return "Рано: не прошла четверть семестра"
        return f"Рано: {plural(self.marks, MARKS)}"

    @property
    def beside(self) -> str:
        """The interval beside the chance of debt; in words where it rounds to that chance, which is not told twice."""
        return "почти без разброса" if self.risk == f"{self.debt} %" else self.risk

    @property
    def words(self) -> str:
        """The bars for who hears them."""
        return ", ".join(f"{bar.label}: {bar.percent} %" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class StepLine:
    """Marks for works of one kind: each as a chip, or, where they are many, one of them with ``times``."""

    marks: tuple[str, ...]
    times: int
    work: str


@dataclass(frozen=True, slots=True)
class WayLine:
    """What to get, and the average that comes of it."""

    steps: tuple[StepLine, ...]
    average: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What is needed for a mark and its threshold; ``word`` instead of the ways where there are none."""

    mark: str
    border: str
    ways: tuple[WayLine, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Needed:
    """«Что нужно»: the average now, the goals above it, what is still to come. ``unattested``: «н/а» is likelier than not."""

    average: str
    goals: tuple[GoalLine, ...]
    ahead: str
    unattested: bool


def line_of(journal: JournalForecast, one: StudentForecast, parameters: Parameters, *, name: str = "") -> Line:
    """The line of a student; with ``name`` that of a journal in his own list."""
    credit = journal.credit
    bars = shown.bars_of(one.chances)
    return Line(
        one.id,
        name or one.name,
        one.early,
        one.standing.marks,
        bars,
        shown.likely(one.chances),
        "" if credit else shown.range_of(one.chances),
        bars[0].percent,
        shown.risk_range(one.ends, one.debt),
        shown.tone_of(one.debt),
        () if one.early else tuple(facts(one.standing, journal.mean, parameters, credit=credit, alone=journal.alone)),
        one.standing.young,
    )


def needed_of(
    journal: JournalForecast, one: StudentForecast, coming: Sequence[Coming], parameters: Parameters
) -> Needed:
    """Marks above the present one and what lifts to them, of the works that are still to come."""
    standing = one.standing
    weighed = len({work.weight for work in coming}) > 1
    found = [
        GoalLine(
            goal.mark,
            hundredths(goal.border),
            tuple(_way(way, weighed=weighed) for way in goal.ways),
            "" if goal.ways else _out_of_reach(goal, coming),
        )
        for goal in needed.goals(standing, coming, parameters, credit=journal.credit)[:GOALS]
    ]
    average = rounded(standing.total, standing.weights)
    return Needed(
        "" if average is None else hundredths(average), tuple(found), needed.ahead(coming),
        one.said.unattested >= LIKELIER,
    )  # fmt: skip


def _way(way: needed.Way, *, weighed: bool) -> WayLine:
    steps = tuple(
        StepLine(
            (str(step.value),) * (step.count if step.count <= CHIPS else 1),
            0 if step.count <= CHIPS else step.count,
            needed.work_words(step.coming, weighed=weighed),
        )
        for step in way.steps
    )
    return WayLine(steps, hundredths(way.average))


def _out_of_reach(goal: needed.Goal, coming: Sequence[Coming]) -> str:
    """Plainly: it cannot be had any more, and what all that is left would make."""
    count = sum(work.count for work in coming if work.weight > 0)
    if not count:
        return "Работ до конца семестра больше не запланировано."
    if goal.best is None:
        return f"Не хватит отметок для аттестации: впереди {plural(count, WORKS)}."
    if goal.reachable:
        return f"Достижимо, но понадобится больше {needed.MOST} отметок «5»."
    return f"Уже недостижимо: если получить «5» за все работы впереди ({count}), выйдет {hundredths(goal.best)}."
