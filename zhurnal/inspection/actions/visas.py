"""«Просмотрено»: the visa of a checker on a journal's page, and on a group's pages of practice and exams of modules (2.5, 2.6)."""

from datetime import UTC, date
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.relations import valid_on
from zhurnal.inspection.models import Visa
from zhurnal.inspection.policy import CHECK, CHECK_MODULES
from zhurnal.inspection.rules.numbers import said
from zhurnal.inspection.rules.visas import latest_visa
from zhurnal.inspection.scope import group_refusal, round_refusal
from zhurnal.kernel import audit, policy
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticePage, PracticePlace
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import State

AHEAD = Refusal(
    "ahead", "Поставить «просмотрено» можно по вчерашний день: сегодняшние занятия ещё идут, и закрывать их нельзя."
)
LONG_AGO = Refusal("long_ago", "Этот день раньше начала семестра. Выберите день семестра, за который ведётся журнал.")
MINE = Refusal("own_journal", "Это ваш журнал: «просмотрено» в нём ставит другой проверяющий.")
NO_REASON = Refusal("no_reason", "Напишите, почему «просмотрено» снимается: слова останутся в истории.")
NOTHING_TO_LIFT = Refusal("nothing", "Снимать нечего: «просмотрено» не стоит. Обновите страницу.")
LIFTED = Refusal(
    NOTHING_TO_LIFT.code,
    "Пока страница была открыта, «просмотрено» изменилось: теперь оно стоит по %(day)s. Если снять нужно его, нажмите ещё раз.",
)
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


def put_module_visa(
    actor: PersonActor, group: Group, until: date, round_: UUID | None = None, note: str = ""
) -> Visa | Refusal:
    """Put a visa on a group's pages of practice and exams of modules: what is dated up to that day is written no more."""
    policy.require(actor, CHECK_MODULES, group)
    if until > latest_visa(actor.today):
        return AHEAD
    if group.year.starts > until:
        return LONG_AGO
    refusal = MINE if _leads_practice(actor, group) else group_refusal(actor, round_, group)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, group.pk)
        rows = Group.objects.of(actor.college_id).filter(pk=group.pk)
        _wait_for_writers(actor, group)
        viewed = rows.values_list("modules_viewed_until", flat=True).get()
        if viewed is not None and until <= viewed:
            text = "Практики и экзамены этой группы уже просмотрены по %(day)s. Поставьте более поздний день."
            return Refusal("viewed", text, {"day": day_month(viewed)})
        if open_ := _open_exam(actor, group, until):
            return open_
        made: Visa = Visa.objects.create(
            college_id=actor.college_id, group_id=group.pk, until=until, checker_id=actor.person_id,
            made_at=actor.now.astimezone(UTC), round_id=round_, note=said(note)[:300],
        )  # fmt: skip
        rows.update(modules_viewed_until=until)
        before = viewed.isoformat() if viewed else None
        event = audit.Event("inspection.visa", f"visa:{made.pk.hex}", before, until.isoformat(), made.note)
        audit.append(head, actor, [event])
    return made


def lift_module_visa(actor: PersonActor, group: Group, seen: date | None, words: str) -> Refusal | None:
    """Take back the last visa on a group's module pages, so that a mistake can be mended; the one before it stands again.

    ``seen``: the day of the visa that is meant. Another one that stands meanwhile is left: a button pressed twice lifts one.
    """
    policy.require(actor, CHECK_MODULES, group)
    reason = said(words)[:300]
    if not reason:
        return NO_REASON
    with transaction.atomic():
        head = audit.lock(actor.college_id, group.pk)
        rows = Visa.objects.of(actor.college_id).filter(group=group.pk, lifted_at__isnull=True)
        standing = list(rows.order_by("-until")[:2])
        if not standing:
            return NOTHING_TO_LIFT
        last = standing[0]
        if last.until != seen:
            return Refusal(LIFTED.code, LIFTED.text, {"day": day_month(last.until)})
        if _leads_practice(actor, group):
            return MINE
        Visa.objects.of(actor.college_id).filter(pk=last.pk).update(lifted_at=actor.now.astimezone(UTC))
        day = standing[1].until if len(standing) > 1 else None
        Group.objects.of(actor.college_id).filter(pk=group.pk).update(modules_viewed_until=day)
        told = day.isoformat() if day else None
        event = audit.Event("inspection.visa.lift", f"visa:{last.pk.hex}", last.until.isoformat(), told, reason)
        audit.append(head, actor, [event])
    return None


def _wait_for_writers(actor: PersonActor, group: Group) -> None:
    """Hold every page of practice and every exam of the group: who writes there ends first, or begins behind the visa."""
    pages = PracticePage.objects.of(actor.college_id).filter(group=group.pk)
    exams = Statement.objects.of(actor.college_id).filter(group=group.pk, level=Level.MODULE)
    for rows in (pages, exams):
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            audit.lock(actor.college_id, pk)


def _open_exam(actor: PersonActor, group: Group, until: date) -> Refusal | None:
    """An exam that is not closed yet: its statement is still being filled in."""
    rows = Statement.objects.of(actor.college_id).filter(group=group.pk, level=Level.MODULE, dated__lte=until)
    dated = rows.filter(state__in=[State.DRAFT, State.OPEN]).order_by("dated").values_list("dated", flat=True).first()
    if dated is None:
        return None
    text = (
        "Ведомость экзамена по модулю от %(day)s ещё не закрыта. Поставьте более ранний день или сначала закройте её."
    )
    return Refusal("open_exam", text, {"day": day_month(dated)})


def _leads_practice(actor: PersonActor, group: Group) -> bool:
    pages = PracticePage.objects.of(actor.college_id).filter(group=group.pk)
    places = PracticePlace.objects.of(actor.college_id).filter(page__group=group.pk, leader=actor.person_id)
    return bool(pages.filter(leader=actor.person_id).exists() or places.exists())


def _leads(actor: PersonActor, course: Course) -> bool:
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course=course.pk)
    return bool(rows.filter(teacher=actor.person_id).exists())
