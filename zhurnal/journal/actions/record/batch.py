"""``record``: the one way in which anything about a lesson gets written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.models import Course
from zhurnal.journal import signals
from zhurnal.journal.actions.record import entries, parts, personal, store, works
from zhurnal.journal.actions.record.desk import Desk, lay
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.commands import Command, Outcome, Unreadable, refused
from zhurnal.kernel import audit, together
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.together import Statement
from zhurnal.people.actor import PersonActor

HANDLERS: dict[str, Callable[[Desk, Command], Outcome]] = {
    "entry": entries.set_entry,
    "roll_call": parts.set_roll_call,
    "topic": parts.set_topic,
    "homework": parts.set_homework,
    "work": works.set_work,
    "personal_homework": personal.set_personal_homework,
}


def record(actor: PersonActor, course: Course, items: Sequence[Command | Unreadable]) -> tuple[list[Outcome], int]:
    """Carry out a batch of commands on one journal page; returns an outcome for each, and the page's last number.

    The door has let the actor in (``journal.page.write``); each command is then allowed, refused with a reason, found
    stale (a conflict) or already done (the same key). All that is allowed is committed together, with its history, before
    anything is acknowledged.
    """
    commands = [item for item in items if isinstance(item, Command)]
    with transaction.atomic():
        head = audit.lock(actor.college_id, course.id)
        desk, before = lay(actor, course, commands)
        done = {key: Done(person, at, target) for key, person, at, target in before}
        outcomes = []
        for item in items:
            if isinstance(item, Unreadable):
                outcomes.append(refused(item.key, Refusal("unreadable", item.message)))
            elif item.key in done:
                outcomes.append(_repeated(desk, item, done[item.key]))
            else:
                told = len(desk.events)
                outcome = HANDLERS[item.do](desk, item)
                own = [event.target for event in desk.events[told:] if event.key == item.key]
                if own:
                    done[item.key] = Done(actor.person_id, outcome.at, own[0])
                outcomes.append(outcome)
        together.ask(*written_rows(desk), *audit.appending(head, actor, desk.events))
    send_off(desk)
    return outcomes, head.seq


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out: by whom, when, on which place."""

    person: UUID | None
    at: datetime | None
    target: str


def _repeated(desk: Desk, command: Command, done: Done) -> Outcome:
    """The same key again: nothing is done twice; the answer tells what stands there now."""
    if done.person != desk.actor.person_id:
        return refused(command.key, Refusal("foreign_key", "Эта запись сделана другим человеком. Обновите страницу."))
    if not targets.is_of(done.target, command.do, command.lesson.hex):
        text = "Под этим ключом уже записано другое. Обновите страницу."
        return refused(command.key, Refusal("foreign_key", text))
    version, value, id_ = _standing(desk, command, done.target)
    at = done.at.astimezone(desk.actor.now.tzinfo) if done.at else None
    return Outcome(command.key, "repeat", version, value, at=at, id=id_)


def _standing(desk: Desk, command: Command, target: str) -> tuple[int, object, object]:
    """(version, value, id) of the command's place as it is now; ``target`` names what a command created."""
    lesson = desk.lessons.get(command.lesson)
    if lesson is None:
        return 0, None, None
    record_ = lesson.record
    if command.do == "entry" and command.student:
        entry = desk.cells.get((command.lesson, command.student, command.slot))
        return (entry.version, entry.value, None) if entry else (0, "", None)
    if command.do == "topic":
        return record_.topic_version, parts.topic_value(record_), None
    if command.do == "homework":
        return record_.homework_version, parts.homework_value(record_), None
    if command.do == "roll_call":
        return record_.roll_version, record_.roll_called_at is not None, None
    if command.do == "work":
        return works.standing(desk, lesson, targets.slot_of(target))
    return personal.standing(desk, command.lesson, UUID(targets.task_of(target)))


def written_rows(desk: Desk) -> list[Statement]:
    """Everything that changed, in a few statements."""
    statements = [
        store.written_records([desk.lessons[pk].record for pk in desk.changed_records]),
        store.written_cells([desk.cells[place] for place in desk.changed_cells]),
    ]
    if desk.events:
        group = desk.course.group_id if desk.touched_group else None
        statements += store.moved_feeds(desk.actor.college_id, desk.touched_students, group, desk.today)
    return statements


def send_off(desk: Desk) -> None:
    """After the commit: whoever listens above hears of it."""
    if desk.events:
        signals.entries_written.send(
            Course, actor=desk.actor, course=desk.course, students=frozenset(desk.touched_students)
        )
    if desk.corrected:
        signals.entries_corrected.send(Course, actor=desk.actor, course=desk.course, authors=desk.corrected)
