"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Explanation",
        "Пояснения к выводам об объективности",
        kept="work",
        makers="made_by",
        free="text",
        plain="course kind settles weight made_at",
    ),
)
