"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "LessonFigures",
        "Показатели занятий преподавателя",
        kept="work",
        subjects="teacher",
        facts="date hours standing listed absent late fives fours threes twos",
        plain="lesson course",
        source="machine",
        unlogged="вычисляется из журнала",
    ),
    Table(
        "CourseCount",
        "До чего посчитаны показатели",
        kept="college",
        plain="course seq lists",
        source="machine",
        unlogged="вычисляется из журнала",
    ),
)
