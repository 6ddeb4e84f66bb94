"""Forms of the curriculum."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from zhurnal.curriculum.queries.plans import ItemPage
from zhurnal.curriculum.rules.attestation import PROJECTS, joined, main_of, project_of
from zhurnal.curriculum.rules.plan_edit import FORMS, MOST_HOURS, NAME_LIMIT, Hours
from zhurnal.curriculum.rules.semesters import MOST_SEMESTERS
from zhurnal.curriculum.rules.topics import Topic, read_topics
from zhurnal.kernel.refusal import Refusal

KINDS = tuple(field.name for field in fields(Hours) if field.name != "attestation")
NUMBER = re.compile(r"\d{0,5}")


@dataclass(frozen=True, slots=True)
class ItemInput:
    """What was typed about a row of a plan. ``error``: one sentence, or nothing."""

    name: str
    hours: Mapping[int, Hours]
    error: str = ""


def read_item(posted: Mapping[str, str]) -> ItemInput:
    """Fields «name», «s3-lectures», «s3-attestation», «s3-project»; semesters that were not sent stay as they are."""
    name = " ".join(posted.get("name", "").split())
    error = "" if name else "Напишите название строки плана."
    if len(name) > NAME_LIMIT:
        error = f"Название длиннее {NAME_LIMIT} знаков: сократите его."
    found: dict[int, Hours] = {}
    for semester in range(1, MOST_SEMESTERS + 1):
        if f"s{semester}-hours_total" not in posted:
            continue
        values = {}
        for kind in KINDS:
            typed = posted.get(f"s{semester}-{kind}", "").strip()
            if not NUMBER.fullmatch(typed) or int(typed or 0) > MOST_HOURS:
                error = error or f"{semester} семестр: «{typed[:20]}» — не число часов от 0 до {MOST_HOURS}."
                typed = ""
            values[kind] = int(typed or 0)
        form, project = (posted.get(f"s{semester}-{name}", "") for name in ("attestation", "project"))
        said = joined(form if form in FORMS else "", project if project in PROJECTS else "")
        found[semester] = Hours(**values, attestation=said)
    return ItemInput(name, found, error)


LABELS = (
    ("hours_total", "всего"), ("lectures", "лекции"), ("practicals", "практические"), ("labs", "лабораторные"),
    ("course_project", "курсовой проект или работа"), ("self_study", "самостоятельно"), ("consultations", "консультации"),
    ("exam_hours", "часы на аттестацию"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A semester of the form: fields with their labels and values."""

    semester: int
    journals: str
    form: str
    project: str
    fields: tuple[tuple[str, str, int], ...]


def item_rows(page: ItemPage, typed: ItemInput | None) -> list[ItemRow]:
    """The form's lines: what was typed, where anything was, else what stands in the plan."""
    rows = []
    for semester, known, journals in page.semesters:
        hours = known if typed is None else typed.hours.get(semester, known)
        values = tuple((name, label, getattr(hours, name)) for name, label in LABELS)
        said = hours.attestation
        rows.append(ItemRow(semester, journals, main_of(said), project_of(said), values))
    return rows


FIELDS = ("id", "title", "hours", "kind", "homework")


@dataclass(frozen=True, slots=True)
class RowsInput:
    """The editor's rows as they were sent, and as topics or the reason why not."""

    rows: list[dict[str, str]]
    topics: tuple[Topic, ...] | Refusal
    revision: int
    title: str


def read_rows(posted: Mapping[str, str]) -> RowsInput:
    """``rows`` is JSON: a list of lists of five texts."""
    try:
        sent = json.loads(posted.get("rows", ""))
        rows = [dict(zip(FIELDS, [str(value) for value in row], strict=True)) for row in sent if isinstance(row, list)]
    except (ValueError, TypeError, RecursionError):
        rows, unread = [], Refusal("unread", "Строки программы не дошли целиком: обновите страницу и повторите.")
        return RowsInput(rows, unread, 0, "")
    revision = posted.get("revision", "")
    number = int(revision) if revision.isdecimal() and len(revision) < 9 else -1
    return RowsInput(rows, read_topics(rows), number, " ".join(posted.get("title", "").split())[:250])
