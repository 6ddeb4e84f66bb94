"""Whose timetable a person may subscribe to: his own, his children's, his group's. Asked at making and at each reading."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import GroupLeader
from zhurnal.curriculum.relations import valid_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import own_children
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.rules.feed import FeedKind


@dataclass(frozen=True, slots=True)
class Subject:
    """A timetable: of a teacher, a student, a group."""

    kind: FeedKind
    id: UUID
    title: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind}-{self.id.hex}"


def subjects_of(actor: PersonActor) -> list[Subject]:
    """The timetables, one's own first. At most two statements."""
    found: list[Subject] = []
    own = actor.person_id
    if own is None:
        return found
    if Role.TEACHER in actor.roles:
        found.append(Subject(FeedKind.TEACHER, own, "Мои занятия"))
    if Role.STUDENT in actor.roles:
        found.append(Subject(FeedKind.STUDENT, own, "Моё расписание"))
    if Role.PARENT in actor.roles:
        children = Person.objects.of(actor.college_id).filter(own_children(actor))
        rows = children.exclude(pk=own).order_by("birth_date", "given").values_list("pk", "given")
        found += [Subject(FeedKind.STUDENT, pk, given) for pk, given in rows]
    if Role.GROUP_LEADER in actor.roles:
        leads = GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), person=own)
        groups = leads.order_by("group__name").values_list("group_id", "group__name")
        found += [Subject(FeedKind.GROUP, pk, name) for pk, name in groups]
    return found
