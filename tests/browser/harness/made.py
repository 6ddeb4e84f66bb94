"""A made-up journal for the harness: 25 students, 40-odd columns, the day of the pictures."""

import random
from datetime import date, timedelta
from uuid import UUID, uuid5

SPACE = UUID("6f0d3a6e-1b1f-4f5c-9d54-0f6a2f1c2a11")
TODAY = date(2026, 11, 24)
NAMES = [
    line.strip()
    for line in [
        "Абрамов Кирилл",
        " Акимова Дарья",
        " Бережной Максим",
        " Васин Артём",
        " Гайнутдинов Тимур",
        " Глушкова Алина",
        "\n    Дементьев Егор",
        " Ермолин Никита",
        " Жданов Роман",
        " Зимин Илья",
        " Ивлева София",
        " Калугин Степан",
        " Костромин Глеб",
        " Лапшин Матвей",
        "\n    Мартыненко Богдан",
        " Назаров Данил",
        " Орлянский Фёдор",
        " Панкратов Лев",
        " Рогожина Вероника",
        " Сафронов Арсений",
        "\n    Тарасевич Виктор",
        " Удальцов Семён",
        " Филатов Григорий",
        " Хромов Ярослав",
        " Юсупов Амир",
    ]
]
KINDS = (
    ("oral", "УО", "устный опрос", 100), ("lab", "ЛР", "лабораторная работа", 200),
    ("practical", "ПР", "практическая работа", 200), ("independent", "СР", "самостоятельная работа", 100),
    ("control", "КР", "контрольная работа", 300), ("credit", "ЗЧ", "зачёт", 0),
)  # fmt: skip
# day of the term: kinds of its works
TERM = """9-1: 9-3:oral 9-4: 9-8:practical 9-10: 9-11:oral 9-15:lab 9-17: 9-18:oral 9-22:lab 9-24: 9-25:practical 9-29:independent
10-1: 10-2:control 10-6: 10-8:oral 10-9: 10-13:oral 10-15:practical 10-16: 10-20:independent 10-22:lab 10-23:control 10-27: 10-29:oral
10-30: 11-3:oral 11-5:lab 11-6: 11-10:lab,oral 11-12:practical 11-13: 11-17:independent 11-19:lab,oral 11-20: 11-24:oral,lab 11-26: 11-27:lab"""
TOPICS = (
    "Электрическое поле. Напряжённость и потенциал", "Закон Ома для участка и полной цепи", "Законы Кирхгофа",
    "Лабораторная работа № 1. Измерение сопротивлений", "Метод контурных токов", "Магнитное поле. Магнитная индукция",
    "Электромагнитная индукция", "Переменный ток. Получение и параметры", "Векторные диаграммы",
    "Цепь с ёмкостью. Ёмкостное сопротивление", "Последовательное соединение R и L", "Неразветвлённая цепь RLC. Резонанс напряжений",
    "Расчёт цепи переменного тока", "Параллельное соединение R, L, C. Резонанс токов", "Мощность в цепи переменного тока",
    "Трёхфазные цепи. Соединение обмоток генератора звездой", "Соединение потребителей звездой. Роль нейтрального провода",
    "Соединение потребителей треугольником", "Трёхфазная цепь: звезда",
)  # fmt: skip
CLOSED = "Занятие {day} закрыто. Править можно 7 дней после занятия. Дальше нужно разрешение заместителя директора."
MONTHS = {9: "сентября", 10: "октября", 11: "ноября"}


def _id(name: str) -> str:
    return uuid5(SPACE, name).hex


