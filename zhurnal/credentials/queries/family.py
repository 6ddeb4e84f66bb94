"""Students of a group and their parents with what they were given. Five statements, however many people."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.credentials.policy import ISSUE
from zhurnal.credentials.rules.access import Line, Who
from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list, students_of_groups
from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Activation, Guardianship, Person, RoleGrant
from zhurnal.people.policy import FAMILY
from zhurnal.people.queries.accounts import Register, register_of
from zhurnal.people.rules.age import Sight, parents_sight
from zhurnal.people.rules.codes import CodeState, last_day, state_of


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A group's people, of whom ``lacking`` have no way in."""

    lines: list[Line]

    @property
    def lacking(self) -> int:
        """How many were never given one, or let it lapse."""
        return sum(line.lacks for line in self.lines)

    @property
    def undated(self) -> str:
        """Whose parents are given nothing, because nobody knows until when the journal is open to them; "" for nobody's."""
        names = dict.fromkeys(line.student for line in self.lines if line.sight is Sight.UNKNOWN)
        return f"Нет даты рождения: {', '.join(names)}" if names else ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of the list, and how many of its students and of their parents have no way in."""

    group: Group
    students: int
    parents: int


def load_groups(actor: PersonActor) -> list[GroupLine]:
    """Groups of this head with what is left to give. Seven statements, however many groups."""
    groups = own_groups(actor)
    rows = Membership.objects.of(actor.college_id).filter(on_list(actor.today), group__in=[one.pk for one in groups])
    listed = list(rows.select_related("student"))
    of_group = {row.student_id: row.group_id for row in listed}
    rights = _rights(actor, list(of_group))
    given = given_to(actor, [*of_group, *(right.parent_id for right in rights)])
    students, parents = Counter[UUID](), Counter[UUID]()
    for row in listed:
        students[row.group_id] += _line(actor, row.student, "", "", given).lacks
    for right in rights:
        sight = parents_sight(right.student.birth_date, actor.asked_since, allowed=right.consent)
        parents[of_group[right.student_id]] += _line(actor, right.parent, "", "", given, sight).lacks
    return [GroupLine(one, students[one.pk], parents[one.pk]) for one in groups]


def own_groups(actor: PersonActor) -> list[Group]:
    """Groups of this head that somebody is on the list of today: years that are over have nobody to give access to."""
    listed = Membership.objects.of(actor.college_id).filter(on_list(actor.today)).values("group_id")
    return list(visible(actor, ISSUE).filter(pk__in=listed).order_by("name"))


def load_family(actor: PersonActor, group: Group, who: Who) -> FamilyPage:
    """The list: students by name, or parents by their children's names."""
    students = list(
        Person.objects.of(actor.college_id)
        .filter(students_of_groups(actor.college_id, Q(pk=group.pk), actor.today))
        .order_by("surname", "given", "patronymic", "pk")
    )
    if who is Who.STUDENTS:
        given = given_to(actor, [student.pk for student in students])
        return FamilyPage([_line(actor, student, "", "", given) for student in students])
    rights = _rights(actor, [student.pk for student in students])
    tell(actor, ISSUE, people={right.parent_id for right in rights})  # the group's own circle are its students
    given = given_to(actor, [right.parent_id for right in rights])
    order = {student.pk: place for place, student in enumerate(students)}
    lines = []
    for right in sorted(rights, key=lambda right: (order[right.student_id], right.parent.listed)):
        sight = parents_sight(right.student.birth_date, actor.asked_since, allowed=right.consent)
        lines.append(_line(actor, right.parent, right.student.listed, right.basis, given, sight))
    return FamilyPage(lines)


def family_register(actor: PersonActor, words: str, page: int) -> Register:
    """The register of issue of those who are or were in this head's groups, and of their parents; of the college's own people nothing."""
    groups = visible(actor, ISSUE).values("pk")
    students = Membership.objects.of(actor.college_id).filter(group__in=groups).values("student_id")
    parents = Guardianship.objects.of(actor.college_id).filter(student__in=students).values("parent_id")
    staff = RoleGrant.objects.of(actor.college_id).exclude(role__in=FAMILY).values("person_id")
    rows = Activation.objects.of(actor.college_id).filter(Q(person__in=students) | Q(person__in=parents))
    return register_of(actor, ISSUE, rows.exclude(person__in=staff), words, page)


def _rights(actor: PersonActor, students: list[UUID]) -> list[Guardianship]:
    """Rights of today, one line a parent and child."""
    return list(
        Guardianship.objects.of(actor.college_id)
        .filter(Q(until=None) | Q(until__gte=actor.today), student__in=students, since__lte=actor.today)
        .select_related("parent", "student")
    )


Given = tuple[set[UUID], dict[UUID, tuple[CodeState, bool]]]


def given_to(actor: PersonActor, people: list[UUID]) -> Given:
    """Who of the people has an open account, and each one's last code with whether it was handed over. Two statements."""
    accounts = Account.objects.of(actor.college_id).filter(person__in=people, is_active=True)
    codes = {}
    for row in Activation.objects.of(actor.college_id).filter(person__in=people).order_by("asked_at", "pk"):
        state = state_of(
            issued=row.issued_at is not None, used=row.used_at is not None, cancelled=row.cancelled_at is not None,
            expires=last_day(row.asked_at, actor.now.tzinfo, row.expires_on), today=actor.today,
        )  # fmt: skip
        codes[row.person_id] = (state, row.handed_at is not None)
    return set(accounts.values_list("person_id", flat=True)), codes


def _line(
    actor: PersonActor, person: Person, student: str, basis: str, given: Given, sight: Sight = Sight.OPEN
) -> Line:
    accounts, codes = given
    code, handed = codes.get(person.pk, (None, False))
    return Line(person.pk, str(person), student, basis, person.pk in accounts, code, handed, sight)
