"""Which journals a round checks, and which rounds check a journal."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models import Round, RoundPart
from zhurnal.inspection.policy import CLOSED_ROUND, MODULES, PAGE, READ_ROUND
from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticePage
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import State

OTHER_JOURNAL = Refusal("other_journal", "Эта проверка не смотрит этот журнал. Выберите другую или «без проверки».")


def scope_courses(actor: PersonActor, round_: Round) -> QuerySet[Course]:
    """Journals of the round that the actor may read: of its term and kind, in its parts, department or the college."""
    rows = policy.visible(actor, PAGE).filter(term=round_.term_id)
    if round_.kind:
        rows = rows.filter(kind=round_.kind)
    if round_.department_id:
        rows = rows.filter(group__department=round_.department_id)
    groups, courses = _parts(actor, round_)
    if groups or courses:
        rows = rows.filter(Q(group__in=groups) | Q(pk__in=courses))
    found: QuerySet[Course] = rows
    return found


def scope_groups(actor: PersonActor, round_: Round) -> QuerySet[Group]:
    """Groups of the round whose practices or exams of modules fall into its term, of those whose second journal the actor reads."""
    rows: QuerySet[Group] = policy.visible(actor, MODULES).filter(year=round_.year_id)
    if round_.kind == JournalKind.THEORY:
        return rows.none()
    if round_.department_id:
        rows = rows.filter(department=round_.department_id)
    groups, courses = _parts(actor, round_)
    if groups or courses:
        rows = rows.filter(pk__in=groups)
    own, term = actor.college_id, round_.term_id
    pages = PracticePage.objects.of(own).filter(term=term).values("group_id")
    exams = Statement.objects.of(own).filter(term=term, level=Level.MODULE).exclude(state=State.CANCELLED)
    return rows.filter(Q(pk__in=pages) | Q(pk__in=exams.values("group_id")))


def _parts(actor: PersonActor, round_: Round) -> tuple[list[UUID], list[UUID]]:
    parts = RoundPart.objects.of(actor.college_id).filter(round=round_.pk).values_list("group_id", "course_id")
    known = list(parts)
    return [group for group, _course in known if group], [course for _group, course in known if course]


def rounds_of(actor: PersonActor, course: Course) -> list[Round]:
    """Rounds within reach that are not closed and check this journal, the newest first. Two statements."""
    rows = policy.visible(actor, READ_ROUND).filter(Q(kind=course.kind) | Q(kind=""), term=course.term_id)
    own = Group.objects.of(actor.college_id).filter(pk=course.group_id).values("department_id")
    rows = rows.filter(Q(department__in=own) | Q(department__isnull=True), closed_at__isnull=True)
    found = list(rows.order_by("-since", "-number"))
    parts = RoundPart.objects.of(actor.college_id).filter(round__in=[one.pk for one in found])
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for round_, group, journal in parts.values_list("round_id", "group_id", "course_id"):
        named[round_] |= {group, journal}
    return [one for one in found if not named[one.pk] or named[one.pk] & {course.pk, course.group_id}]


def group_refusal(actor: PersonActor, round_: UUID | None, group: Group) -> Refusal | None:
    """Why a visa on a group's module pages cannot belong to the round."""
    if round_ is None:
        return None
    found = policy.visible(actor, READ_ROUND).filter(pk=round_, closed_at__isnull=True).first()
    if found is None:
        return CLOSED_ROUND
    return None if scope_groups(actor, found).filter(pk=group.pk).exists() else OTHER_JOURNAL


def round_refusal(actor: PersonActor, round_: UUID | None, course: Course) -> Refusal | None:
    """Why a remark or a visa cannot belong to the round: it is closed, out of reach or checks other journals."""
    if round_ is None or any(one.pk == round_ for one in rounds_of(actor, course)):
        return None
    known = policy.visible(actor, READ_ROUND).filter(pk=round_, closed_at__isnull=True)
    return OTHER_JOURNAL if known.exists() else CLOSED_ROUND
