"""What stands in the journals within a checker's reach: counts by rule, department, group, teacher, down to the place (2.5, 2.6)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet

from zhurnal.checks.models import Finding
from zhurnal.checks.policy import READ, SET, WATCH
from zhurnal.checks.queries.heads import Head, heads_of
from zhurnal.checks.queries.lines import Line
from zhurnal.checks.rules.catalogue import Severity
from zhurnal.checks.rules.states import STATE_WORDS, State
from zhurnal.checks.terms import checked_terms, chosen_term
from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.oversight.queries.hours import term_name
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import list_name, short_name

SHOWN = 100  # findings on one page


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the findings is asked for; empty is all."""

    state: State = State.OPEN
    rule: str = ""
    department: str = ""
    group: str = ""
    teacher: str = ""
    term: str = ""
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
            "term": self.term,
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
class Overview:
    """The page. ``terms``: where there is more than one to choose. ``total``: of the asked, ``breaches`` among them; ``checked``: when a check last found something standing."""

    term: str
    asked: Asked
    terms: tuple[Facet, ...]
    states: tuple[Facet, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    chosen: tuple[Facet, ...]
    lines: tuple[Line, ...]
    total: int
    breaches: int
    sets_rules: bool
    checked: datetime | None = None
    previous: str = ""
    following: str = ""


_WEIGHT = {severity: place for place, severity in enumerate(Severity)}
_OF: Mapping[str, Callable[[Line], str]] = {
    "rule": lambda line: line.rule,
    "department": lambda line: line.head.department_id.hex,
    "group": lambda line: line.head.group_id.hex,
    "teacher": lambda line: line.teacher_id.hex if line.teacher_id else "",
}
_WORDS: Mapping[str, Callable[[Line], str]] = {
    "rule": lambda line: line.named.title,
    "department": lambda line: line.head.department,
    "group": lambda line: line.head.group,
    "teacher": lambda line: line.teacher,
}


def load_overview(actor: PersonActor, asked: Asked) -> Overview:
    """Counts of one term, and one page of its findings. Six statements."""
    everything = policy.visible(actor, WATCH)
    standing = everything.filter(state=State.OPEN.value).values_list("course__term_id")
    owing = dict(standing.annotate(Count("pk")).order_by())
    terms = checked_terms(actor.college_id, actor.today, owing)
    term = chosen_term(terms, owing, asked.term)
    reach = everything.filter(course__term=term.pk if term else None)
    counted = {
        state: (number, seen)
        for state, number, seen in reach.values_list("state").annotate(Count("pk"), Max("seen_at")).order_by()
    }
    heads = heads_of(Course.objects.of(actor.college_id).filter(pk__in=reach.values("course_id")))
    lines = _lines(actor, reach.filter(state=asked.state.value), heads)
    facets = {key: _facets(_by(lines, asked, but=key), key, asked) for key in _OF}
    chosen, first = _by(lines, asked), (asked.page - 1) * SHOWN
    shown = chosen[first : first + SHOWN]
    tell(actor, READ, people={who for line in shown for who in (line.student_id, line.teacher_id) if who})
    seen = counted.get(State.OPEN.value, (0, None))[1]
    return Overview(
        term=term_name(term),
        asked=asked,
        terms=tuple(
            Facet(term_name(one), owing.get(one.pk, 0), asked.address(term=one.pk.hex), one == term) for one in terms
        ) if len(terms) > 1 else (),
        states=tuple(
            Facet(STATE_WORDS[state], counted.get(state.value, (0, None))[0], asked.address(state=state.value), state is asked.state)
            for state in State
        ),
        facets=facets,
        chosen=tuple(one for own in facets.values() for one in own if one.current),
        lines=tuple(shown),
        total=len(chosen),
        breaches=sum(line.named.severity is Severity.BREACH for line in chosen),
        sets_rules=policy.may(actor, SET),
        checked=seen.astimezone(actor.now.tzinfo).replace(tzinfo=None) if seen else None,
        previous=asked.address(page=str(asked.page - 1)) if asked.page > 1 else "",
        following=asked.address(page=str(asked.page + 1)) if first + SHOWN < len(chosen) else "",
    )  # fmt: skip


def _lines(actor: PersonActor, found: QuerySet[Finding], heads: dict[UUID, Head]) -> list[Line]:
    """What weighs most first, then the newest lesson."""
    columns = (
        "pk", "rule", "course_id", "evidence", "state", "lesson_id", "lesson__date", "first_seen", "returns",
        "student_id", "work__slot", "practice_id", "day", "student__surname", "student__given", "teacher_id", "teacher__surname", "teacher__given", "teacher__patronymic",
    )  # fmt: skip
    rows = found.order_by(F("lesson__date").desc(nulls_last=True), "first_seen", "pk").values_list(*columns)
    lines = [
        Line(
            id=pk, rule=rule, head=heads[course], evidence=evidence, state=state, lesson=lesson, day=day or own_day, practice=practice, returns=returns,
            first_seen=seen.astimezone(actor.now.tzinfo).date(), student=list_name(surname, given) if surname else "",
            student_id=student, slot=slot or 0, teacher_id=teacher, teacher=short_name(*name) if teacher else "",
        )
        for pk, rule, course, evidence, state, lesson, day, seen, returns, student, slot, practice, own_day, surname, given, teacher, *name in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda line: _WEIGHT[line.named.severity])


def _by(lines: list[Line], asked: Asked, but: str = "") -> list[Line]:
    """What is asked for; ``but``: by all filters except this one, whose values are counted."""
    given = {key: getattr(asked, key) for key in _OF if key != but and getattr(asked, key)}
    return [line for line in lines if all(_OF[key](line) == value for key, value in given.items())]


def _facets(lines: list[Line], key: str, asked: Asked) -> tuple[Facet, ...]:
    """The values of one filter, the most frequent first; choosing the current one takes it off."""
    numbers = Counter(_OF[key](line) for line in lines)
    words = {_OF[key](line): _WORDS[key](line) for line in lines}
    most, chosen = max(numbers.values(), default=0), getattr(asked, key)
    return tuple(
        Facet(
            words[value],
            number,
            asked.address(**{key: "" if value == chosen else value}),
            value == chosen,
            100 * number // most,
        )
        for value, number in sorted(numbers.items(), key=lambda item: (-item[1], words[item[0]]))
        if value
    )
