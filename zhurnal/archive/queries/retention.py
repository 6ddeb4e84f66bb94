"""The table of terms, what is due, and acts (A12.5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import ActLine, DestructionAct
from zhurnal.archive.queries.acts import ActHead
from zhurnal.archive.rules.retention import ACT_WORDS, TITLES, ActState, Document, due_on
from zhurnal.archive.terms import rules_of, summers
from zhurnal.curriculum.models import Group
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.modules.models import Project
from zhurnal.modules.rules.projects import ProjectKind
from zhurnal.movement.models import Order
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import State


@dataclass(frozen=True, slots=True)
class Due:
    """Documents of one kind of a closed year: how many, from which day they may be destroyed; ``act``: the number of the act that
    names them already."""

    document: Document
    title: str
    year: UUID
    year_name: str
    units: int
    due: date
    years: int
    article: str
    act: int | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.document}:{self.year}"


@dataclass(frozen=True, slots=True)
class Act(ActHead):
    """An act with its lines."""

    lines: tuple[tuple[str, str, int, int, str], ...]  # kind, year, units, years, article


def due_list(actor: PersonActor) -> list[Due]:
    """What of closed years is kept, with the day from which it may go; the earliest first. Nine statements."""
    own = actor.college_id
    years = list(AcademicYear.objects.of(own).filter(closed_at__isnull=False).order_by("starts"))
    units = _units(own, years)
    lines = ActLine.objects.of(own).exclude(act__state=ActState.DROPPED)
    named = {
        (document, year): number for document, year, number in lines.values_list("document", "year_id", "act__number")
    }
    found = []
    for rule in rules_of(own):
        for year in years:
            count = units.get((rule.document, year.pk), 0)
            if count:
                due = due_on(year.ends, rule.years)
                act = named.get((rule.document, year.pk))
                found.append(
                    Due(rule.document, rule.title, year.pk, year.name, count, due, rule.years, rule.article, act)
                )
    return sorted(found, key=lambda one: (one.due, one.year_name, one.title))


def _units(own: UUID, years: list[AcademicYear]) -> dict[tuple[Document, UUID], int]:
    """How many documents of each kind a year left: journals and summaries by groups, the rest by what was written."""
    wanted = [year.pk for year in years]
    found: dict[tuple[Document, UUID], int] = {}
    for year, count in Group.objects.of(own).filter(year__in=wanted).values_list("year").annotate(Count("pk")):
        found[Document.JOURNALS, year] = found[Document.SUMMARIES, year] = count
    statements = Statement.objects.of(own).filter(year__in=wanted, state=State.CLOSED)
    for year, count in statements.values_list("year").annotate(Count("pk")):
        found[Document.STATEMENTS, year] = count
    course, diploma = Document.COURSE_WORKS, Document.DIPLOMA_WORKS
    kinds = {ProjectKind.COURSE: course, ProjectKind.WORK: course, ProjectKind.DIPLOMA: diploma}
    projects = Project.objects.of(own).filter(term__year__in=wanted)
    for year, kind, count in projects.values_list("term__year", "kind").annotate(Count("pk")):
        document = kinds[ProjectKind(kind)], year
        found[document] = found.get(document, 0) + count
    over = summers(own)
    for year in years:
        count = Order.objects.of(own).filter(dated__gte=year.starts, dated__lt=over[year.pk]).count()
        if count:
            found[Document.ORDERS, year.pk] = count
    return found


def acts(actor: PersonActor) -> list[Act]:
    """Acts of the college, the newest first. Two statements."""
    return _acts(actor, DestructionAct.objects.of(actor.college_id).values_list("pk", flat=True))


def act_of(actor: PersonActor, act: UUID) -> Act:
    """One act."""
    return _acts(actor, [act])[0]


def _acts(actor: PersonActor, wanted: object) -> list[Act]:
    own = actor.college_id
    lines: dict[UUID, list[tuple[str, str, int, int, str]]] = {}
    rows = ActLine.objects.of(own).filter(act__in=wanted).order_by("year__starts", "document")
    for act, document, *rest in rows.values_list("act_id", "document", "year__name", "units", "years", "article"):
        lines.setdefault(act, []).append((TITLES[Document(document)], *rest))
    found = (
        DestructionAct.objects.of(own).filter(pk__in=wanted).select_related("made_by", "done_by").order_by("-number")
    )
    return [
        Act(
            row.pk, row.number, row.dated, row.chair, tuple(row.members.splitlines()), row.state, ACT_WORDS[ActState(row.state)],
            _short(row.made_by), row.made_by_id == actor.person_id, _short(row.done_by),
            row.done_at.astimezone(actor.now.tzinfo) if row.done_at else None, tuple(lines.get(row.pk, ())),
        )
        for row in found
    ]  # fmt: skip


def _short(person: object) -> str:
    names = [getattr(person, name, "") for name in ("surname", "given", "patronymic")]
    return short_name(*names) if person is not None else ""


def act_table(actor: PersonActor, act: Act) -> Table:
    """The act as it is printed and signed by the commission."""
    columns = (
        Column("number", "№", Kind.NUMBER), Column("kind", "Документы"), Column("year", "Учебный год"),
        Column("units", "Единиц", Kind.NUMBER), Column("years", "Срок, лет", Kind.NUMBER), Column("article", "Основание срока"),
    )  # fmt: skip
    rows = [
        (number, title, year, units, years, article)
        for number, (title, year, units, years, article) in enumerate(act.lines, 1)
    ]
    heading = (
        actor.college_name,
        f"от {act.dated:%d.%m.%Y}",
        "Комиссия отобрала к уничтожению документы, сроки хранения которых истекли:",
    )
    waiting = "Акт отозван." if act.state == ActState.DROPPED else "Акт ещё не исполнен."
    done = f"Исполнен {act.done_at:%d.%m.%Y}: {act.done_by}." if act.done_at else waiting
    notes = (f"Составил: {act.made_by}. {done}", "История журналов и сведения о пакетах остаются в журнале.")
    signatures = (f"Председатель комиссии {act.chair}", *(f"Член комиссии {name}" for name in act.members))
    title = f"Акт № {act.number} о выделении к уничтожению документов, не подлежащих хранению"
    return Table(title, columns, rows, notes, heading, signatures, landscape=False)
