"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("LoadNorm", "Нормы нагрузки", kept="college", plain="since year_hours limit_hours months"),
    Table(
        "TeacherRate",
        "Ставки преподавателя",
        kept="work",
        subjects="teacher",
        facts="since rate",
        told="rate:{teacher_id}:{since}",
    ),
)
