"""Lines of the spool as rows of the table: whose data an opened row holds is asked here, when nobody waits."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from zhurnal.kernel import readings
from zhurnal.kernel.faults import noted
from zhurnal.privacy import spool
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rules.lines import Line, Whose, read

Found = dict[tuple[str, UUID], list[readings.Circle]]


def rows_of(college: UUID, lines: Sequence[Line]) -> list[Reading]:
    """The rows of one college's lines, not written. Some statements for each kind of opened row."""
    found = _found(college, lines)
    return [row for line in lines for row in _rows(line, found)]


def waiting_rows(college: UUID) -> list[Reading]:
    """What waits in the spool, not written: a page of the record shows it without changing anything."""
    lines = []
    for file in spool.files():
        try:
            data = file.read_bytes()
        except OSError:  # drained and removed meanwhile: it stands in the table
            continue
        lines += [line for line in read(data) if line is not None and line.college == college]
    try:
        return rows_of(college, lines)
    except Exception as error:  # noqa: BLE001  (whatever a room fails by: the page opens with what is known without it)
        noted("zhurnal.privacy", error)
        return [row for line in lines for row in _rows(line, {})]


def _found(college: UUID, lines: Sequence[Line]) -> Found:
    """Whose data the opened rows hold: some statements for each kind of row."""
    asked: dict[str, set[UUID]] = {}
    for line in lines:
        if line.target is not None:
            asked.setdefault(line.model, set()).add(line.target)
    found: Found = {}
    for label, ids in asked.items():
        model = _model(label)
        rows = readings.circles_of(model, college, sorted(ids)) if model else {}
        found |= {(label, pk): circles for pk, circles in rows.items()}
    return found


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:  # of a version that knew it
        return None


def _rows(line: Line, found: Found) -> Iterator[Reading]:
    whose = [Whose(readings.PERSON, one) for one in line.people]
    whose += line.whose
    if line.target is not None:
        whose += [Whose(one.kind, one.key, one.since) for one in found.get((line.model, line.target), ())]
    whose = list(dict.fromkeys(whose)) or [Whose("", line.college)]
    for part, one in enumerate(whose):
        yield Reading(
            id=UUID(int=line.event.int + part), college_id=line.college, event=line.event, part=part, parts=len(whose),
            at=line.at, person=line.person, account=line.account, session=line.session, who=line.who, door=line.door,
            action=line.action, model=line.model, target=line.target, kind=one.kind, key=one.key if one.kind else None,
            since=one.since, file=line.file,
        )  # fmt: skip
