"""Which colleges stand in this installation; asked before anybody has signed in."""

from uuid import UUID

from zhurnal.organisation.models import College


def colleges() -> list[College]:
    """All colleges, by name."""
    return list(College.objects.order_by("name"))


def college_by_code(code: str) -> College | None:
    """The college of a sign-in address."""
    return College.objects.filter(code=code).first()


def college_by_id(college_id: UUID | str | None) -> College | None:
    """A college by id."""
    return College.objects.filter(pk=college_id).first() if college_id else None
