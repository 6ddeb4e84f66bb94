"""Work programmes: saved as a whole, copied as a new version, given to courses. What lessons recorded is never changed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.holders import held_topics
from zhurnal.curriculum.models import Course, ProgrammeTopic, WorkProgramme
from zhurnal.curriculum.policy import GIVE_PROGRAMME, READ_PROGRAMME, WRITE_PROGRAMME
from zhurnal.curriculum.rules.topics import Topic
from zhurnal.kernel import audit, policy
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

STALE = Refusal(
    "conflict",
    "Пока вы правили, программу сохранил другой преподаватель. Ваши строки остались на экране: скопируйте их, "
    "откройте программу заново и внесите.",
)
ASIDE = 10_000  # numbers given for a moment, so that no two topics ever share one


def save_topics(
    actor: PersonActor, programme: WorkProgramme, revision: int, topics: Sequence[Topic], title: str = ""
) -> Refusal | None:
    """Replace the topics by these, in this order; None when done. A topic that a lesson recorded cannot leave."""
    policy.require(actor, WRITE_PROGRAMME, programme)
    if programme.revision != revision:
        return STALE
    with transaction.atomic():
        head = audit.lock(actor.college_id, programme.pk)
        own = WorkProgramme.objects.of(actor.college_id).filter(pk=programme.pk)
        if own.get().revision != revision:
            return STALE
        known = {topic.pk.hex: topic for topic in _topics(actor, programme.pk)}
        kept = {topic.id for topic in topics if topic.id in known}
        held = next((one for one in held_topics(actor.college_id, programme.pk) if one.topic.hex not in kept), None)
        if held is not None:
            text = "Тема «%(title)s» уже записана в занятии (%(where)s): убрать её нельзя. Верните строку или сделайте новую версию."
            return Refusal("recorded", text, {"title": known[held.topic.hex].title, "where": held.words})
        before = [_words(topic) for topic in known.values()]
        _write(actor, programme.pk, known, kept, topics)
        own.update(revision=revision + 1, **({"title": title} if title else {}))
        after = [_words(topic) for topic in _topics(actor, programme.pk)]
        audit.append(head, actor, [audit.Event(WRITE_PROGRAMME, f"programme:{programme.pk.hex}", before, after)])
    return None


def _write(
    actor: PersonActor, programme: UUID, known: dict[str, ProgrammeTopic], kept: set[str], topics: Sequence[Topic]
) -> None:
    rows = ProgrammeTopic.objects.of(actor.college_id).filter(programme=programme)
    rows.exclude(pk__in=[UUID(pk) for pk in kept]).delete()
    changed, made, taken = [], [], set()
    for number, topic in enumerate(topics, 1):
        row = known.get(topic.id) if topic.id not in taken else None
        taken.add(topic.id)
        if row is None:
            row = ProgrammeTopic(id=uuid7(), college_id=actor.college_id, programme_id=programme)
            made.append(row)
        else:
            changed.append(row)
        row.number, row.title, row.hours = number, topic.title, topic.hours
        row.kind, row.homework = topic.kind, topic.homework
    final = {row.pk: row.number for row in changed}
    for place, row in enumerate(changed):
        row.number = ASIDE + place
    rows.bulk_update(changed, ["number"], batch_size=200)
    for row in changed:
        row.number = final[row.pk]
    rows.bulk_update(changed, ["number", "title", "hours", "kind", "homework"], batch_size=100)
    ProgrammeTopic.objects.bulk_create(made, batch_size=200)


def new_programme(actor: PersonActor, course: Course) -> WorkProgramme:
    """An empty programme for a course, which follows it from now on."""
    policy.require(actor, GIVE_PROGRAMME, course)
    title = f"{course.discipline.name}"[:250]
    with transaction.atomic():
        programme = _made(actor, WorkProgramme(discipline_id=course.discipline_id, title=title))
        refusal = _follow(actor, programme, course)
        if refusal is not None:
            transaction.set_rollback(True)
    return programme


def copy_programme(actor: PersonActor, programme: WorkProgramme) -> WorkProgramme:
    """The programme once more as a new version of one's own; nobody follows it yet."""
    policy.require(actor, READ_PROGRAMME, programme)
    versions = WorkProgramme.objects.of(actor.college_id).filter(discipline=programme.discipline_id)
    version = max(versions.values_list("version", flat=True), default=0) + 1
    with transaction.atomic():
        made = _made(
            actor,
            WorkProgramme(
                discipline_id=programme.discipline_id, title=programme.title, version=version,
                copied_from_id=programme.pk,
            ),
        )  # fmt: skip
        ProgrammeTopic.objects.bulk_create(
            [
                ProgrammeTopic(
                    college_id=actor.college_id, programme_id=made.pk, number=topic.number, title=topic.title,
                    hours=topic.hours, kind=topic.kind, homework=topic.homework,
                )
                for topic in _topics(actor, programme.pk)
            ]
        )  # fmt: skip
    return made


def give_programme(actor: PersonActor, programme: WorkProgramme, course: Course) -> Refusal | None:
    """Let the course follow the programme; refused when its lessons already recorded topics of another one."""
    policy.require(actor, READ_PROGRAMME, programme)
    policy.require(actor, GIVE_PROGRAMME, course)
    with transaction.atomic():
        return _follow(actor, programme, course)


def _follow(actor: PersonActor, programme: WorkProgramme, course: Course) -> Refusal | None:
    head = audit.lock(actor.college_id, course.pk)
    before = course.programme_id
    if before is not None and before != programme.pk:
        held = next((one for one in held_topics(actor.college_id, before) if one.course == course.pk), None)
        if held is not None:
            text = (
                "В журнале уже записаны темы прежней программы (%(where)s): она остаётся до конца семестра. "
                "Правьте её, а новую дайте журналу следующего семестра."
            )
            return Refusal("recorded", text, {"where": held.words})
    Course.objects.of(actor.college_id).filter(pk=course.pk).update(programme=programme.pk)
    event = audit.Event(
        GIVE_PROGRAMME, f"course:{course.pk.hex}", before.hex if before else None, programme.pk.hex
    )  # fmt: skip
    audit.append(head, actor, [event])
    return None


def _made(actor: PersonActor, programme: WorkProgramme) -> WorkProgramme:
    programme.college_id, programme.made_by_id = actor.college_id, actor.person_id
    WorkProgramme.objects.bulk_create([programme])
    audit.open_chain(actor.college_id, programme.pk)
    return programme


def _topics(actor: PersonActor, programme: UUID) -> list[ProgrammeTopic]:
    return list(ProgrammeTopic.objects.of(actor.college_id).filter(programme=programme).order_by("number"))


def _words(topic: ProgrammeTopic) -> list[object]:
    return [topic.title, topic.hours, str(topic.kind), topic.homework]
