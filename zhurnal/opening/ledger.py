"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Opening",
        "Открытие учебного года",
        kept="college",
        makers="opened_by",
        plain="year_name settled opened_at",
    ),
    Table(
        "Deed",
        "Шаги открытия года",
        kept="history",
        makers="made_by",
        free="title",
        mixed="rows",
        plain="year_name step made_at undone_at parted_at",
    ),
)
