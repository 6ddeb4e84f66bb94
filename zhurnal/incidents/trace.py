"""How incidents stand in the record of changes: one chain of a college, so that their numbers and steps follow one another."""

from uuid import NAMESPACE_OID, UUID, uuid5

from zhurnal.incidents.models import Incident
from zhurnal.kernel.audit import Event


def incidents_chain(college_id: UUID) -> UUID:
    """The chain of a college's incidents."""
    return uuid5(NAMESPACE_OID, f"incidents:{college_id}")


def target_of(incident: UUID) -> str:
    """How an incident is named."""
    return f"incident:{incident.hex}"


def told_of(incident: Incident, action: str, after: object, reason: str = "") -> Event:
    """A step of an incident."""
    return Event(action, target_of(incident.pk), None, after, reason)


def breach_told(breach: UUID, step: str, after: object, before: object = None) -> Event:
    """A step of the file of a breach."""
    return Event(f"incidents.breach.{step}", breach_target(breach), before, after)


def breach_target(breach: UUID) -> str:
    """How the file of a breach is named."""
    return f"breach:{breach.hex}"
