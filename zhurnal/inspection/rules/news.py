"""What the floors above hear of a remark. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.inspection.rules.states import Step


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of a remark. ``journal``: «Э-21, ОП.02»; ``people``: whom it concerns, without whoever took the step."""

    remark: UUID
    course: UUID
    journal: str
    step: Step
    due: date | None
    people: tuple[UUID, ...]
