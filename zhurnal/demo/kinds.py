"""Kinds of work of the demonstration college and what they weigh (hundredths)."""

from zhurnal.demo.rows import KindRow

KINDS = (
    KindRow("oral", "устный опрос", "УО", 100, marks_everyone=False),
    KindRow("test", "тест", "Т", 100, marks_everyone=False),
    KindRow("homework", "домашнее задание", "ДЗ", 100, marks_everyone=False),
    KindRow("self", "самостоятельная работа", "СР", 150, marks_everyone=False),
    KindRow("practical", "практическая работа", "ПР", 150, marks_everyone=True),
    KindRow("lab", "лабораторная работа", "ЛР", 200, marks_everyone=True),
    KindRow("control", "контрольная работа", "КР", 300, marks_everyone=True),
    KindRow("excursion", "экскурсия", "ЭК", 100, marks_everyone=False),
)
BY_CODE = {kind.code: kind for kind in KINDS}
