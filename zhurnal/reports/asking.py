"""What a report is asked for, read from an address; what cannot be read is told in one sentence and stays in the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.reports.catalogue.report import Report
from zhurnal.reports.queries import groups
from zhurnal.reports.queries.groups import Named, calendar_of
from zhurnal.reports.rules.asked import ASK_WORDS, Ask, Asked
from zhurnal.reports.rules.builder import AXIS_WORDS, MEASURES, Measure, Shape, read_shape
from zhurnal.reports.rules.periods import SPAN_WORDS, YEARS, Calendar, Period, Span, choices, ended, holding, read

PERIOD = "Такого срока в календаре колледжа нет. Выберите срок из списка."
DAY = "Дата не прочитана. Напишите её как 24.11.2026 или выберите в календаре."
FUTURE = "Этот день ещё не наступил. Выберите сегодняшний или прошедший."
NOT_YET = "Этот срок ещё не начался. Выберите тот, что идёт или прошёл."
ABSENT = {
    Ask.GROUP: "Такой группы в этом учебном году у вас нет. Выберите группу из списка.",
    Ask.DEPARTMENT: "Такого отделения у вас нет. Выберите отделение из списка.",
    Ask.TEACHER: "Этот преподаватель в выбранном семестре у вас не ведёт. Выберите другого из списка.",
    Ask.DISCIPLINE: "Этой дисциплины в выбранном году у вас нет. Выберите другую из списка.",
}
EMPTY = "В этом сроке у вас нет ни одной группы. Выберите другой срок."
NO_CALENDAR = "Учебный год ещё не начат: отчёту не о чем рассказать."


@dataclass(frozen=True, slots=True)
class Choice:
    """A place of the form: ``options`` are (value, words), ``any``: nothing need be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    any: bool = False


@dataclass(slots=True)
class AskForm:
    """``asked`` is None while ``error`` says why. ``typed``: what was sent, to be sent again with files and saved.

    ``axes``, ``measures`` (name, words, whether chosen) and ``shelves`` (rows, columns): of a report that is put together.
    """

    report: Report
    asked: Asked | None = None
    error: str = ""
    periods: list[tuple[str, list[Period]]] = field(default_factory=list)
    period: str = ""
    day: str = ""
    choices: list[Choice] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    shape: Shape | None = None
    axes: list[tuple[str, str]] = field(default_factory=list)
    measures: list[tuple[str, str, bool]] = field(default_factory=list)
    shelves: tuple[str, str] = ("", "")

    @property
    def by_day(self) -> bool:
        """The period is one day, which is typed."""
        return self.report.spans == (Span.DAY,)

    @property
    def by_list(self) -> bool:
        """The day of the lists is asked beside the period."""
        return Ask.DAY in self.report.asks


def usual(report: Report, today: date, calendar: Calendar) -> Period | None:
    """The period a report is about when nothing is asked: the present one, or the last that is over."""
    return (ended if report.past else holding)(report.spans[0], today, calendar)


def ask(actor: PersonActor, report: Report, sent: Mapping[str, str]) -> AskForm:
    """Read ``period`` («month:2026-11»), ``day`` (ISO), ``group``, ``department``, ``teacher``, ``discipline`` (ids)."""
    calendar = calendar_of(actor.college_id)
    form = AskForm(report, periods=_periods(report, actor.today, calendar))
    form.typed = {key: sent[key][:80] for key in ("period", "day", *Ask) if sent.get(key)}
    form.day, form.period = sent.get("day", ""), sent.get("period", "")
    if report.shaped:
        _read_shape(form, sent)
    period = _period(form, actor.today, calendar, sent)
    if period is None:
        return form
    form.period = period.value
    day = _day(form, period, actor.today, sent) if form.by_list else min(actor.today, max(period.until, period.since))
    if day is None:
        return form
    found: dict[str, UUID | None] = {}
    place = (holding(Span.YEAR, day, calendar) or period) if report.past else period
    for name in (one for one in report.asks if one is not Ask.DAY):
        found[name] = _chosen(form, actor, name, place, sent.get(name, ""))
    if not form.error:
        form.typed = _effective(form, period, found)
        form.asked = Asked(
            period, day, found.get(Ask.GROUP), found.get(Ask.DEPARTMENT), found.get(Ask.TEACHER),
            found.get(Ask.DISCIPLINE), calendar, form.shape,
        )  # fmt: skip
    return form


