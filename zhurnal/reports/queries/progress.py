"""How groups stand in a period: the students of the day's lists with their results, missed hours and attendance."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from uuid import UUID

from django.db import connection

from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.then import results_since
from zhurnal.assessment.rules.indicators import Stay, average_number
from zhurnal.assessment.rules.levels import Source
from zhurnal.curriculum.models import Discipline
from zhurnal.journal.queries.then import Then, cells_then, end_of
from zhurnal.journal.rules.absences import Missed
from zhurnal.kernel.sql import fetch_all, hexed, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.absences import missed_hours, moment_of
from zhurnal.reports.queries.groups import GroupFacts, groups_of, terms_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.figures import Figures
from zhurnal.results.listed import Listed, lists_of, planned_hours
from zhurnal.results.rules.lines import Got
from zhurnal.results.rules.summary import Columned, chosen

Values = dict[UUID, dict[Columned, Got]]
"""student → (discipline, whether its project) → what counts."""


@dataclass(slots=True)
class Progress:
    """Groups of a period. ``students``: of the day's lists, by group; ``hours``: man-hours that each group's lessons planned; ``missed``: by

    group and student, those who have left among them; ``heirs``: group of an earlier year → the one that goes on for it; ``changed``: cells
    that stood otherwise on the day that is asked about.
    """

    groups: list[GroupFacts]
    students: dict[UUID, list[Listed]] = field(default_factory=dict)
    stays: Mapping[UUID, Sequence[Stay]] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    missed: Mapping[UUID, Mapping[UUID, Missed]] = field(default_factory=dict)
    hours: Mapping[UUID, int] = field(default_factory=dict)
    days: tuple[date, date] = (date.min, date.min)
    changed: Sequence[Then] = ()
    heirs: Mapping[UUID, UUID] = field(default_factory=dict)
    _known: dict[UUID, Figures] = field(default_factory=dict)

    def figures(self, group: UUID) -> Figures:
        """What the group comes to; counted once."""
        if group not in self._known:
            self._known[group] = self._figures(group)
        return self._known[group]

    def _figures(self, group: UUID) -> Figures:
        own, missed = self.students.get(group, []), self.missed.get(group, {}).values()
        return Figures(
            tuple(tuple(self.values.get(one.id, {}).values()) for one in own),
            self.hours.get(group, 0), sum(one.total for one in missed), sum(one.valid for one in missed),
            sum(one.unexcused for one in missed), sum(one.unknown for one in missed),
            average_number(self.stays.get(group, ()), *self.days),
        )  # fmt: skip


def load_progress(actor: PersonActor, action: str, asked: Asked) -> Progress:
    """Of the groups in reach, as narrowed. Seven statements for any number of groups, a few more of a past day."""
    return progress_of(actor, groups_of(actor, action, asked), asked)


def progress_of(actor: PersonActor, groups: list[GroupFacts], asked: Asked) -> Progress:
    """Of these groups. Six statements, a few more of a past day."""
    found = Progress(groups)
    own, ids = actor.college_id, [group.id for group in groups]
    if not ids:
        return found
    lists = lists_of(own, ids, asked.until)
    for one in lists.students:
        found.students.setdefault(one.group, []).append(one)
    found.stays, found.days = lists.stays, (asked.period.since, asked.until)
    found.values = values_of(actor, lists.ids, terms_of(asked.period.terms), asked)
    found.changed = cells_then(own, ids, asked.until, moment_of(actor, asked))
    found.missed = missed_hours(own, ids, asked.period.since, asked.until, found.changed)
    found.hours = planned_hours(own, {pk: lists.stays.get(pk, ()) for pk in ids}, asked.period.since, asked.until)
    return found


def values_of(actor: PersonActor, students: Sequence[UUID], terms: Sequence[UUID], asked: Asked) -> Values:
    """What counts of each student's results of these terms: an attestation before a term mark, the later before the earlier.

    Of a past day, those that stood on its evening; but where it is the last of its period, a term that is over by then is told as it stands, with
    retakes (decision 25). One statement of today, two or three of a past day.
    """
    wanted, own = [uid(student) for student in students], uid(actor.college_id)
    whole, evening = [uid(term) for term in terms], end_of(actor, asked.day)
    found: dict[UUID, list[tuple[str, Got]]] = defaultdict(list)
    cut: list[object] = []
    if evening is not None:
        over = set() if moment_of(actor, asked) else {one.key for one in asked.calendar if one.ends <= asked.day}
        running = [term for term in terms if term.hex not in over]
        whole = [uid(term) for term in terms if term.hex in over]
        cut = [connection.ops.adapt_datetimefield_value(evening.astimezone(UTC)), *(uid(term) for term in running)]
        for row in results_since(actor.college_id, students, running, evening) if running else ():
            if row.value:
                got = Got(row.semester, row.level, row.form, row.value, row.mastery, row.source == Source.CREDIT)
                found[row.student].append((row.discipline.hex, got))
    rows = fetch_all(
        f"""
        SELECT r.student_id, r.discipline_id, r.semester, r.level, r.form, r.value, r.mastery, r.source
          FROM {table(Result)} r
         WHERE r.college_id = %s AND r.student_id IN ({marks_for(wanted)}) AND r.value <> ''
               AND (r.term_id IN ({marks_for(whole)}){f" OR r.set_at < %s AND r.term_id IN ({marks_for(cut[1:])})" if cut else ""})
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *wanted, *whole, *cut],
    )
    for student, discipline, semester, level, form, value, mastery, source in rows:
        got = Got(semester, level, form, value, mastery, source == Source.CREDIT)
        found[uuids(student)].append((hexed(discipline), got))
    return {
        student: chosen(own_, sorted({row.semester for _discipline, row in own_})) for student, own_ in found.items()
    }


def discipline_names(college_id: UUID, values: Values) -> dict[str, str]:
    """discipline (hexadecimal) → «ОП.02 Электротехника», of the disciplines in these results. One statement."""
    wanted = {UUID(key) for own in values.values() for key, _project in own}
    rows = Discipline.objects.of(college_id).filter(pk__in=wanted).values_list("pk", "index", "name")
    return {pk.hex: f"{index} {name}".strip() for pk, index, name in rows}
