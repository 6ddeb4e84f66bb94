"""Names of files: what is asked now, what was answered before, and whom the answers may mean."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.curriculum.models import Discipline, Group
from zhurnal.curriculum.relations import open_on
from zhurnal.exchange.imports.packing import unpack_questions
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.exchange.policy import NAMES
from zhurnal.exchange.rules.answers import KINDS, PROGRAMS, Answer
from zhurnal.exchange.rules.likeness import Question
from zhurnal.exchange.rules.names import fold
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Room

FAMILY = (Role.STUDENT.value, Role.PARENT.value)
SAID = {Answer.NEW.value: "завести как новое", Answer.SKIP.value: "не загружать"}
LISTED = 1000


@dataclass(frozen=True, slots=True)
class Remembered:
    """One answer."""

    id: UUID
    source: str
    kind: str
    name: str
    said: str
    made_at: datetime


def questions_of(run: ImportRun) -> list[Question]:
    """What the preview asks, kind by kind in the order in which rows hang on each other."""
    order = list(KINDS)
    return sorted(unpack_questions(run.plan), key=lambda question: (order.index(question.kind), question.name))


def known_titles(actor: PersonActor, kinds: set[str]) -> dict[str, dict[str, str]]:
    """Kind → title → id, for the kinds that are asked about; names that two rows bear are told apart by nobody and left out."""
    found: dict[str, list[tuple[str, str]]] = {}
    college = actor.college_id
    if "group" in kinds:
        found["group"] = [(row.name, row.pk.hex) for row in Group.objects.of(college).order_by("-year__starts", "name")]
    if "teacher" in kinds:
        family = RoleGrant.objects.of(college).filter(role__in=FAMILY).values("person")
        people = Person.objects.of(college).exclude(pk__in=family)
        found["teacher"] = [(full_name(row.surname, row.given, row.patronymic), row.pk.hex) for row in people]
    if "discipline" in kinds:
        rows = Discipline.objects.of(college).filter(open_on(actor.today)).order_by("index", "name")
        found["discipline"] = [(f"{row.index} {row.name}".strip(), row.pk.hex) for row in rows]
    if "room" in kinds:
        rooms = Room.objects.of(college).filter(open_on(actor.today))
        found["room"] = [(row.name, row.pk.hex) for row in rooms.order_by("name")]
    return {kind: _single(pairs) for kind, pairs in found.items()}


def _single(pairs: list[tuple[str, str]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    doubled = set()
    for title, pk in pairs:
        if title in titles:
            doubled.add(title)
        titles.setdefault(title, pk)
    return {title: pk for title, pk in titles.items() if title not in doubled}


def folded(known: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The same with titles as they are compared."""
    return {kind: {fold(title): pk for title, pk in titles.items()} for kind, titles in known.items()}


def remembered_names(actor: PersonActor) -> list[Remembered]:
    """All answers of the college, the newest first."""
    rows: list[NameMapping] = list(policy.visible(actor, NAMES).order_by("-made_at", "kind", "name")[:LISTED])
    return [
        Remembered(
            row.pk,
            PROGRAMS.get(row.source, row.source),
            KINDS[row.kind][0],
            row.name,
            SAID.get(row.answer, row.said),
            row.made_at.astimezone(actor.now.tzinfo),
        )
        for row in rows
    ]
