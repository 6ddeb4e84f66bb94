"""Pages of practice (УП, ПП, ПДП): days of students left, work done right; behind them places, papers, marks (A1.8)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Holiday
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import printed
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, PracticeKind
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace
from zhurnal.modules.queries.practice import practice_of
from zhurnal.modules.rules.practice import PAPER_WORDS, PAPERS, days_of
from zhurnal.people.rules.names import short_name
from zhurnal.printing.queries.rows import Rows
from zhurnal.printing.queries.spreads import SIGNED, Checker, Desk
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled
from zhurnal.printing.rules import left as marks
from zhurnal.printing.rules import paging, words

HEADS = (
    "Дата", "Кол-во часов", "№ дня", "Содержание выполненных работ", "Присутствовало, отсутствовали",
    "Подпись руководителя практики",
)  # fmt: skip
RELATED = ("discipline", "leader", "term")
NAMED = 4  # absent students named in a row


@dataclass(slots=True)
class _Facts:
    """What is written of all pages. Students by 32 hexadecimal digits."""

    days: dict[UUID, dict[date, list[tuple[str, int, str, str, Any]]]] = field(default_factory=dict)
    places: dict[UUID, dict[str, PracticePlace]] = field(default_factory=dict)
    marks: dict[tuple[UUID, UUID], dict[str, str]] = field(default_factory=dict)
    free: set[date] = field(default_factory=set)


def practice_sections(
    desk: Desk, rows: Rows, pages: Sequence[PracticePage]
) -> list[tuple[PracticePage, list[dict[str, Any]]]]:
    """Each page with its sections. Four statements, however many pages."""
    if not pages:
        return []
    facts = _facts(pages)
    return [(page, [*_spreads(desk, rows, page, facts), _papers(rows, page, facts)]) for page in pages]


def _facts(pages: Sequence[PracticePage]) -> _Facts:
    own, ids, facts = pages[0].college_id, [page.pk for page in pages], _Facts()
    found = PracticeDay.objects.of(own).filter(page__in=ids).order_by("date")
    names = ("written_by__surname", "written_by__given", "written_by__patronymic")
    days: dict[UUID, dict[date, list[tuple[str, int, str, str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for page, day, student, hours, work, at, *name in found.values_list(
        "page_id", "date", "student_id", "hours", "work", "written_at", *names
    ):
        who = name[0] or ""
        days[page][day].append((student.hex, hours, work, who, at))
    facts.days = days
    for row in PracticePlace.objects.of(own).filter(page__in=ids).select_related("enterprise", "leader"):
        facts.places.setdefault(row.page_id, {})[row.student_id.hex] = row
    results = Result.objects.of(own).filter(
        level=Level.PRACTICE, discipline__in={page.discipline_id for page in pages}, term__in={page.term_id for page in pages}
    ).exclude(value="")  # fmt: skip
    for discipline, term, student, value in results.values_list("discipline_id", "term_id", "student_id", "value"):
        facts.marks.setdefault((discipline, term), {})[student.hex] = printed(value)
    spans = (min(page.starts for page in pages), max(page.ends for page in pages))
    facts.free = set(Holiday.objects.of(own).filter(date__range=spans).values_list("date", flat=True))
    return facts


def _students(rows: Rows, page: PracticePage) -> list[marks.PaperStudent]:
    found: dict[str, marks.PaperStudent] = {}
    for row in rows.stays:
        if row.entered <= page.ends and (row.left is None or row.left > page.starts):
            name = words.surname_first(row.surname, row.given, row.patronymic)
            line = found.setdefault(row.id.hex, marks.PaperStudent(row.id.hex, rows.numbers[row.id.hex], name))
            line.stays.append(marks.Stay(row.entered, row.left, row.order_in, row.order_out, row.note))
    return list(found.values())


def _spreads(desk: Desk, rows: Rows, page: PracticePage, facts: _Facts) -> list[dict[str, Any]]:
    written = facts.days.get(page.pk, {})
    due = {*days_of(practice_of(page), facts.free), *written}
    days = sorted(day for day in due if day <= desk.today and desk.selection.holds(day))
    students = _students(rows, page)
    sizes = [paging.Taken(1, paging.height_of(_work(written.get(day, ())), ""), (day.year, day.month)) for day in days]
    numbers = {day: place for place, day in enumerate(sorted(due), 1)}
    found = []
    for first, last in paging.spreads(sizes) or [(0, 0)]:
        some = days[first:last]
        left = _left(page, some, students, written, facts)
        right = _right(desk, page, some, written, students, numbers)
        record = [page.pk.hex, [[day.isoformat(), sorted(row[:3] for row in written.get(day, ()))] for day in some]]
        found.append({"kind": "spread", "sum": words.check_sum(record), "left": left, "right": right})
    return found


def _title(page: PracticePage) -> str:
    return f"{page.discipline.index} {page.discipline.name}".strip()


def _left(
    page: PracticePage, days: Sequence[date], students: Sequence[marks.PaperStudent],
    written: dict[date, list[tuple[str, int, str, str, Any]]], facts: _Facts,
) -> dict[str, Any]:  # fmt: skip
    hours = {(one[0], day): one[1] for day, rows in written.items() for one in rows}
    columns = [marks.Column(day.isoformat(), day, (1,), ("",)) for day in days]
    shown = columns or [marks.Column("", page.starts, (1,), ("",))]
    got = facts.marks.get((page.discipline_id, page.term_id), {})

    def cells(student: marks.PaperStudent) -> list[marks.Cell]:
        found: list[marks.Cell] = []
        for day in days:
            told = hours.get((student.id, day))
            found.append("" if told is None or student.note_on(day) else str(told) if told else "н")
        return found or [""]

    notes = [f"В клетке — часы практики за день, н — отсутствовал. Всего по плану {page.hours_planned} ч."]
    label, part = PRACTICE_NAMES[PracticeKind(page.kind)].capitalize(), f", {page.starts:%d.%m.%Y}–{page.ends:%d.%m.%Y}"
    return marks.finished({
        "label": label, "title": _title(page), "part": part, "named": "Фамилия и инициалы", "last": "", "width": 42,
        "after_width": 12, "columns": len(shown),
        "months": marks.months(shown) if columns else [["", 1]], "days": marks.days(shown) if columns else [["", 1]],
        "kinds": [""] * len(shown), "after": ["Часов на странице", "Часов всего", "Отметка"],
        "rows": [
            {
                "number": str(one.number), "name": one.name, "cells": cells(one),
                "after": [
                    str(sum(hours.get((one.id, day), 0) for day in days) or ""),
                    str(sum(number for (student, _day), number in hours.items() if student == one.id) or ""),
                    got.get(one.id, ""),
                ],
            }
            for one in students
        ],
        "notes": notes,
    })  # fmt: skip


def _work(rows: Sequence[tuple[str, int, str, str, Any]]) -> str:
    """What most of the group did that day."""
    said = Counter(row[2] for row in rows if row[2])
    return said.most_common(1)[0][0] if said else ""


def _right(
    desk: Desk, page: PracticePage, days: Sequence[date], written: dict[date, list[tuple[str, int, str, str, Any]]],
    students: Sequence[marks.PaperStudent], numbers: dict[date, int],
) -> dict[str, Any]:  # fmt: skip
    names = {one.id: one.name for one in students}
    lines = [_line(desk, day, written.get(day, []), names, numbers[day]) for day in days]
    hours = sum(int(line[1] or 0) for line in lines)
    given = sum(
        max((row[1] for row in rows), default=0)
        for day, rows in written.items()
        if day <= (days[-1] if days else page.starts)
    )
    checker = desk.checkers.get(JournalKind.MODULE, Checker("заместитель директора по УПР", ""))
    leader = str(page.leader) if page.leader else ""
    return {
        "who": "Руководитель практики", "teacher": leader, "heads": HEADS, "rows": lines, "hours": str(hours or ""),
        "plan": ["По учебному плану: ", f"{page.term.number} семестр", f"{page.hours_planned} ч"],
        "total": f"Итого на странице {hours} ч, с начала практики {given} ч",
        "padding": round(paging.row_padding([paging.height_of(line[3] or "", line[4] or "") for line in lines], [SIGNED]), 3),
        "notes": [[SIGNED, "", ""]], "checks": checker.post, "checker": checker.name, "viewed": "",
    }  # fmt: skip


def _line(
    desk: Desk, day: date, rows: list[tuple[str, int, str, str, Any]], names: dict[str, str], number: int
) -> list[Any]:
    hours = max((row[1] for row in rows), default=0)
    absent = [names[row[0]] for row in rows if not row[1] and row[0] in names]
    more = f" и ещё {len(absent) - NAMED}" if len(absent) > NAMED else ""
    present = f"{len(rows) - len(absent)} чел." + (f", нет: {', '.join(absent[:NAMED])}{more}" if absent else "")
    last = max((row for row in rows), key=lambda row: row[4], default=None)
    signature, late = "", ""
    if last is not None and last[3]:
        at = last[4].astimezone(desk.zone).date()
        signature, late = f"{last[3]}, {at:%d.%m}", f"+{(at - day).days}" if at > day else ""
    return [
        f"{day:%d.%m}",
        str(hours or ""),
        str(number),
        _work(rows) or None,
        present if rows else None,
        signature,
        late,
    ]


def _papers(rows: Rows, page: PracticePage, facts: _Facts) -> dict[str, Any]:
    """Where everybody was, under whom, which papers came, the mark (A4.11)."""
    places, got = facts.places.get(page.pk, {}), facts.marks.get((page.discipline_id, page.term_id), {})
    lines = []
    for one in _students(rows, page):
        place = places.get(one.id)
        days = f"{place.since or page.starts:%d.%m}–{place.until or page.ends:%d.%m}" if place else ""
        papers = [f"{value:%d.%m}" if place and (value := getattr(place, name)) else "" for name in PAPERS]
        leader = (
            short_name(place.leader.surname, place.leader.given, place.leader.patronymic)
            if place and place.leader
            else ""
        )
        enterprise = place.enterprise.name if place and place.enterprise else ""
        mentor = place.mentor if place else ""
        lines.append([str(one.number), one.name, enterprise, mentor, leader, days, *papers, got.get(one.id, "")])
    heads = (
        Head("№", 8, CENTRE), Head("Фамилия и инициалы", 40), Head("Место практики (предприятие)"), Head("Наставник", 42),
        Head("Руководитель от колледжа", 30), Head("Срок", 23, CENTRE),
        *(Head(PAPER_WORDS[name], 16.5, CENTRE) for name in PAPERS), Head("Отметка", 15, CENTRE),
    )  # fmt: skip
    title = f"Места и документы практики · {_title(page)}"
    return Ruled(title, heads, lines, size=8, height=0).section
