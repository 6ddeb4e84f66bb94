"""Access of students and parents by dates: closed at an expulsion, opened again at a return (A11.4).

Each function tells which rows it touched, so that a wrong order can be undone. Called inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.people.models import Account, Guardianship, RoleGrant, Session
from zhurnal.people.rules.roles import Role

Traces = dict[str, list[str]]
ENDS = "ends"  # in traces: «id day» of rows that had an end of their own
ENDLESS = Q(until__isnull=True)


def lasting(day: date) -> Q:
    """What would still hold on the day: endless, or with an end of its own that lies ahead (an earlier one stays)."""
    return ENDLESS | Q(until__gte=day)


def close_access(college_id: UUID, student: UUID, day: date, today: date) -> Traces:
    """From ``day`` on the student has no role, his parents no child here; accounts without any role are closed."""
    return close_access_of_all(college_id, [student], day, today)


def close_access_of_all(college_id: UUID, students: Sequence[UUID], day: date, today: date) -> Traces:
    """``close_access`` for many who leave on one day. A constant number of statements."""
    last = day - timedelta(days=1)
    bonds = Guardianship.objects.of(college_id).filter(lasting(day), student__in=students)
    families = list(bonds.values_list("pk", "until", "parent_id"))
    touched: Traces = {"grants": [], "bonds": [], ENDS: []}
    _keep(touched, "bonds", [(pk, until) for pk, until, _parent in families])
    bonds.update(until=last)
    _end(college_id, touched, students, Role.STUDENT, day)
    lonely = _without_children(college_id, [parent for _pk, _until, parent in families], day)
    _end(college_id, touched, lonely, Role.PARENT, day)
    touched["accounts"] = _shut(college_id, [*students, *lonely], day) if day <= today else []
    return touched


def former_ends(touched: Traces) -> dict[str, str]:
    """Of the rows that ``close_access`` ended, those which had an end of their own: id → that day."""
    return dict(text.split(" ", 1) for text in touched.get(ENDS, ()))


def open_access(college_id: UUID, student: UUID, day: date) -> Traces:
    """A student's role from a day on, his account open; nothing is done twice."""
    grants = RoleGrant.objects.of(college_id)
    if grants.filter(ENDLESS, person=student, role=Role.STUDENT, since__lte=day).exists():
        return {}
    made: RoleGrant = grants.model(college_id=college_id, person_id=student, role=Role.STUDENT, since=day)
    RoleGrant.objects.bulk_create([made])
    return {"grants_made": [made.pk.hex], "accounts_opened": _open(college_id, [student])}


def _open(college_id: UUID, people: Sequence[UUID]) -> list[str]:
    accounts = Account.objects.of(college_id).filter(person__in=people, is_active=False)
    opened = [pk.hex for pk in accounts.values_list("pk", flat=True)]
    accounts.update(is_active=True)
    return opened


def open_families(college_id: UUID, student: UUID, day: date, ended: Traces) -> Traces:
    """From a day on parents have the rights again that ``close_access`` ended (its traces: ``ended``), on the same ground.

    An adult's consent stays as it was: who took it away before the student left does not get it back by his return (A11.3).
    A right that had an end of its own has it again, and does not come back where that day is over.
    """
    ends = {UUID(pk): date.fromisoformat(text) for pk, text in former_ends(ended).items()}
    found = list(Guardianship.objects.of(college_id).filter(pk__in=_ids(ended, "bonds"), until__lt=day))
    found = [row for row in found if row.since < day and ends.get(row.pk, day) >= day]
    made = [
        Guardianship(
            college_id=college_id, parent_id=row.parent_id, student_id=student, since=day, until=ends.get(row.pk),
            basis=row.basis, consent=row.consent,
        )
        for row in found
    ]  # fmt: skip
    Guardianship.objects.bulk_create(made)
    parents = sorted({row.parent_id for row in found})
    held = RoleGrant.objects.of(college_id).filter(ENDLESS, person__in=parents, role=Role.PARENT)
    kept = set(held.values_list("person_id", flat=True))
    grants = [
        RoleGrant(college_id=college_id, person_id=parent, role=Role.PARENT, since=day)
        for parent in parents
        if parent not in kept
    ]
    RoleGrant.objects.bulk_create(grants)
    return {
        "bonds_made": [row.pk.hex for row in made],
        "grants_made": [row.pk.hex for row in grants],
        "accounts_opened": _open(college_id, parents),
    }


