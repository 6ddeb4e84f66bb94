"""From what is written about a discipline to a numbered work programme of so many lessons."""

import re
from dataclasses import dataclass

from zhurnal.demo.topics import electrical, general
from zhurnal.demo.topics.computing_sections import COMPUTING, PRACTICE
from zhurnal.demo.topics.general_sections import GENERAL
from zhurnal.demo.topics.technical_sections import TECHNICAL

LISTS = {
    "Электротехника и электроника": electrical.ELECTRICAL_ENGINEERING,
    "Техническое обслуживание электрооборудования электрических станций, сетей и систем": electrical.MAINTENANCE,
    "Техническое обслуживание электрооборудования, практические занятия": electrical.MAINTENANCE_PRACTICE,
    "Электротехника, лабораторные работы": electrical.ELECTRICAL_LABORATORY,
    "Инженерная графика": electrical.ENGINEERING_GRAPHICS,
    "Русский язык": general.RUSSIAN,
    "Литература": general.LITERATURE,
    "История": general.HISTORY,
    "История России": general.HISTORY_OF_RUSSIA,
    "Иностранный язык": general.ENGLISH,
    "Иностранный язык в профессиональной деятельности": general.ENGLISH_AT_WORK,
    "Математика": general.MATHEMATICS,
    "Математика, прикладные разделы": general.HIGHER_MATHEMATICS,
    "Физика": general.PHYSICS,
    "Химия": general.CHEMISTRY,
    "Информатика": general.INFORMATICS,
    "Физическая культура": general.PHYSICAL_CULTURE,
}
SECTIONS = {**GENERAL, **TECHNICAL, **COMPUTING, **PRACTICE}
WORKSHOP = frozenset({*COMPUTING, *PRACTICE})
KINDS = {"ЛР": "lab", "ПР": "practical", "КР": "control"}
TITLES = {"lab": "Лабораторная работа № {}. {}", "practical": "Практическая работа № {}. {}"}
HOMEWORK = {"lab": "Отчёт по ЛР № {}", "practical": "Оформить отчёт по ПР № {}", "control": "Повторить записи раздела"}


@dataclass(frozen=True, slots=True)
class Topic:
    """One lesson of a programme."""

    title: str
    kind: str
    homework: str


def programme(name: str, lessons: int) -> list[Topic]:
    """A programme of exactly so many lessons for a discipline, by its name."""
    if name in LISTS:
        rows = _fit(_read(LISTS[name]), lessons)
    elif name in SECTIONS:
        rows = _compose(SECTIONS[name], lessons, workshop=name in WORKSHOP)
    else:
        message = f"Nothing is written about the discipline {name}"
        raise KeyError(message)
    return _number(rows)


def _read(text: str) -> list[tuple[str, str, str]]:
    rows = []
    for line in text.strip().splitlines():
        title, _, homework = (part.strip() for part in line.partition("|"))
        kind = KINDS.get(title[:2], "")
        rows.append((title[3:] if kind else title, kind or "lecture", homework))
    return rows


def _fit(rows: list[tuple[str, str, str]], lessons: int) -> list[tuple[str, str, str]]:
    """Fewer lessons: every so-many-th topic goes; more: lectures get a second lesson with practice."""
    if lessons <= len(rows):
        return [rows[place * len(rows) // lessons] for place in range(lessons)]
    extra = lessons - len(rows)
    lectures = [place for place, row in enumerate(rows) if row[1] == "lecture"]
    chosen = {lectures[step * len(lectures) // extra] for step in range(min(extra, len(lectures)))}
    longer = []
    for place, row in enumerate(rows):
        longer.append(row)
        if place in chosen:
            longer.append((f"Решение задач по теме «{row[0]}»", "practical", ""))
    return longer if len(longer) == lessons else _stretch(longer, lessons)


def _stretch(rows: list[tuple[str, str, str]], lessons: int) -> list[tuple[str, str, str]]:
    rows = list(rows)
    while len(rows) < lessons:
        title, _kind, homework = rows[-1 - (lessons - len(rows)) % len(rows)]
        rows.append((f"Повторение: {title[0].lower()}{title[1:]}", "lecture", homework))
    return rows


def _compose(text: str, lessons: int, *, workshop: bool) -> list[tuple[str, str, str]]:
    sections: list[tuple[str, list[str]]] = []
    for line in text.strip().splitlines():
        head, _, listed = line.partition(":")
        sections.append((head.strip(), [topic.strip() for topic in listed.split(";")]))
    controls = len(sections) if lessons >= 12 else 1
    total = sum(len(topics) for _, topics in sections)
    shares = _shares(lessons - controls, total)
    rows: list[tuple[str, str, str]] = []
    place = 0
    for number, (head, topics) in enumerate(sections, 1):
        for step, topic in enumerate(topics, 1):
            homework = (
                f"[1] § {number}.{step}, " + ("конспект", "вопросы 1–5", "задачи по варианту")[(step + number) % 3]
            )
            rows += _lessons_of(topic, shares[place], homework, practice=workshop or place % 3 == 2)
            place += 1
        if number > len(sections) - controls:
            rows.append((head, "control", f"Повторить раздел «{head}»"))
    return rows


def _shares(lessons: int, topics: int) -> list[int]:
    """How many lessons each topic gets, as evenly as can be."""
    return [(place + 1) * lessons // topics - place * lessons // topics for place in range(topics)]


def _lessons_of(topic: str, count: int, homework: str, *, practice: bool) -> list[tuple[str, str, str]]:
    """The lessons of one topic: a lecture first, then practice; a single one is practice where that is the custom."""
    practical, lecture = (topic, "practical", ""), (topic, "lecture", homework)
    examples = (f"{topic}. Примеры и решение задач", "lecture", homework)
    if count == 1:
        return [practical if practice else lecture]
    rows = [lecture, practical if practice or count > 2 else examples] if count else []
    if count >= 3:
        rows.append((f"Разбор и защита работ по теме «{topic}»", "lecture", "Вопросы к защите 1–6"))
    if count >= 4:
        rows += [(f"{topic}: задания повышенной сложности", "practical", "")] * (count - 3)
    return rows


def _number(rows: list[tuple[str, str, str]]) -> list[Topic]:
    counts = {"lab": 0, "practical": 0, "control": 0}
    topics = []
    for title, kind, homework in rows:
        if kind in counts:
            counts[kind] += 1
        number = counts.get(kind, 0)
        if kind == "control":
            shown = f"Контрольная работа № {number} «{title}»"
        else:
            shown = TITLES.get(kind, "{1}").format(number, title)
        said = homework or HOMEWORK.get(kind, "[1], конспект").format(number)
        topics.append(Topic(re.sub(r"\s+", " ", shown), kind, said))
    return topics
