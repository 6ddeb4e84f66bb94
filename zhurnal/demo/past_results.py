"""What made-up students of older courses got in the semesters behind them, by the plan (C4) and by how they study now (C5.7).

The same college gives the same results. Debts are settled but for a few exams of the last session and a practice whose papers were
never handed in. Two students of the pictured plan go for a diploma with honours: one stands at exactly
75.0 %, the other just under it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.proposing import scale_of
from zhurnal.assessment.rules.values import CREDITED, MARKS, MASTERED, RELEASED, is_unfit
from zhurnal.assessment.rules.yearly import GENERAL, is_general, propose_year
from zhurnal.curriculum.rules.attestation import main_of, project_of
from zhurnal.curriculum.rules.semesters import PER_YEAR, year_of
from zhurnal.demo.behaviour import sign_of_score
from zhurnal.demo.plan import Plan, PlanLine
from zhurnal.demo.programmes import plans
from zhurnal.demo.rows import DemoCollege, GroupRow
from zhurnal.organisation.rules.parameters import Parameters

HONOURS_PLAN, HONOURS_COURSE = "13.02.03", 4
AT_THE_BOUND, JUST_UNDER, IN_DEBT = 4, 9, 15  # places on the list of the group
UNPRACTISED, UNPRACTISED_COURSE = 6, 3
CREDITED_ROWS = ("ОУД.09", "ИП", "ОГСЭ.05")
FOURS = 10  # of 40 marks at the bound, of 39 just under it
LAST_SESSION = (1, 2)
USUAL, SPREAD = 3.87, 0.58  # mean and spread of a student's average


@dataclass(frozen=True, slots=True)
class PastResult:
    """One result. ``ago``, ``number``: the term; ``discipline``: key of the plan's row in the college."""

    student: str
    group: str
    line: PlanLine
    semester: int
    ago: int
    number: int
    level: str
    form: str
    value: str
    mastery: str = ""

    @property
    def is_final(self) -> bool:
        """Whether the row ends with it: what the diploma takes."""
        return self.level not in (Level.TERM, Level.YEAR) and self.semester == max((*self.line.forms, 0))


def past_results(made: DemoCollege) -> list[PastResult]:
    """All of them, by group, student, semester and row."""
    known, means = plans(), _means(made)
    rng = Random(f"{made.college.code}:past")
    found: list[PastResult] = []
    members = _members(made)
    yearly = dict(made.college.parameters).get("year_marks") == GENERAL
    for group in made.groups:
        plan = known[group.curriculum.rpartition(":")[0]]
        for place, student in enumerate(members[group.key]):
            ability = (means.get(student, USUAL) - USUAL) / SPREAD
            own = _with_case(plan, group, place, list(_of_student(rng, group, plan, student, ability)))
            found += [*own, *(_years(plan, own) if yearly else ())]
    return found


def _years(plan: Plan, own: list[PastResult]) -> Iterator[PastResult]:
    """Marks of the year in general education, as the terms propose them; a term that is not passed has none yet (A4.1, A4.5)."""
    general = {cycle.index for cycle in plan.cycles if is_general((cycle.name,))}
    rows: dict[tuple[str, int], list[PastResult]] = defaultdict(list)
    for row in own:
        if row.line.parent in general and row.level in (Level.TERM, Level.EXAM):
            rows[row.line.index, row.ago].append(row)
    for found in rows.values():
        terms = {row.number: row.value for row in sorted(found, key=lambda row: row.level == Level.TERM)}
        last = max(found, key=lambda row: (row.number, row.level == Level.EXAM))
        if any(is_unfit(row.value) for row in found) or len(terms) < PER_YEAR:
            continue
        mark = propose_year(sorted(terms.items()), scale_of(last.form), Parameters()).value
        if mark:
            yield replace(last, level=Level.YEAR, form="", value=mark)


def _members(made: DemoCollege) -> dict[str, list[str]]:
    """group → students who began in it before this year, in the order of the list."""
    first: dict[str, str] = {}
    for row in sorted(made.memberships, key=lambda row: row.entered):
        if row.entered < made.terms[0].starts:
            first.setdefault(row.student, row.group)
    found: dict[str, list[str]] = defaultdict(list)
    for student, group in sorted(first.items()):
        found[group].append(student)
    return found


