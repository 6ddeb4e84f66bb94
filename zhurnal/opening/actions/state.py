"""Steps called done, and the year called open."""

from zhurnal.academic_year.models import AcademicYear
from zhurnal.kernel import audit
from zhurnal.opening.models import Opening
from zhurnal.opening.rules.steps import SLUGS
from zhurnal.people.actor import PersonActor


def settle(actor: PersonActor, year: AcademicYear, step: str) -> None:
    """A step is done, or not needed here; the last one opens the year."""
    row, _made = Opening.objects.of(actor.college_id).get_or_create(
        college_id=actor.college_id, year_name=year.name, defaults={"settled": []}
    )
    done = sorted({*row.settled, step} & set(SLUGS), key=SLUGS.index)
    own = Opening.objects.of(actor.college_id).filter(pk=row.pk)
    if step != SLUGS[-1]:
        own.update(settled=done)
        return
    own.update(settled=done, opened_at=actor.now, opened_by_id=actor.person_id)
    told = audit.Event("opening.open", f"year:{year.pk.hex}", None, {"year": year.name})
    audit.append(audit.lock(actor.college_id, row.pk), actor, [told])
