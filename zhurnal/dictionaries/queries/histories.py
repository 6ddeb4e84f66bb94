"""Histories of rows that are no lists: a row of a plan, a work programme, norms of load, a place of the weekly pattern, moved days,
an order (who, when, from what to what).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, PlanItem, WorkProgramme
from zhurnal.curriculum.policy import EDIT_PLAN, WRITE_PROGRAMME
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.curriculum.rules.topics import KIND_WORDS
from zhurnal.dictionaries.queries.history import LISTED, Event, run_events
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.queries.words import said
from zhurnal.kernel.dates import WEEKDAYS, full
from zhurnal.kernel.models import Change as Entry
from zhurnal.kernel.wording import EMPTY
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.queries.orders import movements_by
from zhurnal.oversight.actions.norms import SET as SET_LOAD
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.timetable.actions.moved_days import MOVED
from zhurnal.timetable.actions.pattern import PUT, UNDONE
from zhurnal.timetable.models import Room, Slot
from zhurnal.timetable.rules.pattern import HALF_WORDS, WEEKS_WORDS, Half, Weeks

Difference = tuple[str, str, str]
TOPICS = 20  # of one event
NORM_FIELDS = ("часов в год на ставку", "предел часов", "месяцев в году")
SLOT_FIELDS = {
    "course": "дисциплина", "weekday": "день", "pair": "пара", "shift": "смена", "half": "часть пары", "weeks": "недели", "teacher": "преподаватель",
    "room": "аудитория", "remote": "дистанционно", "link": "ссылка", "since": "с", "until": "по",
}  # fmt: skip
ORDER_WORDS = {
    "movement.order": "приказ записан", "movement.effect": "приказ вступил в силу", "movement.order.undo": "приказ отменён, всё возвращено",
}  # fmt: skip


def item_history(actor: PersonActor, item: PlanItem) -> list[Event]:
    """By hand and by files, its hours too."""
    rows = Entry.objects.of(actor.college_id).filter(
        chain=item.curriculum_id, action=EDIT_PLAN, target__startswith=f"planitem:{item.pk.hex}:"
    )
    found = [_event(actor, row, (("", tuple(_of_item(row))),)) for row in rows.order_by("-seq")[:LISTED]]
    return _latest([*found, *run_events(actor, [item.pk])])


def _of_item(row: Entry) -> Iterable[Difference]:
    part = row.target.rpartition(":")[2]
    if part == "name":
        return [("название", str(row.before or ""), str(row.after or ""))]
    labels = {**ENTITIES["load"].fields, "hours_total": "всего часов"}
    return [
        (f"{part} семестр, {label}", before, after)
        for label, before, after in _differences(row.before, row.after, labels, said)
    ]


def programme_history(actor: PersonActor, programme: WorkProgramme) -> list[Event]:
    """Topics that were written, changed and taken out by hand; files that brought them."""
    rows = Entry.objects.of(actor.college_id).filter(chain=programme.pk, action=WRITE_PROGRAMME)
    found = [
        _event(actor, row, (("темы", tuple(_of_topics(row.before or [], row.after or []))),))
        for row in rows.order_by("-seq")[:LISTED]
    ]
    return _latest([*found, *run_events(actor, [programme.pk])])


def _of_topics(before: list[list[Any]], after: list[list[Any]]) -> Iterable[Difference]:
    """Topic by topic as the lists lie side by side; of a programme that was rewritten only the first ones, and how many more."""
    was, now = ([tuple(map(str, one)) for one in side] for side in (before, after))
    found: list[Difference] = []
    for code, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if code != "equal":
            pairs = zip_longest(was[first:last], now[start:end])
            found += [
                (f"тема {start + 1 + place}", _topic(old), _topic(new) or EMPTY)
                for place, (old, new) in enumerate(pairs)
            ]
    more = len(found) - TOPICS
    return found if more <= 0 else [*found[:TOPICS], ("и ещё изменено тем", "", str(more))]


def _topic(topic: tuple[str, ...] | None) -> str:
    if topic is None:
        return ""
    title, hours, kind, homework = topic
    kind = KIND_WORDS[TopicKind(kind)] if kind in set(TopicKind) else kind
    return f"{title}, {hours} ч, {kind}" + (f", задание: {homework}" if homework else "")


def norm_history(actor: PersonActor) -> list[Event]:
    """Norms of load and teachers' rates, each from its day."""
    rows = list(
        Entry.objects.of(actor.college_id).filter(chain=actor.college_id, action=SET_LOAD).order_by("-seq")[:LISTED]
    )
    rates = {row.target.split(":")[1] for row in rows if row.target.startswith("rate:")}
    people = Person.objects.of(actor.college_id).filter(pk__in=[UUID(pk) for pk in rates])
    names = {person.pk.hex: person.short for person in people}
    found = []
    for row in rows:
        what, *whose, since = row.target.split(":")
        head = f"Норма с {full(date.fromisoformat(since))}"
        was, now = row.before or [], row.after or []
        if what == "rate":
            head = f"{names.get(whose[0], 'Преподаватель')}, с {full(date.fromisoformat(since))}"
            was, now = ([_rate(side)] if side is not None else [] for side in (row.before, row.after))
        sides = zip_longest(NORM_FIELDS if what == "norm" else ("ставка",), was, now, fillvalue="")
        lines = tuple((str(label), str(old), str(new)) for label, old, new in sides if old != new)
        found.append(_event(actor, row, ((head, lines),)))
    return found


