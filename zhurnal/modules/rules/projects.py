"""Course and diploma projects and their consultations (C5.12)."""

from datetime import date
from enum import StrEnum

from zhurnal.curriculum.rules.attestation import PROJECT, WORK, project_of
from zhurnal.kernel.dates import full
from zhurnal.kernel.refusal import Refusal

MOST_CONSULTED = 8  # hours of one day


class ProjectKind(StrEnum):
    """What a student works at under a supervisor."""

    COURSE = "course"
    WORK = "work"
    DIPLOMA = "diploma"


PROJECT_WORDS = {
    ProjectKind.COURSE: "курсовой проект",
    ProjectKind.WORK: "курсовая работа",
    ProjectKind.DIPLOMA: "дипломный проект",
}


def planned_kind(forms: str, hours: int) -> ProjectKind | None:
    """What the plan wants in a semester: «КП», «Э, КР», or hours of a project beside another form (A4.2); None for nothing."""
    return {PROJECT: ProjectKind.COURSE, WORK: ProjectKind.WORK}.get(project_of(forms, hours))


def consultation_refusal(day: date, first: date, today: date, hours: int) -> Refusal | None:
    """Why the consultation is not written; ``first``: of the academic year in which the topic was given."""
    if day < first:
        return Refusal("too_early", "Учебный год начался %(first)s. Проверьте дату.", {"first": full(first)})
    if day > today:
        return Refusal("future", "Консультация ещё не прошла. Запишите её в день, когда она состоится.")
    if not 1 <= hours <= MOST_CONSULTED:
        return Refusal("hours", "Часов консультации — от 1 до %(most)d.", {"most": MOST_CONSULTED})
    return None
