"""Kinds of work with which a college begins until it decides otherwise (2.4; A2.11)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsualKind:
    """One kind; ``weight`` in hundredths."""

    code: str
    name: str
    short: str
    weight: int
    marks_everyone: bool = False


USUAL_KINDS = (
    UsualKind("oral", "устный опрос", "УО", 100),
    UsualKind("test", "тест", "Т", 100),
    UsualKind("homework", "домашнее задание", "ДЗ", 100),
    UsualKind("self", "самостоятельная работа", "СР", 150),
    UsualKind("practical", "практическая работа", "ПР", 150, marks_everyone=True),
    UsualKind("lab", "лабораторная работа", "ЛР", 200, marks_everyone=True),
    UsualKind("control", "контрольная работа", "КР", 300, marks_everyone=True),
    UsualKind("excursion", "экскурсия", "ЭК", 100),
)
