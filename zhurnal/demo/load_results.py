"""Writes what is left of the years before the demonstration: the years with their terms, and the results of students (C4, C5.7)."""

from datetime import datetime, time

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Source
from zhurnal.curriculum.models import Discipline
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.curriculum.rules.short_names import short_of
from zhurnal.demo.load import Loaded
from zhurnal.demo.past import past_years
from zhurnal.demo.past_results import PastResult, past_results

CLOSED_AT = time(12)
BY_PROGRAMME = ("practice_edu", "practice_prod", "exam")


def load_past_years(loaded: Loaded) -> None:
    """Years that are over: «past_year» by how many years ago, «past_term» by (years ago, number)."""
    own, years = loaded.college, past_years(loaded.made.today)
    rows = [AcademicYear(college=own, name=year.name, starts=year.starts, ends=year.ends) for year in years]
    loaded.keep("past_year", [(year.ago, row) for year, row in zip(years, rows, strict=True)])
    terms = [
        ((year.ago, term.number), Term(college=own, year=row, number=term.number, starts=term.starts, ends=term.ends))
        for year, row in zip(years, rows, strict=True)
        for term in year.terms
    ]
    loaded.keep("past_term", terms)


def load_results(loaded: Loaded) -> None:
    """Results of the semesters behind, as brought in from the college's paper journals: published when their term ended."""
    own, rows = loaded.college, past_results(loaded.made)
    person, terms = loaded.ids["person"], loaded.ids["past_term"]
    days = {(year.ago, term.number): term.ends for year in past_years(loaded.made.today) for term in year.terms}
    moments = {key: loaded.moment(datetime.combine(day, CLOSED_AT)) for key, day in days.items()}
    keys = _keys(loaded, rows)
    _open_disciplines(loaded, rows, keys)
    discipline = loaded.ids["discipline"]
    loaded.add(
        Result(
            college=own, student_id=person[row.student], discipline_id=discipline[keys[row.group, row.line.index]],
            term_id=terms[row.ago, row.number], semester=row.semester, level=row.level, form=row.form, value=row.value,
            mastery=row.mastery, source=Source.ARCHIVE, set_at=moments[row.ago, row.number],
            published_at=moments[row.ago, row.number],
        )
        for row in rows
    )  # fmt: skip


def _keys(loaded: Loaded, rows: list[PastResult]) -> dict[tuple[str, str], str]:
    """(group, index) → the key of a discipline as the pages of this year name it: index and name, practices by programme too."""
    plans = {plan.key: plan.code for plan in loaded.made.curricula}
    codes = {group.key: plans[group.curriculum] for group in loaded.made.groups}
    lines = {(row.group, row.line.index): row.line for row in rows}
    return {
        (group, index): f"{index} {line.name}" + (f" {codes[group]}" if line.kind in BY_PROGRAMME else "")
        for (group, index), line in lines.items()
    }


def _open_disciplines(loaded: Loaded, rows: list[PastResult], keys: dict[tuple[str, str], str]) -> None:
    """Disciplines that nobody is taught this year."""
    known, items = loaded.ids["discipline"], loaded.ids["item"]
    plans = {group.key: group.curriculum for group in loaded.made.groups}
    added: dict[str, Discipline] = {}
    for row in rows:
        key = keys[row.group, row.line.index]
        if key not in known and key not in added:
            line = row.line
            kind = JournalKind.THEORY if line.kind == "discipline" else JournalKind.MODULE
            added[key] = Discipline(
                college=loaded.college, index=line.index, name=line.name, short_name=short_of(line.name), kind=kind,
                plan_item_id=items[f"{plans[row.group]}:{line.index}"],
            )  # fmt: skip
    loaded.add(added.values())
    known.update({key: row.pk for key, row in added.items()})
