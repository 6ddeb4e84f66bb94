"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Reading",
        "Журнал доступа: кто, когда и чьи данные открывал",
        kept="readings",
        subjects="person",
        facts="at account session door action kind since file",
        free="who",
        mixed="key",
        plain="event part parts model target",
        source="machine",
        unlogged="сама и есть учёт: строки пишет программа, изменить их в ней нельзя",
    ),
    Table(
        "PolicyText",
        "Версии политики обработки данных",
        kept="college",
        makers="made_by",
        plain="number text due made_at",
    ),
    Table(
        "Acceptance",
        "Принятие политики",
        kept="consent",
        subjects="person",
        facts="number accepted_at device",
        source="self",
    ),
    Table(
        "Consent",
        "Согласия",
        kept="consent",
        subjects="subject",
        makers="guardian withdrawn_by",
        identity="text",
        facts="purpose version own_at guardian_at withdrawn_at",
        source="self",
    ),
    Table(
        "SubjectRequest",
        "Обращения о персональных данных",
        kept="consent",
        subjects="subject asked_by",
        makers="answered_by",
        facts="number kind asked_at due answered_at",
        free="text longer answer",
        source="self",
    ),
)
