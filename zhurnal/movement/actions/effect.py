"""What orders written ahead do on their day, without anybody: a name or form of study changes, accounts close (A7.1, A11.4).

Lists, subgroups, roles and the rights of parents follow from dates and need nobody. Called by ``organisation.agenda``.
"""

from datetime import date

from django.db.models import Min

from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel import audit
from zhurnal.movement.actions.basis import change_basis
from zhurnal.movement.actions.names import rename
from zhurnal.movement.actions.study_form import change_form, other_form
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import REGROUPING, Kind
from zhurnal.movement.rules.possible import order_words
from zhurnal.movement.signals import order_effective
from zhurnal.organisation.models import College
from zhurnal.people.actions.access import shut_ended
from zhurnal.people.actor import PersonActor

BY_DATE = "журнал, по дате приказа"


def take_effect(college: College, today: date) -> date | None:
    """Carry out what is due by today, each with its event; tells the next day that is waited for."""
    waiting = Movement.objects.of(college.pk).filter(awaits=True, undone_at__isnull=True)
    due = waiting.filter(effective__lte=today).order_by("effective", "pk").values_list("pk", "student_id")
    actor = PersonActor.system(college, BY_DATE)
    for pk, student in list(due):
        head = audit.lock(college.pk, student)
        movement = waiting.select_related("order", "student").filter(pk=pk).first()
        if movement is None:  # undone while the lock was waited for
            continue
        traces = dict(movement.traces)
        if movement.order.kind == Kind.RENAME:
            traces |= rename(college.pk, movement.student, traces["ahead"], movement.effective)
        elif movement.order.kind == Kind.FUNDING:
            words = order_words(movement.order.number, movement.order.dated)
            traces |= change_basis(actor, movement.student_id, movement.details, movement.effective, words)
        elif movement.order.kind in REGROUPING:
            words = order_words(movement.order.number, movement.order.dated)
            forms = other_form(college.pk, movement.student_id, movement.group_from_id, movement.group_to_id)
            traces |= change_form(actor, movement.student_id, forms, movement.effective, words)
        else:
            access = dict(traces.get("access") or {})
            access["accounts"] = shut_ended(college.pk, access, movement.effective)
            traces["access"] = access
        Movement.objects.of(college.pk).filter(pk=movement.pk).update(traces=traces, awaits=False)
        move_feeds(college.pk, {movement.student_id}, None, today)
        after = {"kind": movement.order.kind, "effective": movement.effective.isoformat()}
        audit.append(head, actor, [audit.Event("movement.effect", f"movement:{movement.pk.hex}", None, after)])
        order_effective.send(Movement, actor=actor, order=movement.order_id, movements=(movement.pk,))
    next_day: date | None = waiting.filter(effective__gt=today).aggregate(day=Min("effective"))["day"]
    return next_day
