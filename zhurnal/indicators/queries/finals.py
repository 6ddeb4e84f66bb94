"""Final marks of a semester, and marks of a checkpoint, as tallies: the list is that of the day (traps 1 and 4 of A8)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import ATTESTED, CREDITED, NOT_CREDITED, UNATTESTED, Outcome
from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.indicators.queries.overlay import Overlay
from zhurnal.indicators.rules.periods import Term, term_on
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.results.rules.lines import SHOWN

ORDER = SHOWN  # what stands for a discipline in a semester: the first of these that there is; a mark of the year stands for no semester
AS_CREDIT = {ATTESTED: CREDITED, UNATTESTED: NOT_CREDITED}  # an attestation without marks counts as a credit does
Place = tuple[UUID, UUID, UUID | None]  # (group of the list, discipline, journal)
# The journal ``c`` of a result ``r`` that came by a statement and names none: of the group's list ``m``, for the student's own subgroup.
PAGE = f"""r.course_id IS NULL AND c.college_id = r.college_id AND c.term_id = r.term_id AND c.group_id = m.group_id
               AND c.discipline_id = r.discipline_id AND (c.subgroup_id IS NULL OR EXISTS (
                   SELECT 1 FROM {table(SubgroupMembership)} s
                    WHERE s.college_id = c.college_id AND s.subgroup_id = c.subgroup_id AND s.student_id = r.student_id
                      AND s.since <= %s AND (s.until IS NULL OR s.until >= %s)))"""  # noqa: S608  (only names of our own tables)


@dataclass(frozen=True, slots=True)
class Finals:
    """``words``: of what; ``term``: key of the semester. ``counts``: place → result → students; ``students``: group → student →

    result → disciplines.
    """

    words: str = ""
    term: str = ""
    counts: dict[Place, Counter[Outcome]] = field(default_factory=dict)
    students: dict[UUID, dict[UUID, Counter[Outcome]]] = field(default_factory=dict)


NONE = Finals()


@dataclass(frozen=True, slots=True)
class Sets:
    """The last final marks there are, those of the semester before, those of a year before; the last checkpoint, the one before."""

    now: Finals = NONE
    before: Finals = NONE
    year_ago: Finals = NONE
    checkpoint: Finals = NONE
    checkpoint_before: Finals = NONE

    @property
    def terms(self) -> set[str]:
        """Keys of the semesters whose marks there are."""
        return {one.term for one in (self.now, self.before, self.year_ago) if one.term}


def sets_of(college_id: UUID, terms: list[Term], day: date, overlay: Overlay) -> Sets:
    """As of a day. Seven statements at most."""
    running = term_on(terms, day)
    if running is None:
        return Sets()
    earlier = sorted((term for term in terms if term.since < running.since), key=lambda term: term.since)
    line = [*earlier, running] if _closing(college_id, running, day) else earlier
    now = line[-1] if line else None
    before = line[-2] if len(line) > 1 else None
    ago = next((term for term in reversed(line[:-1]) if now and term.number == now.number), None)
    running_journals = Course.objects.of(college_id).filter(term=UUID(running.key)).values_list("pk", flat=True)
    stamp = overlay.heads.digest(set(running_journals))
    checkpoints = list(
        Checkpoint.objects.of(college_id).filter(term=UUID(running.key), until__lte=day).order_by("-until")[:2]
    )
    marked = [_of_checkpoint(college_id, one, day) for one in checkpoints]
    marked = [one for one in marked if one.counts]
    return Sets(
        _of_term(college_id, now, day, stamp, students=True), _of_term(college_id, before, day, stamp),
        _of_term(college_id, ago, day, stamp), *marked[:2],
    )  # fmt: skip


def _closing(college_id: UUID, term: Term, day: date) -> bool:
    """Whether the semester's own marks count already: it is over, or half of the students have one."""
    if day >= term.until:
        return True
    rows = fetch_all(
        f"""
        SELECT COUNT(DISTINCT r.student_id) FROM {table(Result)} r
         WHERE r.college_id = %s AND r.term_id = %s AND r.level = %s AND r.value <> '' AND r.set_at < %s
        UNION ALL
        SELECT COUNT(DISTINCT m.student_id) FROM {table(Membership)} m
         WHERE m.college_id = %s AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), uid(UUID(term.key)), Level.TERM, _moment(day), uid(college_id), day, day],
    )
    marked, listed = (int(row[0]) for row in rows)
    return bool(marked) and 2 * marked >= listed


def _moment(day: date) -> Any:
    """The end of the day, as the database keeps moments; the office closes late, but never so late that the zone matters."""
    return connection.ops.adapt_datetimefield_value(datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC))


_kept: dict[tuple[UUID, str, bool], tuple[str, Finals]] = {}
MOST_KEPT = 64


def _of_term(college_id: UUID, term: Term | None, day: date, stamp: str, *, students: bool = False) -> Finals:
    """Marks of a semester (of a running one those set by the day), of those on the lists of its last day or of the day.

    Of a semester that is over this process remembers what it counted, as long as nothing is recorded outside of the running one's journals.
    """
    if term is None:
        return NONE
    if day < term.until:
        return _read_term(college_id, term, day, students=students)
    key = college_id, term.key, students
    known = _kept.get(key)
    if known is None or known[0] != stamp:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        known = _kept[key] = stamp, _read_term(college_id, term, day, students=students)
    return known[1]


def _read_term(college_id: UUID, term: Term, day: date, *, students: bool) -> Finals:
    rank = " ".join(f"WHEN '{level.value}' THEN {place}" for place, level in enumerate(ORDER))
    chosen = f"""
        SELECT m.group_id, r.discipline_id, COALESCE(r.course_id, c.id) AS course_id, r.student_id, r.value, r.mastery,
               ROW_NUMBER() OVER (PARTITION BY r.student_id, r.discipline_id, CASE WHEN r.level = %s THEN 1 ELSE 0 END
                                  ORDER BY CASE r.level {rank} END, r.semester DESC,
                                           CASE WHEN c.subgroup_id IS NULL THEN 0 ELSE 1 END, c.id) AS place
          FROM {table(Result)} r
          JOIN {table(Membership)} m ON m.college_id = r.college_id AND m.student_id = r.student_id
          LEFT JOIN {table(Course)} c ON {PAGE}
         WHERE r.college_id = %s AND r.term_id = %s AND r.checkpoint_id IS NULL AND r.value <> '' AND r.set_at < %s
           AND r.level IN ({marks_for(ORDER)}) AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
        """  # noqa: S608  (only names of our own tables and placeholders are put in)
    until = min(day, term.until)
    moment = _moment(
        day if day < term.until else date.max - timedelta(days=1)
    )  # of a semester that is over: as they stand
    params = [Level.PROJECT, until, until, uid(college_id), uid(UUID(term.key)), moment, *ORDER, until, until]
    return _gathered(Finals(term.words, term.key), chosen, params, students=students)


def _of_checkpoint(college_id: UUID, checkpoint: Checkpoint, day: date) -> Finals:
    chosen = f"""
        SELECT m.group_id, r.discipline_id, r.course_id, r.student_id, r.value, '' AS mastery, 1 AS place
          FROM {table(Result)} r
          JOIN {table(Membership)} m ON m.college_id = r.college_id AND m.student_id = r.student_id
         WHERE r.college_id = %s AND r.term_id = %s AND r.checkpoint_id = %s AND r.value <> ''
           AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
        """  # noqa: S608  (only names of our own tables and placeholders are put in)
    params = [uid(college_id), uid(checkpoint.term_id), uid(checkpoint.pk), day, day]
    return _gathered(Finals(checkpoint.name), chosen, params, students=False)


def _gathered(of: Finals, chosen: str, params: list[Any], *, students: bool) -> Finals:
    """Count what was chosen: by discipline, and (``students``) by student."""
    text = f"""
        SELECT t.* FROM (WITH chosen AS MATERIALIZED ({chosen})
        SELECT c.group_id, c.discipline_id, c.course_id, c.value, c.mastery, COUNT(*) AS number FROM chosen c
         WHERE c.place = 1 GROUP BY c.group_id, c.discipline_id, c.course_id, c.value, c.mastery
        """  # noqa: S608  (put together above)
    if students:
        text += """ UNION ALL
        SELECT c.group_id, c.student_id, NULL, '*' || c.value, c.mastery, COUNT(*) FROM chosen c
         WHERE c.place = 1 GROUP BY c.group_id, c.student_id, c.value, c.mastery"""
    counts: dict[Place, Counter[Outcome]] = defaultdict(Counter)
    of_students: dict[UUID, dict[UUID, Counter[Outcome]]] = defaultdict(lambda: defaultdict(Counter))
    for group, other, course, value, mastery, number in fetch_all(f"{text}) t", params):
        if value.startswith("*"):
            of_students[uuids(group)][uuids(other)][Outcome(value[1:], mastery)] += int(number)
        else:
            place = uuids(group), uuids(other), uuids(course) if course else None
            counts[place][Outcome(AS_CREDIT.get(value, value), mastery)] += int(number)
    return replace(of, counts=counts, students=of_students)
