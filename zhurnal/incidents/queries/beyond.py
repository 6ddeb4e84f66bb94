"""What else was written under a person's name in an incident's time: undoing takes back marks, all this is looked through by eye."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.incidents.models import Incident
from zhurnal.incidents.queries.lines import NO_DEVICE, titles
from zhurnal.incidents.reading import ENTRY, lowest_id
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor

OWN = ("people.enter", "people.proved", "people.session", "incidents.")
"""Coming and going, and what is said of incidents: no work."""
_WORDS = {
    "journal.work": "вид работы", "journal.roll_call": "явка всего занятия", "journal.topic": "тема занятия",
    "journal.homework": "домашнее задание", "journal.personal_homework": "задание отдельным студентам",
    "journal.open_request": "просьба открыть занятие", "assessment.result": "итоги",
}  # fmt: skip
_ROOMS = {
    "journal": "журнал", "assessment": "правила и шаги итогов", "statements": "ведомости", "modules": "практика и модули",
    "curriculum": "рабочая программа", "timetable": "расписание", "tasks": "поручения", "inspection": "замечания проверки",
    "people": "учётная запись", "printing": "печать", "exchange": "файлы", "reports": "отчёты",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beyond:
    """So many records of one kind in one journal (``course`` and ``title``, or neither) from one device."""

    words: str
    course: UUID | None
    title: str
    device: str
    count: int
    first: datetime
    last: datetime


def beyond(actor: PersonActor, incident: Incident) -> tuple[Beyond, ...]:
    """In the order of their first record. Two statements."""
    rows = Change.objects.of(actor.college_id).filter(
        pk__gte=lowest_id(incident.since), at__gte=incident.since, at__lte=incident.until, actor_id=incident.person_id
    )
    found: dict[tuple[str, UUID, str], list[datetime]] = {}
    told = rows.exclude(action=ENTRY).order_by("at", "chain", "seq").values_list("action", "chain", "device", "at")
    for action, chain, device, at in told:
        if not action.startswith(OWN):
            found.setdefault((_words(action), chain, device), []).append(at.astimezone(actor.now.tzinfo))
    pages = titles(actor, {chain for _said, chain, _device in found})
    return tuple(
        Beyond(
            said, chain if chain in pages else None, pages.get(chain, ""), device or NO_DEVICE, len(ats), ats[0], ats[-1]
        )
        for (said, chain, device), ats in found.items()
    )  # fmt: skip


def _words(action: str) -> str:
    return _WORDS.get(action) or _ROOMS.get(action.partition(".")[0], "другое")