def _means(made: DemoCollege) -> dict[str, float]:
    """How each student stands now."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in made.entries:
        if row.slot and row.value in MARKS:
            sums[row.student][0] += int(row.value)
            sums[row.student][1] += 1
    return {student: total / count for student, (total, count) in sums.items()}


def _of_student(rng: Random, group: GroupRow, plan: Plan, student: str, ability: float) -> Iterator[PastResult]:
    for line in plan.lines:
        taste = rng.gauss(0, 0.4)
        for semester in range(1, group.semester):
            if not line.in_semester(semester) and semester not in line.forms:
                continue
            ago, number = group.course_year - year_of(semester), 2 - semester % 2
            for level, form in _levels(line, semester, last_year=ago == 1):
                score = 0.75 * ability + taste + rng.gauss(0, 0.35) + 0.1
                value = CREDITED if form == "З" else sign_of_score(score)
                if value == "2" and (line.kind == "mdk" or form != "Э" or (ago, number) != LAST_SESSION):
                    value = "3"  # settled long ago; with a debt in its parts nobody would have had the exam of a module
                mastery = MASTERED if level == Level.MODULE else ""
                yield PastResult(
                    student, group.key, line, semester, ago, number, level, form, value, mastery
                )  # fmt: skip


def _levels(line: PlanLine, semester: int, *, last_year: bool) -> list[tuple[Level, str]]:
    """What ends a row in a semester: a term mark, or the form of the plan; of the last year also the term mark before an exam."""
    form = line.forms.get(semester, "")
    if line.kind == "exam":
        return [(Level.MODULE, "ЭМ")]
    if line.kind.startswith("practice"):
        return [(Level.PRACTICE, form)] if form else []
    before = [(Level.TERM, "")] if last_year else []
    if project := project_of(form):
        return [*before, (Level.EXAM, main_of(form)), (Level.PROJECT, project)]
    if form == "Э":
        return [*before, (Level.EXAM, form)]
    return [(Level.EXAM, form)] if form else [(Level.TERM, "")]


def _with_case(plan: Plan, group: GroupRow, place: int, own: list[PastResult]) -> list[PastResult]:
    if plan.code == HONOURS_PLAN and group.course_year == UNPRACTISED_COURSE and place == UNPRACTISED:
        return _without_practice(own)
    if plan.code != HONOURS_PLAN or group.course_year != HONOURS_COURSE:
        return own
    if place in (AT_THE_BOUND, JUST_UNDER):
        return _honours(own, CREDITED_ROWS[: 2 if place == AT_THE_BOUND else 3])
    if place == IN_DEBT:
        return _debts(own)
    return own


def _honours(own: list[PastResult], credited: tuple[str, ...]) -> list[PastResult]:
    """Fives everywhere but in ``FOURS`` rows of those that are finished; some rows are only credited."""
    found, left = [], FOURS
    for row in own:
        value = row.value if row.value in (CREDITED, RELEASED) else "5"
        if row.is_final and row.line.index in credited:
            value = CREDITED
        elif row.is_final and row.level == Level.EXAM and value == "5" and left:
            value, left = "4", left - 1
        found.append(replace(row, value=value))
    return found


def _debts(own: list[PastResult]) -> list[PastResult]:
    """The student of picture 05: «2» in relay protection, papers of a practice not handed in, so no exam of the module."""
    missing = [row for row in own if row.line.index != "ПП.02.01"]
    return [replace(row, value="2") if (row.line.index, row.semester) == ("МДК.02.02", 6) else row for row in missing]


def _without_practice(own: list[PastResult]) -> list[PastResult]:
    """A debt in the educational practice of ПМ.06: not admitted to the exam of the module (C5.9)."""
    kept = [row for row in own if row.line.index != "ПМ.06.ЭК"]
    return [replace(row, value="2") if row.line.index == "УП.06.01" else row for row in kept]
