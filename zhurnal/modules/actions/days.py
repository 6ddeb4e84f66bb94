"""A day of practice is written for the whole group at once or student by student. The record's chain is the page's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.rules.practice import Practice, PracticeKind
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.modules.policy import PRACTICE_WRITE, closed_day, rows_led, viewed_practice_day
from zhurnal.modules.rules.corrections import target
from zhurnal.modules.rules.practice import STRIKE, WRITE, day_refusal, day_seen, hours_trouble
from zhurnal.modules.standing import written_students
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

OVERTAKEN = Refusal(
    "overtaken", "Этот день записывал ещё кто-то. Ничего не потеряно: сверьте отмеченные строки и сохраните ещё раз."
)
NO_REASON = Refusal("no_reason", "Напишите, почему день записан ошибочно: причина останется в истории.", needs="reason")
NOTHING = Refusal("nothing", "За этот день вычёркивать нечего: записи нет. Обновите страницу.")
_KEY = ("college_id", "page_id", "student_id", "date")


@dataclass(frozen=True, slots=True)
class Done:
    """What a student did on a day. ``hours`` 0: he was not there; None: nothing is written about him."""

    hours: int | None
    work: str = ""
    seen: str | None = None  # ``day_seen`` of what stood on the page; None asks for no comparison


class Overtaken(Refused):
    """Somebody else wrote about these students while the page was open; nothing was written. ``rows``: student → what stands now."""

    def __init__(self, rows: dict[UUID, str]) -> None:
        super().__init__(OVERTAKEN)
        self.rows = rows


def write_day(actor: PersonActor, page: PracticePage, day: date, rows: Mapping[UUID, Done]) -> int:
    """Write the day of the students named; what differs is recorded. Returns how many changed.

    Raises ``Overtaken`` where a row is no longer as it was seen and would be changed.
    """
    policy.require(actor, PRACTICE_WRITE, page)
    practice = Practice(page.starts, page.ends, PracticeKind(page.kind), page.weekdays)
    if refusal := day_refusal(practice, day, actor.today) or closed_day(actor.college_id, page.group_id, day):
        raise Refused(refusal)
    for done in rows.values():
        if done.hours is not None and (trouble := hours_trouble(done.hours, page.hours_per_day)):
            raise Refused(Refusal("hours", trouble))
    listed = {one.pk for one in written_students(actor, page, day, day)}
    rows = {student: done for student, done in rows.items() if student in listed}
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_practice_day(page, day, actor.today):
            raise Refused(refusal)
        standing = PracticeDay.objects.of(actor.college_id).filter(page=page.pk, date=day)
        known = {row.student_id: row for row in standing}
        if overtaken := _overtaken(known, rows):
            raise Overtaken(overtaken)
        led_by = next((row.led_by_id for row in known.values()), _leader(actor.college_id, page.pk))
        before: dict[str, object] = {}
        after: dict[str, object] = {}
        changed: list[PracticeDay] = []
        for student, done in rows.items():
            row = known.get(student)
            if done.hours is None:
                continue
            if row is not None and (row.hours, row.work) == (done.hours, done.work):
                continue
            before[student.hex] = [row.hours, row.work] if row else None
            row = row or PracticeDay(college_id=actor.college_id, page_id=page.pk, student_id=student, date=day)
            row.hours, row.work, row.written_by_id, row.written_at = done.hours, done.work, actor.person_id, actor.now
            row.led_by_id = led_by
            changed.append(row)
            after[student.hex] = [row.hours, row.work]
        if changed:
            sql.insert(PracticeDay, changed, _KEY, ("hours", "work", "written_by_id", "written_at", "led_by_id"))
            audit.append(head, actor, [audit.Event(WRITE, target(page.pk.hex, day), before, after)])
    return len(after)


def _overtaken(known: Mapping[UUID, PracticeDay], rows: Mapping[UUID, Done]) -> dict[UUID, str]:
    found = {}
    for student, done in rows.items():
        row = known.get(student)
        if row is None and done.seen:
            found[student] = "Пока страница была открыта, запись вычеркнули. Если верно ваше, сохраните ещё раз."
        if row is None or done.seen is None or (row.hours, row.work) == (done.hours, done.work):
            continue
        if day_seen(row.hours, row.work) != done.seen:
            words = f"{row.hours}\u00a0ч" if row.hours else "не был"
            found[student] = f"Пока страница была открыта, записано: {words}. Если верно ваше, сохраните ещё раз."
    return found


def strike_day(actor: PersonActor, page: PracticePage, day: date, reason: str, student: UUID | None = None) -> int:
    """Strike a wrongly written day out, of one student when he is named; what stood there stays in the history with the reason.

    Only of students whose rows the actor writes. Returns how many rows it had.
    """
    policy.require(actor, PRACTICE_WRITE, page)
    if not reason.strip():
        raise Refused(NO_REASON)
    if refusal := closed_day(actor.college_id, page.group_id, day):
        raise Refused(refusal)
    with transaction.atomic():
        head = audit.lock(actor.college_id, page.pk)
        if refusal := viewed_practice_day(page, day, actor.today):
            raise Refused(refusal)
        rows = PracticeDay.objects.of(actor.college_id).filter(page=page.pk, date=day)
        if page.leader_id != actor.person_id:
            own = Person.objects.of(actor.college_id).filter(rows_led(actor, page))
            rows = rows.filter(student__in=own.values("pk"))
        if student is not None:
            rows = rows.filter(student=student)
        before = {row.student_id.hex: [row.hours, row.work] for row in rows}
        if not before:
            raise Refused(NOTHING)
        rows.delete()
        after = dict.fromkeys(before)
        audit.append(head, actor, [audit.Event(STRIKE, target(page.pk.hex, day), before, after, reason.strip())])
    return len(before)


def _leader(college_id: UUID, page: UUID) -> UUID | None:
    """Who leads the page now, behind its lock: a day keeps whoever led it when it was first written."""
    leader: UUID | None = PracticePage.objects.of(college_id).values_list("leader_id", flat=True).get(pk=page)
    return leader
