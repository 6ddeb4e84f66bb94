"""Which fields a college keeps and demands."""

from uuid import UUID

from zhurnal.registers.models import RegisterField
from zhurnal.registers.rules.fields import Chosen, choose


def chosen_fields(college_id: UUID) -> Chosen:
    """The catalogue as the college keeps it. One statement."""
    rows = RegisterField.objects.of(college_id).values_list("field", "used", "required")
    return choose({field: (used, required) for field, used, required in rows})
