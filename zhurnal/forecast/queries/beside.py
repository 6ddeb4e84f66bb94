"""What stands at the right of the journal's grid: the term mark or the proposed one, and the forecast (pictures 03 a–d).

Asked for by the grid when it is drawn, so that the grid itself waits for none of it. One reading of the journal serves both figures.
"""

from collections.abc import Iterable
from typing import Any

from zhurnal.assessment import study
from zhurnal.assessment.plan_forms import form_of
from zhurnal.assessment.queries.results import ResultRow, results_of_page
from zhurnal.assessment.rules.proposing import Scale, propose, scale_of
from zhurnal.assessment.rules.values import printed
from zhurnal.assessment.span import span
from zhurnal.assessment.study import Studied
from zhurnal.curriculum.models import Course
from zhurnal.forecast.gather import JournalForecast, learnt_of, told
from zhurnal.forecast.queries.lines import line_of
from zhurnal.forecast.rules.shown import certainty
from zhurnal.kernel import together
from zhurnal.people.actor import PersonActor


def load_beside(actor: PersonActor, course: Course) -> dict[str, Any]:
    """JSON-ready: ``head`` of the term's column, ``rows`` by student. The number of statements is constant.

    A closed term, or one that is over, has nothing to come: no forecast of it.
    """
    own = actor.college_id
    since, until = span(course, None, actor.today)
    pages = study.pages_of_discipline(own, course)
    answers = together.ask(*study.reading(own, pages, since, until))
    students = [row for row in study.together_of(course.pk, study.studied(pages, until, answers)) if row.listed]
    results = {row.student: row for row in results_of_page(own, course, [row.id for row in students])}
    scale = scale_of(form_of(own, course))
    rows = {row.id.hex: _term(row, results.get(row.id), scale, actor) for row in students}
    if course.frozen_at is None and actor.today <= course.term.ends:
        learnt, _record = learnt_of(own)
        journal = told(course, students, actor.today, actor.parameters, learnt, credit=scale is Scale.CREDIT)
        for key, said in _forecast(journal, actor):
            rows[key] |= said
    return {"head": f"{course.term.number} сем.", "rows": rows}


def _term(row: Studied, result: ResultRow | None, scale: Scale, actor: PersonActor) -> dict[str, str]:
    proposal = propose(row.evidence, scale, actor.parameters)
    said = {"proposed": printed(proposal.value), "why": proposal.why}
    if result is not None and result.value:
        said |= {"value": printed(result.value), "reason": result.reason, "ground": result.ground}
    return said


def _forecast(journal: JournalForecast, actor: PersonActor) -> Iterable[tuple[str, dict[str, Any]]]:
    for one in journal.students:
        if not one.early:
            line = line_of(journal, one, actor.parameters)
            chances = ", ".join(f"{bar.label} — {bar.percent} %" for bar in line.bars)
            yield one.id.hex, {
                "likely": line.likely, "sure": certainty(one.chances), "chances": chances, "range": line.range,
                "facts": [fact.text for fact in line.facts],
            }  # fmt: skip
