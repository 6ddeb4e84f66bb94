"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "CorrectionAct",
        "Акты об исправлении",
        kept="journal",
        makers="made_by",
        mixed="changes beside",
        plain="year number dated request reopening course made_at",
    ),
    Table(
        "ActMember",
        "Участие в комиссиях по исправлению",
        kept="journal",
        subjects="person",
        facts="act post",
        plain="position",
    ),
    Table(
        "Round",
        "Проверки журналов",
        kept="journal",
        makers="made_by",
        free="found",
        plain="year term number title aim since until due kind department made_at closed_at",
    ),
    Table("RoundPart", "Что проверяется", kept="journal", plain="round group course"),
    Table("Checker", "Участие в проверках журналов", kept="journal", subjects="person", facts="round"),
    Table(
        "Remark",
        "Замечания проверяющих",
        kept="journal",
        subjects="teacher student",
        makers="author",
        facts="number course lesson kind issued_at due state done_at closed_at",
        free="text demand",
        plain="year round places practice day finding",
    ),
    Table(
        "Visa",
        "Визы проверяющих",
        kept="journal",
        makers="checker",
        free="note",
        plain="course group until made_at round lifted_at",
    ),
)
