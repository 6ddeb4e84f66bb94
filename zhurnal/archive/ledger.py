"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "YearStep",
        "Шаги закрытия года",
        kept="history",
        makers="asked_by agreed_by",
        free="reason",
        plain="year step order_number asked_at agreed_at withdrawn_at",
    ),
    Table(
        "YearPackage",
        "Архивные пакеты",
        kept="act",
        makers="made_by",
        plain="year group made_at size sha256 key files records destroyed_at",
    ),
    Table("RetentionRule", "Сроки хранения", kept="college", plain="document years article place"),
    Table(
        "DestructionAct",
        "Акты об уничтожении",
        kept="act",
        makers="made_by done_by",
        identity="chair members",
        plain="number dated state made_at done_at",
    ),
    Table(
        "PersonalAct",
        "Акты об уничтожении персональных данных",
        kept="act",
        makers="made_by done_by",
        identity="chair members",
        plain="number dated state made_at done_at",
    ),
    Table(
        "PersonalActLine",
        "Строки этих актов: номер человека и что уничтожено",
        kept="act",
        subjects="person",
        facts="act parts rows",
    ),
    Table("ActLine", "Строки актов об уничтожении", kept="act", plain="act document year units years article"),
)
