"""Planning a round, taking the year's plan from the template, closing a round (A10.1, A10.2)."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Group
from zhurnal.inspection.models import Checker, Round, RoundPart
from zhurnal.inspection.policy import CHECK, CLOSED_ROUND, PLAN, PLAN_YEAR
from zhurnal.inspection.rules.aims import year_plan
from zhurnal.inspection.rules.numbers import said
from zhurnal.inspection.rules.states import FAR, is_far
from zhurnal.inspection.staff import CHECKERS, holders
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

TERM_DAYS = 7  # for repairing what was remarked, unless said otherwise
FOUND_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A round as it is planned. ``term``: whose journals are checked; None is the one in which the check begins."""

    title: str
    aim: str
    since: date
    until: date
    due: date | None = None
    kind: str = ""
    department: UUID | None = None
    groups: tuple[UUID, ...] = ()
    courses: tuple[UUID, ...] = ()
    checkers: tuple[UUID, ...] = ()
    term: UUID | None = None


NO_TERM = Refusal("no_term", "На эти дни учебного года нет. Проверьте даты проверки.")
OTHER_TERM = Refusal(
    "other_term", "Этот семестр не из того учебного года или ещё не начался к концу проверки. Выберите другой."
)
OTHER_YEAR = Refusal("other_year", "Проверка остаётся в своём учебном году. Для другого года назначьте новую.")
OWN_DEPARTMENT = Refusal(
    "own_department", "Выберите своё отделение: проверку всего колледжа назначает заместитель директора."
)
NOT_CHECKER = Refusal(
    "not_checker",
    "Проверяют заместители директора и заведующие отделениями. Обновите страницу и отметьте проверяющих снова.",
)
NOT_REACHED = Refusal(
    "not_reached", "Среди выбранных групп или журналов есть чужие. Обновите страницу и выберите снова."
)


def plan_round(actor: PersonActor, draft: Draft) -> Round | Refusal:
    """Plan a check round; its number follows the last one of the year."""
    if not policy.may(actor, PLAN):
        raise Refused(Refusal("not_yours", "Проверки назначают заместители директора и заведующие отделениями."))
    term = _checked(actor, draft)
    if isinstance(term, Refusal):
        return term
    with transaction.atomic():
        head = audit.lock(actor.college_id, term.year_id)
        made = _created(actor, term, draft)
        after = {"title": made.title, "since": made.since.isoformat(), "until": made.until.isoformat()}
        audit.append(head, actor, [audit.Event("inspection.round", f"round:{made.pk.hex}", None, after)])
    return made


def change_round(actor: PersonActor, round_: Round, draft: Draft) -> Refusal | None:
    """Change a round that is not closed: days, words, scope, checkers; its number and year stay, and so do its remarks."""
    policy.require(actor, PLAN, round_)
    term = _checked(actor, draft)
    if isinstance(term, Refusal):
        return term
    if term.year_id != round_.year_id:
        return OTHER_YEAR
    with transaction.atomic():
        head = audit.lock(actor.college_id, round_.year_id)
        rows = Round.objects.of(actor.college_id).filter(pk=round_.pk, closed_at__isnull=True)
        if not rows.update(term_id=term.pk, **_words(draft)):
            raise Refused(CLOSED_ROUND)
        before = _told(actor, round_)
        RoundPart.objects.of(actor.college_id).filter(round=round_.pk).delete()
        Checker.objects.of(actor.college_id).filter(round=round_.pk).delete()
        _fill(actor, round_.pk, draft)
        after = _told(actor, Round.objects.of(actor.college_id).get(pk=round_.pk))
        audit.append(head, actor, [audit.Event("inspection.change", f"round:{round_.pk.hex}", before, after)])
    return None


def _told(actor: PersonActor, round_: Round) -> dict[str, Any]:
    """A round as the record keeps it: days, words, what is checked and by whom."""
    own = actor.college_id
    parts = RoundPart.objects.of(own).filter(round=round_.pk).values_list("group_id", "course_id")
    checkers = Checker.objects.of(own).filter(round=round_.pk).values_list("person_id", flat=True)
    days = {name: value.isoformat() if value else None for name, value in (
        ("since", round_.since), ("until", round_.until), ("due", round_.due))}  # fmt: skip
    return {
        "title": round_.title, "aim": round_.aim, "kind": round_.kind, "term": round_.term_id.hex, **days,
        "department": round_.department_id.hex if round_.department_id else None,
        "parts": sorted((course or group).hex for group, course in parts),
        "checkers": sorted(person.hex for person in checkers),
    }  # fmt: skip


