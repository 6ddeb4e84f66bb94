"""Debts of students as the record tells of them: those on the books, and unfit results that nobody has booked yet (A4.7, A4.8)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.queries.results import Marked
from zhurnal.assessment.rules.levels import GIA, Level
from zhurnal.assessment.rules.values import is_unfit, printed
from zhurnal.results.rules.lines import ATTESTED
from zhurnal.statements.models import Debt, DebtTry
from zhurnal.statements.rules.kinds import ARISEN_WORDS, OUTCOME_WORDS, Arisen, Ended, Outcome

TRY_WORDS = {1: "первая пересдача", 2: "пересдача с комиссией"}


@dataclass(frozen=True, slots=True)
class Owed:
    """An open debt. ``told``: what happened so far; ``planned``: the day of the retake; ``statement``: number of its statement."""

    discipline: UUID | None
    index: str
    name: str
    semester: int
    told: str
    due_on: date | None = None
    planned: date | None = None
    statement: int | None = None


def open_debts(
    college_id: UUID, results: Mapping[UUID, Sequence[Marked]], *, published: bool = False, on: date | None = None
) -> dict[UUID, list[Owed]]:
    """student → his debts, of the students of ``results``. ``published``: only those that follow from what he was shown.

    ``on``: those that stood on an earlier day. Two statements, of an earlier day three.
    """
    standing = Q(closed_on__isnull=True)
    if on is not None:
        standing = Q(arisen_on__lte=on) & (standing | Q(closed_on__gt=on))
    rows = list(
        Debt.objects.of(college_id)
        .filter(standing, student__in=list(results))
        .exclude(ended=Ended.MISTAKEN)
        .select_related("discipline", "source")
        .order_by("due_on", "pk")
    )
    tries: dict[UUID, list[DebtTry]] = defaultdict(list)
    found: dict[UUID, list[Owed]] = defaultdict(list)
    for tried in DebtTry.objects.of(college_id).filter(debt__in=[row.pk for row in rows]).order_by("planned_on", "pk"):
        if on is not None and tried.planned_on > on:
            tried.outcome = Outcome.PLANNED  # nobody knew yet how it would end
        tries[tried.debt_id].append(tried)
    booked: set[tuple[UUID, UUID, UUID]] = set()
    if on is not None:  # what arose later was no debt then
        later = Debt.objects.of(college_id).filter(student__in=list(results), arisen_on__gt=on)
        booked.update(later.values_list("student_id", "discipline_id", "term_id"))
    for row in rows:
        place = row.discipline_id, row.term_id
        shown = any(
            one.discipline == place[0] and one.term == place[1] and unfit(one) for one in results[row.student_id]
        )
        if shown or not published or row.source_id:
            found[row.student_id].append(_booked(row, tries[row.pk]))
        booked.add((row.student_id, *place))
    for student, own in results.items():
        found[student] += [
            Owed(row.discipline, row.index, row.name, row.semester, _unbooked(row))
            for row in _standing(own)
            if unfit(row) and (student, row.discipline, row.term) not in booked
        ]
    return found


def unfit(row: Marked) -> bool:
    """Whether a result is a debt; an examination of the state attestation that was not passed is none (A4.14)."""
    return row.level not in (Level.CHECKPOINT, *GIA) and is_unfit(row.value, row.mastery)


def _standing(rows: Iterable[Marked]) -> list[Marked]:
    """Without term marks that an attestation of the same semester has overtaken; a mark of the year owes what its terms owe."""
    own = list(rows)
    attested = {(row.discipline, row.term) for row in own if row.level in ATTESTED}
    return [
        row
        for row in own
        if row.level != Level.YEAR and (row.level != Level.TERM or (row.discipline, row.term) not in attested)
    ]


def _unbooked(row: Marked) -> str:
    return f"«{printed(row.value) or row.mastery}»{f', {row.form}' if row.form else ''}"


def _booked(row: Debt, tries: list[DebtTry]) -> Owed:
    words = [f"{ARISEN_WORDS[Arisen(row.arisen)]}, {row.arisen_on:%d.%m.%Y}"]
    words += [
        f"{TRY_WORDS.get(one.number, 'пересдача')} {one.planned_on:%d.%m}: {OUTCOME_WORDS[Outcome(one.outcome)]}"
        for one in tries
        if one.outcome != Outcome.PLANNED
    ]
    planned = next((one.planned_on for one in tries if one.outcome == Outcome.PLANNED), None)
    discipline = row.discipline
    number = row.source.number if row.source else None
    return Owed(
        row.discipline_id,
        discipline.index,
        discipline.name,
        row.semester,
        ". ".join(words),
        row.due_on,
        planned,
        number,
    )
