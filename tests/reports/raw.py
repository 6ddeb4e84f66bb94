"""Raw rows of a college as plain Python, and the rules of ``domain.md`` (A2, A4, A6, A8) counted over them by hand.

Nothing of the product's rules or queries is used here: tables are read whole, everything else is dictionaries and loops.
"""

from collections import defaultdict
from copy import copy
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

from tests.reports.asking import built
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Discipline,
    Group,
    HoursCorrection,
    Membership,
    PlanItem,
    PlanLoad,
    SubgroupMembership,
)
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, LessonRecord, Work
from zhurnal.kernel.export import Total
from zhurnal.kernel.models import Change
from zhurnal.people.models import Person
from zhurnal.registers.models import RegisterValue
from zhurnal.statements.models import Debt, DebtTry
from zhurnal.timetable.models import Lesson

FIGURES = ("5", "4", "3", "2")
BAD = ("2", "на", "незач")
PRINTED = {"на": "н/а", "зач": "зач.", "незач": "незач.", "осв": "осв."}
ATTESTATION = ("exam", "practice", "module")
VALID = ("у", "б", "п")


def half_up(value, digits="0.1"):
    """A number as the paper shows it; nothing of nothing."""
    return None if value is None else value.quantize(Decimal(digits), ROUND_HALF_UP)


def part(some, whole):
    """Per cent to a tenth."""
    return half_up(Decimal(100) * some / whole) if whole else None


def mean(marks):
    """Mean of numbers to two digits."""
    known = list(marks)
    return half_up(Decimal(sum(known)) / len(known), "0.01") if known else None


def figures_of(values):
    """A8 of one discipline (or a heap of results): every count and percentage."""
    n = {key: values.count(key) for key in (*FIGURES, "на", "осв", "зач", "незач")}
    marked = sum(n[mark] for mark in FIGURES)
    only_credit = not marked and (n["зач"] or n["незач"])
    base = 0 if only_credit else marked + n["на"]
    points = n["5"] * 100 + n["4"] * 64 + n["3"] * 36 + n["2"] * 16 + n["на"] * 7
    done = n["5"] + n["4"] + n["3"] + n["зач"]
    return {
        "n5": n["5"], "n4": n["4"], "n3": n["3"], "n2": n["2"], "na": n["на"], "free": n["осв"], "pass": n["зач"],
        "fail": n["незач"], "absolute": part(done, marked + n["на"] + n["зач"] + n["незач"]),
        "quality": part(n["5"] + n["4"], base), "degree": half_up(Decimal(points) / base) if base else None,
        "mean": mean(int(value) for value in values if value in FIGURES),
    }  # fmt: skip


def category(values):
    """How a student ends (A8): by his results in all disciplines."""
    known = [value for value in values if value and value != "осв"]
    if not known:
        return "нет итогов"
    if [value for value in known if value in BAD]:
        return "неуспевающий"
    marks = [value for value in known if value in FIGURES]
    if not marks or "3" in marks:
        return "успевающий"
    return "отличник" if set(marks) == {"5"} else "хорошист"


