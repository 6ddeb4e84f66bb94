"""Who may sit the exam of a module (A4.10) and go to the state attestation, and what is missing if not. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import RELEASED, is_positive, is_unfit, printed
from zhurnal.curriculum.rules.attestation import PROJECT, PROJECTS

EXAM_FORMS = frozenset({"Э", "Эк", "ЭК", "КЭ", "Экв"})
LISTED = 3  # how many lacks a sentence names


class PartKind(StrEnum):
    """Parts of a module, and whatever else a plan demands."""

    MDK = "mdk"
    EDUCATIONAL = "educational"
    PRODUCTION = "production"
    DISCIPLINE = "discipline"
    MODULE_EXAM = "module_exam"


ONCE = frozenset({PartKind.EDUCATIONAL, PartKind.PRODUCTION, PartKind.MODULE_EXAM})
"""Parts that are attested once: a result counts though it came in another semester than the plan's."""


@dataclass(frozen=True, slots=True)
class Due:
    """An attestation that the plan demands: in which semester, in which form («Э», «ДЗ», «КП»; empty: none is named)."""

    semester: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the plan with what it demands."""

    key: str
    index: str
    name: str
    kind: PartKind
    due: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A result of one student in a part. ``form``: in which it was held."""

    part: str
    semester: int
    level: Level
    value: str
    mastery: str = ""
    form: str = ""

    @property
    def words(self) -> str:
        """«4», of a course project or work «КР 4»."""
        return f"{self.form or PROJECT} {printed(self.value)}" if self.level == Level.PROJECT else printed(self.value)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: ``value`` is the mark that does not do, empty when there is none at all.

    ``mastery``: of an exam whose mark would do, but by which the module is not mastered. ``owed``: a debt on the books, where the plan
    demands nothing (a «2» of a semester without attestation) or has got what it demands.
    """

    part: Part
    due: Due
    value: str
    mastery: str = ""
    owed: bool = False

    @property
    def words(self) -> str:
        """«УП.06.01 (нет отметки)», «КП по МДК.02.01 (2)», «ПМ.02.ЭК (не освоен, 3)», «МДК.02.02, 6 сем. (долг)»,

        «ОГСЭ.04, 7 сем. (нет отметки)» where there are several terms.
        """
        index = f"{self.due.form} по {self.part.index}" if self.due.form in PROJECTS else self.part.index
        if self.owed or len({due.semester for due in self.part.due}) > 1:
            index += f", {self.due.semester} сем."
        if self.owed:
            return f"{index} (долг)"
        why = ", ".join(filter(None, (self.mastery, printed(self.value) if self.value else "нет отметки")))
        return f"{index} ({why})"


def _levels(part: Part, due: Due) -> tuple[tuple[Level, ...], ...]:
    """Levels at which the demanded result may stand: the first set that holds any result decides."""
    if due.form in PROJECTS:
        return ((Level.PROJECT,),)
    if part.kind in (PartKind.EDUCATIONAL, PartKind.PRODUCTION):
        return ((Level.PRACTICE,), (Level.EXAM,), (Level.TERM,))
    if part.kind is PartKind.MODULE_EXAM:
        return ((Level.MODULE,),)
    if due.form in EXAM_FORMS:
        return ((Level.EXAM,),)
    return ((Level.EXAM,), (Level.TERM,), (Level.YEAR,))


def lacks(parts: Sequence[Part], given: Iterable[Given]) -> tuple[Lack, ...]:
    """What of the parts is not positive yet, in the order of the parts.

    A final mark of the whole part (a re-credit) stands for everything in it; who is released (осв.) owes nothing there. A part
    for which the plan names no form is judged by its last result.
    """
    found: dict[tuple[str, Level], dict[int, Given]] = {}
    for row in given:
        if row.value:  # a struck-out result is none
            found.setdefault((row.part, row.level), {})[row.semester] = row
    missing: list[Lack] = []
    for part in parts:
        finals = found.get((part.key, Level.FINAL), {})
        if any(_settles(row) for row in finals.values()):
            continue
        dues = part.due or (Due(0),)
        missing += [lack for due in dues if (lack := _lack(part, due, found)) is not None]
    return tuple(missing)


def _settles(row: Given) -> bool:
    return is_positive(row.value, row.mastery) or row.value == RELEASED


def _lack(part: Part, due: Due, found: dict[tuple[str, Level], dict[int, Given]]) -> Lack | None:
    released = found.get((part.key, Level.TERM), {}).get(due.semester)
    if released is not None and released.value == RELEASED and due.form not in PROJECTS:
        return None  # nobody puts him into a statement of the exam (A4.6)
    anywhere = part.kind in ONCE and len(part.due) == 1
    for levels in _levels(part, due):
        rows = {semester: row for level in levels for semester, row in found.get((part.key, level), {}).items()}
        row = rows.get(due.semester)
        if row is None and rows and (anywhere or not due.semester):
            row = rows[max(rows)]
        if row is not None:
            return None if _settles(row) else Lack(part, due, row.value, row.mastery if is_positive(row.value) else "")
    return Lack(part, due, "")


@dataclass(frozen=True, slots=True)
class Booked:
    """A debt that stands open. ``part``: of the plan, or its discipline by itself; ``project``: «КП» or «КР» when it is one of these."""

    part: Part
    semester: int
    project: str = ""


def owing(missing: Iterable[Lack], booked: Iterable[Booked]) -> tuple[Lack, ...]:
    """Of the debts on the books those that nothing of what is missing names: they keep from the state attestation as well."""
    named = {(lack.part.key, lack.due.semester, lack.due.form in PROJECTS) for lack in missing}
    once = {lack.part.key for lack in missing if lack.part.kind in ONCE}
    return tuple(
        Lack(debt.part, Due(debt.semester, debt.project), "", owed=True)
        for debt in booked
        if debt.part.key not in once and (debt.part.key, debt.semester, bool(debt.project)) not in named
    )


def sentence(missing: Sequence[Lack]) -> str:
    """Why he is not admitted, in one sentence; empty when nothing is missing."""
    if not missing:
        return ""
    named = ", ".join(lack.words for lack in missing[:LISTED])
    more = f" и ещё {len(missing) - LISTED}" if len(missing) > LISTED else ""
    return f"Не допущен: {named}{more}."


def debts(missing: Iterable[Lack]) -> tuple[Lack, ...]:
    """Of what is missing, the academic debts: an unfit result stands there, or the books have it (A4.8)."""
    return tuple(lack for lack in missing if lack.owed or is_unfit(lack.value, lack.mastery))


def behind(missing: Iterable[Lack], semester: int) -> tuple[Lack, ...]:
    """What should be there by now: of semesters before this one (the first that is not over), and unfit results of this one too."""
    return tuple(
        lack for lack in missing if lack.owed or lack.due.semester < semester or is_unfit(lack.value, lack.mastery)
    )


_NUMBER = re.compile(r"^(?:ПМ|МДК|УП|ПП|ПМд|ПМв)\.?\s*(\d+)", re.IGNORECASE)


def module_number(index: str) -> str:
    """«01» of «МДК.01.02», «УП.01», «ПМ.01.ЭК»; empty for what belongs to no module."""
    found = _NUMBER.match(index.strip())
    return found.group(1) if found else ""
