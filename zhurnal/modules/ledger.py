"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table("Competence", "Компетенции", kept="college", plain="module code name position"),
    Table(
        "CompetenceMastery",
        "Освоение компетенций",
        kept="summary",
        subjects="student",
        makers="set_by",
        facts="competence mastered set_at",
        told="competence:{competence_id}:{student_id}",
    ),
    Table("Enterprise", "Предприятия", kept="college", plain="name address"),
    Table(
        "PracticePage",
        "Руководство практикой",
        kept="journal",
        subjects="leader",
        facts="group discipline kind starts ends",
        plain="term weekdays hours_planned hours_per_day",
    ),
    Table(
        "PracticePlace",
        "Место практики",
        kept="journal",
        subjects="student",
        makers="leader",
        identity="mentor",
        facts="page enterprise since until attestation_sheet characterisation diary report",
        told="practice:{page_id}:{student_id}",
    ),
    Table(
        "PracticeDay",
        "Дни практики",
        kept="journal",
        subjects="student",
        makers="written_by led_by",
        facts="date hours work",
        plain="page written_at",
    ),
    Table(
        "Project",
        "Курсовые и дипломные проекты",
        kept="summary",
        subjects="student",
        makers="supervisor",
        facts="term kind discipline topic",
        plain="group",
    ),
    Table(
        "Consultation",
        "Консультации по проектам",
        kept="journal",
        subjects="project__student",
        makers="given_by",
        facts="date hours work made_at struck_at",
        free="struck_reason",
        plain="project",
    ),
)
