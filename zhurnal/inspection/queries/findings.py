"""A machine's finding as the beginning of a remark, and whether it has closed meanwhile (A10.3, A10.4)."""

from uuid import UUID

from zhurnal.checks.models import Finding
from zhurnal.checks.policy import WATCH
from zhurnal.checks.rules.catalogue import RULES, Rule
from zhurnal.checks.rules.states import State
from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


def from_finding(actor: PersonActor, course: Course, finding: UUID | None) -> dict[str, str]:
    """What a remark about the finding would say: place, words, demand; nothing when it is not within reach. One statement."""
    rows = policy.visible(actor, WATCH).filter(pk=finding, course=course.pk)
    found = rows.values_list(
        "rule", "lesson_id", "student_id", "work__slot", "evidence", "practice_id", "day"
    ).first()  # fmt: skip
    if found is None:
        return {}
    rule, lesson, student, slot, evidence, practice, day = found
    named = RULES[Rule(rule)]
    part = str(slot) if slot else {Rule.NO_TOPIC: "topic", Rule.TOPIC_OFF_PLAN: "topic"}.get(Rule(rule), "")
    return {
        "lesson": str(lesson or ""), "student": str(student or ""), "part": part, "finding": str(finding),
        "practice": f"{practice}:{day or ''}" if practice else "",
        "text": f"{named.title}: {evidence}"[:500], "demand": named.remedy[:500],
    }  # fmt: skip


def closed_by_itself(actor: PersonActor, finding: UUID | None) -> bool:
    """Whether the finding behind a remark is no more: its cause is gone. One statement."""
    if finding is None:
        return False
    return bool(Finding.objects.of(actor.college_id).filter(pk=finding, state=State.CLOSED).exists())
