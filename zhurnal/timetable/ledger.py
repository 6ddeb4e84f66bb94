"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "TeacherAbsence",
        "Отсутствия преподавателя и просьбы о замене",
        kept="work",
        subjects="teacher",
        makers="suggested recorded_by decided_by",
        facts="since until pair state",
        special="cause reason",
        free="answer",
        plain="recorded_at decided_at",
    ),
    Table(
        "CalendarFeed",
        "Подписки на расписание",
        kept="account",
        subjects="owner",
        facts="kind group made_at revoked_at",
        mixed="subject",
        withheld="secret",
        source="self",
    ),
    Table("Room", "Аудитории", kept="college", plain="name building closed_on outer_key"),
    Table(
        "Lesson",
        "Занятия преподавателя",
        kept="journal",
        subjects="teacher",
        facts="course date pair hours state substituted",
        plain="term starts ends room origin outer_key",
    ),
    Table(
        "Substitution",
        "Замены",
        kept="journal",
        subjects="planned_teacher",
        makers="substitute",
        facts="lesson mode",
        special="cause reason",
        plain="missed host was_room made_at",
    ),
    Table(
        "LessonChange",
        "Отмены и переносы занятий",
        kept="journal",
        makers="made_by",
        special="cause reason",
        plain="lesson kind was_date was_pair was_starts was_ends was_room made_at by_file",
    ),
    Table(
        "Slot",
        "Сетка расписания",
        kept="journal",
        subjects="teacher",
        facts="course weekday pair half weeks room since until",
        plain="remote shift",
    ),
    Table("MovedDay", "Рабочие дни по расписанию других дней", kept="college", plain="date weekday"),
)
