"""What an import writes: models in the order in which their rows are made, with words for people."""

from dataclasses import dataclass, field

from django.db.models import Model

from zhurnal.academic_year.models import AcademicYear, Bell, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Discipline,
    Group,
    GroupLeader,
    Membership,
    PlanItem,
    PlanLoad,
    ProgrammeTopic,
    Stream,
    StreamCourse,
    Subgroup,
    SubgroupMembership,
    WorkProgramme,
)
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel.models import ChainHead
from zhurnal.movement.models import Movement
from zhurnal.organisation.models import Department
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.registers.models import RegisterValue
from zhurnal.timetable.models import Lesson, LessonChange, Room


@dataclass(frozen=True)
class Entity:
    """A table that imports write; ``hidden`` rows only serve others."""

    model: type[Model]
    title: str
    one: str
    few: str
    many: str
    fields: dict[str, str] = field(default_factory=dict)
    hidden: bool = False


ENTITIES: dict[str, Entity] = {
    "year": Entity(AcademicYear, "Учебный год", "учебный год", "учебных года", "учебных лет", {"starts": "с", "ends": "по"}),
    "term": Entity(Term, "Семестр", "семестр", "семестра", "семестров", {"starts": "с", "ends": "по"}),
    "department": Entity(Department, "Отделения", "отделение", "отделения", "отделений"),
    "bell": Entity(Bell, "Звонки", "звонок", "звонка", "звонков"),
    "kind": Entity(WorkKind, "Виды работ", "вид работы", "вида работ", "видов работ"),
    "room": Entity(Room, "Кабинеты", "кабинет", "кабинета", "кабинетов", {"name": "название", "building": "корпус", "closed_on": "закрыт с"}),
    "person": Entity(
        Person, "Люди",
        "человек",
        "человека",
        "человек",
        {
            "surname": "фамилия",
            "given": "имя",
            "patronymic": "отчество",
            "birth_date": "дата рождения",
            "sex": "пол",
            "email": "почта",
        },
    ),
    "role": Entity(RoleGrant, "Роли", "роль", "роли", "ролей", {"until": "до"}),
    "feed": Entity(StudentFeed, "Дневники", "дневник", "дневника", "дневников", hidden=True),
    "guardianship": Entity(
        Guardianship, "Родители",
        "связь с родителем",
        "связи с родителями",
        "связей с родителями",
        {"basis": "основание", "since": "с", "until": "по", "consent": "согласие"},
    ),
    "registervalue": Entity(RegisterValue, "Реестры групп", "поле реестра", "поля реестра", "полей реестра", {"value": "значение"}),
    "curriculum": Entity(
        Curriculum, "Планы",
        "учебный план",
        "учебных плана",
        "учебных планов",
        {"title": "название", "qualification": "квалификация", "specialty_name": "специальность", "graphic": "график по неделям"},
    ),
    "item": Entity(
        PlanItem, "Строки плана",
        "строка плана",
        "строки плана",
        "строк плана",
        {"name": "название", "index": "индекс", "kind": "вид", "parent_id": "раздел", "position": "место"},
    ),
    "load": Entity(
        PlanLoad, "Часы по семестрам",
        "нагрузка семестра",
        "нагрузки семестров",
        "нагрузок семестров",
        {
            "hours_total": "всего",
            "lectures": "лекции",
            "practicals": "практические",
            "labs": "лабораторные",
            "course_project": "курсовой проект или работа",
            "self_study": "самостоятельно",
            "consultations": "консультации",
            "exam_hours": "аттестация, ч",
            "attestation": "форма аттестации",
            "joint": "комплексная аттестация",
        },
    ),
    "discipline": Entity(
        Discipline, "Дисциплины", "дисциплина", "дисциплины", "дисциплин", {"name": "название", "short_name": "кратко", "index": "индекс", "kind": "журнал", "closed_on": "закрыта с"}
    ),
    "programme": Entity(
        WorkProgramme, "Рабочие программы",
        "рабочая программа",
        "рабочие программы",
        "рабочих программ",
        {"title": "название", "version": "версия"},
    ),
    "topic": Entity(ProgrammeTopic, "Темы программ", "тема программы", "темы программ", "тем программ", hidden=True),
    "group": Entity(
        Group, "Группы",
        "группа",
        "группы",
        "групп",
        {"name": "название", "department_id": "отделение", "course_year": "курс", "curriculum_id": "учебный план", "closed_on": "закрыта с"},
    ),
    "leader": Entity(GroupLeader, "Руководители", "руководитель группы", "руководителя групп", "руководителей групп", {"since": "с", "until": "по"}),
    "membership": Entity(
        Membership, "Списки групп", "запись в список", "записи в списки", "записей в списки", {"entered": "зачислен", "left": "выбыл", "order_in": "приказ о зачислении"},
    ),
    "subgroup": Entity(Subgroup, "Подгруппы", "подгруппа", "подгруппы", "подгрупп", {"name": "название"}),
    "submembership": Entity(SubgroupMembership, "Списки подгрупп", "студент подгруппы", "студента подгрупп", "студентов подгрупп", {"since": "с", "until": "по"}),
    "course": Entity(Course, "Журналы", "журнал дисциплины", "журнала дисциплин", "журналов дисциплин", {"hours_planned": "часы", "programme_id": "рабочая программа"}),
    "chain": Entity(ChainHead, "История", "история", "истории", "историй", hidden=True),
    "stream": Entity(Stream, "Потоки", "поток", "потока", "потоков"),
    "streamcourse": Entity(StreamCourse, "Журналы потоков", "журнал потока", "журнала потоков", "журналов потоков", hidden=True),
    "courseteacher": Entity(CourseTeacher, "Кто ведёт", "преподаватель журнала", "преподавателя журналов", "преподавателей журналов", {"since": "с", "until": "по"}),
    "lesson": Entity(
        Lesson, "Занятия",
        "занятие",
        "занятия",
        "занятий",
        {
            "date": "дата",
            "pair": "пара",
            "starts": "начало",
            "ends": "конец",
            "room_id": "кабинет",
            "teacher_id": "преподаватель",
            "hours": "часы",
            "state": "состояние",
        },
    ),
    "lessonchange": Entity(LessonChange, "Переносы", "перенос", "переноса", "переносов", hidden=True),
    "movement": Entity(
        Movement, "Приказы",
        "приказ о студенте",
        "приказа о студентах",
        "приказов о студентах",
        {
            "order_words": "приказ",
            "effective_day": "действует с",
            "left_group": "группа",
            "entered_group": "в группу",
            "renamed": "новое имя",
            "ground": "основание",
        },
    ),
}  # fmt: skip
HIDDEN = frozenset(name for name, entity in ENTITIES.items() if entity.hidden)
