"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "SavedReport",
        "Сохранённые отчёты",
        kept="account",
        subjects="person",
        facts="report name pinned schedule since",
        mixed="parameters",
        source="self",
        whole=True,
    ),
    Table(
        "BuiltReport",
        "Готовые отчёты",
        kept="notice",
        subjects="person",
        facts="report title due made_at",
        mixed="content",
        plain="saved name rows",
        source="machine",
        unlogged="отчёт собран ночью с правами владельца",
    ),
    Table(
        "VisitDay",
        "Дни, когда человек входил",
        kept="work",
        subjects="person",
        facts="day",
        source="machine",
        unlogged="сама и есть учёт входов",
    ),
)
