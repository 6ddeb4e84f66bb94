"""What stands over a lesson in any list: group, discipline, subgroup, whom it replaces. One statement for many lessons."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.journal.models import LessonRecord, OpenRequest
from zhurnal.people.rules.cases import whom
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.links import link_shown
from zhurnal.timetable.models import Lesson, Substitution


def brief_name(kind: str, index: str, short: str, name: str) -> str:
    """«Электротехника», «МДК.01.01»: a discipline where width forces."""
    return (index or short) if kind == JournalKind.MODULE else (short or name)


@dataclass(frozen=True, slots=True)
class LessonHead:
    """The heading of a lesson, without what is recorded in it."""

    id: UUID
    course_id: UUID
    date: dt.date
    pair: int
    term_starts: dt.date
    group: str
    subgroup: str
    index: str
    name: str
    short_name: str
    kind: str
    origin: str
    instead_of: str
    reason: str
    asked: str
    recorded_at: dt.datetime | None
    link: str = ""

    @property
    def title(self) -> str:
        """«Электротехника и электроника», «МДК.01.01 Обслуживание электрооборудования»."""
        return f"{self.index} {self.name}".strip() if self.kind == JournalKind.MODULE else self.name

    @property
    def brief(self) -> str:
        """«Электротехника», «МДК.01.01»: where width forces."""
        return brief_name(self.kind, self.index, self.short_name, self.name)

    @property
    def code(self) -> str:
        """«ОП.02»: the index, or the short name where a plan has none."""
        return self.index or self.short_name or self.name


def lesson_heads(college_id: UUID, lessons: QuerySet[Lesson], wanted: Q) -> list[LessonHead]:
    """The headings of the lessons (of one college), in order of time. One statement."""
    rows = lessons.filter(wanted).order_by("date", "starts", "pair", "course__group__name", "pk").values_list(
        "pk", "course_id", "date", "pair", "term__starts", "course__group__name", "course__subgroup__name",
        "course__discipline__index", "course__discipline__name", "course__discipline__short_name", "course__kind", "origin",
        _replaced(college_id), _asked(college_id), _recorded(college_id),
        link_shown(college_id),
    )  # fmt: skip
    return [_head(row) for row in rows]


def _head(row: tuple[Any, ...]) -> LessonHead:
    (
        pk,
        course,
        day,
        pair,
        term_starts,
        group,
        subgroup,
        index,
        name,
        short,
        kind,
        origin,
        replaced,
        asked,
        recorded,
        link,
    ) = row
    instead, reason = _instead(replaced)
    return LessonHead(
        pk, course, day, pair, term_starts, group, subgroup or "", index, name, short, kind, origin,
        instead, reason, asked or "", recorded, link,
    )  # fmt: skip


def _instead(replaced: dict[str, str] | None) -> tuple[str, str]:
    """(«А. И. Тишина», «больничный») of a substitution."""
    if not replaced:
        return "", ""
    surname = whom(replaced["surname"], replaced["patronymic"], replaced["sex"])
    return short_name(surname, replaced["given"], replaced["patronymic"]), replaced["reason"]


def _replaced(college_id: UUID) -> Subquery:
    rows = Substitution.objects.of(college_id).filter(lesson=OuterRef("pk"))
    person = {name: f"planned_teacher__{name}" for name in ("surname", "given", "patronymic", "sex")}
    return Subquery(rows.values(found=JSONObject(**person, reason="reason"))[:1])


def _asked(college_id: UUID) -> Subquery:
    """The state of the last request; what a remark opened was asked by nobody."""
    rows = OpenRequest.objects.of(college_id).filter(lesson=OuterRef("pk"), remark__isnull=True).order_by("-asked_at")
    return Subquery(rows.values("state")[:1])


def _recorded(college_id: UUID) -> Subquery:
    return Subquery(LessonRecord.objects.of(college_id).filter(lesson=OuterRef("pk")).values("recorded_at")[:1])
