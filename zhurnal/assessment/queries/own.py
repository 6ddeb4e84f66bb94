"""What a student and his parents see: published results, and nothing else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.assessment.models import Checkpoint
from zhurnal.assessment.queries.results import ResultRow, results_of_student
from zhurnal.assessment.rules.levels import LEVEL_WORDS, Level
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One published result."""

    name: str
    level: str
    form: str
    value: str
    mastery: str
    personal_until: date | None


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """Results of one term."""

    name: str
    lines: tuple[OwnLine, ...]


def published(actor: PersonActor, student: UUID) -> list[OwnTerm]:
    """A student's published results by term, the newest first. Two statements."""
    rows = results_of_student(actor.college_id, student, published=True)
    wanted = {row.checkpoint for row in rows if row.checkpoint}
    names = dict(Checkpoint.objects.of(actor.college_id).filter(pk__in=wanted).values_list("pk", "name"))
    terms: dict[tuple[str, int], list[OwnLine]] = {}
    for row in rows:
        terms.setdefault((row.year, row.term_number), []).append(_line(row, names))
    return [
        OwnTerm(f"{number} семестр {year}", tuple(lines))
        for (year, number), lines in sorted(terms.items(), reverse=True)
    ]


def _line(row: ResultRow, checkpoints: dict[UUID, str]) -> OwnLine:
    level = checkpoints.get(row.checkpoint, "") if row.checkpoint else LEVEL_WORDS[Level(row.level)]
    return OwnLine(row.name, level, row.form, row.value, row.mastery, row.personal_until)