def _rate(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".replace(".", ",")


def moved_days_history(actor: PersonActor) -> list[Event]:
    """Days that work by the timetable of another weekday."""
    years = list(AcademicYear.objects.of(actor.college_id).values_list("pk", flat=True))
    kept = Entry.objects.of(actor.college_id).filter(chain__in=years, action=MOVED)
    rows = kept.order_by("-at", "-seq")[:LISTED]

    def weekday(value: Any) -> str:
        return WEEKDAYS[int(value) - 1] if value else "свой день недели"

    return [
        _event(
            actor, row,
            ((full(date.fromisoformat(row.target)), (("по расписанию", weekday(row.before), weekday(row.after)),)),),
        )
        for row in rows
    ]  # fmt: skip


def slot_history(actor: PersonActor, slot: Slot) -> list[Event]:
    """From its making on; changes taken back are told as such."""
    term = Course.objects.of(actor.college_id).values_list("term_id", flat=True).get(pk=slot.course_id)
    rows = Entry.objects.of(actor.college_id).filter(chain=term, action__in=(PUT, UNDONE), target=slot.pk.hex)
    return _of_slots(actor, list(rows.order_by("-seq")[:LISTED]))


def pattern_history(actor: PersonActor, term: Term) -> list[Event]:
    """The newest changes of a term's whole pattern, places taken out of it too."""
    rows = Entry.objects.of(actor.college_id).filter(chain=term.pk, action__in=(PUT, UNDONE))
    return _of_slots(actor, list(rows.order_by("-seq")[:LISTED]))


def _of_slots(actor: PersonActor, rows: list[Entry]) -> list[Event]:
    sides = [side for row in rows for side in (row.before, row.after) if isinstance(side, dict)]
    names = _names(actor, {UUID(side[key]) for side in sides for key in ("course", "teacher", "room") if side.get(key)})

    def word(name: str, value: Any) -> str:
        if name == "weekday":
            return WEEKDAYS[int(value) - 1]
        if name == "weeks":
            return WEEKS_WORDS[Weeks(value)]
        if name == "half":
            return HALF_WORDS[Half(int(value))]
        return names.get(str(value), "") or said(name, value)

    found = []
    for row in rows:
        before, after = row.before or {}, row.after or {}
        what = "поставлено в сетку" if not before else "убрано из сетки" if not after else ""
        course = names.get((after or before).get("course", ""), "")
        head = f"{course}: {what}" if what else course
        told = _differences(before, after, SLOT_FIELDS, word) if before and after else _places(after or before, word)
        found.append(
            _event(actor, row, ((head, tuple(told)),), "последнее изменение отменено" if row.action == UNDONE else "")
        )
    return found


def _places(side: Mapping[str, Any], word: Any) -> list[Difference]:
    """Where it was put, or stood."""
    return [
        (SLOT_FIELDS[name], "", word(name, side[name]))
        for name in ("weekday", "pair", "shift", "teacher", "room")
        if side.get(name) not in (None, "")
    ]


def _names(actor: PersonActor, ids: set[UUID]) -> dict[str, str]:
    own = actor.college_id
    pages = (
        Course.objects.of(own)
        .filter(pk__in=ids)
        .values_list("pk", "group__name", "discipline__index", "discipline__name", "subgroup__name")
    )
    names = {
        pk.hex: f"{group}, {index} {name}".strip() + (f", {part}" if part else "")
        for pk, group, index, name, part in pages
    }
    names |= {person.pk.hex: person.short for person in Person.objects.of(own).filter(pk__in=ids)}
    return names | {pk.hex: name for pk, name in Room.objects.of(own).filter(pk__in=ids).values_list("pk", "name")}


def order_history(actor: PersonActor, order: Order) -> list[Event]:
    """Writing, coming into force, undoing; of the students within reach only."""
    seen = {line.id: line.name for line in movements_by(actor, order.pk)}
    rows = Movement.objects.of(actor.college_id).filter(order=order.pk, pk__in=seen).values_list("pk", "student_id")
    chains = dict(rows)
    targets = {f"movement:{pk.hex}": seen[pk] for pk in chains}
    entries = Entry.objects.of(actor.college_id).filter(
        chain__in=set(chains.values()), target__in=list(targets), action__in=list(ORDER_WORDS)
    )
    return _latest(
        _event(actor, row, ((f"{targets[row.target]}: {ORDER_WORDS[row.action]}", ()),))
        for row in entries.order_by("-at", "-seq")[:LISTED]
    )


def _differences(before: Any, after: Any, labels: Mapping[str, str], word: Any) -> list[Difference]:
    """(label, before, after) of what is otherwise."""
    was, now = before or {}, after or {}
    return [
        (label, word(name, was[name]) if name in was else "", word(name, now.get(name)) if now else EMPTY)
        for name, label in labels.items()
        if was.get(name) != now.get(name) and (was.get(name) or now.get(name))
    ]


def _event(
    actor: PersonActor, row: Entry, lines: tuple[tuple[str, tuple[Difference, ...]], ...], how: str = ""
) -> Event:
    return Event(row.at.astimezone(actor.now.tzinfo), row.actor_name, how or row.reason, lines)


def _latest(found: Iterable[Event]) -> list[Event]:
    return sorted(found, key=lambda event: event.at, reverse=True)[:LISTED]
