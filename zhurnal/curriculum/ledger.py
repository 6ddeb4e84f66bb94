"""What the tables of this room hold about people (T20; ``kernel.holdings``)."""

from zhurnal.kernel.holdings import Table

TABLES = (
    Table(
        "Curriculum",
        "Учебные планы",
        kept="college",
        plain="specialty_code specialty_name qualification title base form start_year graphic outer_key",
    ),
    Table(
        "PlanItem",
        "Строки учебных планов",
        kept="college",
        plain="curriculum parent index name kind position outer_key",
    ),
    Table(
        "PlanLoad",
        "Нагрузка по плану",
        kept="college",
        plain="item semester hours_total lectures practicals labs course_project self_study consultations exam_hours attestation joint",
    ),
    Table(
        "Discipline",
        "Дисциплины, модули, практики",
        kept="college",
        plain="index name short_name kind plan_item closed_on outer_key",
    ),
    Table(
        "Group",
        "Группы",
        kept="college",
        plain="name department curriculum course_year year closed_on modules_viewed_until outer_key",
    ),
    Table("GroupLeader", "Руководство группами", kept="journal", subjects="person", facts="group since until"),
    Table(
        "Membership",
        "Группы студента",
        kept="order",
        subjects="student",
        facts="group entered left order_in order_out",
        free="note",
        plain="recorded_at",
        source="order",
    ),
    Table("Subgroup", "Подгруппы", kept="college", plain="group name number outer_key"),
    Table("SubgroupMembership", "Подгруппы студента", kept="journal", subjects="student", facts="subgroup since until"),
    Table(
        "WorkProgramme",
        "Рабочие программы",
        kept="college",
        makers="made_by",
        plain="discipline title version copied_from revision",
    ),
    Table("ProgrammeTopic", "Темы программ", kept="college", plain="programme number title hours kind homework"),
    Table(
        "Course",
        "Страницы журнала",
        kept="journal",
        plain="year term group subgroup discipline kind hours_planned programme frozen_at viewed_until outer_key",
    ),
    Table(
        "CourseTeacher",
        "Какие страницы журнала ведёт",
        kept="journal",
        subjects="teacher",
        facts="course since until",
    ),
    Table(
        "HoursCorrection",
        "Поправки часов",
        kept="work",
        subjects="teacher instead_of",
        makers="made_by undone_by",
        facts="course kind day hours order_number order_dated made_at undone_at",
        free="ground undone_why",
    ),
    Table("PracticePeriod", "Недели практики", kept="college", plain="group kind discipline starts ends weekdays"),
    Table("Stream", "Потоки", kept="college", plain="term name"),
    Table("StreamCourse", "Страницы потоков", kept="college", plain="stream course"),
)
