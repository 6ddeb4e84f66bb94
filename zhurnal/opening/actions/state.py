"""Steps called done, and the year called open."""

from django.db import transaction

from zhurnal.academic_year.models import AcademicYear
from zhurnal.kernel import audit
from zhurnal.opening.models import Opening
from zhurnal.opening.rules.steps import SLUGS
from zhurnal.people.actor import PersonActor


def settle(actor: PersonActor, year: AcademicYear, step: str) -> None:
    """A step is done, or not needed here; the last one opens the year. Two people at once lose nothing of each other."""
    own = Opening.objects.of(actor.college_id)
    with transaction.atomic():
        row, _made = own.get_or_create(college_id=actor.college_id, year_name=year.name, defaults={"settled": []})
        head = audit.lock(actor.college_id, row.pk)
        settled = own.values_list("settled", flat=True).get(pk=row.pk)
        done = sorted({*settled, step} & set(SLUGS), key=SLUGS.index)
        if step != SLUGS[-1]:
            own.filter(pk=row.pk).update(settled=done)
            return
        own.filter(pk=row.pk).update(settled=done, opened_at=actor.now, opened_by_id=actor.person_id)
        audit.append(head, actor, [audit.Event("opening.open", f"year:{year.pk.hex}", None, {"year": year.name})])
