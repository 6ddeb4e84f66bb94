"""Closed sets of the curriculum."""

from enum import StrEnum


class ItemKind(StrEnum):
    """A row of the plan."""

    CYCLE = "cycle"
    DISCIPLINE = "discipline"
    MODULE = "module"
    MDK = "mdk"
    PRACTICE_EDU = "practice_edu"
    PRACTICE_PROD = "practice_prod"
    EXAM = "exam"
    GIA = "gia"


class JournalKind(StrEnum):
    """Two journals of a group (clause 1.6): theoretical classes, and training in professional modules."""

    THEORY = "theory"
    MODULE = "module"


class TopicKind(StrEnum):
    """What kind of class a topic of the work programme is."""

    LECTURE = "lecture"
    PRACTICAL = "practical"
    LAB = "lab"
    CONTROL = "control"
    PROJECT = "project"
    CONSULTATION = "consultation"
    CREDIT = "credit"


def joint_form(form: str) -> str:
    """The form of an attestation that several rows of a plan share (комплексный)."""
    return {"Э": "КЭ", "ДЗ": "КДЗ"}.get(form, form)
