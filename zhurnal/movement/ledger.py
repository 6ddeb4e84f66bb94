"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Order",
        "Приказы о движении студентов",
        kept="order",
        makers="made_by",
        free="ground",
        plain="number dated kind made_at batch",
        source="order",
    ),
    Table(
        "Movement",
        "Движение студента",
        kept="order",
        subjects="student",
        makers="undone_by",
        facts="order effective group_from group_to undone_at",
        free="details",
        plain="traces awaits",
        shown="order__number order__dated",
        source="order",
    ),
    Table(
        "Credit",
        "Перезачёты",
        kept="summary",
        subjects="student",
        makers="made_by undone_by",
        facts="discipline hours result document made_at undone_at",
        free="undone_why",
        plain="traces",
    ),
)
