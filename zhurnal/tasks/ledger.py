"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Task",
        "Поручения",
        kept="work",
        makers="giver",
        free="text",
        plain="given_at due planned about place rhythm day series goes_on",
    ),
    Table(
        "Assignment",
        "Поручения человека",
        kept="work",
        subjects="person",
        facts="task state reported_at closed_at",
        plain="reminded_for",
        shown="task__text task__due",
    ),
    Table(
        "TaskWord",
        "Слова в ходе поручений",
        kept="work",
        subjects="person",
        facts="at move",
        free="text",
        plain="task assignment",
        source="self",
    ),
    Table(
        "TaskFile",
        "Файлы поручений",
        kept="work",
        mixed="name content",
        plain="task word media ending size",
        source="self",
    ),
)
