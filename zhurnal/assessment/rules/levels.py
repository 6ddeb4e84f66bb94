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
    STATE_EXAM = "state_exam"  # ГИА: демонстрационный или государственный экзамен
    THESIS = "thesis"  # ГИА: защита дипломного проекта, работы
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


GIA = frozenset(
    {Level.STATE_EXAM, Level.THESIS}
)  # of the state final attestation: passed once, its «2» is no debt (A4.14)

LEVEL_WORDS = {
    Level.CHECKPOINT: "рубежная аттестация",
    Level.TERM: "семестровая отметка",
    Level.EXAM: "промежуточная аттестация",
    Level.PROJECT: "курсовой проект, работа",
    Level.PRACTICE: "практика",
    Level.MODULE: "экзамен по модулю",
    Level.STATE_EXAM: "экзамен ГИА",
    Level.THESIS: "защита дипломной работы (ГИА)",
    Level.YEAR: "годовая отметка",
    Level.FINAL: "итоговая отметка",
}

SHORT_WORDS = {  # over the last columns of a page of the journal (A1.6)
    Level.TERM: "сем.",
    Level.EXAM: "экз.",
    Level.PROJECT: "КП",
    Level.PRACTICE: "практ.",
    Level.MODULE: "экз. мод.",
    Level.STATE_EXAM: "ГИА",
    Level.THESIS: "защита",
    Level.YEAR: "год",
    Level.FINAL: "итог",
}
SHORT_FORMS = {"З": "зачёт", "ДЗ": "диф. зач.", "КДЗ": "диф. зач.", "К": "контр.", "КР": "КР"}


def head_of(level: Level, form: str) -> str:
    """What stands over the column of a result: «диф. зач.», «экз.», «год»; "" for what has no column."""
    if level in (Level.EXAM, Level.PROJECT):
        return SHORT_FORMS.get(form, SHORT_WORDS[level])
    return SHORT_WORDS.get(level, "")


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
