"""What goes to the state of what the journal knows: ФИС ФРДО, СПО-Мониторинг, and the open export (A9, A12.1, A12.4)."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q

from zhurnal.archive.policy import STATE_EXPORT
from zhurnal.archive.records import records_of, scope_of
from zhurnal.archive.rules import verify
from zhurnal.archive.rules.state import FRDO, funding_word, study_form_word, term_of_study
from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.kernel import policy
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.kernel.snapshot import snapshot
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import EXPULSION_REASONS
from zhurnal.movement.rules.kinds import Kind as OrderKind
from zhurnal.opening.crossing import last_courses
from zhurnal.opening.rules.carrying import last_course
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import alphabetical
from zhurnal.registers.models import RegisterValue
from zhurnal.reports.catalogue.monitoring import monitoring_of
from zhurnal.reports.rules.monitoring import SEXES

OPEN_FORM = "zhurnal-open/1"
REGISTER = ("snils", "citizenship", "funding", "study_form")
ORIGINAL, NO = "Оригинал", "Нет"


def groups_of(actor: PersonActor) -> list[Group]:
    """Groups for which this actor makes such lists, the newest year first."""
    rows = policy.visible(actor, STATE_EXPORT).select_related("year")
    return list(rows.order_by("-year__starts", "-course_year", "name"))


def graduating(actor: PersonActor, groups: Iterable[Group]) -> set[UUID]:
    """Those of the groups whose course is the last of their plan: only graduates go to ФИС ФРДО. Two statements."""
    known = list(groups)
    last = last_courses(actor.college_id, {one.curriculum_id for one in known if one.curriculum_id})
    unknown = last_course(0, attested=False)
    return {one.pk for one in known if one.course_year >= last.get(one.curriculum_id, unknown)}


def frdo_table(actor: PersonActor, group: Group) -> Table:
    """Graduates of a group for ФИС ФРДО; the columns of the document stay empty until it is issued. Three statements.

    The group comes with its year and curriculum.
    """
    ends = group.year.ends
    day = min(ends, max(actor.today, group.year.starts))
    finished = Movement.objects.of(actor.college_id).filter(
        group_from=group.pk, order__kind=OrderKind.EXPULSION, details__startswith=EXPULSION_REASONS["finished"],
        undone_at__isnull=True,
    )  # fmt: skip
    # Whose order of graduation works before the year ends is on no list of its last day, and a graduate all the same.
    members = Membership.objects.of(actor.college_id).filter(
        on_list(day) | Q(student__in=finished.values("student_id"), left__lte=day), group=group.pk
    )
    people = list({row.student_id: row.student for row in members.select_related("student")}.values())
    people.sort(key=lambda one: alphabetical(one.surname, one.given, one.patronymic))
    known = _registers(actor, [one.pk for one in people])
    since = dict(
        Membership.objects.of(actor.college_id)
        .filter(student__in=[one.pk for one in people])
        .order_by("-entered")
        .values_list("student_id", "entered")
    )
    plan = group.curriculum
    rows: list[tuple[Cell, ...]] = []
    for one in people:
        said = known.get(one.pk, {})
        begun = since[one.pk]
        rows.append((
            "", ORIGINAL, NO, NO, NO, "", "", None, "", plan.specialty_code if plan else "", plan.specialty_name if plan else "",
            plan.qualification if plan else "", begun.year, ends.year, term_of_study(begun, ends), one.surname, one.given,
            one.patronymic, one.birth_date, SEXES.get(one.sex, ""), said.get("snils", ""), said.get("citizenship", ""),
            study_form_word(said.get("study_form", ""), plan.form if plan else ""), funding_word(said.get("funding", "")),
        ))  # fmt: skip
    columns = tuple(Column(key, title, Kind(kind)) for key, title, kind in FRDO)
    return Table(f"ФИС ФРДО {group.name}", columns, rows)


def _registers(actor: PersonActor, people: list[UUID]) -> dict[UUID, dict[str, str]]:
    rows = RegisterValue.objects.of(actor.college_id).filter(person__in=people, field__in=REGISTER)
    found: dict[UUID, dict[str, str]] = {}
    for person, field, value in rows.values_list("person_id", "field", "value"):
        found.setdefault(person, {})[field] = value
    return found


def monitoring_table(actor: PersonActor) -> Table:
    """Figures for СПО-Мониторинг that follow from the journal, on today, of the groups in reach."""
    today = actor.today
    groups = policy.visible(actor, STATE_EXPORT).filter(year__starts__lte=today, year__ends__gte=today)
    return monitoring_of(actor, groups, today)


def open_export(group: Group) -> Iterator[bytes]:
    """All records of a group's year as one JSON file: organisation, students, timetable, homework, marks, attendance."""
    with snapshot():
        found, _chains = records_of(scope_of(group))
    yield b'{"format":' + verify.canonical(OPEN_FORM) + b',"records":{'
    for place, (kind, records) in enumerate(sorted(found.items())):
        if kind == verify.HISTORY:
            continue
        lines = b",\n".join(verify.canonical(one) for one in records)
        yield (b",\n" if place else b"\n") + verify.canonical(kind) + b":[\n" + lines + b"]"
    yield b"}}\n"
