"""What a student and his parents see: his practice, his projects and consultations, nothing of others (2.7)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, PracticeKind
from zhurnal.kernel import policy
from zhurnal.modules.models import Consultation, PracticeDay, PracticePage, PracticePlace, Project
from zhurnal.modules.policy import OWN
from zhurnal.modules.queries.practice import PaperTick
from zhurnal.modules.rules.practice import PAPER_WORDS, PAPERS, Hours, hours_of
from zhurnal.modules.rules.projects import PROJECT_WORDS, ProjectKind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


@dataclass(frozen=True, slots=True)
class OwnPractice:
    """One practice of the student. ``mark``: only after it was published."""

    title: str
    kind: str
    page: PracticePage
    place: PracticePlace | None
    leader: str
    hours: Hours
    days: tuple[PracticeDay, ...]
    papers: tuple[PaperTick, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class OwnProject:
    """One project of the student."""

    row: Project
    kind: str
    consultations: tuple[Consultation, ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything of one student."""

    student: Person
    practices: tuple[OwnPractice, ...]
    projects: tuple[OwnProject, ...]


def own_students(actor: PersonActor) -> list[Person]:
    """The student himself, or the children of a parent."""
    return list(policy.visible(actor, OWN).order_by("surname", "given"))


def load_own(actor: PersonActor, student: Person) -> OwnPage:
    """A constant number of statements. A page is his when he has a place, a day or a mark there."""
    own = actor.college_id
    days: dict[UUID, list[PracticeDay]] = defaultdict(list)
    for row in PracticeDay.objects.of(own).filter(student=student.pk).order_by("date"):
        days[row.page_id].append(row)
    places = {
        row.page_id: row
        for row in PracticePlace.objects.of(own).filter(student=student.pk).select_related("enterprise", "leader")
    }
    pages = PracticePage.objects.of(own).filter(pk__in={*days, *places})
    results = Result.objects.of(own).filter(student=student.pk, level=Level.PRACTICE, published_at__isnull=False)
    marks = {(row.discipline_id, row.term_id): row.value for row in results}
    practices = tuple(
        _practice(page, places.get(page.pk), days.get(page.pk, []), marks.get((page.discipline_id, page.term_id), ""))
        for page in pages.select_related("discipline", "leader", "group").order_by("-starts")
    )
    projects = Project.objects.of(own).filter(student=student.pk).select_related("discipline", "supervisor", "term")
    consultations: dict[UUID, list[Consultation]] = defaultdict(list)
    rows = Consultation.objects.of(own).filter(project__in=projects.values("pk"), struck_at__isnull=True)
    for consultation in rows.order_by("-date"):
        consultations[consultation.project_id].append(consultation)
    return OwnPage(
        student, practices,
        tuple(
            OwnProject(row, PROJECT_WORDS[ProjectKind(row.kind)], tuple(consultations.get(row.pk, ())))
            for row in projects.order_by("-term__starts")
        ),
    )  # fmt: skip


def _practice(page: PracticePage, place: PracticePlace | None, days: list[PracticeDay], mark: str) -> OwnPractice:
    leader = (place and place.leader) or page.leader
    papers = tuple(PaperTick(name, PAPER_WORDS[name], getattr(place, name) if place else None) for name in PAPERS)
    return OwnPractice(
        f"{page.discipline.index} {page.discipline.name}".strip(), PRACTICE_NAMES[PracticeKind(page.kind)], page, place,
        str(leader) if leader else "", hours_of(page.hours_planned, [row.hours for row in days]), tuple(days), papers,
        mark,
    )  # fmt: skip
