"""What the person may print: groups of a year, and of one group its journals' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.printing.policy import PAGE_READ, PRINT, WHOLE
from zhurnal.printing.rules.selection import JOURNAL_WORDS, OF_COURSES, PART_WORDS, Journal, Part
from zhurnal.results.queries.summary import natural


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group in the list."""

    id: UUID
    name: str
    department: str
    course_year: int


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of a year in reach; ``years``: (name, id, chosen) of the years that have any; ``together``: how many print whole."""

    years: tuple[tuple[str, UUID, bool], ...]
    groups: tuple[GroupChoice, ...]
    together: int = 0

    @property
    def year(self) -> UUID | None:
        """The chosen year."""
        return next((pk for _name, pk, chosen in self.years if chosen), None)


@dataclass(frozen=True, slots=True)
class PageChoice:
    """A page of a journal: its title, semester, subgroup."""

    id: UUID
    title: str
    second: str


@dataclass(frozen=True, slots=True)
class GroupPages:
    """What may be printed of a group. ``whole``: the pages about the whole group too."""

    journals: tuple[tuple[str, str, tuple[PageChoice, ...]], ...]
    parts: tuple[tuple[str, str], ...]
    whole: bool


def groups_to_print(actor: PersonActor, asked: UUID | None) -> Groups:
    """The groups of the year asked for, else of the latest that has begun. Three statements."""
    reached = policy.visible(actor, PRINT)
    years = list(
        AcademicYear.objects.of(actor.college_id)
        .filter(pk__in=reached.values("year_id"), starts__lte=actor.today)
        .order_by("-starts")
    )
    year = next((one for one in years if one.pk == asked), years[0] if years else None)
    rows: Sequence[Group] = list(reached.filter(year=year.pk).select_related("department")) if year else []
    found = sorted(rows, key=lambda row: (row.department.name, row.course_year, row.name))
    return Groups(
        tuple((one.name, one.pk, one is year) for one in years),
        tuple(GroupChoice(row.pk, row.name, row.department.name, row.course_year) for row in found),
        policy.visible(actor, WHOLE).filter(year=year.pk).count() if year and policy.may(actor, WHOLE) else 0,
    )


def pages_of_group(actor: PersonActor, group: Group) -> GroupPages:
    """Pages of both journals that the person may open, and the parts he may print. Two statements."""
    whole = policy.can(actor, WHOLE, group).allowed
    rows = policy.visible(actor, PAGE_READ).filter(group=group.pk, term__starts__lte=actor.today)
    found = sorted(
        rows.select_related("discipline", "term", "subgroup"),
        key=lambda row: (natural(f"{row.discipline.index} {row.discipline.name}"), row.term.number, str(row.subgroup or "")),
    )  # fmt: skip
    journals = tuple(
        (
            journal.value, JOURNAL_WORDS[journal],
            tuple(
                PageChoice(
                    row.pk, f"{row.discipline.index} {row.discipline.name}".strip(),
                    f"{row.term.number} семестр" + (f", {row.subgroup.name}" if row.subgroup else ""),
                )
                for row in found
                if row.kind == journal
            ),
        )
        for journal in Journal
    )  # fmt: skip
    parts = tuple((part.value, PART_WORDS[part]) for part in Part if whole or part in OF_COURSES)
    return GroupPages(journals, parts, whole)
