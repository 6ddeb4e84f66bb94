"""One finding with what became of it."""

from dataclasses import dataclass
from datetime import datetime

from zhurnal.checks.models import Finding, FindingStep
from zhurnal.checks.policy import DISMISS, OWN, PAGE, WATCH
from zhurnal.checks.queries.heads import heads_of
from zhurnal.checks.queries.lines import Line
from zhurnal.checks.rules.states import STEP_WORDS, State, Step
from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

RELATED = ("course", "lesson", "student", "work", "teacher", "dismissed_by")


@dataclass(frozen=True, slots=True)
class Taken:
    """A step in words."""

    at: datetime
    words: str
    who: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class FindingPage:
    """The page. ``dismisses``: this person may call it no finding; ``watches``: it stands in his list of those whom he watches."""

    line: Line
    steps: tuple[Taken, ...]
    dismisses: bool
    watches: bool


def load_finding(actor: PersonActor, row: Finding) -> FindingPage:
    """A finding that a door has given, with ``RELATED``. Six statements at most."""
    head = heads_of(Course.objects.of(actor.college_id).filter(pk=row.course_id))[row.course_id]

    def here(moment: datetime) -> datetime:
        """By the college's clock, which a template shows as it is."""
        return moment.astimezone(actor.now.tzinfo).replace(tzinfo=None)

    rows = FindingStep.objects.of(actor.college_id).filter(finding=row.pk).order_by("made_at", "pk")
    steps = [Taken(here(row.first_seen), STEP_WORDS[Step.OPENED])]
    for step, at, said, pk, *name in rows.values_list(
        "step", "made_at", "words", "made_by_id", "made_by__surname", "made_by__given", "made_by__patronymic"
    ):
        steps.append(Taken(here(at), STEP_WORDS[Step(step)], short_name(*name) if pk else "", said))
    line = Line(
        row.pk, row.rule, head, row.evidence, row.teacher.short if row.teacher else "",
        row.student.listed if row.student else "", row.lesson_id, row.lesson.date if row.lesson else row.day, row.state,
        here(row.first_seen).date(), row.returns, student_id=row.student_id, slot=row.work.slot if row.work else 0,
        practice=row.practice_id, reads=policy.visible(actor, PAGE).filter(pk=row.course_id).exists(),
    )  # fmt: skip
    mine = policy.may(actor, OWN) and policy.visible(actor, OWN).filter(pk=row.course_id).exists()
    dismisses = row.state == State.OPEN and not mine and bool(policy.can(actor, DISMISS, row))
    watches = policy.may(actor, WATCH) and bool(policy.can(actor, WATCH, row))
    return FindingPage(line, tuple(steps), dismisses, watches)
