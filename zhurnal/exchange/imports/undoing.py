"""Whether an import can be taken back: everything is as it left it, and nothing else rests on what it made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, Q

from zhurnal.curriculum.holders import held_topics
from zhurnal.exchange.imports.plan.book import plain
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.plan.lessons import burdened
from zhurnal.exchange.imports.rows import parts
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.journal.models import Entry
from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import CollegeForeignKey

WORDS = {
    "Entry": "записи о студентах",
    "LessonRecord": "записи о занятии",
    "Work": "виды работ в занятии",
    "PersonalHomework": "задания студентам",
    "OpenRequest": "заявки на открытие",
    "Substitution": "замены",
    "Excuse": "причины пропусков",
    "Account": "учётные записи",
    "RoleGrant": "роли",
    "Lesson": "занятия",
    "Membership": "списки групп",
    "Course": "журналы",
    "CourseTeacher": "преподаватели журналов",
    "GroupLeader": "руководители групп",
    "Guardianship": "связи с родителями",
    "Group": "группы",
    "Subgroup": "подгруппы",
    "SubgroupMembership": "списки подгрупп",
    "ImportRun": "загрузки этого человека",
    "WorkProgramme": "рабочие программы",
    "RegisterValue": "данные в реестре",
    "Proposal": "просьбы исправить данные",
}
PORTION = 500
OWN = {"outer_key"}  # a lesson that only ceased to be the file's stands where it stood
LIFTED = frozenset({"recorded_at", "changed_at", "made_at"})  # databases round moments differently


def obstacle(college_id: UUID, written: Sequence[Change]) -> str:
    """Why the rows cannot be taken back; "" when they can."""
    own: dict[str, list[Change]] = defaultdict(list)
    for change in written:
        own[change.entity].append(change)
    for name, changes in own.items():
        reason = _altered(college_id, name, changes)
        if reason:
            return reason
    moved = [UUID(change.pk) for change in own["lesson"] if change.what is not What.CREATE and set(change.after) != OWN]
    for portion in parts(moved, PORTION):
        busy = burdened(college_id, Q(pk__in=portion))
        if busy:
            change = next(change for change in own["lesson"] if change.pk in busy)
            why = busy[change.pk].rstrip(".")
            return f"{why[0].lower()}{why[1:]} ({change.title})."
    recorded = _recorded(college_id, own["course"])
    if recorded:
        return recorded
    created = {name: {change.pk: change for change in rows if change.what is What.CREATE} for name, rows in own.items()}
    return _rested_on(college_id, created, own) or _written_by_list(college_id, created)


def _recorded(college_id: UUID, courses: Iterable[Change]) -> str:
    """Whether a journal that was given a programme has recorded its topics since: then it stays with it, as by hand."""
    given = {one.pk: one for one in courses if one.what is not What.CREATE and one.after.get("programme_id")}
    for programme in dict.fromkeys(one.after["programme_id"] for one in given.values()):
        for held in held_topics(college_id, UUID(programme)):
            change = given.get(held.course.hex)
            if change is not None and change.after["programme_id"] == programme:
                return f"в журнале уже записаны темы программы ({held.words})."
    return ""


def _written_by_list(college_id: UUID, created: dict[str, dict[str, Change]]) -> str:
    """A place on a list by virtue of which something was written: entries point at the student, not at his place (A7.2)."""
    for name, place, column in (
        ("membership", "group_id", "course__group_id"),
        ("submembership", "subgroup_id", "course__subgroup_id"),
    ):
        wanted = {
            (change.after["student_id"], change.after[place]): change for change in created.get(name, {}).values()
        }
        for portion in parts(sorted({UUID(student) for student, _place in wanted}), PORTION):
            rows = Entry.objects.of(college_id).filter(student__in=portion).values_list("student_id", column).distinct()
            for student, where in rows:
                change = wanted.get((student.hex, where.hex if where else ""))
                if change is not None:
                    return f"в журнале уже есть записи ({change.title})."
    return ""


def _altered(college_id: UUID, name: str, changes: Sequence[Change]) -> str:
    """A row which is not any more what the import made of it."""
    entity = ENTITIES[name]
    fields = sorted({field for change in changes for field in change.after} - LIFTED)
    now: dict[str, dict[str, Any]] = {}
    for portion in parts([UUID(change.pk) for change in changes], PORTION):
        rows = entity.model.objects.of(college_id).filter(pk__in=portion)  # type: ignore[attr-defined]
        now.update({row["id"].hex: row for row in rows.values("id", *fields)})
    for change in changes:
        row = now.get(change.pk)
        if row is None:
            return f"{entity.one} «{change.title}» уже нет."
        if any(plain(row[field]) != value for field, value in change.after.items() if field not in LIFTED):
            if name == "chain":
                return "в журнале уже есть записи."
            return f"потом изменено снова: {entity.one} «{change.title}»."
    return ""


def _rested_on(college_id: UUID, created: dict[str, dict[str, Change]], own: Mapping[str, Sequence[Change]]) -> str:
    """A row of somebody else that points at a row of this import; one that the import itself turned there turns back."""
    entity_of = {entity.model: name for name, entity in ENTITIES.items()}
    for model, field in _pointers():
        name = entity_of.get(field.remote_field.model)  # type: ignore[union-attr]
        targets = created.get(name or "", {})
        if not targets:
            continue
        mine = entity_of.get(model, "")
        turned = {change.pk for change in own.get(mine, ()) if field.attname in change.before}
        ours = turned | set(created.get(mine, ()))
        found = list(_pointing(college_id, model, field, targets, ours))
        if found:
            word = WORDS.get(model.__name__, "другие строки")
            first = targets[found[0]]
            where = ENTITIES[first.entity]
            return (
                f"на это опираются {word} "
                f"({plural(len(set(found)), (where.one, where.few, where.many))}, например «{first.title}»)."
            )
    return ""


def _pointers() -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Every reference between rows of a college; what teachers write comes first, since it says most."""
    models = sorted(apps.get_models(), key=lambda model: (model._meta.app_label != "journal", model.__name__))
    for model in models:
        for field in model._meta.local_concrete_fields:
            if isinstance(field, CollegeForeignKey):
                yield model, field


def _pointing(
    college_id: UUID, model: type[Model], field: "Field[Any, Any]", targets: Iterable[str], ours: Collection[str]
) -> Iterator[str]:
    for portion in parts([UUID(pk) for pk in targets], PORTION):
        rows = model.objects.of(college_id).filter(**{f"{field.name}__in": portion})  # type: ignore[attr-defined]
        if not ours:
            yield from (pk.hex for pk in rows.values_list(field.attname, flat=True).distinct())
            continue
        for pk, target in rows.values_list("pk", field.attname):
            if pk.hex not in ours:
                yield target.hex
