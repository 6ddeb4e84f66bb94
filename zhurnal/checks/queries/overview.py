"""What stands in the journals within a checker's reach: counts by rule, department, group, teacher, down to the place (2.5, 2.6)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.checks.models import Finding
from zhurnal.checks.policy import SET, WATCH
from zhurnal.checks.queries.heads import Head, heads_of
from zhurnal.checks.queries.lines import Line
from zhurnal.checks.rules.catalogue import RULES, Rule, Severity
from zhurnal.checks.rules.states import STATE_WORDS, State
from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.oversight.queries.hours import term_name, term_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import list_name, short_name

SHOWN = 100  # findings on one page
NOBODY = "без преподавателя"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the findings is asked for; empty is all."""

    state: State = State.OPEN
    rule: str = ""
    department: str = ""
    group: str = ""
    teacher: str = ""
    page: int = 1

    def address(self, **other: str) -> str:
        """«?rule=no_topic&group=…» with these changed; the first page of it."""
        state = "" if self.state is State.OPEN else self.state.value
        asked = {
            "state": state,
            "rule": self.rule,
            "department": self.department,
            "group": self.group,
            "teacher": self.teacher,
        }
        return "?" + urlencode({key: value for key, value in {**asked, **other}.items() if value})


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter: how many findings it has, where it leads; ``weight`` is its bar in per cent."""

    words: str
    number: int
    address: str
    current: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as counted; ids are texts."""

    id: UUID
    rule: str
    head: Head
    evidence: str
    teacher: str
    teacher_name: str
    student: str
    lesson: UUID | None
    day: date | None
    first_seen: date
    returns: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. ``total``: of the asked; ``seen_at``: when the college was last checked."""

    term: str
    asked: Asked
    states: tuple[Facet, ...]
    rules: tuple[Facet, ...]
    departments: tuple[Facet, ...]
    groups: tuple[Facet, ...]
    teachers: tuple[Facet, ...]
    lines: tuple[Line, ...]
    total: int
    breaches: int
    sets_rules: bool
    chosen: tuple[Facet, ...] = ()
    previous: str = ""
    following: str = ""


def load_overview(actor: PersonActor, asked: Asked) -> Overview:
    """Counts of the current term and one page of findings. Five statements."""
    term = term_on(actor.college_id, actor.today)
    reach = policy.visible(actor, WATCH).filter(course__term=term.pk if term else None)
    states = Counter(reach.values_list("state", flat=True))
    heads = heads_of(Course.objects.of(actor.college_id).filter(pk__in=reach.values("course_id")))
    rows = _rows(actor, reach.filter(state=asked.state.value), heads)
    of = {
        "rule": lambda row: row.rule,
        "department": lambda row: row.head.department_id.hex,
        "group": lambda row: row.head.group_id.hex,
        "teacher": lambda row: row.teacher,
    }  # type: dict[str, Callable[[Row], str]]
    given = {key: str(getattr(asked, key)) for key in of}

    def kept(but: str = "") -> list[Row]:
        """Rows by all filters but one: what that one would still find."""
        return [row for row in rows if all(not given[key] or key == but or of[key](row) == given[key] for key in of)]

    words: dict[str, Callable[[Row], str]] = {
        "rule": lambda row: RULES[Rule(row.rule)].title,
        "department": lambda row: row.head.department,
        "group": lambda row: row.head.group,
        "teacher": lambda row: row.teacher_name or NOBODY,
    }
    facets = {key: _facets(kept(key), of[key], words[key], key, asked) for key in of}
    chosen = kept()
    first = (asked.page - 1) * SHOWN
    pages = {
        "previous": asked.address(page=str(asked.page - 1)) if asked.page > 1 else "",
        "following": asked.address(page=str(asked.page + 1)) if first + SHOWN < len(chosen) else "",
    }
    return Overview(
        term_name(term), asked,
        tuple(Facet(STATE_WORDS[s], states[s.value], asked.address(state=s.value), s is asked.state) for s in State),
        facets["rule"], facets["department"], facets["group"], facets["teacher"],
        tuple(_line(row) for row in chosen[first : first + SHOWN]), len(chosen),
        sum(RULES[Rule(row.rule)].severity is Severity.BREACH for row in chosen), policy.may(actor, SET),
        tuple(Facet(f.words, f.number, asked.address(**{key: ""})) for key in of for f in facets[key] if f.current), **pages,
    )  # fmt: skip


def _rows(actor: PersonActor, found: "QuerySet[Finding]", heads: dict[UUID, Head]) -> list[Row]:
    columns = (
        "pk", "rule", "course_id", "evidence", "teacher_id", "teacher__surname", "teacher__given", "teacher__patronymic",
        "student__surname", "student__given", "lesson_id", "lesson__date", "first_seen", "returns",
    )  # fmt: skip
    rows = found.order_by("-lesson__date", "first_seen", "pk").values_list(*columns)
    return [
        Row(
            pk, rule, heads[course], evidence, teacher.hex if teacher else "", short_name(*own) if teacher else "",
            list_name(*student) if student[0] else "", lesson, day, seen.astimezone(actor.now.tzinfo).date(), returns,
        )
        for pk, rule, course, evidence, teacher, *rest in rows
        for own, student, (lesson, day, seen, returns) in [(rest[:3], rest[3:5], rest[5:])]
    ]  # fmt: skip


def _facets(
    rows: list[Row], of: Callable[[Row], str], words: Callable[[Row], str], key: str, asked: Asked
) -> tuple[Facet, ...]:
    numbers = Counter(of(row) for row in rows)
    named = {of(row): words(row) for row in rows}
    most = max(numbers.values(), default=0)
    return tuple(
        Facet(
            named[value], number, asked.address(**{key: "" if value == getattr(asked, key) else value}),
            value == getattr(asked, key), 100 * number // most,
        )
        for value, number in sorted(numbers.items(), key=lambda item: (-item[1], named[item[0]]))
        if value
    )  # fmt: skip


def _line(row: Row) -> Line:
    return Line(
        row.id, row.rule, row.head, row.evidence, row.teacher_name, row.student, row.lesson, row.day,
        first_seen=row.first_seen, returns=row.returns,
    )  # fmt: skip
