"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "ImportRun",
        "Загрузки файлов",
        kept="import",
        makers="made_by",
        free="title",
        mixed="answers counts mended reading plan",
        plain="kind state made_at today since until applied_at undone_at digest by_hand",
        source="file",
    ),
    Table(
        "NameMapping",
        "Запомненные имена из файлов",
        kept="person",
        makers="made_by",
        identity="key name",
        free="said",
        plain="source kind answer target made_at",
        source="file",
    ),
    Table(
        "RowTrace",
        "Какая строка файла что создала",
        kept="work",
        plain="run row wrote",
        source="machine",
        unlogged="сама и есть след загрузки",
    ),
)
