"""Weeks of practice, session and holidays that the plans of the year's groups name: an offer, nothing of it is written by itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.graphic import NAMES, PRACTICES, Span, dated, read
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, Practice, overlapping
from zhurnal.kernel.wording import plural
from zhurnal.opening.actions.study import read_practice
from zhurnal.opening.rules.tables import Problem, say_weekdays

LINES = ("строка", "строки", "строк")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a group's plan says of the year: practice to take, and in words whatever has no place in the table."""

    id: UUID
    group: str
    practice: tuple[Practice, ...]
    others: str

    @property
    def words(self) -> str:
        """«учебная практика 07.12–20.12»."""
        return "; ".join(f"{PRACTICE_NAMES[one.kind]} {_days(one.starts, one.ends)}" for one in self.practice)


@dataclass(frozen=True, slots=True)
class Offer:
    """Of all groups; ``bare``: groups whose plan came without a graphic."""

    groups: tuple[Offered, ...]
    bare: tuple[str, ...]


def offer_of(year: AcademicYear) -> Offer:
    """Group by group, by the course on which it stands. One statement."""
    groups = (
        Group.objects.of(year.college_id).filter(year=year.pk, curriculum__isnull=False).select_related("curriculum")
    )
    found, bare = [], []
    for group in groups.order_by("name"):
        plan = group.curriculum
        if plan is None or not plan.graphic:
            bare.append(group.name)
            continue
        own = _offered(group, [span for span in read(plan.graphic) if span.course == group.course_year], year)
        if own.practice or own.others:
            found.append(own)
    return Offer(tuple(found), tuple(bare))


def _offered(group: Group, spans: list[Span], year: AcademicYear) -> Offered:
    practice, others = [], defaultdict(list)
    for span in spans:
        days = dated(span, (year.starts, year.ends))
        if days is None:
            continue
        if span.kind in PRACTICES:
            practice.append(Practice(*days, PRACTICES[span.kind], span.days))
        else:
            others[span.kind].append(_days(*days))
    words = "; ".join(f"{NAMES[kind]} {', '.join(told)}" for kind, told in others.items())
    return Offered(group.pk, group.name, tuple(practice), words)


def take(year: AcademicYear, text: str) -> tuple[str, str, list[Problem]]:
    """The table with the practice of the plans added, what is told of it, problems of the table.

    A group that is in practice on those days already is left as it is.
    """
    rows, problems = read_practice(year, text)
    if problems:
        return text, "", problems
    taken: dict[UUID, list[Practice]] = defaultdict(list)
    for _line, (group, practice) in rows:
        taken[group.pk].append(practice)
    lines, left = [], 0
    for own in offer_of(year).groups:
        for one in own.practice:
            if any(overlapping(one, other) for other in taken[own.id]):
                left += 1
            else:
                taken[own.id].append(one)
                lines.append(
                    f"{own.group}; {PRACTICE_NAMES[one.kind]}; {one.starts:%d.%m.%Y}; {one.ends:%d.%m.%Y}; {say_weekdays(one.weekdays)}"
                )
    said = f"Из учебных планов добавлено: {plural(len(lines), LINES)}."
    if left:
        said += f" Пропущено {plural(left, LINES)}: на эти дни практика в таблице уже есть."
    said += " Проверьте таблицу и нажмите «Сохранить и дальше»." if lines else ""
    return "\n".join([*filter(None, [text.rstrip()]), *lines]), said, []


def _days(first: date, last: date) -> str:
    return f"{first:%d.%m}–{last:%d.%m}" if first != last else f"{first:%d.%m}"
