"""What kind of result a mark is, where it came from, and how far the closing of a term has gone (A4.1, A4.12)."""

from enum import StrEnum


class Level(StrEnum):
    """Levels of attestation (A4.1); one result of each for a student in a discipline and term, of a checkpoint one for each."""

    CHECKPOINT = "checkpoint"  # ежемесячная, рубежная
    TERM = "term"  # семестровая
    EXAM = "exam"  # промежуточная аттестация по форме плана: З, ДЗ, Э, комплексный, контрольная
    PROJECT = "project"  # курсовой проект, курсовая работа
    PRACTICE = "practice"  # УП, ПП, ПДП
    MODULE = "module"  # экзамен по модулю
    YEAR = "year"  # годовая
    FINAL = "final"  # итоговая, в приложение к диплому


class Source(StrEnum):
    """Where a result came from; a closed statement is the only source of what it decides (A4.12)."""

    TEACHER = "teacher"
    STATEMENT = "statement"
    CREDIT = "credit"  # перезачёт (A2.13)
    ARCHIVE = "archive"  # brought in with the college's earlier years


class State(StrEnum):
    """How far a group's term is closed; there is a way back from each (reopening a closed one needs two people and an order)."""

    OPEN = "open"
    COLLECTED = "collected"
    COUNCIL = "council"
    CLOSED = "closed"


LEVEL_WORDS = {
    Level.CHECKPOINT: "рубежная аттестация",
    Level.TERM: "семестровая отметка",
    Level.EXAM: "промежуточная аттестация",
    Level.PROJECT: "курсовой проект, работа",
    Level.PRACTICE: "практика",
    Level.MODULE: "экзамен по модулю",
    Level.YEAR: "годовая отметка",
    Level.FINAL: "итоговая отметка",
}

SOURCE_WORDS = {
    Source.TEACHER: "поставлена преподавателем",
    Source.STATEMENT: "из ведомости",
    Source.CREDIT: "перезачёт",
    Source.ARCHIVE: "из прежних журналов",
}

STATE_WORDS = {
    State.OPEN: "открыт",
    State.COLLECTED: "отметки собраны",
    State.COUNCIL: "на педсовете",
    State.CLOSED: "закрыт",
}