def _checked(actor: PersonActor, draft: Draft) -> Term | Refusal:
    """The term of a round that may be planned so."""
    refusal = _not_reached(actor, draft)
    if refusal is not None:
        return refusal
    term = _term_of(actor, draft.since)
    if term is None or draft.until > term.year.ends:
        return NO_TERM
    if draft.term is not None:
        named = Term.objects.of(actor.college_id).filter(pk=draft.term, year=term.year_id, starts__lte=draft.until)
        term = named.select_related("year").first()
        if term is None:
            return OTHER_TERM
    return FAR if draft.due is not None and is_far(draft.due, draft.until) else term


def _not_reached(actor: PersonActor, draft: Draft) -> Refusal | None:
    """A head plans for his own departments, and nobody for journals that he does not check."""
    wide = {Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE} & actor.roles
    if not wide and draft.department not in actor.departments:
        return OWN_DEPARTMENT
    known = Department.objects.of(actor.college_id).filter(pk=draft.department)
    if draft.department is not None and not known.exists():
        return NOT_REACHED
    if not set(draft.checkers) <= holders(actor, CHECKERS):
        return NOT_CHECKER
    checked = policy.visible(actor, CHECK)
    if draft.courses and checked.filter(pk__in=draft.courses).count() != len(set(draft.courses)):
        return NOT_REACHED
    groups = Group.objects.of(actor.college_id).filter(pk__in=draft.groups)
    if not wide:
        groups = groups.filter(department__in=actor.departments)
    return NOT_REACHED if draft.groups and groups.count() != len(set(draft.groups)) else None


def _term_of(actor: PersonActor, day: date) -> Term | None:
    """The term in which a check begins; in between, the one that has just ended."""
    rows = Term.objects.of(actor.college_id).filter(starts__lte=day).select_related("year").order_by("-starts")
    found: Term | None = rows.first()
    return found if found and day <= found.year.ends else None


def _created(actor: PersonActor, term: Term, draft: Draft) -> Round:
    own = actor.college_id
    last = Round.objects.of(own).filter(year=term.year_id).aggregate(last=Max("number"))["last"] or 0
    made: Round = Round.objects.create(
        college_id=own, year_id=term.year_id, term_id=term.pk, number=last + 1, made_by_id=actor.person_id,
        made_at=actor.now.astimezone(UTC), **_words(draft),
    )  # fmt: skip
    _fill(actor, made.pk, draft)
    return made


def _words(draft: Draft) -> dict[str, Any]:
    return {
        "title": said(draft.title), "aim": said(draft.aim), "since": draft.since, "until": draft.until,
        "due": draft.due or draft.until + timedelta(days=TERM_DAYS), "kind": draft.kind, "department_id": draft.department,
    }  # fmt: skip


def _fill(actor: PersonActor, round_: UUID, draft: Draft) -> None:
    """Its parts and checkers."""
    own = actor.college_id
    parts = [RoundPart(id=uuid7(), college_id=own, round_id=round_, group_id=group) for group in draft.groups]
    parts += [RoundPart(id=uuid7(), college_id=own, round_id=round_, course_id=course) for course in draft.courses]
    RoundPart.objects.bulk_create(parts)
    people = dict.fromkeys([*draft.checkers] or ([actor.person_id] if actor.person_id else []))
    Checker.objects.bulk_create([Checker(college_id=own, round_id=round_, person_id=person) for person in people])


def take_template(actor: PersonActor, year: AcademicYear) -> int:
    """Plan the checks of the template that are not over yet and not there yet; how many were planned."""
    policy.require(actor, PLAN_YEAR, year)
    known = set(Round.objects.of(actor.college_id).filter(year=year.pk).values_list("title", flat=True))
    wanted = [row for row in year_plan(year.starts, year.ends) if row.until >= actor.today and row.title not in known]
    terms = dict(Term.objects.of(actor.college_id).filter(year=year.pk).values_list("number", "pk"))
    drafts = [Draft(row.title, row.aim, row.since, row.until, term=terms.get(row.term)) for row in wanted]
    with transaction.atomic():  # the whole plan, or none of it
        made = [plan_round(actor, draft) for draft in drafts]
    return sum(isinstance(one, Round) for one in made)


def close_round(actor: PersonActor, round_: Round, found: str) -> None:
    """Close a round with the checker's conclusion; remarks that are still open live on until they are done."""
    policy.require(actor, PLAN, round_)
    with transaction.atomic():
        head = audit.lock(actor.college_id, round_.year_id)
        rows = Round.objects.of(actor.college_id).filter(pk=round_.pk, closed_at__isnull=True)
        if not rows.update(found=found.strip()[:FOUND_LIMIT], closed_at=actor.now.astimezone(UTC)):
            raise Refused(CLOSED_ROUND)
        audit.append(head, actor, [audit.Event("inspection.close", f"round:{round_.pk.hex}", "open", "closed")])
