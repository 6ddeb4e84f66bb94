"""What the pages of a group propose in a term, as its journals stand now: for its summary, and for what is asked at the steps of its
closing (A4.5)."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment import study
from zhurnal.assessment.plan_forms import forms_of
from zhurnal.assessment.rules.proposing import Evidence, Proposal, propose, scale_of
from zhurnal.assessment.rules.yearly import propose_year
from zhurnal.assessment.yearly import disciplines_with_year, marks_of_terms
from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor

Where = tuple[UUID, UUID, bool]  # (student, discipline, whether the mark of the year)


@dataclass(frozen=True, slots=True)
class Head:
    """A discipline of the group: one of its pages, its names, the form of its attestation."""

    discipline: UUID
    course: UUID
    short: str
    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """``names``: who is on a list, «Абрамов Кирилл»; ``years``: disciplines with a mark of the year. A place without a proposal is
    not studied by that student."""

    names: dict[UUID, str]
    heads: dict[UUID, Head]
    years: frozenset[UUID]
    proposals: dict[Where, Proposal]


def proposals_of(actor: PersonActor, group: Group, term: Term) -> Proposed:
    """Proposals of all pages of a group; the number of statements does not grow with students and disciplines."""
    own, day = actor.college_id, min(max(actor.today, term.starts), term.ends)
    columns = ("pk", "subgroup_id", "discipline_id", "discipline__short_name", "discipline__name")
    courses = Course.objects.of(own).filter(group=group.pk, term=term.pk)
    rows = list(courses.order_by("discipline__index", "discipline__name").values_list(*columns))
    pages = [study.Page(pk, group.pk, subgroup) for pk, subgroup, *_rest in rows]
    found = study.studied(pages, day, together.ask(*study.reading(own, pages, term.starts, day)))
    forms = forms_of(own, group, term.number, {row[2] for row in rows})
    heads: dict[UUID, Head] = {}
    for pk, _subgroup, discipline, short, name in rows:
        heads.setdefault(discipline, Head(discipline, pk, short or name, name, forms.get(discipline, "")))
    names: dict[UUID, str] = {}
    studies: set[tuple[UUID, UUID]] = set()
    every: dict[tuple[UUID, UUID], Evidence] = {}  # of who changed his subgroup, also what he has on the page he left
    for pk, _subgroup, discipline, *_names in rows:
        for student in found.get(pk, ()):
            place = (student.id, discipline)
            every[place] = every.get(place, Evidence()) + student.evidence
            if student.listed:
                names.setdefault(student.id, student.name)
                studies.add(place)
    evidence = {place: known for place, known in every.items() if place in studies}
    scales = {discipline: scale_of(head.form) for discipline, head in heads.items()}
    proposals = {
        (*place, False): propose(known, scales[place[1]], actor.parameters) for place, known in evidence.items()
    }
    years = {row for _group, row in disciplines_with_year(own, [group.pk], term, actor.parameters.year_marks)}
    if years:
        told = marks_of_terms(own, group.year_id, years, names)
        nothing = Proposal("", None, "")
        proposals |= {
            (*place, True): propose_year(told[place], scales[place[1]], actor.parameters) if place in told else nothing
            for place in evidence
            if place[1] in years
        }
    return Proposed(names, heads, frozenset(years), proposals)
