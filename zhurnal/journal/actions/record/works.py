"""Columns: adding a kind of work to a lesson, taking an empty one away."""

from zhurnal.journal.actions.record import authors, store
from zhurnal.journal.actions.record.desk import Desk
from zhurnal.journal.actions.record.store import DeskLesson
from zhurnal.journal.models import Work
from zhurnal.journal.rules import locks, targets
from zhurnal.journal.rules.commands import Command, Outcome, read_text, refused
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal

TITLE_LIMIT = 120
SLOTS = 20
PROOF = Refusal(
    "step_up",
    "Вид работы старого занятия с отметками меняется, когда вы подтвердите, что это вы. Запись ждёт на этом устройстве.",
    needs="proof",
)


def set_work(desk: Desk, command: Command) -> Outcome:
    """Slot 0 adds a work; another slot changes its kind and title, or with an empty value removes it."""
    lesson = desk.writable(command, prepared=True)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    if command.value is None:
        return _remove(desk, command, lesson)
    given = command.value if isinstance(command.value, dict) else {}
    kind = desk.kinds.get(str(given.get("kind")))
    title = read_text(given.get("title", ""), TITLE_LIMIT)
    if kind is None or title is None:
        return refused(command.key, Refusal("bad_work", "Такого вида работы в колледже нет."))
    if command.slot == 0:
        if not kind.open_on(lesson.date):
            return refused(command.key, _closed(kind))
        return _add(desk, command, lesson, kind, title)
    work = lesson.works.get(command.slot)
    if work is None or work.removed:
        return refused(command.key, Refusal("no_work", "Такого вида работы в занятии нет."))
    before = _value(desk, work)
    if (work.kind_id, work.title, work.weight) == (kind.id, title, kind.weight):
        # whoever wrote it, it stands there already
        return Outcome(command.key, "saved", work.version, before, id=work.slot)
    if work.kind_id != kind.id and not kind.open_on(lesson.date):
        return refused(command.key, _closed(kind), version=work.version, value=before)
    held = desk.held(lesson.date)
    if held is not None:  # another kind or weight changes the averages as another mark does
        return refused(command.key, held, version=work.version, value=before)
    if command.version != work.version:
        return _stale(desk, command, work)
    changes = (work.kind_id, work.weight) != (kind.id, kind.weight) and _has_marks(desk, command)
    if (
        changes
        and not desk.actor.fresh
        and locks.is_old(lesson.date, desk.today, desk.actor.parameters.confirm_after_days)
    ):
        return refused(command.key, PROOF, version=work.version, value=before)
    authors.note_corrected(desk, lesson.id, targets.work(lesson.id.hex, work.slot))
    work.kind_id, work.title, work.weight, work.version = kind.id, title, kind.weight, work.version + 1
    rows = Work.objects.of(desk.actor.college_id).filter(pk=work.pk)
    rows.update(kind=kind.id, title=title, weight=kind.weight, version=work.version)
    return _told(desk, command, lesson, work, before, _value(desk, work))


def _closed(kind: store.DeskKind) -> Refusal:
    text = "Вид работы «%(name)s» в колледже закрыт с %(day)s. Выберите другой."
    return Refusal("kind_closed", text, {"name": kind.name, "day": day_month(kind.closed_on) if kind.closed_on else ""})


def _stale(desk: Desk, command: Command, work: Work) -> Outcome:
    """Somebody changed the column meanwhile: a person chooses between his kind and title and those of the journal."""
    author, at = authors.last_author(desk.actor, desk.course.id, targets.work(command.lesson.hex, work.slot))
    message = "Пока вы писали, этот вид работы изменили."
    value = _value(desk, work)
    return Outcome(command.key, "conflict", work.version, value, author=author, at=at, code="stale", message=message)


def _add(desk: Desk, command: Command, lesson: DeskLesson, kind: store.DeskKind, title: str) -> Outcome:
    slot = max(lesson.works, default=0) + 1
    if slot > SLOTS:
        return refused(command.key, Refusal("too_many", "В одном занятии — до 20 видов работ."))
    work = Work.objects.create(
        college_id=desk.actor.college_id, lesson_id=lesson.id, course_id=desk.course.id,
        slot=slot, kind_id=kind.id, title=title, weight=kind.weight,
    )  # fmt: skip
    lesson.works[slot] = work
    return _told(desk, command, lesson, work, None, _value(desk, work))


def _remove(desk: Desk, command: Command, lesson: DeskLesson) -> Outcome:
    work = lesson.works.get(command.slot)
    if work is None or work.removed:
        return refused(command.key, Refusal("no_work", "Такого вида работы в занятии нет."))
    before = _value(desk, work)
    if _has_marks(desk, command):
        why = Refusal("work_has_marks", "За эту работу стоят отметки. Сначала уберите их.")
        return refused(command.key, why, version=work.version, value=before)
    if command.version != work.version:
        return _stale(desk, command, work)
    authors.note_corrected(desk, lesson.id, targets.work(lesson.id.hex, work.slot))
    work.removed, work.version = True, work.version + 1
    Work.objects.of(desk.actor.college_id).filter(pk=work.pk).update(removed=True, version=work.version)
    return _told(desk, command, lesson, work, before, None)


def _has_marks(desk: Desk, command: Command) -> bool:
    """Whether marks stand in the column."""
    cells = desk.cells.items()
    return any(place[0] == command.lesson and abs(place[2]) == command.slot and entry.value for place, entry in cells)


def _told(desk: Desk, command: Command, lesson: DeskLesson, work: Work, before: object, after: object) -> Outcome:
    desk.record_of(lesson)
    desk.tell(command, targets.work(lesson.id.hex, work.slot), before, after)
    return Outcome(command.key, "saved", work.version, after, at=desk.actor.now, id=work.slot)


def _value(desk: Desk, work: Work) -> dict[str, object]:
    code = next((code for code, kind in desk.kinds.items() if kind.id == work.kind_id), "")
    return {"kind": code, "title": work.title, "weight": work.weight}


def standing(desk: Desk, lesson: DeskLesson, slot: int) -> tuple[int, object, object]:
    """For a repeated command: the column as it is now."""
    work = lesson.works.get(slot)
    return work.version if work else 0, _value(desk, work) if work and not work.removed else None, slot
