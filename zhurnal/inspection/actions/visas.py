"""«Просмотрено»: the visa of a checker on a journal's page (2.5, 2.6)."""

from datetime import UTC, date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.inspection.models import Visa
from zhurnal.inspection.policy import CHECK
from zhurnal.inspection.rules.numbers import said
from zhurnal.inspection.rules.visas import latest_visa
from zhurnal.inspection.scope import round_refusal
from zhurnal.kernel import audit, policy
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

AHEAD = Refusal(
    "ahead", "Поставить «просмотрено» можно по вчерашний день: сегодняшние занятия ещё идут, и закрывать их нельзя."
)
LONG_AGO = Refusal("long_ago", "Этот день раньше начала семестра. Выберите день семестра, за который ведётся журнал.")
MINE = Refusal("own_journal", "Это ваш журнал: «просмотрено» в нём ставит другой проверяющий.")
FROZEN = Refusal("frozen", "Семестр этого журнала закрыт: его записи и так не меняют.")


def put_visa(
    actor: PersonActor, course: Course, until: date, round_: UUID | None = None, note: str = ""
) -> Visa | Refusal:
    """Put a visa: lessons up to that day, yesterday at the latest, are written by permission only. It never goes back."""
    policy.require(actor, CHECK, course)
    if until > latest_visa(actor.today):
        return AHEAD
    if Term.objects.of(actor.college_id).filter(pk=course.term_id, starts__gt=until).exists():
        return LONG_AGO
    refusal = MINE if _leads(actor, course) else round_refusal(actor, round_, course)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, course.pk)
        rows = Course.objects.of(actor.college_id).filter(pk=course.pk)
        frozen, viewed = rows.values_list("frozen_at", "viewed_until").get()
        if frozen is not None:
            return FROZEN
        if viewed is not None and until <= viewed:
            text = "Этот журнал уже просмотрен по %(day)s. Поставьте более поздний день."
            return Refusal("viewed", text, {"day": day_month(viewed)})
        made: Visa = Visa.objects.create(
            college_id=actor.college_id, course_id=course.pk, until=until, checker_id=actor.person_id,
            made_at=actor.now.astimezone(UTC), round_id=round_, note=said(note)[:300],
        )  # fmt: skip
        rows.update(viewed_until=until)
        before = viewed.isoformat() if viewed else None
        event = audit.Event("inspection.visa", f"visa:{made.pk.hex}", before, until.isoformat(), made.note)
        audit.append(head, actor, [event])
    return made


def _leads(actor: PersonActor, course: Course) -> bool:
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course=course.pk)
    return bool(rows.filter(teacher=actor.person_id).exists())
