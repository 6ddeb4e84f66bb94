"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Job",
        "Фоновые работы",
        kept="file",
        makers="asked_by",
        free="title said file_name",
        mixed="arguments units",
        plain="kind asked_at state done total attempts started_at ended_at fault file_bytes keep_until",
        source="machine",
        unlogged="сведения только выдаются; что выдано, видно в списке работ",
    ),
)
