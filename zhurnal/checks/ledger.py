"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Finding",
        "Замечания автопроверки",
        kept="journal",
        subjects="student teacher",
        makers="dismissed_by",
        facts="rule course state first_seen seen_at closed_at closed_how",
        free="evidence reason",
        plain="place lesson work practice day returns",
        source="machine",
        unlogged="находит и закрывает машина; слова людей записываются",
    ),
    Table(
        "FindingStep",
        "Шаги замечаний автопроверки",
        kept="journal",
        makers="made_by",
        free="words",
        plain="finding step made_at",
    ),
    Table("RuleSetting", "Настройки автопроверки", kept="college", makers="set_by", plain="rule enabled number set_at"),
)
