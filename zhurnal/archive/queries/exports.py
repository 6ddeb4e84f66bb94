"""What goes to the state of what the journal knows: ФИС ФРДО, СПО-Мониторинг, and the open export (A9, A12.1, A12.4)."""

from collections.abc import Iterator

from zhurnal.archive.policy import STATE_EXPORT
from zhurnal.archive.records import records_of, scope_of
from zhurnal.archive.rules import verify
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.kernel.export import Table
from zhurnal.kernel.snapshot import snapshot
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.frdo import frdo_of
from zhurnal.reports.catalogue.monitoring import monitoring_of
from zhurnal.reports.queries.graduates import graduates_of

OPEN_FORM = "zhurnal-open/1"


def groups_of(actor: PersonActor) -> list[Group]:
    """Groups for which this actor makes such lists, the newest year first."""
    rows = policy.visible(actor, STATE_EXPORT).select_related("year")
    return list(rows.order_by("-year__starts", "-course_year", "name"))


def frdo_table(actor: PersonActor, group: Group) -> Table:
    """Graduates of a group for ФИС ФРДО; the numbers of the document stay empty until it is issued.

    The group comes with its year and curriculum.
    """
    return frdo_of(actor, group, graduates_of(actor, group, min(group.year.ends, max(actor.today, group.year.starts))))


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
