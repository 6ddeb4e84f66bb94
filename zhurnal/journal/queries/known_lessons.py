"""The lessons that a teacher records, each with everything that is known of it. Four statements for any number."""

from dataclasses import dataclass

from django.db.models import Q

from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.queries.lesson_heads import LessonHead, lesson_heads
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.rules.squares import Facts
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor

READ = "journal.lesson.read"


@dataclass(frozen=True, slots=True)
class Known:
    """A lesson: its heading, its record, and the numbers behind its squares."""

    head: LessonHead
    row: LessonRow
    facts: Facts

    @property
    def held(self) -> bool:
        """Whether it was not cancelled."""
        return not self.row.cancelled


def known_lessons(actor: PersonActor, wanted: Q) -> list[Known]:
    """The lessons that this person records, in order of time."""
    heads = lesson_heads(actor.college_id, policy.visible(actor, READ), wanted)
    if not heads:
        return []
    rows = {row.id: row for row in lesson_rows(actor.college_id, lessons=[head.id for head in heads])}
    facts = lesson_facts(actor.college_id, list(rows.values()))
    return [Known(head, rows[head.id], facts[head.id]) for head in heads if head.id in rows]


def earlier(actor: PersonActor) -> Q:
    """Lessons of the current academic year before today."""
    today = actor.today
    return Q(date__lt=today, term__year__starts__lte=today, term__year__ends__gte=today)