def shut_ended(college_id: UUID, touched: Traces, day: date) -> list[str]:
    """Close the accounts of those whose roles ``close_access`` ended ahead, now that the day has come; tells which."""
    grants = RoleGrant.objects.of(college_id).filter(pk__in=_ids(touched, "grants"), until__lt=day)
    return _shut(college_id, list(grants.values_list("person_id", flat=True).distinct()), day)


def take_back(college_id: UUID, touched: Traces, today: date) -> None:
    """Undo what ``close_access``, ``open_access`` or ``open_families`` did; whoever has another role since keeps his account."""
    _give_back(RoleGrant.objects.of(college_id), touched, "grants")
    _give_back(Guardianship.objects.of(college_id), touched, "bonds")
    Account.objects.of(college_id).filter(pk__in=_ids(touched, "accounts")).update(is_active=True)
    RoleGrant.objects.of(college_id).filter(pk__in=_ids(touched, "grants_made")).delete()
    Guardianship.objects.of(college_id).filter(pk__in=_ids(touched, "bonds_made")).delete()
    opened = Account.objects.of(college_id).filter(pk__in=_ids(touched, "accounts_opened"))
    _shut(college_id, list(opened.values_list("person_id", flat=True)), today)


def _ids(touched: Traces, name: str) -> list[UUID]:
    return [UUID(text) for text in touched.get(name, ())]


def _give_back(rows: "QuerySet[RoleGrant] | QuerySet[Guardianship]", touched: Traces, name: str) -> None:
    """The rows have the ends again that they had."""
    pks, ends = _ids(touched, name), former_ends(touched)
    own: dict[str | None, list[UUID]] = {}
    for pk in pks:
        own.setdefault(ends.get(pk.hex), []).append(pk)
    for until, found in own.items():
        rows.filter(pk__in=found).update(until=date.fromisoformat(until) if until else None)


def _keep(touched: Traces, name: str, rows: Sequence[tuple[UUID, date | None]]) -> None:
    touched[name] += [pk.hex for pk, _until in rows]
    touched[ENDS] += [f"{pk.hex} {until.isoformat()}" for pk, until in rows if until is not None]


def _end(college_id: UUID, touched: Traces, people: Sequence[UUID], role: Role, day: date) -> None:
    rows = RoleGrant.objects.of(college_id).filter(lasting(day), person__in=people, role=role)
    _keep(touched, "grants", list(rows.values_list("pk", "until")))
    rows.update(until=day - timedelta(days=1))


def _without_children(college_id: UUID, parents: Sequence[UUID], day: date) -> list[UUID]:
    others = Guardianship.objects.of(college_id).filter(lasting(day), parent__in=parents)
    kept = set(others.values_list("parent_id", flat=True))
    return [parent for parent in dict.fromkeys(parents) if parent not in kept]


def _shut(college_id: UUID, people: Sequence[UUID], day: date) -> list[str]:
    """Close accounts of people who have no role left, and end their sessions."""
    grants = RoleGrant.objects.of(college_id).filter(lasting(day), person__in=people)
    keep = set(grants.values_list("person_id", flat=True))
    rows = Account.objects.of(college_id).filter(person__in=[one for one in people if one not in keep], is_active=True)
    found = list(rows.values_list("pk", flat=True))
    rows.update(is_active=False)
    Session.objects.filter(college=college_id, account__in=found).delete()
    return [pk.hex for pk in found]
