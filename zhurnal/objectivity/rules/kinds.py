"""What the journal looks for (1.11 d). The order is that of the pages."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of findings; the value stands in addresses."""

    PROPOSALS = "proposals"  # term marks above the proposed ones
    HEAP = "heap"  # marks crowd at the end of a period
    SITTING = "sitting"  # marks of many past lessons entered on one day
    EXAMS = "exams"  # term marks above exams and statements
    STRICTNESS = "strictness"  # marks lower or higher than the same students get elsewhere
    IMPROVED = "improved"  # old marks replaced by higher ones


TITLES = {
    Kind.PROPOSALS: "Семестровые отметки выше предложенных",
    Kind.HEAP: "Отметки собраны в конце срока",
    Kind.SITTING: "Отметки многих занятий внесены в один день",
    Kind.EXAMS: "Семестровые отметки выше экзаменационных",
    Kind.STRICTNESS: "Отметки отличаются от отметок тех же студентов в других журналах",
    Kind.IMPROVED: "Старые отметки исправлены на более высокие",
}
SHORT = {
    Kind.PROPOSALS: "Выше предложенных",
    Kind.HEAP: "В конце срока",
    Kind.SITTING: "В один день",
    Kind.EXAMS: "Выше экзамена",
    Kind.STRICTNESS: "Строгость",
    Kind.IMPROVED: "Исправления",
}
MEANINGS = {
    Kind.PROPOSALS: "Преподаватель вправе отступить от расчёта, если может объяснить почему. Это не значит, что отметки завышены: "
    "работа, которую журнал не видит, могла быть сделана устно.",
    Kind.HEAP: "Студенты долго не знали, как они учатся. Это не значит, что отметки неверны: занятия или большие работы могли стоять в "
    "конце по плану.",
    Kind.SITTING: "Отметки о занятиях записаны много позже самих занятий. Это не значит, что их не было: преподаватель мог вести записи "
    "на бумаге, болеть или получить разрешение открыть занятия.",
    Kind.EXAMS: "Работа в семестре и экзамен проверяют разное, и экзамен мог быть труднее. Если разница большая и у многих, "
    "стоит сравнить требования.",
    Kind.STRICTNESS: "Сравниваются одни и те же студенты. Причиной может быть сама дисциплина: трудная или такая, где легко показать "
    "результат. О том, кто прав, эти числа не говорят.",
    Kind.IMPROVED: "Пересдача и исправленная работа — обычное дело. Смотрят на причины: одинаковые, общие или пустые требуют разговора.",
}