def made_payload(extra_lessons: int = 0) -> dict:
    """The payload of docs/developer/grid.md, from a fixed seed. ``extra_lessons`` makes the term longer than any window."""
    luck = random.Random(7)
    lessons = [_lesson(number, place) for number, place in enumerate(_term(extra_lessons))]
    students = [
        {"id": _id(name), "number": number, "name": name, "from": None, "to": None, "note": ""}
        for number, name in enumerate(NAMES, 1)
    ]
    students[8] |= {"to": "2026-11-10", "note": "акад. отпуск, приказ № 118-с от 10.11"}
    students[17] |= {"from": "2026-10-14", "note": "зачислен 14.10, приказ № 104-с"}
    weights = {code: weight for code, _short, _name, weight in KINDS}
    for lesson in lessons:
        for work in lesson["works"]:
            work["weight"] = weights[work["kind"]]
    return {
        "course": {
            "id": _id("course"), "group": "Э-21", "index": "ОП.02", "name": "Электротехника и электроника",
            "term": "1 семестр 2026/27", "subgroup": None, "kind": "theory", "hours": 96,
        },
        "today": TODAY.isoformat(), "now": "10:42", "seq": 1, "view": "marks",
        "rights": {"write": True, "why_not": "", "reasons": ["н"]},
        "urls": {
            "commands": "/commands/", "live": "/live/", "cell": "/cell/",
            "lesson": "/lessons/00000000-0000-0000-0000-000000000000/", "ask": "/lessons/00000000-0000-0000-0000-000000000000/ask-to-open/",
        },
        "kinds": [{"code": c, "short": s, "name": n, "weight": w, "everyone": c == "lab"} for c, s, n, w in KINDS],
        "students": students, "lessons": lessons, "cells": _cells(luck, students, lessons),
        "settings": {"after_mark": "down", "default_work": "oral"},
    }  # fmt: skip


def _term(extra: int) -> list[tuple[date, list[str]]]:
    found = []
    for item in TERM.split():
        day, kinds = item.split(":")
        month, number = day.split("-")
        found.append((date(2026, int(month), int(number)), [kind for kind in kinds.split(",") if kind]))
    known = {day for day, _kinds in found}
    free = (date(2026, 9, 2) + timedelta(days=n) for n in range(80))
    more = [day for day in free if day not in known and day.weekday() < 6 and day < TODAY][:extra]
    return sorted([*found, *((day, ["oral"]) for day in more)])


def _lesson(number: int, place: tuple[date, list[str]]) -> dict:
    day, kinds = place
    future, age = day > TODAY, (TODAY - day).days
    words = f"{day.day} {MONTHS[day.month]}"
    lock = None
    if future:
        lock = {"code": "future_lesson", "message": f"Занятие будет {words}. Отметки — с этого дня.", "ask": False}
    elif age > 10:
        lock = {"code": "closed", "message": CLOSED.format(day=words), "ask": True}
    topic = TOPICS[number % len(TOPICS)]
    today = day == TODAY
    return {
        "id": _id(f"lesson {day}"), "date": day.isoformat(), "pair": 2, "time": "10:20–11:55", "hours": 2, "room": "304",
        "teacher": "О. С. Кравцова", "substituted": False, "topic": "" if future or today else topic,
        "topic_no": 0 if future or today else number + 1, "topic_version": 0 if future or today else 1,
        **({"planned": {"id": _id(f"topic {number}"), "number": number + 1, "title": topic}} if future or today else {}),
        "homework": "" if future or day == date(2026, 11, 19) else f"[1] § {5 + number // 12}.{number % 12 + 1}, задачи {number % 7 + 1}–{number % 7 + 4}",
        "homework_due": None, "homework_version": 0, "roll": age > 0 and not future, "roll_version": 0,
        "works": [{"slot": slot, "kind": kind, "title": "", "weight": 100, "version": 1} for slot, kind in enumerate(kinds, 1)],
        "lock": lock, "cancelled": False, "future": future, "open_until": None, "late": 0,
        "squares": [0, 0, 0, 0] if future else [1, 0, 1, 2] if today else [2, 2, 2, 4 if day == date(2026, 11, 19) else 2], "mine": True,
    }  # fmt: skip


def _cells(luck: random.Random, students: list[dict], lessons: list[dict]) -> list[list]:
    found = []
    for row, student in enumerate(students):
        base = luck.choice((3, 3, 4, 4, 4, 5))
        for at, lesson in enumerate(lessons):
            if (
                (student["from"] or "") > lesson["date"]
                or (student["to"] and lesson["date"] >= student["to"])
                or lesson["future"]
            ):
                continue
            if luck.random() < 0.055:
                found.append([row, at, 0, luck.choice(("ну", "нб", "нб", "н", "нп", "нн")), 1, 2])
                continue
            if lesson["date"] == TODAY.isoformat() and row > 8:
                continue
            for work in lesson["works"]:
                if luck.random() < (0.95 if work["kind"] in ("lab", "practical", "control") else 0.45):
                    value = min(5, max(2, base + luck.choice((-1, 0, 0, 0, 1))))
                    found.append([row, at, work["slot"], str(value), 1, 1 if luck.random() < 0.01 else 0])
            if luck.random() < 0.01:
                found.append([row, at, 0, "о10", 1, 0])
    return found
