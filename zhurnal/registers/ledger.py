"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("RegisterField", "Какие сведения колледж ведёт", kept="college", plain="field used required"),
    Table(
        "RegisterValue",
        "Сведения реестра: документы, телефоны, адреса",
        kept="person",
        subjects="person",
        makers="changed_by",
        facts="field changed_at",
        special="value",
        source="self",
        whole=True,
        told="register:{person_id}:{field}",
    ),
    Table(
        "FormerValue",
        "Прежние сведения реестра",
        kept="person",
        subjects="person",
        facts="field until order_words",
        special="value",
        source="order",
        whole=True,
    ),
    Table(
        "Proposal",
        "Просьбы исправить сведения",
        kept="person",
        subjects="subject",
        makers="made_by decided_by",
        facts="field state made_at decided_at",
        special="was value",
        free="note answer",
        mixed="student",
        source="self",
        whole=True,
    ),
)
