"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Notice",
        "Уведомления",
        kept="notice",
        subjects="person",
        facts="kind title happened_at read_at mail_at",
        mixed="items",
        plain="about url",
        source="machine",
        unlogged="рассказывает о записанном в истории",
    ),
)
