"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Reading",
        "Журнал доступа: кто, когда и чьи данные открывал",
        kept="readings",
        subjects="person",
        facts="at account session door action kind key since file",
        free="who",
        plain="event part parts model target",
        source="machine",
        unlogged="сама и есть учёт: строки пишет программа, изменить их в ней нельзя",
    ),
)
