"""The made-up staff: who teaches what, who leads, who keeps the college going.

A line of teachers: surname given patronymic | birth year | areas of what he can teach | room.
"""

from dataclasses import dataclass
from datetime import date

from zhurnal.demo.rows import PersonRow

# What can be taught, by the name of the discipline; the first key found in a name decides.
AREAS = (
    ("Русский язык", "rus"), ("Литература", "rus"), ("Иностранный язык", "eng"), ("История", "his"),
    ("Обществознание", "soc"), ("География", "geo"), ("Биология", "chem"), ("Химия", "chem"),
    ("Элементы высшей математики", "math"), ("Дискретная математика", "math"), ("Математика", "math"),
    ("Основы безопасности", "safe"), ("Безопасность жизнедеятельности", "safe"), ("Физическая культура", "sport"),
    ("Физика", "phys"), ("Инженерная графика", "draw"), ("Техническая механика", "mech"),
    ("Основы технической механики", "mech"), ("Материаловедение", "mat"), ("Метрология", "mat"), ("Охрана труда", "mat"),
    ("Электробезопасность", "mat"), ("Техническое регулирование", "mat"),
    ("Электротехника и электроника", "electro"), ("Электротехника", "electro"),
    ("Техническое обслуживание электрооборудования", "maint"),
    ("Информатика", "it"), ("Информационные технологии", "it"), ("Операционные системы", "prog"),
    ("Архитектура аппаратных", "prog"), ("Основы алгоритмизации", "prog"), ("баз данных", "prog"),
    ("Разработка", "prog"), ("Технология разработки программного", "prog"), ("Компьютерные сети", "prog"),
    ("компьютерных систем", "prog"),
    ("Правов", "law"), ("Основы экономики", "econ"), ("Экономика", "econ"), ("Финансы", "econ"), ("Статистика", "econ"),
    ("Документационное", "law"), ("Налоги", "econ"), ("Аудит", "econ"), ("бухгалтер", "acc"), ("Бухгалтер", "acc"),
    ("управления персоналом", "law"), ("Планирование и организация", "econ"),
    ("Учебная практика", "workshop"), ("Электрослесарь", "trade"), ("Слесарь по обслуживанию", "trade"),
    ("Слесарь-электрик", "trade"), ("слесарно-сборочных", "trade"), ("Контрольно-измерительные", "trade"),
    ("Организация и технология проверки", "trade"), ("Организация технического обслуживания", "trade"),
    ("теплотехники", "heat"), ("котельного", "heat"), ("турбинного", "heat"), ("теплоэнергетического", "heat"),
    ("Водоподготовка", "heat"), ("тепловыми процессами", "heat"),
    ("Релейная защита", "relay"), ("электроэнергосистемах", "relay"), ("Учёт и реализация", "relay"),
    ("Наладка", "power"), ("Техническая эксплуатация электрооборудования", "power"), ("Техническая диагностика", "power"),
    ("Электрические машины", "drive"), ("электромеханическ", "drive"), ("Электрическое и", "drive"), ("бытовых", "drive"),
    ("Геодезия", "forest"), ("Ботаника", "botany"), ("Почвоведение", "botany"), ("Дендрология", "forest"),
    ("энтомологии", "botany"), ("древесиноведения", "forest"), ("Устройство автомобилей", "auto"),
)  # fmt: skip

