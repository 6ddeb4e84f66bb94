"""Where a result that a student brought may be counted (A2.13, A7.3)."""

from uuid import UUID

from zhurnal.curriculum.models import Course, Discipline, Membership, PlanLoad
from zhurnal.curriculum.plan_rows import disciplines_of
from zhurnal.curriculum.queries import terms_of_plan
from zhurnal.curriculum.rules.attestation import main_of, project_of
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.movement.rules.places import Place
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


def places_of(actor: PersonActor, student: Person) -> list[Place]:
    """Rows of the plan of the student's last group in semesters whose terms are kept, and its journals without a plan.

    In the order of semesters and of the plan. A constant number of statements.
    """
    own = actor.college_id
    stays = Membership.objects.of(own).filter(student=student.pk).select_related("group__year")
    stay = stays.order_by("-entered", "-pk").first()
    if stay is None:
        return []
    terms = terms_of_plan(own, stay.group)
    known = disciplines_of(own, stay.group.curriculum_id) if stay.group.curriculum_id else {}
    item_of = {pk: item for item, taught in known.items() for pk in taught}
    tied: dict[UUID, list[Discipline]] = {}
    for row in Discipline.objects.of(own).filter(pk__in=list(item_of)).order_by("index", "name"):
        tied.setdefault(item_of[row.pk], []).append(row)
    loads = PlanLoad.objects.of(own).filter(item__in=list(tied), semester__in=list(terms))
    found: dict[str, Place] = {}
    for load in loads.order_by("semester", "item__position", "pk"):
        main, project = main_of(load.attestation), project_of(load.attestation, load.course_project)
        forms = (main, project) if project else (main,)  # its own mark has a place beside the project, form or none
        for row in tied[load.item_id]:
            for form in forms:
                place = Place(row.pk, terms[load.semester], load.semester, form, str(row))
                found.setdefault(place.key, place)
    pages = Course.objects.of(own).filter(group=stay.group_id).exclude(discipline__in=list(item_of))
    for page in pages.select_related("discipline", "term").order_by("term__number", "discipline__index", "pk"):
        semester = semester_of(stay.group.course_year, page.term.number)
        place = Place(page.discipline_id, page.term_id, semester, "", str(page.discipline))
        found.setdefault(place.key, place)
    return sorted(found.values(), key=lambda place: place.semester)
