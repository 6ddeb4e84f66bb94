"""The page of a step: used by the wizard itself and by whoever fills its table from a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhurnal.academic_year.models import AcademicYear
from zhurnal.opening.crossing import load_crossing
from zhurnal.opening.desk import TABLES
from zhurnal.opening.forms import YearForm
from zhurnal.opening.graphics import offer_of
from zhurnal.opening.planned import missing_pages
from zhurnal.opening.queries.check import first_record, lacks_of
from zhurnal.opening.queries.steps import deeds_of, lists_day, opened, plans_of, steps_of, terms_of
from zhurnal.opening.rules.carrying import FATES, Fate
from zhurnal.opening.rules.steps import SLUGS, STEPS, next_step
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest


def show_step(
    request: SignedRequest,
    year: AcademicYear,
    slug: str,
    answer: dict[str, Any] | None = None,
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    """The step with what stands in it, or with what an ``answer`` puts there: text, problems, form, crossing."""
    steps = steps_of(year)
    done = sum(line.done for line in steps)
    context: dict[str, Any] = {
        "year": year, "steps": steps, "done": done, "progress": f"Готово шагов: {done} из {len(steps)}", "slug": slug, "step": STEPS[SLUGS.index(slug)], "said": said,
        "next": next_step(slug), "begins": lists_day(year, request.actor.today), **_context(request.actor, year, slug, answer or {}), **(answer or {}),
    }  # fmt: skip
    if slug != "check":
        context["last"] = next(iter(deeds_of(year, request.actor.now.tzinfo, slug)), None)
        context["recorded"] = first_record(year) if context["last"] else None
    if slug in TABLES:
        context["wrong_lines"] = sorted({problem.line for problem in context.get("problems", []) if problem.line})
    return render(request, f"opening/{_template(slug)}.html", context, status=status)


def _template(slug: str) -> str:
    return "table" if slug in TABLES else slug


def _context(actor: PersonActor, year: AcademicYear, slug: str, answer: dict[str, Any]) -> dict[str, Any]:
    """What the step shows besides what a refused saving gives back."""
    if slug in TABLES:
        table = TABLES[slug]
        text = table.now(year)
        shown = {"table": table, "kept": bool(text), "text": text or table.offer(year)}
        return shown | {"offer": offer_of(year)} if slug == "practice" else shown
    if slug == "year" and "form" not in answer:
        terms = terms_of(year)
        days = {"starts": year.starts, "ends": year.ends}
        for number, word in ((1, "first"), (2, "second")):
            if number in terms:
                days |= {f"{word}_starts": terms[number].starts, f"{word}_ends": terms[number].ends}
        return {"form": YearForm(initial=days)}
    if slug == "carry":
        choices = [(fate.value, FATES[fate]) for fate in (Fate.ON, Fate.STAY, Fate.WAIT)]
        return {"fates": choices} if "crossing" in answer else {"fates": choices, "crossing": load_crossing(year)}
    if slug == "plans":
        groups, plans = plans_of(year)
        return {"groups": groups, "plans": plans}
    if slug == "journals":
        return {"pages": missing_pages(year)}
    if slug == "check":
        return {
            "lacks": lacks_of(year), "deeds": deeds_of(year, actor.now.tzinfo), "opened": opened(year), "recorded": first_record(year),
        }  # fmt: skip
    return {}
