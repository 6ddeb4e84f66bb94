"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("Checkpoint", "Рубежные аттестации", kept="college", plain="term name since until published_at"),
    Table(
        "TermClosing",
        "Закрытие семестров",
        kept="journal",
        plain="group term state council_number council_date changed_at",
    ),
    Table(
        "TermStep",
        "Шаги закрытия семестра",
        kept="journal",
        makers="made_by seconded_by dropped_by",
        free="reason dropped_why",
        plain="closing before after made_at order_number seconded_at dropped_at",
    ),
    Table(
        "Result",
        "Итоги: рубежные, семестровые, экзамены",
        kept="summary",
        subjects="student",
        makers="set_by",
        facts="discipline term semester level form value mastery average source published_at set_at personal_until",
        free="reason ground",
        plain="group course checkpoint proposed version",
        told="result:{student_id}:{level}:{checkpoint_id}:{discipline_id} result:{student_id}:{level}:{term_id}:{discipline_id} "
        # as records name it that are older than the discipline in its name
        "result:{student_id}:{level}:{checkpoint_id} result:{student_id}:{level}:{term_id}",
    ),
)