class Raw:
    """All rows of a college."""

    def __init__(self, college):
        def of(model, *names):
            return [SimpleNamespace(**row) for row in model.objects.of(college).values(*names)]

        self.college = college
        self.people = {p.id: p for p in of(Person, "id", "surname", "given", "patronymic")}
        self.groups = {
            g.id: g for g in of(Group, "id", "name", "year_id", "course_year", "curriculum_id", "department_id")
        }
        self.years = of(AcademicYear, "id", "starts")
        self.members = of(Membership, "group_id", "student_id", "entered", "left")
        self.parts = of(SubgroupMembership, "subgroup_id", "student_id", "since", "until")
        self.disciplines = {d.id: d for d in of(Discipline, "id", "index", "name", "short_name", "plan_item_id")}
        pages = of(Course, "id", "group_id", "term_id", "discipline_id", "subgroup_id", "hours_planned", "programme_id")
        self.courses = {c.id: c for c in pages}
        corrections = of(HoursCorrection, "course_id", "kind", "day", "hours", "undone_at")
        self.corrections = [c for c in corrections if c.undone_at is None]
        self.leads = of(CourseTeacher, "course_id", "teacher_id", "since", "until")
        lessons = of(Lesson, "id", "course_id", "date", "pair", "hours", "state", "teacher_id")
        self.lessons = {one.id: one for one in lessons if one.state != "cancelled"}
        self.cancelled = [one for one in lessons if one.state == "cancelled"]
        records = of(
            LessonRecord, "lesson_id", "course_id", "topic", "roll_called_at", "late_entries", "programme_topic_id"
        )
        self.records = {r.lesson_id: r for r in records}
        self.kinds = {k.id: k for k in of(WorkKind, "id", "code", "short", "marks_everyone")}
        works = of(Work, "lesson_id", "course_id", "slot", "kind_id", "title", "weight", "removed")
        self.works = {(w.lesson_id, w.slot): w for w in works if not w.removed}
        self.entries = of(Entry, "lesson_id", "course_id", "student_id", "slot", "value", "changed_at")
        self.excuses = sorted(
            (x for x in of(Excuse, "student_id", "since", "until", "kind", "state") if x.state == "approved"),
            key=lambda one: one.since,
        )
        self.results = of(
            Result, "student_id", "discipline_id", "term_id", "semester", "level", "form", "value", "mastery", "source",
            "set_at", "checkpoint_id",
        )  # fmt: skip
        self.debts = of(
            Debt,
            "id",
            "student_id",
            "discipline_id",
            "term_id",
            "semester",
            "arisen_on",
            "due_on",
            "closed_on",
            "ended",
            "level",
        )
        self.tries = of(DebtTry, "debt_id", "number", "planned_on", "outcome")
        fields = of(RegisterValue, "person_id", "field", "value")
        self.register = {(row.person_id, row.field): row.value for row in fields}
        self.items = {i.id: i for i in of(PlanItem, "id", "curriculum_id", "parent_id", "index", "name", "kind")}
        self.loads = of(PlanLoad, "item_id", "semester", "hours_total", "attestation", "course_project")

    def then(self, day, zone):
        """The same with cells and results as they stood on the evening of a day: the last change by then, by its record."""
        moment = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
        history = defaultdict(list)
        rows = Change.objects.of(self.college).filter(target__startswith="cell:").order_by("chain", "seq")
        for target, at, after in rows.values_list("target", "at", "after"):
            history[target].append((at, after["value"] if isinstance(after, dict) else after or ""))
        found = copy(self)
        found.entries = []
        for row in self.entries:
            told = history[f"cell:{row.lesson_id.hex}:{row.student_id.hex}:{row.slot}"]
            by_then = [value for at, value in told if at < moment]
            value = by_then[-1] if by_then else "" if told or row.changed_at >= moment else row.value
            found.entries.append(SimpleNamespace(**{**vars(row), "value": value}))
        found.results = list(self._results_then(moment))
        return found

    def _results_then(self, moment):
        history = defaultdict(list)
        rows = Change.objects.of(self.college).filter(target__startswith="result:").order_by("at", "chain", "seq")
        for target, at, after in rows.values_list("target", "at", "after"):
            history[target].append((at, after or {}))
        for row in self.results:
            place = (row.checkpoint_id or row.term_id).hex
            told = history[f"result:{row.student_id.hex}:{row.level}:{place}:{row.discipline_id.hex}"]
            by_then = [after for at, after in told if at < moment]
            if told:
                last = by_then[-1] if by_then else {}
            elif row.set_at < moment:
                last = {"value": row.value, "mastery": row.mastery}
            else:
                last = {}
            more = {"value": last.get("value", ""), "mastery": last.get("mastery", "")}
            yield SimpleNamespace(**{**vars(row), **more, "set_at": min(row.set_at, moment - timedelta(seconds=1))})

    def listed(self, group, day):
        """Who is on the list on the day."""
        return {m.student_id for m in self.members if m.group_id == group and self.stays(m, day)}

    @staticmethod
    def stays(member, day):
        """From the day he came to the day before he left."""
        return member.entered <= day and (member.left is None or day < member.left)

    def in_part(self, subgroup, student, day):
        """Whether he is in the subgroup on the day."""
        own = [p for p in self.parts if p.subgroup_id == subgroup and p.student_id == student]
        return any(p.since <= day and (p.until is None or day <= p.until) for p in own)

    def due_at(self, lesson, student):
        """Whether he had to be at a lesson: on the list of its group, and of its subgroup, on its day (A6.10)."""
        course = self.courses[lesson.course_id]
        if student not in self.listed(course.group_id, lesson.date):
            return False
        return course.subgroup_id is None or self.in_part(course.subgroup_id, student, lesson.date)

    def name(self, student):
        """As a list has it."""
        one = self.people[student]
        return f"{one.surname} {one.given}"

    def full(self, student):
        """With the patronymic."""
        one = self.people[student]
        return " ".join(word for word in (one.surname, one.given, one.patronymic) if word)

    def title(self, discipline):
        """Index and name."""
        one = self.disciplines[discipline]
        return f"{one.index} {one.name}".strip()

    def held(self, group, since, until):
        """Lessons of a group that were not cancelled."""
        own = {c.id for c in self.courses.values() if c.group_id == group}
        found = [one for one in self.lessons.values() if one.course_id in own and since <= one.date <= until]
        return sorted(found, key=lambda one: (one.date, one.pair))

    def cause(self, student, day):
        """The letter of the last cause that covers the day, "" where nobody told."""
        own = [x.kind for x in self.excuses if x.student_id == student and x.since <= day <= x.until]
        return own[-1] if own else ""

    def absences(self, group, since, until):
        """(student, lesson, kind of cause) of every «н» of the group's lessons."""
        lessons = {one.id: one for one in self.held(group, since, until)}
        return [
            (e.student_id, lessons[e.lesson_id], e.value[1:] or self.cause(e.student_id, lessons[e.lesson_id].date))
            for e in self.entries
            if e.slot == 0 and e.value.startswith("н") and e.lesson_id in lessons
        ]

    def missed(self, group, since, until):
        """student → hours by kind of cause ("" is not told)."""
        found = defaultdict(lambda: defaultdict(int))
        for student, lesson, kind in self.absences(group, since, until):
            found[student][kind] += lesson.hours
        return found

    def counting(self, student, terms, day=None):
        """(discipline, project) → the result that counts: the later semester, in it the attestation before the year and the term."""
        order = {"term": 0, "year": 1, "project": 2, "exam": 3, "practice": 3, "module": 3}
        found = {}
        for row in self.results:
            if row.student_id != student or row.term_id not in terms or not row.value or row.level not in order:
                continue
            if day is not None and row.set_at.date() > day:
                continue
            if row.level == "year" and len(terms) == 1:
                continue
            key, rank = (row.discipline_id, row.level == "project"), (row.semester, order[row.level])
            if key not in found or rank > found[key][0]:
                found[key] = rank, row
        return {key: row for key, (_rank, row) in found.items()}

    def average(self, student, term, until):
        """discipline → weighted mean of the marks of lessons up to a day."""
        found = defaultdict(list)
        for e in self.entries:
            lesson, work = self.lessons.get(e.lesson_id), self.works.get((e.lesson_id, abs(e.slot)))
            if e.student_id != student or not lesson or not work or e.value not in FIGURES or lesson.date > until:
                continue
            course = self.courses[lesson.course_id]
            if course.term_id == term:
                found[course.discipline_id].append((int(e.value), work.weight))
        return {
            d: half_up(Decimal(sum(m * w for m, w in own)) / sum(w for _m, w in own), "0.01")
            for d, own in found.items()
        }

    def corrected(self, page, kind, today):
        """Hours by orders that stand (A5.9): of the plan or of what was given by the day."""
        return sum(c.hours for c in self.corrections if (c.course_id, c.kind) == (page, kind) and c.day <= today)

    def given(self, lesson, today):
        """A lesson that counts (A5.12): it is not in the future, and has a topic and a roll call."""
        record = self.records.get(lesson.id)
        return bool(lesson.date <= today and record and record.topic and record.roll_called_at)


def groups(raw):
    """Groups of the year under way."""
    year = max(raw.years, key=lambda one: one.starts).id
    return sorted((one for one in raw.groups.values() if one.year_id == year), key=lambda one: one.name)


def read(*given, **sent):
    """A report with its rows read once."""
    table = built(*given, **sent)
    return replace(table, rows=tuple(table.rows))


def totals(table):
    """Its rows of totals."""
    return [row for row in table.rows if isinstance(row, Total)]


def zero(value):
    """An empty cell of a count."""
    return value or 0