TEACHERS = """
Кравцова Ольга Сергеевна | 1983 | electro maint | 304
Тишин Алексей Игоревич | 1972 | electro maint | 210
Осипова Наталья Викторовна | 1979 | draw | 312
Лосев Пётр Ильич | 1961 | his soc | 201
Шубина Раиса Павловна | 1964 | chem | 117
Жукова Алла Борисовна | 1975 | eng | 221
Мамедов Руслан Фикретович | 1988 | sport | зал 2
Ветрова Инна Леонидовна | 1981 | rus | 202
Дорохова Светлана Юрьевна | 1977 | rus | 203
Панина Лариса Олеговна | 1969 | his | 204
Бугров Максим Андреевич | 1990 | his soc law | 205
Рощина Екатерина Дмитриевна | 1986 | geo soc law | 206
Лыкова Анна Романовна | 1992 | eng | 222
Гришина Оксана Вадимовна | 1984 | eng | 223
Стрельцова Виктория Игоревна | 1995 | eng | 224
Нефёдова Марина Геннадьевна | 1970 | math | 301
Абросимов Юрий Николаевич | 1958 | math | 302
Царёва Алёна Витальевна | 1989 | math | 303
Курочкина Любовь Петровна | 1966 | phys | 305
Ломакин Сергей Анатольевич | 1980 | phys mech | 306
Ежова Татьяна Валерьевна | 1973 | chem geo | 118
Погодин Олег Витальевич | 1985 | it | 401
Сомова Юлия Александровна | 1991 | it | 402
Тарханов Илья Константинович | 1993 | it prog | 403
Бехтерева Дарья Михайловна | 1996 | it prog | 404
Звонарёв Денис Олегович | 1987 | prog it | 405
Ушакова Полина Евгеньевна | 1994 | prog it | 406
Чибисов Антон Павлович | 1989 | prog it | 407
Крутов Вадим Станиславович | 1982 | sport | зал 1
Рябинина Жанна Эдуардовна | 1978 | sport | зал 3
Полозов Николай Фёдорович | 1959 | safe | 207
Бережная Людмила Яковлевна | 1967 | draw | 313
Веденеев Михаил Львович | 1963 | mech | 314
Суслова Галина Тимофеевна | 1965 | mat | 315
Шевчук Роман Богданович | 1986 | mat | 316
Голубкина Надежда Ивановна | 1974 | econ acc | 408
Мотылёва Кристина Андреевна | 1990 | acc econ | 409
Пирогова Тамара Васильевна | 1968 | law econ | 410
Горюнов Павел Егорович | 1971 | power maint | лаб. 119
Заболотный Виктор Семёнович | 1960 | relay power maint | лаб. 120
Котельников Андрей Ильдарович | 1984 | heat | лаб. 121
Ярцев Геннадий Михайлович | 1962 | heat drive | лаб. 122
"""
MASTERS = """
Вяткин Игорь Львович | 1970 | workshop trade | маст. 1
Черных Валерий Павлович | 1966 | workshop trade | маст. 2
Тетерин Станислав Юрьевич | 1981 | workshop trade | маст. 3
Ключников Эдуард Маратович | 1976 | workshop drive | маст. 4
Плетнёв Аркадий Ильич | 1964 | practice | маст. 5
Хромушин Леонид Олегович | 1983 | practice | маст. 6
"""
# role | surname given patronymic | birth year | department of a head
OFFICE = """
director | Громов Андрей Валентинович | 1968
deputy_academic | Терехова Марина Владимировна | 1976
deputy_practice | Савельев Олег Николаевич | 1970
administrator | Белкина Юлия Андреевна | 1988
ivc_head | Рыбаков Денис Сергеевич | 1985
dispatcher | Пахомова Галина Ивановна | 1967
department_head | Соловьёва Елена Юрьевна | 1975 | energy
department_head | Макаров Виктор Степанович | 1963 | thermal
department_head | Ершова Людмила Анатольевна | 1972 | general
inspector | Ревизцев Игнат Матвеевич | 1973
"""

SMALL_TEACHERS = """
Лесникова Тамара Прохоровна | 1970 | rus his soc | 11
Озерова Вера Платоновна | 1985 | math phys it | 12
Кедрина Майя Глебовна | 1991 | eng geo | 13
Травников Прохор Савельевич | 1966 | chem botany | 14
Скороходов Мирон Тихонович | 1989 | sport safe forest | зал
Шестернин Захар Кузьмич | 1964 | workshop auto electro | гараж
"""
SMALL_OFFICE = """
director | Пущин Всеволод Макарович | 1962
deputy_academic | Заозёрная Лидия Арсеньевна | 1974
administrator | Причалов Ростислав Юрьевич | 1987
department_head | Боровикова Зоя Лукинична | 1969 | forest
"""


@dataclass(frozen=True, slots=True)
class Worker:
    """A teacher or a master."""

    person: PersonRow
    areas: tuple[str, ...]
    room: str
    master: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of the administration."""

    person: PersonRow
    role: str
    department: str | None


def area_of(discipline: str) -> str:
    """Who can teach a discipline, by its name."""
    return next((area for part, area in AREAS if part in discipline), "")


def workers(teachers: str, masters: str = "") -> list[Worker]:
    """Teachers and masters from their lines."""
    found: list[Worker] = []
    for text, master in ((teachers, False), (masters, True)):
        for line in text.strip().splitlines():
            name, year, areas, room = (part.strip() for part in line.split("|"))
            key = f"t{len(found) + 1:02d}"
            found.append(Worker(_person(key, name, int(year), len(found)), tuple(areas.split()), room, master))
    return found


def officers(text: str) -> list[Officer]:
    """The administration from its lines."""
    found: list[Officer] = []
    for line in text.strip().splitlines():
        role, name, year, *department = (part.strip() for part in line.split("|"))
        person = _person(f"o{len(found) + 1:02d}", name, int(year), len(found) + 7)
        found.append(Officer(person, role, department[0] if department else None))
    return found


def _person(key: str, name: str, year: int, place: int) -> PersonRow:
    surname, given, patronymic = name.split()
    sex = "f" if patronymic.endswith("на") else "m"
    return PersonRow(key, surname, given, patronymic, sex, date(year, 1 + place * 5 % 12, 1 + place * 11 % 28))