def _effective(form: AskForm, period: Period, found: Mapping[str, UUID | None]) -> dict[str, str]:
    """What was asked after all, to be asked again by files and saved reports; the day of lists only where one was named."""
    place = {"day": period.key} if form.by_day else {"period": period.value}
    named = {"day": form.typed["day"]} if "day" in form.typed and form.by_list else {}
    shape = {key: value for key, value in form.typed.items() if key in SHAPE}
    return place | named | shape | {name: pk.hex for name, pk in found.items() if pk}


SHAPE = ("rows", "columns", *(f"m-{one}" for one in Measure))


def _read_shape(form: AskForm, sent: Mapping[str, str]) -> None:
    found = read_shape(sent)
    form.shape, form.error = (None, found) if isinstance(found, str) else (found, form.error)
    form.typed |= {key: sent[key][:20] for key in SHAPE if sent.get(key)}
    shape = form.shape or Shape()
    form.shelves = (sent.get("rows") or shape.rows, sent.get("columns") or shape.columns or "")
    chosen = {one for one in Measure if sent.get(f"m-{one}")} or set(shape.measures)
    form.axes = [(axis.value, words) for axis, words in AXIS_WORDS.items()]
    form.measures = [(f"m-{one}", words, one in chosen) for one, (words, _family, _count) in MEASURES.items()]


def _periods(report: Report, today: date, calendar: Calendar) -> list[tuple[str, list[Period]]]:
    return [(SPAN_WORDS[span], choices(span, today, calendar)) for span in report.spans if span is not Span.DAY]


def _period(form: AskForm, today: date, calendar: Calendar, sent: Mapping[str, str]) -> Period | None:
    text = sent.get("period", "")
    if form.by_day:
        text = f"{Span.DAY}:{iso(sent['day'])}" if sent.get("day") else ""
    if not text:
        found = usual(form.report, today, calendar)
        form.error = form.error or ("" if found else NO_CALENDAR)
        form.day = found.key if found and form.by_day else form.day
        return found
    found = read(text, calendar)
    if found is None or found.span not in form.report.spans:
        form.error = DAY if form.by_day else PERIOD
        return None
    if found.since > today:
        form.error = FUTURE if form.by_day else NOT_YET
        return None
    return found


def _day(form: AskForm, period: Period, today: date, sent: Mapping[str, str]) -> date | None:
    if not sent.get("day"):
        found = today if form.report.past else min(today, period.until)
        form.day = found.isoformat()
        return found
    try:
        found = date.fromisoformat(iso(sent["day"]))
    except ValueError:
        form.error = DAY
        return None
    if found.year not in YEARS or found > today:
        form.error = FUTURE
        return None
    form.day = found.isoformat()
    return max(found, period.since)


def iso(text: str) -> str:
    """«24.11.2026» as «2026-11-24»; anything else as it is."""
    day, _dot, rest = text.strip().partition(".")
    month, _dot, year = rest.partition(".")
    return f"{year}-{month:0>2}-{day:0>2}" if year else text.strip()


_OFFERED: dict[Ask, Callable[[PersonActor, str, Period], list[Named]]] = {
    Ask.GROUP: groups.group_choices,
    Ask.DEPARTMENT: groups.department_choices,
    Ask.TEACHER: lambda actor, _action, period: groups.teacher_choices(actor, period),
    Ask.DISCIPLINE: groups.discipline_choices,
}


def _chosen(form: AskForm, actor: PersonActor, name: Ask, period: Period, text: str) -> UUID | None:
    """Of what is offered; without a wish the first where one is needed."""
    if name is Ask.TEACHER and actor.roles <= {Role.TEACHER, Role.GROUP_LEADER}:
        return actor.person_id
    offered = _OFFERED[name](actor, form.report.action, period)
    needed = name in form.report.needs
    found = next((pk for pk, _words in offered if str(pk) == text or pk.hex == text), None)
    if found is None and text:
        form.error = form.error or ABSENT[name]
    if found is None and needed and not text:
        found = offered[0][0] if offered else None
        form.error = form.error or ("" if offered else EMPTY)
    options = tuple((str(pk), words) for pk, words in offered)
    form.choices.append(Choice(name, ASK_WORDS[name], options, str(found or text), any=not needed))
    return found
